import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  openSecretsWithShares,
  passOnShare,
  sealRouteSecrets,
} from '../../../main/approval/route-key.ts'
import { decryptBlob, makeSealingKey, openSealed } from '../../../main/vault/vault.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { systemRandom as random } from '../../support/random.ts'

const secrets = { password: '送信用', dkimPrivateKey: 'PEM' }
const request = 'a'.repeat(64)
const recovery = makeSealingKey(random)

async function make(approverCount: number, threshold: number) {
  const executor = makeSealingKey(random)
  const approvers = Array.from({ length: approverCount }, (_, at) => ({
    id: `m${at}`,
    key: makeSealingKey(random),
  }))
  const routeKey = await sealRouteSecrets({
    route: 'r1',
    secrets,
    threshold,
    recoverySealKey: recovery.publicKey,
    approvers: approvers.map(({ id, key }) => ({ id, sealKey: key.publicKey })),
    random,
  })
  const pass = (at: number, forRequest = request) => ({
    member: `m${at}`,
    share: passOnShare({
      routeKey,
      member: `m${at}`,
      key: approvers[at]!.key,
      by: null,
      request: forRequest,
      executorSealKey: executor.publicKey,
      random,
    })!,
  })
  const open = (shares: { member: string; share: string }[]) =>
    openSecretsWithShares({ routeKey, request, shares, key: executor })
  return { executor, approvers, routeKey, pass, open }
}

describe('route key', () => {
  it('opens with any threshold of the shares, and with no fewer', async () => {
    const shape = fc.integer({ min: 1, max: 5 }).chain((threshold) =>
      fc.record({
        threshold: fc.constant(threshold),
        chosen: fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: threshold }),
      }),
    )
    await fc.assert(
      fc.asyncProperty(shape, async ({ threshold, chosen }) => {
        const { open, pass } = await make(5, threshold)
        expect(await open(chosen.map((at) => pass(at)))).toEqual(secrets)
        const tooFew = chosen.slice(0, threshold - 1).map((at) => pass(at))
        expect(await problemOfAsync(() => open(tooFew))).toBe('approval.shares-missing')
      }),
      { numRuns: 15 },
    )
  })

  it('does not open for another request, workstation or approver', async () => {
    const { approvers, open, pass, routeKey } = await make(2, 1)
    const elsewhere = pass(0, 'b'.repeat(64))
    expect(await problemOfAsync(() => open([elsewhere]))).toBe('journal.envelope-not-for-us')
    const renamed = { ...pass(0), member: 'm1' }
    expect(await problemOfAsync(() => open([renamed]))).toBe('journal.envelope-not-for-us')
    const approverOpens = openSecretsWithShares({
      routeKey,
      request,
      shares: [pass(0)],
      key: approvers[0]!.key,
    })
    await expect(approverOpens).rejects.toThrow('journal.envelope-not-for-us')
  })

  it('gives nothing to an approver who holds no share', async () => {
    const { routeKey, executor, approvers } = await make(2, 2)
    const o = { routeKey, request, executorSealKey: executor.publicKey, random }
    expect(passOnShare({ ...o, by: null, member: 'late', key: approvers[0]!.key })).toBeNull()
    expect(() => passOnShare({ ...o, by: null, member: 'm1', key: approvers[0]!.key })).toThrow(
      'journal.envelope-not-for-us',
    )
  })

  it('refuses a threshold that the approvers cannot meet', async () => {
    expect(await problemOfAsync(() => make(1, 2))).toBe('approval.route-needs-approver')
    expect(await problemOfAsync(() => make(0, 1))).toBe('approval.route-needs-approver')
  })

  it('opens for the recovery group, too, and for nobody else', async () => {
    const { routeKey } = await make(3, 2)
    const sealed = Buffer.from(routeKey.recovery ?? '', 'base64')
    const context = 'route-recovery:r1'
    const key = openSealed({ key: recovery, context, sealed })
    const plaintext = decryptBlob({
      contentKey: key,
      context: 'route-secrets:r1',
      sealed: Buffer.from(routeKey.secrets, 'base64'),
    })
    expect(JSON.parse(Buffer.from(plaintext).toString('utf8'))).toMatchObject(secrets)
    const other = makeSealingKey(random)
    expect(() => openSealed({ key: other, context, sealed })).toThrow('journal.envelope-not-for-us')
  })
})
