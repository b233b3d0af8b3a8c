import { expect, test, vi } from 'vitest'
import { totpCodeAt } from '../../main/identity/identity.ts'
import type { KeeperProof } from '../../preload/contract/keepers.ts'
import { fromBase32 } from '../support/base32.ts'
import { makeOffice, proofOf, type TestMember, type TestOffice } from '../support/office.ts'
import { problemOfAsync } from '../support/problem.ts'

// Argon2id at its floor, several times over: seconds on a busy machine.
vi.setConfig({ testTimeout: 120_000 })

const newPassword = '二度目の長い合言葉 2027'

const twoOfThree = { count: 3, threshold: 2 }

async function recover(
  { clock }: TestOffice,
  { pc, id }: TestMember,
  proofs: readonly KeeperProof[],
) {
  const { handlers } = pc.identity
  const begun = await handlers['keepers.begin-recovery'](
    { member: id, proofs: [...proofs], password: newPassword },
    null,
  )
  const secret = fromBase32(begun.totp.secret)
  const code = () => {
    clock.advance(30_000)
    return totpCodeAt(secret, clock.now())
  }
  const { words } = await handlers['keepers.complete-recovery']({ code: code() }, null)
  const signIn = async () => {
    await handlers['identity.enter-password']({ member: id, password: newPassword }, null)
    await handlers['identity.enter-code']({ code: code() }, null)
  }
  return { words, signIn, code }
}

test('A10 t-1 sheets open nothing; t sheets and a new password do, after an administrator', async () => {
  const office = await makeOffice({ keepers: twoOfThree })
  const { founder } = office
  const author = office.member('作成 花子')
  const { identity, vault } = author.pc
  const before = identity.session()
  before.db.prepare('CREATE TABLE proof (word TEXT) STRICT').run()
  before.db.prepare("INSERT INTO proof VALUES ('kept')").run()
  identity.lock()
  const [first, second, third] = founder.sheets.map(proofOf)
  if (!first || !second || !third) throw new Error('three sheets')
  const attempt = (proofs: readonly KeeperProof[]) =>
    problemOfAsync(() => recover(office, author, proofs))
  expect(await attempt([first])).toBe('vault.recovery-shares-missing')
  expect(await attempt([first, first])).toBe('vault.recovery-shares-missing')
  const rootPart: KeeperProof = { kind: 'words', words: founder.sheets[1]?.rootWords ?? [] }
  expect(await attempt([first, rootPart])).toBe('identity.sheet-part-missing')
  const mixed = founder.sheets[1]?.recoveryWords.toReversed() ?? []
  expect(await attempt([first, { kind: 'words', words: mixed }])).toBe('identity.share-words-wrong')
  expect(vault.state()).toBe('locked')

  const back = await recover(office, author, [first, third])
  expect(vault.state()).toBe('locked')
  expect(back.words).toHaveLength(4)
  expect(await problemOfAsync(() => author.signIn())).toBe('identity.wrong-password')
  expect(await problemOfAsync(() => back.signIn())).toBe('identity.not-admitted')

  await founder.pc.identity.session().journal.sync()
  const admin = founder.pc.identity
  const [waiting, ...others] = await admin.handlers['identity.enrolments']({}, founder.pc.caller())
  expect(others).toEqual([])
  expect(waiting).toMatchObject({ kind: 'recovery', name: '作成 花子', words: back.words })
  await admin.handlers['identity.admit'](
    { enrolment: waiting?.id ?? '', roles: [], code: founder.freshCode() },
    founder.pc.caller(),
  )
  await identity.refresh()
  await back.signIn()
  const session = identity.session()
  expect(session.roles).toEqual(before.roles)
  // The vault is as it was, and what was sealed to the member still opens; the key to sign is new.
  expect(session.db.prepare<{ word: string }>('SELECT word FROM proof').get()).toEqual({
    word: 'kept',
  })
  expect(session.sealing.publicKey).toBe(before.sealing.publicKey)
  expect(session.signing.publicKey).not.toBe(before.signing.publicKey)

  // It is on record, by the workstation, for everybody to read.
  await session.journal.sync()
  await admin.session().journal.sync()
  const [record] = admin.session().journal.recordsOf('recovery')
  expect(record?.body).toMatchObject({ member: author.id, signKey: session.signing.publicKey })
  expect(record?.header).toMatchObject({ member: null, workstation: session.workstation.id })

  // The old key signs nothing any more, whoever still has it.
  const stale = { member: author.id, signing: before.signing }
  await expect(
    before.journal.append({
      kind: 'comment',
      body: { request: 'ab'.repeat(32), sealed: 'AAAA' },
      signer: stale,
    }),
  ).rejects.toThrow()
})

test('A10 a sole administrator who has forgotten the password needs nobody but the sheets', async () => {
  const office = await makeOffice({ people: [] })
  const { founder } = office
  const { identity } = founder.pc
  const former = identity.session().signing.publicKey
  identity.lock()
  const [sheet] = founder.sheets
  if (!sheet) throw new Error('one sheet')
  // Only the part for the data: the vault opens, and there is nobody who could admit.
  const share: KeeperProof = { kind: 'words', words: sheet.recoveryWords }
  expect((await recover(office, founder, [share])).words).toHaveLength(4)
  expect(identity.caller()).toBeNull()

  const back = await recover(office, founder, [proofOf(sheet)])
  expect(back.words).toBeNull()
  const session = identity.session()
  expect(session.roles).toContain('administrator')
  const { root } = session.journal.trust()
  expect(root.body).toMatchObject({ n: 2, administratorKeys: [session.signing.publicKey] })
  expect(root.body.administratorKeys).not.toContain(former)
  identity.lock()
  await back.signIn()
  const { journal } = identity.session()
  await journal.verify()
  expect(journal.alarms()).toEqual([])
})
