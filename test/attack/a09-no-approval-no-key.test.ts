import { describe, expect, it } from 'vitest'
import {
  openSecretsWithShares,
  passOnShare,
  sealRouteSecrets,
} from '../../main/approval/route-key.ts'
import { openSealed } from '../../main/vault/vault.ts'
import { problemOf, problemOfAsync } from '../support/problem.ts'
import { systemRandom as random } from '../support/random.ts'
import { createSignedTeam } from '../support/signed-team.ts'

const secrets = { password: 'relay-password-1', dkimPrivateKey: 'private-key-of-dkim' }
const request = 'a'.repeat(64)

/** All that the requester's workstation holds: the policy, its own keys, what approvers passed on. */
async function makeHolder(threshold: number) {
  const team = createSignedTeam()
  const routeKey = await sealRouteSecrets({
    route: 'r-main',
    secrets,
    threshold,
    recoverySealKey: null,
    approvers: ['first', 'second', 'third'].map((id) => ({
      id,
      sealKey: team.keysOf(id).sealing.publicKey,
    })),
    random,
  })
  const own = ['author', 'ws-a'].map((id) => team.keysOf(id).sealing)
  const passed = (member: string, forRequest = request) => ({
    member,
    share: passOnShare({
      routeKey,
      member,
      key: team.keysOf(member).sealing,
      by: null,
      request: forRequest,
      executorSealKey: team.keysOf('ws-a').sealing.publicKey,
      random,
    })!,
  })
  return { routeKey, own, passed, team }
}

describe('A09 without approvals there is no password and no DKIM key', () => {
  it('A09 nothing that the requester holds shows or opens them', async () => {
    const { routeKey, own } = await makeHolder(1)
    const dump = JSON.stringify(routeKey)
    for (const secret of Object.values(secrets)) {
      expect(dump).not.toContain(secret)
      expect(dump).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12))
    }
    for (const key of own)
      for (const { member, sealed } of routeKey.shares)
        for (const context of [
          `route-share:r-main:${member}`,
          'route-share:r-main:author',
          `release-share:${request}:${member}`,
        ])
          expect(
            problemOf(() => openSealed({ key, context, sealed: Buffer.from(sealed, 'base64') })),
          ).toBe('journal.envelope-not-for-us')
  })

  it.each([1, 2, 3])('A09 with a threshold of %i, one approval fewer opens nothing', async (n) => {
    const { routeKey, own, passed } = await makeHolder(n)
    const shares = ['first', 'second', 'third'].slice(0, n).map((member) => passed(member))
    const key = own[1]!
    expect(await openSecretsWithShares({ routeKey, request, shares, key })).toEqual(secrets)
    expect(
      await problemOfAsync(() =>
        openSecretsWithShares({ routeKey, request, shares: shares.slice(1), key }),
      ),
    ).toBe('approval.shares-missing')
  })

  it('A09 a share counts once, for its request only', async () => {
    const { routeKey, own, passed } = await makeHolder(2)
    const key = own[1]!
    const open = (shares: { member: string; share: string }[]) =>
      openSecretsWithShares({ routeKey, request, shares, key })
    const twice = [passed('first'), passed('first')]
    await expect(open(twice)).rejects.toThrow()
    const elsewhere = [passed('first'), passed('second', 'b'.repeat(64))]
    expect(await problemOfAsync(() => open(elsewhere))).toBe('journal.envelope-not-for-us')
  })
})
