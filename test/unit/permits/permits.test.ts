import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checksMigrations } from '../../../main/checks/checks.ts'
import type { PolicyRules } from '../../../main/journal/journal.ts'
import { listsMigrations } from '../../../main/lists/lists.ts'
import { messageMigrations } from '../../../main/message/message.ts'
import { destroyDueLists } from '../../../main/permits/permits.ts'
import { noMachinePolicy } from '../../../main/policy/policy.ts'
import type { ChannelName, ChannelOutput, ChannelRawInput } from '../../../preload/contract.ts'
import { makeOffice, type TestMember } from '../../support/office.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { makeWholeDesk } from '../../support/whole-desk.ts'

/** Two PCs: whoever asks has the lists, whoever agrees sits elsewhere and sees what they sign. */
async function makeTwoPcs() {
  const folder = makeTempFolder()
  const saved = join(folder, 'out.csv')
  const file = join(folder, 'in.csv')
  writeFileSync(file, 'メール,氏名\na@example.jp,山田\nb@example.jp,佐藤\n')
  const machine: { ExportQuorum?: number } = {}
  const office = await makeOffice({
    machinePolicy: { ...noMachinePolicy, values: machine },
    people: [
      { name: '宛先 管理', roles: ['list-manager', 'approver'] },
      { name: '承認 一郎', roles: ['approver'] },
    ],
    migrations: [
      { capability: 'lists', migrations: listsMigrations },
      { capability: 'message', migrations: messageMigrations },
      { capability: 'checks', migrations: checksMigrations },
    ],
  })
  const dialog = {
    chooseFile: async () => file,
    chooseFolder: async () => null,
    chooseSaveTarget: async () => saved,
  }
  const manager = office.member('宛先 管理')
  const approver = office.member('承認 一郎')
  const desks = new Map(
    [office.founder, manager, approver].map((who) => [who, makeWholeDesk(who.pc, dialog)]),
  )
  const ask = async <N extends ChannelName>(
    who: TestMember,
    name: N,
    input: ChannelRawInput<N>,
  ): Promise<ChannelOutput<N>> => {
    const answer = await desks.get(who)?.router.call(name, input)
    if (!answer?.ok) throw new Error(answer?.problem.code ?? 'no desk')
    return answer.value as ChannelOutput<N>
  }
  const setRules = async (rules: Partial<PolicyRules>) => {
    const session = office.founder.pc.identity.session()
    await session.journal.publishPolicy(
      (content) => ({ ...content, rules: { ...content.rules, ...rules } }),
      session,
    )
    await office.syncAll()
  }
  const { id: list } = await ask(manager, 'lists.create', { name: '顧客' })
  const token = manager.pc.fileTokens.issue(file)
  const found = await ask(manager, 'lists.inspect', { file: token })
  const { format, hasHeader, columns } = found
  await ask(manager, 'lists.import', {
    ...{ list, file: token, format, hasHeader, columns },
  })
  return { office, manager, approver, ask, setRules, machine, list, saved }
}

it('an export and a lifted suppression need somebody else, once, for exactly that', async () => {
  const { office, manager, approver, ask, setRules, machine, list, saved } = await makeTwoPcs()
  const kinds = () =>
    manager.pc.identity
      .session()
      .journal.records()
      .map((each) => each.kind)
  const asked = { act: 'export-contacts', list, reason: '名簿の点検' } as const
  const { petition } = await ask(manager, 'permits.ask', { asked, code: manager.freshCode() })
  const take = () => ask(manager, 'permits.export', { petition, code: manager.freshCode() })
  await expect(take()).rejects.toThrow('permits.not-agreed')
  // Nobody agrees to their own petition, also with the role.
  await expect(
    ask(manager, 'permits.decide', { petition, verdict: 'agree', code: manager.freshCode() }),
  ).rejects.toThrow('approval.own-request')
  await office.syncAll()
  const [seen] = await ask(approver, 'permits.list', {})
  expect(seen).toMatchObject({
    state: 'waiting',
    mayDecide: true,
    statement: { listName: '顧客', contactCount: 2, reason: '名簿の点検' },
  })
  await ask(approver, 'permits.decide', { petition, verdict: 'agree', code: approver.freshCode() })
  await office.syncAll()
  expect(existsSync(saved)).toBe(false)
  // What others agreed to is not what a changed list has.
  expect(await take()).toEqual({ name: 'out.csv', rowCount: 2 })
  const text = readFileSync(saved, 'utf8')
  expect(text).toContain('"a@example.jp","山田"')
  expect(text).toContain('宛先 管理')
  expect(text).toContain(petition)
  expect(kinds().filter((kind) => kind === 'export')).toHaveLength(1)
  rmSync(saved)
  await expect(take()).rejects.toThrow('permits.used')
  // The permit is the asker's.
  await expect(
    ask(manager, 'permits.decide', { petition, verdict: 'refuse', code: manager.freshCode() }),
  ).rejects.toThrow()

  // A refusal blocks, though another has agreed.
  const second = await ask(manager, 'permits.ask', { asked, code: manager.freshCode() })
  await office.syncAll()
  const word = { petition: second.petition, code: approver.freshCode() }
  await ask(approver, 'permits.decide', { ...word, verdict: 'refuse' })
  await office.syncAll()
  await expect(
    ask(manager, 'permits.export', { petition: second.petition, code: manager.freshCode() }),
  ).rejects.toThrow('permits.refused')
  expect(existsSync(saved)).toBe(false)

  // Agreed to, and forbidden since by IT: the agreement counts for nothing on such a PC.
  const last = await ask(manager, 'permits.ask', { asked, code: manager.freshCode() })
  await office.syncAll()
  await ask(approver, 'permits.decide', {
    ...{ petition: last.petition, verdict: 'agree', code: approver.freshCode() },
  })
  machine.ExportQuorum = 0
  await setRules({})
  const takeLast = () =>
    ask(manager, 'permits.export', { petition: last.petition, code: manager.freshCode() })
  await expect(takeLast()).rejects.toThrow('permits.exports-forbidden')
  expect(existsSync(saved)).toBe(false)
  delete machine.ExportQuorum

  // Suppressions: one person by the product's own policy, two where the organization wants it.
  await ask(manager, 'suppression.add', {
    text: 'a@example.jp\n@bad.example\ninfo@*\nnot an entry\n',
    reason: 'by-hand',
    source: '電話',
  })
  const entry = { kind: 'address', value: 'a@example.jp', reason: '本人の申出' } as const
  const lift = (permit: string | null, of: { kind: 'address' | 'domain'; value: string } = entry) =>
    ask(manager, 'suppression.lift', {
      ...{ ...entry, ...of },
      petition: permit,
      code: manager.freshCode(),
    })
  await setRules({ suppressionLiftNeedsSecond: true })
  await expect(lift(null)).rejects.toThrow('permits.needed')
  const third = await ask(manager, 'permits.ask', {
    asked: { act: 'lift-suppression', ...entry },
    code: manager.freshCode(),
  })
  await expect(lift(third.petition)).rejects.toThrow('permits.not-agreed')
  await office.syncAll()
  await ask(approver, 'permits.decide', {
    ...{ petition: third.petition, verdict: 'agree', code: approver.freshCode() },
  })
  await office.syncAll()
  await expect(lift(third.petition, { kind: 'domain', value: 'bad.example' })).rejects.toThrow(
    'permits.other-act',
  )
  await lift(third.petition)
  await expect(lift(third.petition)).rejects.toThrow('permits.used')
  const left = await ask(manager, 'suppression.list', { search: '', offset: 0, limit: 10 })
  expect(left.rows.map(({ kind, value, member }) => [kind, value, member]).sort()).toEqual([
    ['domain', 'bad.example', '宛先 管理'],
    ['pattern', 'info@*', '宛先 管理'],
  ])
  expect(kinds()).toContain('suppression-lifted')

  await setRules({ exportQuorum: 0 })
  await expect(ask(manager, 'permits.ask', { asked, code: manager.freshCode() })).rejects.toThrow(
    'permits.exports-forbidden',
  )

  // A look behind the mask is on record before it is shown.
  const unmask = { list, contact: 1, reason: '問い合わせの確認', code: manager.freshCode() }
  expect(await ask(manager, 'permits.unmask', unmask)).toEqual({
    address: 'a@example.jp',
    fields: { name: '山田' },
  })
  expect(kinds()).toContain('unmask')
  await setRules({ unmask: 'nobody' })
  await expect(
    ask(manager, 'permits.unmask', { ...unmask, code: manager.freshCode() }),
  ).rejects.toThrow('permits.unmask-forbidden')

  // A list's day: kept through it, then gone on a signed record, once.
  await expect(ask(manager, 'lists.keep', { list, keepUntil: '2020-01-01' })).rejects.toThrow(
    'lists.keep-until-past',
  )
  await expect(ask(approver, 'lists.keep', { list, keepUntil: null })).rejects.toThrow()
  await ask(manager, 'lists.keep', { list, keepUntil: '2999-01-10' })
  const session = manager.pc.identity.session()
  const forget = async () => {}
  const visit = (day: string) =>
    destroyDueLists(session, { now: Date.parse(`${day}T12:00:00.000Z`), forget })
  expect(await visit('2999-01-09')).toBe(0)
  expect(await visit('2999-01-12')).toBe(1)
  expect(await visit('2999-01-12')).toBe(0)
  expect(await ask(manager, 'lists.list', {})).toEqual([])
  const [destroyed, ...others] = session.journal.recordsOf('list-destroyed')
  expect(destroyed?.body).toEqual({ list, contactCount: 2, reason: 'retention' })
  expect(destroyed?.header.member).toBe(manager.id)
  expect(others).toEqual([])
})
