import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checksMigrations } from '../../main/checks/checks.ts'
import { listsMigrations } from '../../main/lists/lists.ts'
import { messageMigrations } from '../../main/message/message.ts'
import { noticesMigrations } from '../../main/notices/notices.ts'
import { sendingMigrations } from '../../main/sending/sending.ts'
import type { ChannelName, ChannelOutput, ChannelRawInput } from '../../preload/contract.ts'
import { channelNames } from '../../preload/contract.ts'
import { channelInputs, type Place } from '../support/channel-inputs.ts'
import { makeOffice, type TestMember } from '../support/office.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { makeWholeDesk, type WholeDesk } from '../support/whole-desk.ts'

/**
 * I08 for addresses: whatever a window can ask, a member without the right to read addresses gets
 * none. The table has an entry for every channel by its type: a new channel is walked, or the
 * table does not compile.
 */

/** Parts of addresses that no mask leaves, wherever they may have been put. */
const canaries = ['kanariya', 'daini', 'teishi']
const everybody = { match: 'all', isNot: false, parts: [] } as const

/** Left out of the table: they make keys, end the session that walks, or go out to the network. */
const leftOut = [
  ...['keepers.begin-recovery', 'keepers.find-organization', 'keepers.begin-takeover'],
  ...['keepers.begin-rotation', 'keepers.complete-rotation', 'keepers.save-file'],
  ...['identity.begin-organization', 'identity.begin-joining', 'identity.lock'],
  ...[
    'identity.use-database',
    'governance.change-administrators',
    'identity.enter-password',
    'identity.enter-code',
    'identity.restore',
    'identity.set-aside',
    'identity.apply-again',
    'identity.begin-hand-over',
  ],
  ...['routes.create', 'routes.change', 'routes.test'],
]

const rows = [
  'メール,氏名,メモ',
  'kanariya.one@example.jp,山田,自宅は daini@example.com です',
  'kanariya.two@example.jp,佐藤 daini@example.net,',
  'kanariya.three@exmaple.jp,田中,＜daini＠example.org＞',
  'KANARIYA.one@example.jp,重複,',
  'kanariya.bad@@example.jp,無効,',
  'teishi@example.jp,停止,',
]

it('I08 a window obtains no address without the right, no key, and no signature without the code', async () => {
  const folder = makeTempFolder()
  const file = join(folder, '取込.csv')
  writeFileSync(file, `${rows.join('\n')}\n`)
  const saved = join(folder, 'saved')
  const office = await makeOffice({
    people: [
      { name: '宛先 管理', roles: ['list-manager', 'author', 'sender'], pc: 'PC-1' },
      { name: '承認 一郎', roles: ['approver'], pc: 'PC-1' },
      { name: '作成 花子', roles: ['author'], pc: 'PC-1' },
      { name: '監査 次郎', roles: ['auditor'], pc: 'PC-1' },
    ],
    migrations: [
      { capability: 'lists', migrations: listsMigrations },
      { capability: 'message', migrations: messageMigrations },
      { capability: 'checks', migrations: checksMigrations },
      { capability: 'sending', migrations: sendingMigrations },
      { capability: 'notices', migrations: noticesMigrations },
    ],
  })
  const { pc } = office.founder
  const desk = makeWholeDesk(pc, {
    chooseFile: async () => file,
    chooseFolder: async () => null,
    chooseSaveTarget: async () => saved,
  })
  const signIn = async (who: TestMember) => {
    pc.identity.lock()
    await who.signIn()
  }
  await signIn(office.founder)
  const place = await prepare(desk, office, { signIn, file: pc.fileTokens.issue(file) })

  const readers = office.member('宛先 管理')
  await signIn(readers)
  // The walk finds what is to be found: for whoever may read, the canaries are there.
  const seen = await walk(desk, { ...place, code: readers.freshCode }, saved)
  for (const canary of canaries) expect(seen).toContain(canary)
  // What goes to support has none of them even then, nor a name, a folder of a person or a password.
  const prepared = await desk.router.call('diagnostics.prepare', {})
  const text = JSON.stringify(prepared).replaceAll('\\n', '\n')
  expect(text).toContain('[vault integrity]\nno findings')
  expect(text).toContain('[store self-test]\nexclusive true, reads back true')
  const secrets = [...canaries, readers.name, '宛先', readers.password, office.storeFolder, '取込']
  expect(secrets.filter((each) => text.toLowerCase().includes(each.toLowerCase()))).toEqual([])

  for (const name of ['作成 花子', '監査 次郎', office.founder.name]) {
    const who = office.member(name)
    await signIn(who)
    if (who === office.founder) await keepOnlyAdministrator(who)
    const found = await walk(desk, { ...place, member: who.id, code: who.freshCode }, saved)
    const leaks = found
      .toLowerCase()
      .split('\n')
      .filter((line) => canaries.some((canary) => line.includes(canary)))
    expect(leaks, name).toEqual([])
    expect(found, name).not.toMatch(/PRIVATE KEY/)
    expect(found, name).not.toContain(who.password)
  }
  for (const [name, channels] of Object.entries(behindTheCode)) {
    const who = office.member(name)
    await signIn(who)
    await refusesWithoutCode(desk, { who, channels, place: { ...place, member: who.id } })
  }
  // Nor in a line for IT.
  expect(JSON.stringify(pc.lines).toLowerCase()).not.toContain('kanariya')
  for (const channel of leftOut) expect(channelNames).toContain(channel)
})

/** What a script in a window would want to do as the person who is signed in. */
const behindTheCode: Readonly<Record<string, readonly ChannelName[]>> = {
  '承認 一郎': ['approval.decide', 'approval.delegate', 'permits.decide'],
  '宛先 管理': ['releases.start', 'permits.ask', 'permits.export'],
  '管理 太郎': ['governance.change-rule', 'identity.change-roles', 'routes.create-sender-identity'],
}

/** I08: nothing is signed for whoever has the window, but not the six digits. */
async function refusesWithoutCode(
  desk: WholeDesk,
  o: { who: TestMember; channels: readonly ChannelName[]; place: Place },
): Promise<void> {
  const { journal } = o.who.pc.identity.session()
  const signed = () => journal.records().filter(({ header }) => header.member === o.who.id).length
  const before = signed()
  const guess = () => '000000'
  for (const name of o.channels)
    for (const input of channelInputs[name]({ ...o.place, code: guess }) as readonly unknown[])
      expect(await desk.router.call(name, input), name).toMatchObject({ ok: false })
  expect(signed()).toBe(before)
}

/** Whoever founds an organization has every role at first. */
async function keepOnlyAdministrator({ id, pc }: TestMember): Promise<void> {
  const session = pc.identity.session()
  await session.journal.publishDirectory(
    (content) => ({
      ...content,
      members: content.members.map((each) =>
        each.id === id ? { ...each, roles: ['administrator'] } : each,
      ),
    }),
    session,
  )
}

/** Everything that every channel answers, everything that is pushed, shown or saved meanwhile. */
async function walk(desk: WholeDesk, place: Place, saved: string): Promise<string> {
  const said: string[] = []
  const from = desk.pushed.length
  for (const name of channelNames) {
    const each: readonly unknown[] = channelInputs[name](place)
    if (!leftOut.includes(name)) expect(each.length, name).toBeGreaterThan(0)
    for (const input of each) {
      const answer = await desk.router.call(name, input)
      // What was typed into a search does not come from the core.
      said.push(`${name} ${JSON.stringify(answer)}`)
      const token = /"htmlDocument":"([0-9a-f]+)"/.exec(JSON.stringify(answer))?.[1]
      if (token !== undefined) said.push(desk.documentOf(token) ?? '')
    }
  }
  said.push(JSON.stringify(desk.pushed.slice(from)))
  // Whoever was locked out on the way has seen nothing, and proved nothing.
  expect(said.some((each) => each.includes('ipc.locked'))).toBe(false)
  const folder = join(saved, '..')
  if (readdirSync(folder).includes('saved')) {
    said.push(readFileSync(saved, 'utf8'))
    writeFileSync(saved, '')
  }
  return said.join('\n')
}

type Office = Awaited<ReturnType<typeof makeOffice>>

/** A list, a segment, suppressions, a campaign that is filed and one that is not, and a petition. */
async function prepare(
  desk: WholeDesk,
  office: Office,
  o: { readonly signIn: (who: TestMember) => Promise<void>; readonly file: string },
): Promise<Place> {
  const ask = async <N extends ChannelName>(
    name: N,
    input: ChannelRawInput<N>,
  ): Promise<ChannelOutput<N>> => {
    const answer = await desk.router.call(name, input)
    if (!answer.ok) throw new Error(`${name}: ${JSON.stringify(answer.problem)}`)
    return answer.value as ChannelOutput<N>
  }
  const route = await ask('routes.create', {
    ...{ name: '本社', host: 'relay.example.jp', port: 587, tls: 'starttls', user: null },
    ...{ password: null, ca: null, dkimDomain: 'example.jp', dkimSelector: 's1' },
    ...{ connectionsMax: 1, ratePerHourMax: null, quorum: 1, code: office.founder.freshCode() },
  })
  const identity = await ask('routes.create-sender-identity', {
    ...{ name: '総務部', address: 'info@example.jp', replyTo: null },
    code: office.founder.freshCode(),
  })
  const manager = office.member('宛先 管理')
  await o.signIn(manager)
  await ask('suppression.add', { text: 'teishi@example.jp', reason: 'by-hand', source: '電話' })
  const { id: list } = await ask('lists.create', { name: '顧客' })
  const { format, hasHeader, columns } = await ask('lists.inspect', { file: o.file })
  const report = await ask('lists.import', {
    ...{ list, file: o.file, format, hasHeader, columns },
  })
  const segment = await ask('segments.save', {
    ...{ segment: null, name: '全員', lists: [list], condition: everybody },
  })
  const write = async (name: string) => {
    const { id } = await ask('campaigns.create', { name })
    await ask('campaigns.update', {
      campaign: id,
      lists: [list],
      subject: 'お知らせ',
      text: '{{ 氏名 | default: "お客様" }}\n{{ メモ | default: "" }}\n総務部 東京都千代田区1-1 配信停止: info@example.jp\n',
      html: '<p>{{ メモ | default: "" }} 総務部 東京都千代田区1-1 配信停止: info@example.jp</p>',
      identity: identity.id,
      route: route.id,
    })
    return id
  }
  const filed = await write('依頼した配信')
  for (const { check, verdict, waived } of await ask('campaigns.check', { campaign: filed }))
    if (verdict === 'warning' && waived === null)
      await ask('campaigns.waive', { campaign: filed, check, reason: '確認済みです' })
  const { request } = await ask('approval.file', {
    ...{
      campaign: filed,
      comment: '',
      approveWithinHours: 24,
      executeWithinHours: 24,
      urgent: null,
    },
  })
  const campaign = await write('下書き')
  const { petition } = await ask('permits.ask', {
    asked: {
      act: 'lift-suppression',
      kind: 'address',
      value: 'teishi@example.jp',
      reason: '本人の申出',
    },
    code: manager.freshCode(),
  })
  return {
    ...{ list, import: report.import, campaign, request, petition, segment: segment.id },
    ...{ route: route.id, identity: identity.id, member: manager.id, contact: 1, file: o.file },
    code: manager.freshCode,
  }
}
