import { describe, expect, test } from 'vitest'
import { createFileTokens } from '../../../main/file-token.ts'
import {
  changeAdministrators,
  toAdministratorsView,
} from '../../../main/identity/administrators.ts'
import { type Ending, endMembership } from '../../../main/identity/end-membership.ts'
import type { Session } from '../../../main/identity/identity.ts'
import { readProofs } from '../../../main/identity/keeper-proof.ts'
import { listProposals } from '../../../main/identity/proposal-view.ts'
import { toRootSheet } from '../../../main/identity/root-sheet.ts'
import { changeRule, toRuleViews } from '../../../main/identity/rules.ts'
import { isVoid } from '../../../main/journal/journal.ts'
import { signingKeyFromSeed } from '../../../main/vault/vault.ts'
import { makeBoard } from '../../support/board.ts'
import { makeTeam, type Team, type TeamMember } from '../../support/organization.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

/** This PC and its Sekisho. */
const here = { addresses: ['192.0.2.10'], version: '1.2.3' }

const proofsOf = (words: readonly string[]) =>
  readProofs([{ kind: 'words', words: [...words] }], createFileTokens(systemRandom))

function sessionOf(member: TeamMember): Session {
  const { id, name, signing, sealing, workstation, journal, db } = member
  return { member: id, name, roles: ['administrator'], signing, sealing, workstation, journal, db }
}

describe('a rule', () => {
  test('is changed alone, and the others stay as they are', async () => {
    const team = await makeTeam(makeTempFolder())
    const session = sessionOf(team.administrator)
    const before = toRuleViews(session)
    await changeRule(session, { name: 'holdMinutes', value: '15', ...here })
    const changed = toRuleViews(session).filter(
      (each) => before.find((was) => was.name === each.name)?.value !== each.value,
    )
    expect(changed).toEqual([{ name: 'holdMinutes', value: '15', lockedBy: null }])
  })

  test.each([
    ['holdMinutes', '-1'],
    ['holdMinutes', 'many'],
    ['toString', '1'],
    ['loginNetworks', '["office"]'],
    ['loginNetworks', '["192.0.2.300/24"]'],
    ['releaseNetworks', '["192.0.2.0/33"]'],
    ['quorumTiers', '[{"recipientsMin":9,"quorum":3},{"recipientsMin":10,"quorum":1}]'],
  ])('%s = %s is refused, and no policy comes of it', async (name, value) => {
    const team = await makeTeam(makeTempFolder())
    const session = sessionOf(team.administrator)
    const { n } = session.journal.policy()
    expect(await problemOfAsync(() => changeRule(session, { name, value, ...here }))).toBe(
      'identity.rule-invalid',
    )
    expect(session.journal.policy().n).toBe(n)
  })
})

test('nobody asks for a newer Sekisho than their own, so that somebody can always sign in', async () => {
  const session = sessionOf((await makeTeam(makeTempFolder())).administrator)
  const ask = (version: string) =>
    problemOfAsync(() =>
      changeRule(session, { name: 'appVersionMin', value: JSON.stringify(version), ...here }),
    )
  expect(await ask('1.2.4')).toBe('identity.app-too-old')
  expect(session.journal.policy().rules.appVersionMin).toBeNull()
  expect(await ask('1.2.3')).toBeNull()
  expect(session.journal.policy().rules.appVersionMin).toBe('1.2.3')
})

describe('the end of a membership', () => {
  const end = (team: Team, change: Partial<Ending> = {}) =>
    endMembership(sessionOf(team.administrator), {
      member: 'bob',
      how: 'revoked',
      distrustedFrom: null,
      nowMs: team.clock.now(),
      ...change,
    })

  test('a compromised key is believed up to the moment that is named', async () => {
    const team = await makeTeam(makeTempFolder())
    const bob = await team.join('bob', ['approver', 'auditor'])
    const write = () =>
      bob.journal.append({
        kind: 'export',
        body: { what: 'evidence', subject: null },
        signer: bob.signer,
      })
    const good = await write()
    team.clock.advance(60_000)
    const distrustedFrom = new Date(team.clock.now()).toISOString()
    const bad = await write()
    await team.administrator.journal.sync()
    await end(team, { distrustedFrom })
    const body = team.administrator.journal.trust().directory?.body
    if (!body) throw new Error('no directory')
    expect([isVoid(good, body), isVoid(bad, body)]).toEqual([false, true])
    expect(team.administrator.journal.recordsOf('suspend')).toHaveLength(1)
    expect(team.administrator.journal.trust().member('bob')?.status).toBe('revoked')
  })

  test('who leaves is believed as before', async () => {
    const team = await makeTeam(makeTempFolder())
    await team.join('bob', ['approver'])
    await end(team, { how: 'left' })
    const bob = team.administrator.journal.trust().member('bob')
    expect(bob).toMatchObject({ status: 'left', until: expect.any(String) })
    expect(bob?.lastValid).toBeUndefined()
    expect(await problemOfAsync(() => end(team))).toBe('identity.no-such-member')
  })

  test('the only administrator cannot leave the organization without one', async () => {
    const team = await makeTeam(makeTempFolder())
    expect(await problemOfAsync(() => end(team, { member: 'admin', how: 'left' }))).toBe(
      'identity.last-administrator',
    )
  })
})

describe('administrators', () => {
  test('a second one needs the sheet of the organization key, and has the role then', async () => {
    const team = await makeTeam(makeTempFolder())
    const bob = await team.join('bob', ['auditor'])
    const session = sessionOf(team.administrator)
    const change = (sheet: readonly string[], threshold = 2) =>
      problemOfAsync(async () =>
        changeAdministrators(session, {
          members: ['admin', 'bob'],
          threshold,
          proofs: await proofsOf(sheet),
        }),
      )
    const other = toRootSheet(Buffer.alloc(32, 7), 'en')
    expect(await change(other)).toBe('identity.root-sheet-wrong')
    expect(await change(['abandon'])).toBe('identity.root-sheet-wrong')
    expect(await change(other, 3)).toBe('identity.last-administrator')
    expect(toAdministratorsView(session)).toMatchObject({ members: ['admin'], threshold: 1 })
    expect(bob.journal.trust().root.body.n).toBe(1)
  })

  test('with the sheet the root follows, and the role comes by a proposal that both sign', async () => {
    const seed = Buffer.alloc(32, 9)
    const team = await makeTeam(makeTempFolder())
    const session = sessionOf(team.administrator)
    const bob = await team.join('bob', ['auditor'])
    const key = signingKeyFromSeed(seed)
    await team.administrator.journal.publishRoot(
      (content) => ({ ...content, rootKeys: [key.publicKey] }),
      [team.rootKey, key],
    )
    await changeAdministrators(session, {
      members: ['admin', 'bob'],
      threshold: 2,
      proofs: await proofsOf(toRootSheet(seed, 'ja')),
    })
    expect(toAdministratorsView(session)).toMatchObject({ members: ['admin', 'bob'], threshold: 2 })
    await bob.journal.sync()
    const [proposal] = await listProposals(sessionOf(bob))
    expect(proposal).toMatchObject({ byName: 'Canary-Name-admin', needed: 2, isSigned: false })
    expect(proposal?.differences).toEqual([
      {
        kind: 'member-roles',
        subject: 'Canary-Name-bob',
        before: 'auditor',
        after: 'administrator,auditor',
      },
    ])
    await bob.journal.coSign(proposal?.id ?? '', bob.signer)
    expect(bob.journal.trust().member('bob')?.roles).toEqual(['administrator', 'auditor'])
  })

  test('one of two cannot change the policy alone; what they propose is readable', async () => {
    const { board, syncAll } = await makeBoard(makeTempFolder())
    const [a, b] = board
    await changeRule(sessionOf(a), { name: 'quorumMin', value: '2', ...here })
    await syncAll()
    expect(b.journal.policy().rules.quorumMin).toBe(1)
    const [proposal] = await listProposals(sessionOf(b))
    expect(proposal?.differences).toEqual([
      { kind: 'rule', subject: 'quorumMin', before: '1', after: '2' },
    ])
  })
})
