import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { checksMigrations } from '../../main/checks/checks.ts'
import { listsMigrations } from '../../main/lists/lists.ts'
import { messageMigrations } from '../../main/message/message.ts'
import { sendingMigrations } from '../../main/sending/sending.ts'
import { noRules } from '../../preload/contract/segments.ts'
import type { ChannelName, ChannelOutput, ChannelRawInput } from '../../preload/contract.ts'
import { channelNames } from '../../preload/contract.ts'
import { importRowTexts } from '../support/import-row-texts.ts'
import { makeOffice, type TestMember } from '../support/office.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { makeWholeDesk, type WholeDesk } from '../support/whole-desk.ts'

/**
 * I08 for addresses: whatever a window can ask, a member without the right to read addresses gets
 * none. The table below has an entry for every channel by its type: a new channel is walked, or this
 * file does not compile.
 */

/** Parts of addresses that no mask leaves, wherever they may have been put. */
const canaries = ['kanariya', 'daini', 'teishi']

interface Place {
  readonly list: string
  readonly import: string
  readonly campaign: string
  readonly request: string
  readonly petition: string
  readonly segment: string
  readonly route: string
  readonly identity: string
  readonly member: string
  readonly contact: number
  readonly file: string
  readonly code: () => string
}

const page = { offset: 0, limit: 100 }
const unknownId = 'f'.repeat(32)
const everybody = { match: 'all', isNot: false, parts: [] } as const
const guess = {
  match: 'all',
  isNot: false,
  parts: [{ about: 'address', is: 'begins', value: 'k' }],
} as const

type Inputs = { readonly [N in ChannelName]: (at: Place) => readonly ChannelRawInput<N>[] }

const inputs: Inputs = {
  'app.state': () => [{}],
  'app.set-preferences': () => [{ language: 'ja' }],
  'app.choose-folder': () => [{}],
  'identity.begin-organization': () => [],
  'identity.complete-organization': () => [{ code: '000000' }],
  'identity.begin-joining': () => [],
  'keepers.read-back': () => [{ sheet: 1, words: [] }],
  'keepers.save-file': () => [],
  'keepers.choose-file': () => [{}],
  'keepers.sheets-needed': () => [{}],
  'keepers.begin-recovery': () => [],
  'keepers.complete-recovery': () => [{ code: '000000' }],
  'keepers.find-organization': () => [],
  'keepers.begin-takeover': () => [],
  'keepers.complete-takeover': () => [{ code: '000000' }],
  'keepers.begin-rotation': () => [],
  'keepers.complete-rotation': () => [],
  'identity.complete-joining': () => [{ code: '000000' }],
  // Ends the session that walks.
  'identity.enter-password': () => [],
  'identity.enter-code': () => [],
  'identity.choose-authority': () => [{}],
  'identity.use-database': () => [],
  'identity.change-password': ({ code }) => [
    { password: 'not it', newPassword: 'another long password 1', code: code() },
  ],
  'identity.renew-recovery-codes': ({ code }) => [{ code: code() }],
  'identity.back-up': ({ code }) => [{ code: code() }],
  'identity.check-vault': () => [{}],
  'identity.choose-backup': () => [{}],
  'identity.restore': () => [],
  'identity.note-activity': () => [{}],
  // Would end the walk; it answers with nothing.
  'identity.lock': () => [],
  'identity.members': () => [{}],
  'identity.enrolments': () => [{}],
  'identity.admit': ({ code }) => [{ enrolment: 'x', roles: ['list-manager'], code: code() }],
  'identity.change-roles': ({ code }) => [
    { member: unknownId, roles: ['list-manager'], code: code() },
  ],
  'identity.unlock': ({ code }) => [{ member: unknownId, code: code() }],
  'governance.rules': () => [{}],
  'governance.change-rule': ({ code }) => [{ name: 'no-such', value: '1', code: code() }],
  'governance.proposals': () => [{}],
  'governance.co-sign': ({ code }) => [{ id: 'x', code: code() }],
  'governance.object': ({ code }) => [{ id: 'x', code: code() }],
  'governance.end-membership': ({ code }) => [
    { member: unknownId, how: 'left', distrustedFrom: null, code: code() },
  ],
  'governance.administrators': () => [{}],
  'governance.change-administrators': () => [],
  'lists.list': () => [{}],
  'lists.create': () => [{ name: '作ってみる' }],
  'lists.delete': () => [{ list: unknownId }],
  'lists.choose-file': () => [{}],
  'lists.inspect': ({ file }) => [{ file }],
  'lists.import': ({ list, file }) => [
    {
      ...{ list, file, hasHeader: true },
      format: { kind: 'text', encoding: 'utf-8', delimiter: ',' },
      columns: [{ index: 0, name: 'メール', meaning: 'address' }],
    },
  ],
  'lists.try-import': ({ list, file }) => [
    {
      ...{ list, file, hasHeader: true },
      format: { kind: 'text', encoding: 'utf-8', delimiter: ',' },
      columns: [{ index: 0, name: 'メール', meaning: 'address' }],
    },
  ],
  'lists.hand-over': () => [{ name: 'x', bytes: new TextEncoder().encode('a@example.jp') }],
  'lists.imports': ({ list }) => [{ list }],
  'lists.resume-import': (at) => [{ import: at.import }],
  'lists.undo-import': (at) => [{ import: at.import }],
  'lists.save-import-rows': (at) => [{ import: at.import, rows: 'all', texts: importRowTexts }],
  'lists.import-rows': (at) => [
    { import: at.import, ...page },
    { import: at.import, outcome: 'invalid', ...page },
    { import: at.import, outcome: 'duplicate', ...page },
  ],
  'lists.contacts': ({ list }) =>
    ['', 'kanariya', 'daini', '@', '%', '山田', 'a'].map((search) => ({ list, search, ...page })),
  'segments.list': () => [{}],
  'segments.names': () => [{}],
  'segments.save': ({ list }) => [{ segment: null, name: '推測', lists: [list], condition: guess }],
  'segments.delete': () => [{ segment: unknownId }],
  'segments.count': ({ list }) => [{ lists: [list], condition: guess }],
  'segments.values': ({ list }) => [{ lists: [list], field: 'メモ' }],
  'suppression.list': () => [{ search: '', ...page }],
  'suppression.add': () => [{ text: 'x@example.jp', reason: 'by-hand', source: '' }],
  'suppression.lift': ({ code }) => [
    { kind: 'address', value: 'x@example.jp', reason: '試し', petition: null, code: code() },
  ],
  'permits.list': () => [{}],
  'permits.ask': ({ list, code }) => [
    { asked: { act: 'export-contacts', list, reason: '試し' }, code: code() },
  ],
  'permits.decide': ({ petition, code }) => [{ petition, verdict: 'agree', code: code() }],
  'permits.export': ({ petition, code }) => [{ petition, code: code() }],
  'permits.unmask': ({ list, contact, code }) => [
    { list, contact, reason: '見たいので', code: code() },
  ],
  'campaigns.list': () => [{}],
  'campaigns.create': () => [{ name: '探る' }],
  'campaigns.copy': ({ campaign }) => [{ campaign }],
  'campaigns.get': ({ campaign }) => [{ campaign }],
  'campaigns.update': ({ campaign, list }) => [
    { campaign, lists: [list], audience: noRules },
    { campaign, text: '{{ メモ }} {{ 氏名 }} {{ address }} {{ メール }}' },
    {
      campaign,
      text: '{{ メモ }} {{ name }}',
      html: '<a href="https://example.jp/">{{ メモ }}</a>',
    },
  ],
  'campaigns.attach': ({ campaign }) => [{ campaign }],
  'campaigns.detach': ({ campaign }) => [{ campaign, attachment: unknownId }],
  'campaigns.audience': ({ campaign }) => [{ campaign }],
  'campaigns.preview': ({ campaign }) => [0, 1, 2, 99].map((index) => ({ campaign, index })),
  'campaigns.manifest': ({ campaign }) => [{ campaign }],
  'campaigns.check': ({ campaign }) => [{ campaign }],
  'campaigns.waive': ({ campaign }) => [{ campaign, check: 'domain-typo', reason: '確認済み' }],
  'approval.file': ({ campaign }) => [
    { campaign, comment: '', approveWithinHours: 1, executeWithinHours: 1, urgent: null },
  ],
  'approval.list': () => [{}],
  'approval.review': ({ request }) => [{ request }],
  'approval.preview': ({ request }) => [{ request, index: 0 }],
  'approval.decide': ({ request, code }) => [
    { request, verdict: 'approve', comment: '', viewed: [], typedCount: null, code: code() },
  ],
  'approval.recipients': ({ request }) => [{ request, ...page }],
  'approval.differences': ({ request }) => [{ request }],
  'approval.save-attachment': ({ request }) => [{ request, sha256: 'e'.repeat(64) }],
  'approval.cancel': () => [{ request: 'e'.repeat(64) }],
  'approval.comment': ({ request }) => [{ request, comment: '見ました' }],
  'approval.delegations': () => [{}],
  'approval.delegate': ({ member, code }) => [
    {
      ...{ to: member, code: code() },
      ...{ from: '2026-11-24T00:00:00.000Z', until: '2026-11-25T00:00:00.000Z' },
    },
  ],
  'approval.end-delegation': () => [{ delegation: 'e'.repeat(64) }],
  'approval.withdraw': () => [{ request: 'e'.repeat(64) }],
  'routes.list': () => [{}],
  'routes.create': () => [],
  'routes.test': () => [],
  'routes.sender-identities': () => [{}],
  'routes.create-sender-identity': ({ code }) => [
    { name: '総務', address: 'info@example.jp', replyTo: null, code: code() },
  ],
  'releases.list': () => [{}],
  'releases.start': ({ request, code }) => [{ request, recipientCount: 3, code: code() }],
  'releases.progress': ({ request }) => [{ request }],
  'releases.stop': ({ request }) => [{ request }],
  'releases.deliveries': ({ request }) => [{ request, ...page }],
  'releases.domains': ({ request }) => [{ request }],
  'releases.save-evidence': ({ request }) => [{ request }],
  'journal.list': () => [page],
  'journal.verify': () => [{}],
  'journal.alarms': () => [{}],
  'journal.sync': () => [{}],
}

/** Left out above: they make keys, end the session that walks, or go out to the network. */
const leftOut = [
  ...['identity.begin-organization', 'identity.begin-joining', 'identity.lock'],
  ...[
    'identity.use-database',
    'governance.change-administrators',
    'identity.enter-password',
    'identity.enter-code',
    'identity.restore',
  ],
  ...['keepers.begin-recovery', 'keepers.find-organization', 'keepers.begin-takeover'],
  ...['keepers.begin-rotation', 'keepers.complete-rotation', 'keepers.save-file'],
  ...['routes.create', 'routes.test'],
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

it('I08 a member without the right obtains no address by any channel', async () => {
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
  }
  // Nor in a line for IT.
  expect(JSON.stringify(pc.lines).toLowerCase()).not.toContain('kanariya')
  for (const channel of leftOut) expect(channelNames).toContain(channel)
})

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
    const each: readonly unknown[] = inputs[name](place)
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
