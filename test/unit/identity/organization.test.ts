import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { totpCodeAt } from '../../../main/identity/identity.ts'
import { makeClock } from '../../support/clock.ts'
import {
  admitTestMember,
  foundTestOrganization,
  joinTestOrganization,
  makeOffice,
  makeTestPc,
  readBackWords,
} from '../../support/office.ts'

import { problemOf, problemOfAsync } from '../../support/problem.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { goodPassword } from '../../support/vault.ts'

// Argon2id at its floor, several times over: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const keepers = { count: 1, threshold: 1 }

function setUp() {
  const folder = makeTempFolder()
  const clock = makeClock()
  const storeFolder = join(folder, 'share')
  mkdirSync(storeFolder)
  const first = makeTestPc({ folder: join(folder, 'one'), clock, name: 'PC-1' })
  const second = makeTestPc({ folder: join(folder, 'two'), clock, name: 'PC-2' })
  const around = { storeFolder, clock, tick: () => clock.advance(30_000) }
  return { folder, clock, storeFolder, first, second, around }
}

test('found, join, compare words, admit, log in on both', async () => {
  const { first, second, around, clock, storeFolder } = setUp()
  expect(first.identity.state().phase).toBe('first-run')
  const founder = await foundTestOrganization(first, around)
  const signedIn = first.identity.state()
  expect(signedIn.phase).toBe('signed-in')
  expect(signedIn.session?.name).toBe('管理 太郎')
  expect(signedIn.session?.roles).toContain('administrator')
  expect(signedIn.session?.roles).not.toContain('approver')
  expect(signedIn.store).toEqual({
    folder: storeFolder,
    status: 'online',
    sinceAt: null,
    offlineSinceAt: null,
    problem: null,
    outboxCount: 0,
  })

  const begun = await second.identity.handlers['identity.begin-joining'](
    {
      memberName: '承認 一郎',
      password: goodPassword,
      storeFolder: second.fileTokens.issue(storeFolder),
    },
    null,
  )
  expect(begun.organizationName).toBe('関所商事')
  expect(begun.words).toEqual(signedIn.organization?.words)

  const joiner = await joinTestOrganization(second, { ...around, name: '承認 一郎' })
  const waiting = second.identity.state()
  expect(waiting.phase).toBe('waiting')
  expect(waiting.session).toBeNull()
  expect(second.vault.state()).toBe('locked')
  await first.identity.session().journal.sync()
  const [enrolment] = await first.identity.handlers['identity.enrolments']({}, first.caller())
  expect(enrolment?.name).toBe('承認 一郎')
  expect(enrolment?.workstationName).toBe('PC-2')
  expect(enrolment?.words).toEqual(waiting.enrolmentWords)

  const enterEarly = () =>
    second.identity.handlers['identity.enter-password'](
      { member: joiner.id, password: goodPassword },
      null,
    )
  expect(await problemOfAsync(async () => enterEarly())).toBe('identity.not-admitted')
  expect(second.vault.state()).toBe('locked')

  await admitTestMember(founder, joiner, ['approver'])
  expect(await first.identity.handlers['identity.enrolments']({}, first.caller())).toEqual([])
  const changesBefore = second.changes()
  await second.identity.refresh()
  expect(second.changes()).toBeGreaterThan(changesBefore)
  expect(second.identity.state().phase).toBe('locked')

  await second.identity.handlers['identity.enter-password'](
    { member: joiner.id, password: goodPassword },
    null,
  )
  expect(second.identity.state().phase).toBe('code')
  expect(problemOf(() => second.identity.session())).toBe('ipc.locked')
  await second.identity.handlers['identity.enter-code']({ code: joiner.freshCode() }, null)
  const session = second.identity.session()
  expect(session.name).toBe('承認 一郎')
  expect(session.roles).toEqual(['approver'])
  expect(session.workstation.name).toBe('PC-2')

  first.identity.lock()
  expect(first.identity.state().phase).toBe('locked')
  expect(first.vault.state()).toBe('locked')
  clock.advance(1000)
  await founder.signIn()
  const members = await first.identity.handlers['identity.members']({}, first.caller())
  expect(members.map(({ name, roles }) => [name, roles.length])).toEqual([
    ['管理 太郎', 5],
    ['承認 一郎', 1],
  ])
  expect(members[1]?.workstations).toEqual([{ id: session.workstation.id, name: 'PC-2' }])
})

test('nothing is on disk before the founder has proved code and sheet', async () => {
  const { first, around, storeFolder, clock } = setUp()
  const { handlers } = first.identity
  const begin = (organizationName = '関所商事', password = goodPassword) =>
    handlers['identity.begin-organization'](
      {
        organizationName,
        memberName: '管理 太郎',
        password,
        storeFolder: first.fileTokens.issue(storeFolder),
        keepers,
      },
      null,
    )
  expect(await problemOfAsync(async () => begin('関所商事', 'short'))).toBe(
    'identity.password-too-short',
  )
  expect(
    await problemOfAsync(async () =>
      handlers['identity.complete-organization']({ code: '000000' }, null),
    ),
  ).toBe('identity.nothing-begun')
  const begun = await begin()
  const complete = (code: string) =>
    problemOfAsync(async () => handlers['identity.complete-organization']({ code }, null))
  const readBack = (words: string[]) =>
    problemOfAsync(async () => handlers['keepers.read-back']({ sheet: 1, words }, null))
  const [sheet] = begun.sheets
  if (!sheet) throw new Error('no sheet')
  const [firstWord = '', secondWord = ''] = readBackWords(sheet)
  const secretText = begun.totp.secret.replaceAll(' ', '')
  expect(secretText).toMatch(/^[A-Z2-7]{32}$/)
  expect(await complete('000000')).toBe('identity.sheet-unproven')
  expect(await readBack(['しらないことば', secondWord])).toBe('identity.word-mismatch')
  expect(await readBack([firstWord, 'しらないことば'])).toBe('identity.word-mismatch')
  expect(await readBack([])).toBe('identity.word-mismatch')
  expect(await complete('000000')).toBe('identity.sheet-unproven')
  expect(await readBack([firstWord, secondWord])).toBeNull()
  expect(await complete('000000')).toBe('identity.wrong-code')
  expect(readdirSync(storeFolder)).toEqual([])
  expect(first.identity.state().phase).toBe('first-run')
  clock.advance(1000)
  await foundTestOrganization(first, around)
  expect(await problemOfAsync(async () => begin())).toBe('identity.organization-exists')
})

test('a founding that failed on the way can be tried again in the same folder', async () => {
  const { first, storeFolder, clock } = setUp()
  const { handlers } = first.identity
  const begun = await handlers['identity.begin-organization'](
    {
      organizationName: '関所商事',
      memberName: '管理 太郎',
      password: goodPassword,
      storeFolder: first.fileTokens.issue(storeFolder),
      keepers,
    },
    null,
  )
  const { decode } = new (await import('otplib')).ScureBase32Plugin()
  const secret = decode(begun.totp.secret.replaceAll(' ', ''))
  for (const sheet of begun.sheets)
    await handlers['keepers.read-back']({ sheet: sheet.number, words: readBackWords(sheet) }, null)
  const complete = () =>
    handlers['identity.complete-organization']({ code: totpCodeAt(secret, clock.now()) }, null)
  // The folder stands where the login screen's file has to go: the disk's part fails.
  const obstacle = join(first.ports.dataFolder, 'workstation.json')
  mkdirSync(obstacle, { recursive: true })
  await expect(complete()).rejects.toThrow()
  // The store is touched last: nothing in it is anybody's yet.
  expect(readdirSync(storeFolder)).toEqual([])
  rmSync(obstacle, { recursive: true })
  clock.advance(30_000)
  await complete()
  const { journal } = first.identity.session()
  await journal.verify()
  expect(journal.alarms()).toEqual([])
  for (const type of ['root', 'directory', 'policy'])
    expect(readdirSync(join(storeFolder, 'v1', type)), type).toHaveLength(1)
})

test('the words shown before founding are those of the organization that comes', async () => {
  const { first, storeFolder, clock } = setUp()
  const { handlers } = first.identity
  const begun = await handlers['identity.begin-organization'](
    {
      organizationName: '関所商事',
      memberName: '管理 太郎',
      password: goodPassword,
      storeFolder: first.fileTokens.issue(storeFolder),
      keepers,
    },
    null,
  )
  const uri = new URL(begun.totp.uri)
  expect(uri.searchParams.get('issuer')).toBe('関所商事')
  const { decode } = new (await import('otplib')).ScureBase32Plugin()
  clock.advance(45_000)
  const code = totpCodeAt(decode(uri.searchParams.get('secret') ?? ''), clock.now())
  for (const sheet of begun.sheets)
    await handlers['keepers.read-back']({ sheet: sheet.number, words: readBackWords(sheet) }, null)
  await handlers['identity.complete-organization']({ code }, null)
  expect(first.identity.state().organization?.words).toEqual(begun.words)
})

test('a folder with an organization in it founds no other, an empty one cannot be joined', async () => {
  const { first, second, around, storeFolder } = setUp()
  const join = () =>
    second.identity.handlers['identity.begin-joining'](
      {
        memberName: '承認 一郎',
        password: goodPassword,
        storeFolder: second.fileTokens.issue(storeFolder),
      },
      null,
    )
  expect(await problemOfAsync(async () => join())).toBe('journal.no-organization')
  await foundTestOrganization(first, around)
  expect(await problemOfAsync(() => foundTestOrganization(second, around))).toBe(
    'journal.store-not-empty',
  )
})

test('one more person on the same PC, who then logs in there', async () => {
  const { first, around } = setUp()
  const founder = await foundTestOrganization(first, around)
  const joiner = await joinTestOrganization(first, { ...around, name: '作成 花子' })
  expect(first.identity.state().phase).toBe('signed-in')
  expect(first.identity.state().members.map((each) => each.admitted)).toEqual([true, false])
  await admitTestMember(founder, joiner, ['author'])
  expect(first.identity.state().members.map((each) => each.admitted)).toEqual([true, true])
  first.identity.lock()
  await joiner.signIn()
  expect(first.identity.session().name).toBe('作成 花子')
  expect(first.identity.session().roles).toEqual(['author'])
})

test('a person without anybody signed in cannot be added to this PC', async () => {
  const { first, around } = setUp()
  await foundTestOrganization(first, around)
  first.identity.lock()
  const attempt = joinTestOrganization(first, { ...around, name: '作成 花子' })
  expect(await problemOfAsync(() => attempt)).toBe('ipc.locked')
})

test('roles change at once; the last administrator stays one; the role alone makes none', async () => {
  const office = await makeOffice()
  const { founder } = office
  const approver = office.member('承認 一郎')
  const change = (member: string, roles: ('author' | 'approver' | 'administrator')[]) =>
    problemOfAsync(async () =>
      founder.pc.identity.handlers['identity.change-roles'](
        { member, roles, code: founder.freshCode() },
        founder.pc.caller(),
      ),
    )
  expect(await change(founder.id, ['author'])).toBe('identity.last-administrator')
  expect(await change(approver.id, ['administrator'])).toBe('identity.administrator-needs-root')
  expect(await change('m-nobody', ['author'])).toBe('identity.no-such-member')
  expect(await change(approver.id, ['approver', 'author'])).toBeNull()
  await approver.pc.identity.session().journal.sync()
  expect(approver.pc.identity.session().roles).toEqual(['author', 'approver'])
})

test('ten idle minutes lock; a held vault stays open until it is let go', async () => {
  const { first, around, clock } = setUp()
  await foundTestOrganization(first, around)
  clock.advance(9 * 60_000)
  await first.identity.handlers['identity.note-activity']({}, first.caller())
  clock.advance(9 * 60_000)
  expect(first.identity.caller()).not.toBeNull()
  const letGo = first.identity.keepVaultOpen()
  clock.advance(60_000)
  expect(problemOf(() => first.identity.session())).toBe('ipc.locked')
  expect(first.identity.state().phase).toBe('locked')
  expect(first.vault.state()).toBe('open')
  letGo()
  expect(first.vault.state()).toBe('locked')
})

test('a code not entered within five minutes closes the vault again', async () => {
  const { first, around, clock } = setUp()
  const founder = await foundTestOrganization(first, around)
  first.identity.lock()
  await first.identity.handlers['identity.enter-password'](
    { member: founder.id, password: goodPassword },
    null,
  )
  expect(first.vault.state()).toBe('open')
  clock.advance(5 * 60_000 + 1)
  expect(first.identity.state().phase).toBe('locked')
  expect(first.vault.state()).toBe('locked')
})

test('the log names nobody', async () => {
  const office = await makeOffice()
  const text = JSON.stringify(office.members.flatMap((each) => each.pc.lines))
  expect(text).toContain('identity.signed-in')
  for (const { name, password, id } of office.members)
    for (const secret of [name, password, id]) expect(text).not.toContain(secret)
})

test('who waits in vain for two weeks asks anew with the same keys, and other words', async () => {
  const office = await makeOffice({ people: [] })
  const { clock, storeFolder, founder } = office
  const pc = makeTestPc({ folder: makeTempFolder('late'), clock, name: 'PC-7' })
  const tick = () => clock.advance(30_000)
  const late = await joinTestOrganization(pc, { name: '後藤 三郎', storeFolder, clock, tick })
  const before = pc.identity.state()
  expect(Date.parse(before.enrolmentUntil ?? '') - clock.now()).toBe(14 * 24 * 3_600_000)
  clock.advance(15 * 24 * 3_600_000)
  await founder.signIn()
  await expect(admitTestMember(founder, late, ['author'])).rejects.toThrow('has not applied')
  const again = (member: string, password: string) =>
    problemOfAsync(async () =>
      pc.identity.handlers['identity.apply-again']({ member, password }, null),
    )
  expect(await again('m-nobody', goodPassword)).toBe('identity.no-such-member')
  expect(await again(late.id, 'not the password')).toBe('identity.wrong-password')
  expect(await again(late.id, goodPassword)).toBeNull()
  expect(pc.vault.state()).toBe('locked')
  expect(pc.identity.state().enrolmentWords).not.toEqual(before.enrolmentWords)
  await admitTestMember(founder, late, ['author'])
  await pc.identity.refresh()
  await late.signIn()
  expect(await again(late.id, goodPassword)).toBe('identity.no-such-member')
})
