import { noRules } from '../../preload/contract/segments.ts'
import type { ChannelName, ChannelRawInput } from '../../preload/contract.ts'
import { importRowTexts } from './import-row-texts.ts'

/** What there is to ask about. */
export interface Place {
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
const guess = {
  match: 'all',
  isNot: false,
  parts: [{ about: 'address', is: 'begins', value: 'k' }],
} as const

type Inputs = { readonly [N in ChannelName]: (at: Place) => readonly ChannelRawInput<N>[] }

/** Something to ask of every channel: a new one has an entry here, or this does not compile. */
export const channelInputs: Inputs = {
  'notices.list': () => [{}],
  'notices.mark-seen': () => [{ ids: ['approved:x'] }],
  'notices.settings': () => [{}],
  'notices.change-settings': () => [{ desktop: ['approved'] }],
  'notices.relay': () => [{}],
  'notices.set-relay': ({ code }) => [{ relay: null, code: code() }],
  'notices.mail-settings': () => [{}],
  'notices.change-mail-settings': () => [{ address: '', kinds: ['approved'] }],
  'app.state': () => [{}],
  'app.set-preferences': () => [{ language: 'ja' }],
  'app.choose-folder': () => [{}],
  'clipboard.copy': () => [{ text: 'x', kind: 'shown' }],
  'diagnostics.prepare': () => [{}],
  'diagnostics.save': () => [{}],
  'sample.open': () => [{}],
  'sample.switch': () => [{ desk: 'it' }],
  'sample.code': () => [{}],
  'sample.leave': () => [{}],
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
  'identity.confirm-password': () => [{ password: 'not it' }],
  'identity.change-password': ({ code }) => [
    { password: 'not it', newPassword: 'another long password 1', code: code() },
  ],
  'identity.renew-recovery-codes': ({ code }) => [{ code: code() }],
  'identity.back-up': ({ code }) => [{ code: code() }],
  'identity.check-vault': () => [{}],
  'identity.choose-backup': () => [{}],
  'identity.restore': () => [],
  'identity.set-aside': () => [],
  'identity.note-activity': () => [{}],
  // Would end the walk; it answers with nothing.
  'identity.lock': () => [],
  'identity.members': () => [{}],
  'identity.enrolments': () => [{}],
  'identity.enrolments-left-out': () => [{}],
  // Opens the vault once more, and closes it.
  'identity.apply-again': () => [],
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
  'governance.departments': () => [{}],
  'governance.save-department': ({ code }) => [{ department: unknownId, name: 'x', code: code() }],
  'governance.administrators': () => [{}],
  'governance.change-administrators': () => [],
  'identity.begin-hand-over': () => [],
  'identity.receive-hand-over': () => [{}],
  'identity.complete-hand-over': ({ code }) => [{ code: code() }],
  'identity.look-at-hand-over': () => [{ transferCode: '0000-0000' }],
  'identity.hand-over': ({ code }) => [
    { request: 'e'.repeat(64), password: 'not it', code: code() },
  ],
  'governance.workstations': () => [{}],
  'governance.revoke-workstation': ({ code }) => [
    { workstation: unknownId, distrustedFrom: null, code: code() },
  ],
  'lists.list': () => [{}],
  'lists.create': () => [{ name: '作ってみる' }],
  'lists.departments': () => [{}],
  'lists.move': () => [{ list: unknownId, department: null }],
  'lists.keep': ({ list }) => [{ list, keepUntil: null }],
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
  'lists.forgotten-file': () => [{}],
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
  'contacts.detail': ({ list, contact }) =>
    [contact, 2, 3].map((each) => ({ list, contact: each })),
  'contacts.history': ({ list, contact }) =>
    [contact, 2, 3].map((each) => ({ list, contact: each, ...page })),
  'contacts.edit': ({ list, contact }) => [{ list, contact, fields: { メモ: '改めた' } }],
  'contacts.tag': ({ list, contact }) => [{ list, contact, add: ['重要'], remove: [] }],
  'contacts.tags': () => [{}],
  'contacts.add-note': ({ list, contact }) => [{ list, contact, text: '電話 daini@example.com' }],
  'contacts.remove-note': ({ list, contact }) => [{ list, contact, note: 9999 }],
  'contacts.choose-proof': () => [{}],
  'contacts.add-consent': ({ list, contact, file }) => [
    {
      ...{ list, contact, way: 'form', givenOn: '2026-01-01', proofFile: file },
      ...{ wording: 'daini@example.com に送ってよい', proof: 'daini@example.com' },
    },
  ],
  'contacts.withdraw-consent': ({ list, contact }) => [
    { list, contact, withdrawnOn: '2025-01-01' },
  ],
  'contacts.erase': ({ list }) => [{ list, contacts: [9999], reason: 'requested' }],
  'contacts.find-erased': () => [{ address: 'kanariya.one@example.jp' }],
  'contacts.find-duplicates': ({ list }) => [{ list }],
  'contacts.merge': ({ list }) => [{ list, contacts: [9998, 9999], address: 9998, fields: [] }],
  'contacts.bulk-edit': ({ list }) => [
    {
      ...{ list, selection: { kind: 'found', search: 'kanariya' } },
      change: { kind: 'set-field', field: '区分', value: 'daini@example.com' },
    },
    {
      ...{ list, selection: { kind: 'ticked', contacts: [9999] } },
      change: { kind: 'tags', add: ['重要'], remove: [] },
    },
  ],
  'contacts.bulk-edits': ({ list }) => [{ list }],
  'contacts.undo-edit': () => [{ edit: unknownId }],
  'contacts.stop': () => [{}],
  'contacts.fields': () => [{}],
  'contacts.save-field': () => [{ name: '会員番号', kind: 'number', choices: [] }],
  'contacts.delete-field': () => [{ name: '会員番号' }],
  'contacts.keeping': () => [{}],
  'contacts.set-keeping': () => [{ isCommerce: true, orderedOn: null }],
  'segments.list': () => [{}],
  'segments.names': () => [{}],
  'segments.save': ({ list }) => [{ segment: null, name: '推測', lists: [list], condition: guess }],
  'segments.uses': () => [{ segment: unknownId }],
  'segments.delete': () => [{ segment: unknownId }],
  'segments.count': ({ list }) => [{ lists: [list], condition: guess }],
  'segments.values': ({ list }) => [{ lists: [list], field: 'メモ' }],
  'suppression.list': () => [{ search: '', ...page }],
  'suppression.add': () => [{ text: 'x@example.jp', reason: 'by-hand', source: '' }],
  'suppression.lift': ({ code }) => [
    { kind: 'address', value: 'x@example.jp', reason: '試し', petition: null, code: code() },
  ],
  'permits.rules': () => [{}],
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
  'campaigns.document': () => [{ html: '<p>{{ メモ }}</p>' }, { html: '<table><tr>' }],
  'campaigns.image': ({ campaign }) => [{ campaign, attachment: unknownId }],
  'campaigns.attach': ({ campaign }) => [{ campaign }],
  'campaigns.detach': ({ campaign }) => [{ campaign, attachment: unknownId }],
  'campaigns.files': ({ campaign }) => [
    { campaign, filter: 'all', search: '', offset: 0, limit: 50 },
    { campaign, filter: 'wrong', search: 'a', offset: 0, limit: 50 },
  ],
  'campaigns.add-files': ({ campaign }) => [{ campaign, from: 'folder' }],
  'campaigns.remove-files': ({ campaign }) => [{ campaign, which: 'unused' }],
  'campaigns.test-send': ({ campaign }) => [{ campaign }],
  'campaigns.audience': ({ campaign }) => [{ campaign }],
  'campaigns.preview': ({ campaign }) => [0, 1, 2, 99].map((index) => ({ campaign, index })),
  'campaigns.manifest': ({ campaign }) => [{ campaign }],
  'campaigns.markers': () => [
    { of: { name: '氏名', fallback: 'お客様', honorific: '様' } },
    { of: { name: '区分', is: 'equals', value: '法人' } },
  ],
  'templates.list': () => [{}],
  'templates.save': ({ campaign }) => [{ campaign, name: '月例' }],
  'templates.begin': () => [{ template: unknownId, name: '月例' }],
  'templates.delete': () => [{ template: unknownId }],
  'footers.list': () => [{}],
  'footers.save': () => [
    {
      ...{ footer: null, name: '送信者', identity: null },
      document: { preheader: '', frame: null, content: [] },
    },
  ],
  'footers.delete': () => [{ footer: unknownId }],
  'campaigns.groups': ({ campaign }) => [{ campaign }],
  'campaigns.versions': ({ campaign }) => [{ campaign }],
  'campaigns.compare': ({ campaign }) => [
    {
      campaign,
      before: { is: 'stored' },
      after: { is: 'written', subject: 'x', text: 'x', html: '<p>x</p>', document: null },
    },
  ],
  'campaigns.restore': ({ campaign }) => [{ campaign, number: 1 }],
  'campaigns.check': ({ campaign }) => [{ campaign }],
  'checks.try': () => [{ severities: { honorific: 'stop' } }],
  'campaigns.check-stop': ({ campaign }) => [{ campaign }],
  'campaigns.waive': ({ campaign }) => [{ campaign, check: 'domain-typo', reason: '確認済み' }],
  'approval.file': ({ campaign }) => [
    { campaign, comment: '', approveWithinHours: 1, executeWithinHours: 1, urgent: null },
  ],
  'approval.executors': () => [{}],
  'approval.list': () => [{}],
  'approval.stop-state': ({ request }) => [{ request }],
  'approval.review': ({ request }) => [{ request }],
  'approval.preview': ({ request }) => [{ request, index: 0 }],
  'approval.decide': ({ request, code }) => [
    { request, verdict: 'approve', comment: '', viewed: [], typedCount: null, code: code() },
  ],
  'approval.recipients': ({ request }) => [{ request, ...page }],
  'approval.differences': ({ request }) => [{ request }],
  'approval.files': ({ request }) => [{ request, search: '', offset: 0, limit: 200 }],
  'approval.own-file': ({ request }) => [{ request, index: 0 }],
  'approval.save-own-file': ({ request }) => [{ request, index: 0 }],
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
  'route-keys.list': () => [{}],
  'route-keys.renew': ({ route, code }) => [{ route, code: code() }],
  'route-keys.give-share': ({ code }) => [{ renewal: 'e'.repeat(64), code: code() }],
  'route-keys.sign': ({ code }) => [{ renewal: 'e'.repeat(64), code: code() }],
  'parcels.save': ({ request }) => [{ request, withContent: false }],
  'parcels.take': () => [{}],
  'routes.list': () => [{}],
  'routes.create': () => [],
  'routes.change': () => [],
  'routes.remove': ({ code }) => [{ route: 'r-none', code: code() }],
  'routes.test': () => [],
  'routes.test-direct': () => [{ domain: 'example.jp', host: 'mail.example.jp', tls: 'encrypted' }],
  'routes.sender-identities': () => [{}],
  'routes.create-sender-identity': ({ code }) => [
    { name: '総務', address: 'info@example.jp', replyTo: null, code: code() },
  ],
  'routes.change-sender-identity': ({ code }) => [
    {
      ...{ identity: 's-none', name: '総務', address: 'info@example.jp', replyTo: null },
      code: code(),
    },
  ],
  'routes.choose-certificate': () => [{}],
  'routes.import-certificate': ({ file, code }) => [
    { identity: 's-none', file, password: 'x', code: code() },
  ],
  'routes.remove-certificate': ({ code }) => [{ identity: 's-none', code: code() }],
  'routes.remove-sender-identity': ({ code }) => [{ identity: 's-none', code: code() }],
  'deliverability.examine': () => [{ route: 'r-none', identity: 's-none' }],
  'deliverability.outlets': ({ route }) => [{ route }],
  'deliverability.set-outlets': ({ route }) => [{ route, addresses: ['192.0.2.1'] }],
  'releases.list': () => [{}],
  'releases.start': ({ request, code }) => [{ request, recipientCount: 3, code: code() }],
  'releases.progress': ({ request }) => [{ request }],
  'releases.stop': ({ request }) => [{ request }],
  'releases.settle': ({ request, code }) => [
    { request, indexes: [0], verdict: 'arrived', code: code() },
  ],
  'releases.deliveries': ({ request }) => [{ request, ...page }],
  'releases.domains': ({ request }) => [{ request }],
  'releases.reasons': ({ request }) => [{ request }],
  'releases.timeline': ({ request }) => [{ request }],
  'releases.transcripts': () => [{}],
  'releases.save-report': ({ request }) => [{ request }],
  'releases.save-evidence': ({ request }) => [{ request }],
  'journal.list': () => [page],
  'journal.verify': () => [{}],
  'journal.alarms': () => [{}],
  'policy.explain': () => [{}],
  'policy.store': () => [{}],
  'journal.sync': () => [{}],
  'journal.upkeep': () => [{}],
  'journal.set-export': () => [{ target: { kind: 'none' } }],
  'journal.export-now': () => [{}],
}
