import * as v from 'valibot'
import { passwordActs } from '../../preload/contract/channel.ts'
import { DnsServerLine } from './dns-server.ts'
import { Network, nobodysNetwork } from './network.ts'
import { RelayLine } from './relay-limit.ts'
import { choice, flag, list, number, table, text } from './setting-kind.ts'

/** By these the checks are known; a test compares them with the checks themselves. */
const checkIds = [
  ...['empty-audience', 'empty-subject', 'missing-plain-text', 'unknown-field', 'empty-field'],
  ...[
    'duplicate-recipient',
    'merge-shift',
    'other-recipient',
    'recipient-file',
    'file-use',
    'file-of-another',
    'exposed-addresses',
  ],
  ...['list-attached', 'domain-typo', 'audience-growth', 'audience-difference'],
  ...['internal-address', 'personal-number', 'card-number', 'unread-attachment'],
  ...['missing-attachment', 'password-and-file', 'link-mismatch', 'link-policy'],
  ...['remote-content', 'sender-identification', 'weekday-date', 'send-time', 'honorific'],
  ...['unusual-character', 'message-charset', 'signing-certificate', 'message-size'],
  ...['carrier-rule', 'list-age', 'sender-authentication', 'relay-tls'],
] as const
/** Stands for every check that is not named. */
export const everyCheck = '*'

const looks = [
  ...['text', 'html', 'headers', 'links', 'attachments', 'samples', 'recipients', 'domains'],
  ...['checks', 'route', 'difference'],
] as const

/** SHA-256 in hexadecimal, as `sekisho` shows it; capitals, blanks and colons do not matter. */
const Fingerprint = v.pipe(
  v.string(),
  v.transform((typed) => typed.replace(/[\s:]/g, '').toLowerCase()),
  v.regex(/^[0-9a-f]{64}$/),
)

/** A folder by its full path, or a database as `postgres://host:port/name`. */
const StorePlace = v.pipe(
  v.string(),
  v.trim(),
  v.maxLength(1000),
  v.regex(/^(?:\\\\[^\\]+\\.+|[A-Za-z]:\\.*|\/.+|postgres:\/\/[^\s@]+)$/),
)

/**
 * Everything that IT can lay down for a machine: the one source of the registry's and the file's
 * names, of the templates for group policies, of what is locked, and of the manual.
 */
export const settings = {
  SharedStore: text({
    group: 'office',
    schema: StorePlace,
    ja: {
      title: '共有ストアの場所',
      explain:
        '組織の共有ストアとして使うフォルダー（例: \\\\server\\sekisho）またはデータベース（postgres://ホスト:ポート/名前）。ポリシーで指定すると、この端末で別の場所を選べなくなります。インストーラーのSHARED_STOREで渡した値は、最初の設定画面に入力済みの値になります。',
    },
    en: {
      title: 'Place of the shared store',
      explain:
        'The folder (such as \\\\server\\sekisho) or the database (postgres://host:port/name) that is the organization’s shared store. Set by policy, no other place can be chosen on this PC. Given to the installer as SHARED_STORE, it is filled in at the first start.',
    },
  }),
  RootFingerprint: text({
    group: 'office',
    schema: Fingerprint,
    ja: {
      title: '組織の指紋',
      explain:
        '組織の鍵の指紋（SHA-256、16進数64桁）。指定すると、この端末はこの組織にだけ参加・ログインでき、新しい組織は作れません。値は管理者の「この端末のポリシー」画面で確認できます。',
    },
    en: {
      title: 'Fingerprint of the organization',
      explain:
        'The fingerprint of the organization’s key (SHA-256, 64 hexadecimal digits). With it this PC joins and logs in to this organization only, and founds no other. An administrator finds the value on the page “Policy of this PC”.',
    },
  }),
  Language: choice({
    group: 'office',
    options: ['ja', 'en'],
    strictest: null,
    ja: {
      title: '表示言語',
      explain:
        '画面の言語（ja: 日本語、en: 英語）。ポリシーで指定すると固定されます。インストーラーのLANGUAGEで渡した値は、最初の起動での言語になります。',
    },
    en: {
      title: 'Language',
      explain:
        'The language of the window (ja: Japanese, en: English). Set by policy it is fixed. Given to the installer as LANGUAGE, it is the language of the first start.',
    },
  }),
  AllowedRelays: list({
    group: 'relay',
    item: RelayLine,
    strictest: [],
    ja: {
      title: '許可する中継サーバー',
      explain:
        'この端末から使える中継サーバーを1行に1つ書きます。例: relay.example.jp:465 tls=implicit pin=（公開鍵のSHA-256、16進数64桁）。ホスト名以外は省略できます。pinを書いた中継サーバーは、そのいずれかの鍵に固定された送信経路でだけ使えます。ここにない中継サーバーの送信経路は定義も接続テストもできず、配信も始まりません。中継サーバーを通さない送信は、direct-mxという行がある場合にだけ使えます。',
    },
    en: {
      title: 'Allowed relays',
      explain:
        'The relays that may be used from this PC, one a line, such as: relay.example.jp:465 tls=implicit pin=(SHA-256 of a public key, 64 hexadecimal digits). All but the host may be left out. A relay with pins can be used only by routes that are bound to keys among them. A route to any other relay can be neither defined nor tested, and nothing is released over it. Sending without a relay needs a line that says direct-mx.',
    },
  }),
  DnsServers: list({
    group: 'relay',
    item: DnsServerLine,
    strictest: [],
    ja: {
      title: '名前を調べるDNSサーバー',
      explain:
        '名前を調べるときに使うDNSサーバー（リゾルバー）を1行に1つ、IPアドレスで書きます。例: 192.0.2.53、192.0.2.53:5353、[2001:db8::53]:5353。上から順に使います。指定しなければ、この端末のネットワーク設定のものを使います。',
    },
    en: {
      title: 'DNS servers',
      explain:
        'The resolvers that names are looked up with, one IP address a line, such as 192.0.2.53, 192.0.2.53:5353 or [2001:db8::53]:5353, asked in this order. Not set, those of this PC’s network settings are used.',
    },
  }),
  TrustDnssec: flag({
    group: 'relay',
    strictest: false,
    ja: {
      title: 'DNSサーバーのDNSSEC検証を信頼する',
      explain:
        '有効にすると、DNSサーバーがDNSSECで検証したと答えたものを信頼します。その間の通信を誰も改ざんできない場合（同じ端末、または保護された経路）だけ有効にしてください。この端末で動くDNSサーバーの答えは、常に信頼します。',
    },
    en: {
      title: 'Trust the DNS servers’ DNSSEC validation',
      explain:
        'Enabled, what the DNS servers say they have validated by DNSSEC is believed. Enable it only where nobody can alter what they send on its way here (a protected path). A DNS server on this PC is always believed.',
    },
  }),
  QuorumMin: number({
    group: 'approval',
    rule: 'quorumMin',
    ...{ min: 1, max: 20, strictest: 20 },
    ja: {
      title: '承認の最少人数',
      explain:
        'この端末で申請・配信する配信に必要な承認者の最少人数。組織のポリシーより少なくはなりません。',
    },
    en: {
      title: 'Least number of approvals',
      explain:
        'Approvals that a request filed or released on this PC needs at least. Never fewer than the organization’s policy asks for.',
    },
  }),
  HoldMinutes: number({
    group: 'approval',
    rule: 'holdMinutes',
    ...{ min: 0, max: 10_080, strictest: 10_080 },
    ja: {
      title: '承認から配信までの待ち時間（分）',
      explain:
        '最後の承認から最初の1通までに空ける時間。その間、承認者は取り消せます。至急の配信にも適用されます。',
    },
    en: {
      title: 'Hold between approval and release (minutes)',
      explain:
        'Minutes between the last approval and the first mail, in which an approver can cancel. Holds for urgent requests too.',
    },
  }),
  CoolingOffHours: number({
    group: 'approval',
    rule: 'coolingOffHours',
    ...{ min: 0, max: 8760, strictest: 8760 },
    ja: {
      title: '権限を使えるようになるまでの時間',
      explain: '役割を与えられてから、その役割で承認・配信できるようになるまでの時間。',
    },
    en: {
      title: 'Hours before a grant counts',
      explain: 'Hours between the grant of a role and its first use.',
    },
  }),
  ApprovalHoursMax: number({
    group: 'approval',
    rule: 'approvalHoursMax',
    ...{ min: 1, max: 87_600, strictest: 1 },
    ja: {
      title: '承認待ちの最長時間',
      explain: '承認依頼が承認を待てる時間の上限。',
    },
    en: {
      title: 'Longest wait for approvals (hours)',
      explain: 'Hours that a request may wait for its approvals at most.',
    },
  }),
  ExecutionHoursMax: number({
    group: 'approval',
    rule: 'executionHoursMax',
    ...{ min: 1, max: 87_600, strictest: 1 },
    ja: {
      title: '承認後に配信できる最長時間',
      explain: '承認の期限から配信の終了までの時間の上限。',
    },
    en: {
      title: 'Longest wait for the end of a release (hours)',
      explain: 'Hours between the end of approval and the end of the release at most.',
    },
  }),
  DelegationHoursMax: number({
    group: 'approval',
    rule: 'delegationHoursMax',
    ...{ min: 0, max: 87_600, strictest: 0 },
    ja: {
      title: '代理を頼める最長時間',
      explain: '承認者が承認の権限をほかの人に任せられる時間の上限。0にすると任せられません。',
    },
    en: {
      title: 'Longest delegation (hours)',
      explain:
        'Hours for which an approver may pass the right to approve on to another at most. 0: not at all.',
    },
  }),
  TypeCountFrom: number({
    group: 'approval',
    rule: 'typeCountFrom',
    ...{ min: 1, max: 100_000_000, strictest: 1 },
    ja: {
      title: '承認時に人数を入力させる宛先数',
      explain: '宛先がこの数以上の配信では、承認者が宛先の数を入力しなければ承認できません。',
    },
    en: {
      title: 'Type the number of recipients from',
      explain: 'From so many recipients, an approver has to type their number.',
    },
  }),
  Looks: list({
    group: 'approval',
    rule: 'looks',
    item: v.picklist(looks),
    strictest: looks,
    ja: {
      title: '承認前に開く項目',
      explain: `承認者が承認の前に必ず開く項目。1行に1つ書きます: ${looks.join('、')}。`,
    },
    en: {
      title: 'What an approver has to open',
      explain: `What has to have been opened before Approve is enabled, one a line: ${looks.join(', ')}.`,
    },
  }),
  CheckSeverities: table({
    group: 'approval',
    rule: 'severities',
    names: [...checkIds, everyCheck],
    options: ['warning', 'stop'],
    strictest: { [everyCheck]: 'stop' },
    ja: {
      title: '送信前チェックの重さ',
      explain: `チェックの名前ごとに、見つかったときの最低の重さ（warning: 警告、stop: 停止）を書きます。組織のポリシーや製品の既定より軽くはなりません。${everyCheck}は、名前を書かなかったすべてのチェックを表します。名前: ${checkIds.join('、')}。`,
    },
    en: {
      title: 'Severity of checks',
      explain: `By the name of a check, how serious its findings are at least (warning or stop). Never less than the organization’s policy or the product says. ${everyCheck} stands for every check that is not named. Names: ${checkIds.join(', ')}.`,
    },
  }),
  StoreGraceMinutes: number({
    group: 'approval',
    rule: 'storeGraceMinutes',
    ...{ min: 0, max: 10_080, strictest: 0 },
    ja: {
      title: '共有ストアに届かない間の猶予（分）',
      explain: '共有ストアに届かなくなってから、進行中の配信が続けられる時間の上限。',
    },
    en: {
      title: 'Grace without the shared store (minutes)',
      explain:
        'Minutes that a running release goes on at most while the shared store is out of reach.',
    },
  }),
  StorelessMinutesMax: number({
    group: 'approval',
    rule: 'storelessMinutesMax',
    ...{ min: 0, max: 1440, strictest: 0 },
    ja: {
      title: '共有ストアなしで配信できる時間（分）',
      explain:
        '共有ストアに届かないまま配信を始め、続けられる時間の上限（最後の承認から数えます）。0にすると、共有ストアに届くときだけ始められます。',
    },
    en: {
      title: 'Release without the shared store (minutes)',
      explain:
        'Minutes from the last approval in which a release may start and go on without the shared store, at most. 0: it starts only with the store in reach.',
    },
  }),
  RouteCoolingOffHours: number({
    group: 'approval',
    rule: 'routeCoolingOffHours',
    ...{ min: 0, max: 720, strictest: 720 },
    ja: {
      title: '新しい送信経路を使えるようになるまでの時間',
      explain:
        '送信経路や差出人が加わるか変わってから、それを使って配信できるようになるまでの時間。',
    },
    en: {
      title: 'Hours before a new route or sender counts',
      explain:
        'Hours between the addition or change of a route or a sender and the first mail by it.',
    },
  }),
  AllowDecisionFiles: flag({
    group: 'approval',
    rule: 'parcelsAllowed',
    strictest: false,
    ja: {
      title: '承認依頼と決裁のファイルでの受け渡しを許可する',
      explain:
        '無効にすると、この端末では承認依頼や決裁をファイルに保存することも、ファイルから取り込むこともできません。',
    },
    en: {
      title: 'Allow requests and decisions as files',
      explain:
        'Disabled, requests and decisions can be neither saved to files nor taken from files on this PC.',
    },
  }),
  LoginNetworks: list({
    group: 'sign-in',
    rule: 'loginNetworks',
    item: Network,
    strictest: [nobodysNetwork],
    ja: {
      title: 'ログインできるネットワーク',
      explain:
        'この端末のアドレスがここにあるネットワーク（例: 192.0.2.0/24）に含まれるときだけログインできます。組織のポリシーにも指定があるときは、両方に含まれる必要があります。',
    },
    en: {
      title: 'Networks for login',
      explain:
        'People log in only while an address of this PC lies in one of these networks (such as 192.0.2.0/24). Where the organization’s policy names networks too, it has to lie in both.',
    },
  }),
  ReleaseNetworks: list({
    group: 'sign-in',
    rule: 'releaseNetworks',
    item: Network,
    strictest: [nobodysNetwork],
    ja: {
      title: '配信できるネットワーク',
      explain:
        'この端末のアドレスがここにあるネットワークに含まれるときだけ配信を始め、続けられます。組織のポリシーにも指定があるときは、両方に含まれる必要があります。',
    },
    en: {
      title: 'Networks for release',
      explain:
        'A delivery is released, and goes on, only while an address of this PC lies in one of these networks. Where the organization’s policy names networks too, it has to lie in both.',
    },
  }),
  IdleMinutesMax: number({
    group: 'sign-in',
    rule: 'idleMinutesMax',
    ...{ min: 1, max: 60, strictest: 1 },
    ja: {
      title: '操作がないときにロックするまでの時間（分）',
      explain: '操作がないままこの時間が過ぎると、ログインが終わります。',
    },
    en: {
      title: 'Lock when idle (minutes)',
      explain: 'Without a sign of life, a login ends after so many minutes.',
    },
  }),
  SessionHoursMax: number({
    group: 'sign-in',
    rule: 'sessionHoursMax',
    ...{ min: 1, max: 24, strictest: 1 },
    ja: {
      title: 'ログインの最長時間',
      explain: '操作を続けていても、ログインからこの時間が過ぎるとパスワードの再入力が必要です。',
    },
    en: {
      title: 'Longest login (hours)',
      explain: 'However busy, the password is asked for again after so many hours.',
    },
  }),
  PasswordFor: list({
    group: 'sign-in',
    rule: 'passwordFor',
    item: v.picklist(passwordActs),
    strictest: passwordActs,
    ja: {
      title: 'パスワードの再入力を求める操作',
      explain: `確認コードのほかにパスワードの再入力が必要な操作。1行に1つ書きます: ${passwordActs.join('、')}。`,
    },
    en: {
      title: 'Acts that need the password again',
      explain: `Acts that need the password besides a code, one a line: ${passwordActs.join(', ')}.`,
    },
  }),
  PasswordGraceMinutes: number({
    group: 'sign-in',
    rule: 'passwordGraceMinutes',
    ...{ min: 0, max: 15, strictest: 0 },
    ja: {
      title: 'パスワードの再入力を省ける時間（分）',
      explain: '1度の入力で続けて操作できる時間の上限。0にすると、操作ごとに入力が必要です。',
    },
    en: {
      title: 'One password for several acts (minutes)',
      explain:
        'Minutes for which one entry of the password is enough for further acts, at most. 0: each asks for it.',
    },
  }),
  Masking: choice({
    group: 'addresses',
    rule: 'masking',
    options: ['first-letter', 'domain-only', 'nothing'],
    strictest: 'nothing',
    ja: {
      title: 'アドレスの伏せ方',
      explain:
        'アドレスを見る権限がない人に見せる範囲。first-letter: 最初の1文字とドメイン、domain-only: ドメインだけ、nothing: 何も見せない。',
    },
    en: {
      title: 'Masking of addresses',
      explain:
        'What somebody without the right sees of an address. first-letter: the first letter and the domain; domain-only: the domain; nothing: nothing.',
    },
  }),
  Unmask: choice({
    group: 'addresses',
    rule: 'unmask',
    options: ['nobody', 'readers', 'everyone'],
    strictest: 'nobody',
    ja: {
      title: '伏せたアドレスを表示できる人',
      explain:
        '理由を記録して伏せたアドレスを表示できる人。nobody: だれも、readers: アドレスを見る権限がある人、everyone: 全員。',
    },
    en: {
      title: 'Who may unmask',
      explain:
        'Who may see a masked address, with a reason that is recorded. nobody, readers (who may read addresses) or everyone.',
    },
  }),
  ExportQuorum: number({
    group: 'addresses',
    rule: 'exportQuorum',
    ...{ min: 0, max: 20, strictest: 0 },
    ja: {
      title: 'アドレスの持ち出しに必要な承認',
      explain: '連絡先の書き出しに必要な承認の数。0にすると、この端末からは書き出せません。',
    },
    en: {
      title: 'Approvals for an export',
      explain: 'Approvals that an export of contacts needs. 0: none can be made on this PC.',
    },
  }),
  SuppressionLiftNeedsSecond: flag({
    group: 'addresses',
    rule: 'suppressionLiftNeedsSecond',
    strictest: true,
    ja: {
      title: '配信停止の解除に2人目の署名を求める',
      explain: '有効にすると、配信停止を解除するには承認者の署名が必要です。',
    },
    en: {
      title: 'A second person lifts suppressions',
      explain: 'Enabled, lifting a suppression needs an approver’s signature.',
    },
  }),
  AllowBasicText: flag({
    group: 'program',
    strictest: false,
    ja: {
      title: 'キーストアのないLinuxを許可する',
      explain:
        'Linuxだけの設定です。有効にすると、キーストアのない端末でも使えます。端末の秘密は保護されずにディスクに残ります。',
    },
    en: {
      title: 'Allow Linux without a keystore',
      explain:
        'For Linux only. Enabled, a PC without a keystore can be used; its secret then lies on the disk unprotected.',
    },
  }),
  PreventCopy: flag({
    group: 'program',
    strictest: true,
    ja: {
      title: 'コピーを禁止する',
      explain: '有効にすると、画面の文字を選んでクリップボードにコピーできません。',
    },
    en: {
      title: 'Prevent copying',
      explain: 'Enabled, nothing in the window can be copied to the clipboard.',
    },
  }),
  PreventPrinting: flag({
    group: 'program',
    strictest: true,
    ja: {
      title: '印刷を禁止する',
      explain:
        '有効にすると、画面から印刷できません。組織の鍵と回復コードの用紙は、手で書き写すことになります。',
    },
    en: {
      title: 'Prevent printing',
      explain:
        'Enabled, nothing can be printed from the window. The sheets with the organization key and the recovery codes have to be copied by hand.',
    },
  }),
  PreventScreenCapture: flag({
    group: 'program',
    strictest: true,
    ja: {
      title: '画面の取り込みを防ぐ',
      explain:
        '有効にすると、Windowsの画面取り込みや画面共有にウィンドウの中身が映りません。カメラでの撮影は防げません。',
    },
    en: {
      title: 'Keep the window out of screen captures',
      explain:
        'Enabled, Windows leaves the window’s contents out of captures and shared screens. A camera sees them all the same.',
    },
  }),
  LogLevel: choice({
    group: 'program',
    options: ['info', 'warning', 'error'],
    strictest: 'info',
    ja: {
      title: 'ログの詳しさ',
      explain: 'ログファイルに書く出来事。info: すべて、warning: 警告とエラー、error: エラーだけ。',
    },
    en: {
      title: 'Detail of the log',
      explain:
        'What is written to the log file. info: everything; warning: warnings and errors; error: errors only.',
    },
  }),
  LogDays: number({
    group: 'program',
    ...{ min: 7, max: 400, strictest: 400 },
    ja: {
      title: 'ログを残す日数',
      explain:
        'ログファイルの行を残す日数。指定しなければ90日です。全体で5 MBを超えた分は、日数に達していなくても古いものから消えます。',
    },
    en: {
      title: 'Days that the log is kept',
      explain:
        'For how many days a line of the log file is kept; 90 when nothing is laid down. What exceeds 5 MB in all goes earlier, the oldest first.',
    },
  }),
} as const
