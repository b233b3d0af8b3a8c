import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { totpCodeAt } from '../../main/identity/identity.ts'
import type { KeeperProof, KeeperSheet } from '../../preload/contract/keepers.ts'
import { fromBase32 } from '../support/base32.ts'
import { makeOffice, makeTestPc, proofOf, readBackWords } from '../support/office.ts'
import { problemOfAsync } from '../support/problem.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

// Argon2id at its floor, several times over: seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const password = '二度目の長い合言葉 2027'
const rootPart = (sheet: KeeperSheet | undefined): KeeperProof => ({
  kind: 'words',
  words: sheet?.rootWords ?? [],
})

test('S24 other keepers by the old ones’ signature; two of them bring back a lost administrator', async () => {
  const office = await makeOffice({ people: [{ name: '承認 一郎', roles: ['approver'] }] })
  const { founder, clock, storeFolder } = office
  const { handlers, session } = founder.pc.identity
  const [oldSheet] = founder.sheets
  const begun = await handlers['keepers.begin-rotation'](
    { rule: { count: 3, threshold: 2 } },
    founder.pc.caller(),
  )
  const complete = (proofs: KeeperProof[]) =>
    problemOfAsync(async () =>
      handlers['keepers.complete-rotation'](
        { proofs, code: founder.freshCode() },
        founder.pc.caller(),
      ),
    )
  expect(await complete([rootPart(oldSheet)])).toBe('identity.sheet-unproven')
  for (const sheet of begun.sheets)
    await handlers['keepers.read-back']({ sheet: sheet.number, words: readBackWords(sheet) }, null)
  expect(await complete([rootPart(begun.sheets[0])])).toBe('identity.root-sheet-wrong')
  expect(session().journal.trust().root.body.n).toBe(1)
  const group = founder.pc.vault.recoveryGroup()
  expect(await complete([rootPart(oldSheet)])).toBeNull()
  const root = session().journal.trust().root.body
  expect(root).toMatchObject({ n: 2, rootThreshold: 2, recovery: { threshold: 2, shares: 3 } })
  expect(root.rootKeys).toHaveLength(3)
  expect(founder.pc.vault.recoveryGroup()).not.toEqual(group)
  // Nothing is left of the ceremony.
  expect(await complete([rootPart(oldSheet)])).toBe('identity.nothing-begun')

  // The other PC hears of it, and its vault opens to the new group alone.
  const approver = office.member('承認 一郎')
  await approver.pc.identity.session().journal.sync()
  approver.pc.identity.lock()
  await approver.signIn()
  approver.pc.identity.lock()
  const forgotten = (proofs: KeeperProof[]) =>
    problemOfAsync(async () =>
      approver.pc.identity.handlers['keepers.begin-recovery'](
        { member: approver.id, proofs, password },
        null,
      ),
    )
  if (!oldSheet) throw new Error('one sheet')
  const [first, second, third] = begun.sheets.map(proofOf)
  if (!first || !second || !third) throw new Error('three sheets')
  expect(await forgotten([proofOf(oldSheet), first])).toBe('vault.recovery-shares-wrong')
  expect(await forgotten([first])).toBe('vault.recovery-shares-missing')
  expect(await forgotten([third, second])).toBeNull()
  await approver.signIn()

  // The administrator's PC is lost; another one has nothing but the store and the sheets.
  const pc = makeTestPc({ folder: join(makeTempFolder(), 'new'), clock, name: 'PC-9' })
  const find = (proofs: KeeperProof[]) =>
    pc.identity.handlers['keepers.find-organization'](
      { storeFolder: pc.fileTokens.issue(storeFolder), proofs },
      null,
    )
  expect(await problemOfAsync(async () => find([first]))).toBe('identity.sheets-missing')
  expect(await problemOfAsync(async () => find([proofOf(oldSheet)]))).toBe(
    'identity.root-sheet-wrong',
  )
  const found = await find([second, third])
  expect(found.members).toEqual([
    { id: founder.id, name: '管理 太郎', isAdministrator: true },
    { id: approver.id, name: '承認 一郎', isAdministrator: false },
  ])
  const { totp } = await pc.identity.handlers['keepers.begin-takeover'](
    { member: founder.id, password },
    null,
  )
  clock.advance(30_000)
  const code = totpCodeAt(fromBase32(totp.secret), clock.now())
  await pc.identity.handlers['keepers.complete-takeover']({ code }, null)
  const taken = pc.identity.session()
  expect(taken).toMatchObject({ member: founder.id, name: '管理 太郎' })
  expect(taken.roles).toContain('administrator')
  expect(taken.journal.trust().root.body).toMatchObject({
    n: 3,
    administratorKeys: [taken.signing.publicKey],
  })
  expect(taken.journal.recordsOf('recovery')).toHaveLength(1)

  // Everybody else follows without an alarm, and the lost PC opens nothing any more.
  const { journal } = approver.pc.identity.session()
  await journal.sync()
  await journal.verify()
  expect(journal.alarms()).toEqual([])
  expect(journal.trust().root.body.n).toBe(3)
  const lost = session().workstation.id
  expect(journal.trust().workstation(lost)?.status).toBe('revoked')
  expect(journal.trust().member(founder.id)?.workstations).toEqual([taken.workstation.id])
  founder.pc.identity.lock()
  expect(await problemOfAsync(() => founder.signIn())).toBe('identity.not-admitted')
})
