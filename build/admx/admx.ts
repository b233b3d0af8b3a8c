import { groupNames, type Setting, type SettingGroup } from '../../main/policy/setting-kind.ts'
import { settings } from '../../main/policy/settings-table.ts'

/**
 * Administrative templates for group policies, made from the schema of settings: the .admx says where
 * each value lies in the registry, an .adml for each language what it is called.
 */

const schema = 'http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions'
const head = '<?xml version="1.0" encoding="utf-8"?>'
const key = 'SOFTWARE\\Policies\\Sekisho'

type TemplateLanguage = 'ja' | 'en'

export const groupTitles: Readonly<
  Record<TemplateLanguage, Readonly<Record<SettingGroup, string>>>
> = {
  ja: {
    office: '組織と共有ストア',
    relay: '中継サーバー',
    approval: '承認と配信',
    'sign-in': 'ログイン',
    addresses: 'アドレス',
    program: 'プログラム',
  },
  en: {
    office: 'Organization and shared store',
    relay: 'Relays',
    approval: 'Approval and release',
    'sign-in': 'Login',
    addresses: 'Addresses',
    program: 'Program',
  },
}

const words = {
  ja: {
    description: 'Sekishoのコンピューターポリシー',
    supported: 'Sekisho（Windows 10バージョン1809以降）',
  },
  en: {
    description: 'Machine policies of Sekisho',
    supported: 'Sekisho on Windows 10 version 1809 or later',
  },
} as const

const entries: readonly (readonly [string, Setting])[] = Object.entries(settings)

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`)

export function toAdmx(): string {
  return `${head}
<policyDefinitions xmlns="${schema}" revision="1.0" schemaVersion="1.0">
  <policyNamespaces>
    <target prefix="sekisho" namespace="Sekisho.Policies"/>
  </policyNamespaces>
  <resources minRequiredRevision="1.0"/>
  <supportedOn>
    <definitions>
      <definition name="SUPPORTED_Sekisho" displayName="$(string.SUPPORTED_Sekisho)"/>
    </definitions>
  </supportedOn>
  <categories>
    <category name="Sekisho" displayName="$(string.Sekisho)"/>
${groupNames.map(category).join('\n')}
  </categories>
  <policies>
${entries.map(policy).join('\n')}
  </policies>
</policyDefinitions>
`
}

function category(group: SettingGroup): string {
  const name = categoryOf(group)
  return `    <category name="${name}" displayName="$(string.${name})"><parentCategory ref="Sekisho"/></category>`
}

/** Names in templates are XML names without a hyphen. */
function categoryOf(group: SettingGroup): string {
  return `Sekisho_${group.replace('-', '')}`
}

function policy([name, setting]: readonly [string, Setting]): string {
  const own = setting.kind === 'switch' ? ` valueName="${name}"` : ''
  const shown = setting.kind === 'switch' ? '' : ` presentation="$(presentation.${name})"`
  return `    <policy name="${name}" class="Machine" displayName="$(string.${name})" explainText="$(string.${name}_Explain)"${shown} key="${key}"${own}>
      <parentCategory ref="${categoryOf(setting.group)}"/>
      <supportedOn ref="SUPPORTED_Sekisho"/>
${element(name, setting)}
    </policy>`
}

function element(name: string, setting: Setting): string {
  const at = `id="${name}" valueName="${name}" required="true"`
  const inElements = (xml: string) => `      <elements>${xml}</elements>`
  switch (setting.kind) {
    case 'number':
      return inElements(`<decimal ${at} minValue="${setting.min}" maxValue="${setting.max}"/>`)
    case 'switch':
      return '      <enabledValue><decimal value="1"/></enabledValue>\n      <disabledValue><decimal value="0"/></disabledValue>'
    case 'choice':
      return inElements(
        `<enum ${at}>${setting.options.map((each) => item(name, each)).join('')}</enum>`,
      )
    case 'text':
      return inElements(`<text ${at} maxLength="1000"/>`)
    case 'list':
      return inElements(`<list id="${name}" key="${key}\\${name}" valuePrefix=""/>`)
    case 'table':
      return inElements(`<list id="${name}" key="${key}\\${name}" explicitValue="true"/>`)
    default:
      return setting satisfies never
  }
}

function item(name: string, option: string): string {
  return `<item displayName="$(string.${optionId(name, option)})"><value><string>${option}</string></value></item>`
}

function optionId(name: string, option: string): string {
  return `${name}_${option.replaceAll('-', '')}`
}

export function toAdml(language: TemplateLanguage): string {
  const say = words[language]
  const strings = [
    ['Sekisho', 'Sekisho'],
    ['SUPPORTED_Sekisho', say.supported],
    ...groupNames.map((group) => [categoryOf(group), groupTitles[language][group]]),
    ...entries.flatMap(([name, setting]) => [
      [name, setting[language].title],
      [`${name}_Explain`, setting[language].explain],
      ...(setting.kind === 'choice'
        ? setting.options.map((option) => [optionId(name, option), option])
        : []),
    ]),
  ]
  return `${head}
<policyDefinitionResources xmlns="${schema}" revision="1.0" schemaVersion="1.0">
  <displayName>Sekisho</displayName>
  <description>${say.description}</description>
  <resources>
    <stringTable>
${strings.map(([id = '', text = '']) => `      <string id="${id}">${escaped(text)}</string>`).join('\n')}
    </stringTable>
    <presentationTable>
${entries.flatMap((each) => presentation(each, language)).join('\n')}
    </presentationTable>
  </resources>
</policyDefinitionResources>
`
}

function presentation([name, setting]: readonly [string, Setting], language: TemplateLanguage) {
  const label = escaped(setting[language].title)
  const box = (xml: string) => [`      <presentation id="${name}">${xml}</presentation>`]
  switch (setting.kind) {
    case 'number':
      return box(
        `<decimalTextBox refId="${name}" defaultValue="${setting.min}">${label}</decimalTextBox>`,
      )
    case 'switch':
      return []
    case 'choice':
      return box(
        `<dropdownList refId="${name}" noSort="true" defaultItem="0">${label}</dropdownList>`,
      )
    case 'text':
      return box(`<textBox refId="${name}"><label>${label}</label></textBox>`)
    case 'list':
    case 'table':
      return box(`<listBox refId="${name}">${label}</listBox>`)
    default:
      return setting satisfies never
  }
}
