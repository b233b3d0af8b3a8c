import { groupNames, type Setting } from '../../main/policy/setting-kind.ts'
import { settings } from '../../main/policy/settings-table.ts'
import { groupTitles } from './admx.ts'

/** The manual's page about machine policies, from the schema of settings. */
export function toManual(language: 'ja' | 'en'): string {
  const parts = groupNames.map((group) => {
    const rows = Object.entries<Setting>(settings)
      .filter(([, setting]) => setting.group === group)
      .map((each) => section(each, language))
    return `### ${groupTitles[language][group]}\n\n${rows.join('\n\n')}`
  })
  return `${intro[language]}\n${parts.join('\n\n')}\n${outro[language]}`
}

function section([name, setting]: readonly [string, Setting], language: 'ja' | 'en'): string {
  const say = words[language]
  const { title, explain } = setting[language]
  const both = setting.rule === undefined ? say.alone : say.beside
  return `#### \`${name}\`: ${title}

${explain}

${say.registry}: ${registryForm(setting, language)}. ${say.json}: ${jsonForm(setting, language)}. ${say.strictest}: ${
    setting.strictest === null ? say.refused : `\`${JSON.stringify(setting.strictest)}\``
  }. ${both}`
}

const words = {
  ja: {
    registry: 'レジストリ',
    json: 'JSON',
    strictest: '読み取れない値のときに有効になる値',
    refused: 'なし（この設定が必要な操作を断ります）',
    beside: '組織のポリシーにも同じ規則があり、厳しいほうが有効です。',
    alone: 'この端末だけの設定です。',
    list: 'REG_MULTI_SZ、または同じ名前のサブキーにREG_SZの1、2、3…',
    table: '同じ名前のサブキーに、名前ごとのREG_SZ',
    strings: '文字列の配列',
    object: 'オブジェクト',
  },
  en: {
    registry: 'Registry',
    json: 'JSON',
    strictest: 'In force when the value cannot be read',
    refused: 'none (what needs the setting is refused)',
    beside: 'The organization’s policy has the same rule; the stricter one is in force.',
    alone: 'Of this machine alone.',
    list: 'REG_MULTI_SZ, or values 1, 2, 3 … (REG_SZ) in a subkey of this name',
    table: 'one REG_SZ for each name in a subkey of this name',
    strings: 'an array of strings',
    object: 'an object',
  },
} as const

function registryForm(setting: Setting, language: 'ja' | 'en'): string {
  switch (setting.kind) {
    case 'number':
      return `REG_DWORD ${setting.min}–${setting.max}`
    case 'switch':
      return 'REG_DWORD 0 / 1'
    case 'choice':
      return `REG_SZ \`${setting.options.join('` / `')}\``
    case 'text':
      return 'REG_SZ'
    case 'list':
    case 'table':
      return words[language][setting.kind]
    default:
      return setting satisfies never
  }
}

function jsonForm(setting: Setting, language: 'ja' | 'en'): string {
  switch (setting.kind) {
    case 'number':
      return `${setting.min}–${setting.max}`
    case 'switch':
      return '`true` / `false`'
    case 'choice':
      return `\`"${setting.options.join('"` / `"')}"\``
    case 'text':
      return '`"…"`'
    case 'list':
      return words[language].strings
    case 'table':
      return `${words[language].object} \`{ "…": "${setting.options.join('" | "')}" }\``
    default:
      return setting satisfies never
  }
}

const intro = {
  ja: `# 端末のポリシー

<!-- npm run admx がmain/policy/settings-table.tsから作ります。直接編集しないでください。 -->

情報システム部門は、端末ごとに次の設定を固定できます。組織のポリシー（管理者が署名し、全端末に届くもの）とは別のものです。

## どこから読むか

起動時に1度、次の順に読みます。設定ごとに、最初に指定のあったところの値が有効です。

1. **グループポリシー**: \`HKLM\\SOFTWARE\\Policies\\Sekisho\`（64ビット）。テンプレートは\`Sekisho.admx\`と\`ja-JP\`・\`en-US\`の\`Sekisho.adml\`です。
2. **ポリシーファイル**: インストーラーの\`POLICY_FILE\`で渡したパス、なければ\`C:\\ProgramData\\Sekisho\\policy.json\`（Linuxは\`/etc/sekisho/policy.json\`）。UTF-8のJSONで、\`{ "QuorumMin": 2 }\`のように書きます。管理者でなくても変更できるファイルは使いません（Windowsではファイルとそのフォルダーのアクセス許可、Linuxでは所有者と権限をすべての親フォルダーまで調べます）。
3. **インストーラー**: \`HKLM\\SOFTWARE\\Sekisho\`の\`SharedStore\`、\`PolicyFile\`、\`RootFingerprint\`、\`Language\`（MSIの\`SHARED_STORE\`など）。共有ストアと言語は最初の値になるだけで、組織の指紋は固定されます。

変更は、次にSekishoを起動したときに有効になります。前回の起動から変わったときは、ログインした人の端末から監査記録に残ります。

## 組織のポリシーとの関係

同じ規則が両方にあるときは、規則ごとに**厳しいほう**が有効です。端末のポリシーで組織のポリシーを緩めることも、その逆もできません。

## 読み取れないとき

- 値が正しくない設定は、名前を示して報告し、最も厳しい値として扱います。
- 知らない名前の設定、読み取れないレジストリ、使えないファイルがあるときは、解決するまでこの端末から配信も書き出しもできません。

## 確かめ方

\`Sekisho.exe --policy-explain\` は、すべての設定について、有効な値、読み取り元、無効になった指定、問題を表示します（保管庫は開きません）。\`--json\`を付けるとJSONで出力します。終了コードは、問題がなければ0、あれば2です。画面では「表示の設定」＞「この端末のポリシー」で同じものを確認できます。

## 設定
`,
  en: `# Policies of a machine

<!-- Made by npm run admx from main/policy/settings-table.ts. Do not edit by hand. -->

IT can fix the following for a machine. This is apart from the organization’s policy, which administrators sign and which
reaches every workstation.

## Where they are read

Once, at the start, in this order. For each setting the first place that says anything about it counts.

1. **Group policy**: \`HKLM\\SOFTWARE\\Policies\\Sekisho\` (64 bit). The templates are \`Sekisho.admx\` and \`Sekisho.adml\` in \`ja-JP\` and \`en-US\`.
2. **Policy file**: the path given to the installer as \`POLICY_FILE\`, else \`C:\\ProgramData\\Sekisho\\policy.json\` (on Linux
   \`/etc/sekisho/policy.json\`). JSON in UTF-8, such as \`{ "QuorumMin": 2 }\`. A file that can be changed without administrator
   rights is not used: on Windows the access lists of the file and its folder are looked at, on Linux owner and mode up to the top.
3. **Installer**: \`SharedStore\`, \`PolicyFile\`, \`RootFingerprint\` and \`Language\` in \`HKLM\\SOFTWARE\\Sekisho\` (the MSI’s
   \`SHARED_STORE\` and so on). Store and language are only what a new PC starts with; the fingerprint is fixed.

A change counts from the next start of Sekisho on. What has changed since the start before is recorded in the journal as soon as somebody has
logged in.

## Beside the organization’s policy

Where both have a rule, **the stricter one** is in force, rule by rule. Neither can loosen the other.

## What cannot be read

- A setting with a value that cannot be is reported by its name, and the strictest value counts.
- While there is a setting of an unknown name, a registry that cannot be read or a file that cannot be used, nothing is released or exported on this PC.

## To see what is in force

\`Sekisho.exe --policy-explain\` shows for every setting the value in force, its source, what that overrode, and problems; it does not open
the vault. With \`--json\` it writes JSON. The exit code is 0 without problems and 2 with any. In the window the same stands under Display settings >
Policy of this PC.

## Settings
`,
} as const

const outro = {
  ja: `
## ないもの

開封やリンクの追跡とプロキシには設定がありません。Sekishoは追跡をせず、HTTPの通信もしないためです。中継サーバー、共有ストア、DNSのほかに通信する相手はありません。保存期間は組織のポリシーだけで決めます。破棄は署名された全体の行為で、1台の端末だけではできないためです。
`,
  en: `
## What there is not

Tracking of opened mails and links, and a proxy, have no setting: Sekisho tracks nothing and speaks no HTTP. It talks to the relay, the shared
store and DNS alone. Retention is the organization’s policy alone: what is destroyed is destroyed by a signed act for everybody, and not on
one PC.
`,
} as const
