import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** What an installer is made of. Paths are absolute; the source names them relative to itself. */
export interface InstallerSource {
  /** Folder of the .wxs file. */
  readonly base: string
  /** The unpacked application. */
  readonly folder: string
  readonly icon: string
  /** Three numbers. */
  readonly version: string
}

export const product = {
  name: 'Sekisho',
  manufacturer: 'Sekisho',
  executable: 'Sekisho.exe',
  appId: 'jp.sekisho.desktop',
  /** Never changes: by it, Windows knows that two versions are one product. */
  upgradeCode: '3F0C7B1E-52B4-4C1B-9C1D-7B0E5E6B8A21',
  registryKey: 'SOFTWARE\\Sekisho',
} as const

/** Public properties of the installer that end as values of HKLM\SOFTWARE\Sekisho, and are remembered. */
export const settings = [
  { property: 'SHARED_STORE', value: 'SharedStore' },
  { property: 'POLICY_FILE', value: 'PolicyFile' },
  { property: 'ROOT_FINGERPRINT', value: 'RootFingerprint' },
  { property: 'LANGUAGE', value: 'Language' },
] as const

/** `0` leaves the shortcut out; what was chosen is remembered too. */
export const shortcuts = [
  {
    property: 'START_MENU_SHORTCUT',
    value: 'StartMenuShortcut',
    byDefault: '1',
    directory: 'ProgramMenuFolder',
  },
  {
    property: 'DESKTOP_SHORTCUT',
    value: 'DesktopShortcut',
    byDefault: '0',
    directory: 'DesktopFolder',
  },
] as const

/** The oldest build of Windows 10 that Electron runs on for as long as it is supported: 1809. */
const windowsBuildMin = 17763

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** RFC 9562 version 5. */
export function uuid5(namespace: string, name: string): string {
  const digest = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest()
    .subarray(0, 16)
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x50, 6)
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8)
  const hex = digest.toString('hex').toUpperCase()
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-')
}

const guidOf = (path: string) => uuid5(product.upgradeCode, path.toLowerCase())
const identifier = (prefix: string, path: string) =>
  prefix + createHash('sha1').update(path.toLowerCase()).digest('hex').slice(0, 24)

/**
 * WiX 3 source. The same folder gives the same text. wixl 0.101 has no words for conditions and
 * shortcut properties: for it they are left out, and build/msi.ts adds the rows.
 */
export function toWxs(source: InstallerSource, compiler: 'wix' | 'wixl'): string {
  const components: string[] = []
  const tree = directoryTree(source, source.folder, components, '          ')
  const refs = [
    ...components,
    ...settings.map(({ value }) => value),
    ...shortcuts.map(({ value }) => value),
  ]
  const described = `${product.name} ${source.version}`
  return `<?xml version="1.0" encoding="utf-8"?>
<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">
  <Product Id="*" Name="${product.name}" UpgradeCode="${product.upgradeCode}" Version="${source.version}" Language="1033" Codepage="65001" Manufacturer="${product.manufacturer}">
    <Package Description="${described}" Manufacturer="${product.manufacturer}" Compressed="yes" InstallerVersion="500" InstallScope="perMachine" Languages="1033"/>
    <MajorUpgrade DowngradeErrorMessage="A newer version of ${product.name} is already installed."/>
    <MediaTemplate EmbedCab="yes"/>${compiler === 'wix' ? `\n    <Condition Message="${escaped(launchCondition.message)}">${escaped(launchCondition.condition)}</Condition>` : ''}
    <Icon Id="app.ico" SourceFile="${escaped(relative(source.base, source.icon))}"/>
    <Property Id="ARPPRODUCTICON" Value="app.ico"/>
    <Property Id="ARPNOMODIFY" Value="1"/>
    <Property Id="MSIRESTARTMANAGERCONTROL" Value="0"/>
    <Property Id="WINDOWSBUILD">
      <RegistrySearch Id="findWindowsBuild" Root="HKLM" Key="SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion" Name="CurrentBuildNumber" Type="raw" Win64="yes"/>
    </Property>
${[...settings, ...shortcuts].map(remembered).join('\n')}
    <Directory Id="TARGETDIR" Name="SourceDir">
      <Directory Id="ProgramFiles64Folder">
        <Directory Id="APPLICATIONFOLDER" Name="${product.name}">
${tree}
${settings.map((setting) => settingComponent(setting, compiler)).join('\n')}
        </Directory>
      </Directory>
${shortcuts.map((shortcut) => shortcutDirectory(shortcut, compiler)).join('\n')}
    </Directory>
    <Feature Id="Main" Title="${product.name}" Level="1">
${refs.map((ref) => `      <ComponentRef Id="${ref}"/>`).join('\n')}
    </Feature>
    <InstallUISequence>
${rememberSequence()}
    </InstallUISequence>
    <InstallExecuteSequence>
${rememberSequence()}
    </InstallExecuteSequence>
  </Product>
</Wix>
`
}

/** What the machine has to be. */
export const launchCondition = {
  condition: `Installed OR (VersionNT64 AND WINDOWSBUILD >= ${windowsBuildMin})`,
  message: `${product.name} needs 64-bit Windows 10 version 1809 or later.`,
}

/**
 * What the command line gives, else what an earlier installation left, else the default. AppSearch
 * overwrites the command line, so that is put aside before and put back after.
 */
function remembered(setting: { property: string; value: string }): string {
  const { property, value } = setting
  return `    <Property Id="${property}" Secure="yes">
      <RegistrySearch Id="find${value}" Root="HKLM" Key="${product.registryKey}" Name="${value}" Type="raw" Win64="yes"/>
    </Property>
    <CustomAction Id="keep${value}" Property="GIVEN_${property}" Value="[${property}]"/>
    <CustomAction Id="take${value}" Property="${property}" Value="[GIVEN_${property}]"/>${
      'byDefault' in setting
        ? `\n    <CustomAction Id="default${value}" Property="${property}" Value="${String(setting.byDefault)}"/>`
        : ''
    }`
}

/**
 * Numbers, since wixl places what comes "after AppSearch" behind the end: before AppSearch (50), after
 * it, and all before the launch conditions (100).
 */
function rememberSequence(): string {
  const rows = [...settings, ...shortcuts].flatMap((setting, index) => [
    `<Custom Action="keep${setting.value}" Sequence="${1 + index}">${setting.property}</Custom>`,
    `<Custom Action="take${setting.value}" Sequence="${51 + index}">GIVEN_${setting.property}</Custom>`,
    ...('byDefault' in setting
      ? [
          `<Custom Action="default${setting.value}" Sequence="${61 + index}">NOT ${setting.property}</Custom>`,
        ]
      : []),
  ])
  return rows.map((row) => `      ${row}`).join('\n')
}

/** Component and condition, for both compilers. */
export const conditions: readonly { readonly component: string; readonly condition: string }[] = [
  ...settings.map(({ property, value }) => ({ component: value, condition: property })),
  ...shortcuts.map(({ property, value }) => ({ component: value, condition: `${property} = "1"` })),
]

function conditionOf(component: string, compiler: 'wix' | 'wixl'): string {
  const found = conditions.find((each) => each.component === component)
  return found === undefined || compiler === 'wixl'
    ? ''
    : `\n            <Condition>${escaped(found.condition)}</Condition>`
}

function settingComponent(
  { property, value }: (typeof settings)[number],
  compiler: 'wix' | 'wixl',
): string {
  return `          <Component Id="${value}" Guid="${guidOf(`#${value}`)}" Win64="yes">${conditionOf(value, compiler)}
            <RegistryValue Root="HKLM" Key="${product.registryKey}" Name="${value}" Type="string" Value="[${property}]" KeyPath="yes"/>
          </Component>`
}

function shortcutDirectory(
  { property, value, directory }: (typeof shortcuts)[number],
  compiler: 'wix' | 'wixl',
): string {
  const appId =
    compiler === 'wix'
      ? `<ShortcutProperty Key="System.AppUserModel.ID" Value="${product.appId}"/>`
      : ''
  return `      <Directory Id="${directory}">
        <Component Id="${value}" Guid="${guidOf(`#${value}`)}" Win64="yes">${conditionOf(value, compiler)}
          <Shortcut Id="${shortcutId(value)}" Name="${product.name}" Target="[APPLICATIONFOLDER]${product.executable}" WorkingDirectory="APPLICATIONFOLDER" Icon="app.ico" IconIndex="0">${appId}</Shortcut>
          <RegistryValue Root="HKLM" Key="${product.registryKey}" Name="${value}" Type="string" Value="[${property}]" KeyPath="yes"/>
        </Component>
      </Directory>`
}

export const shortcutId = (value: string) => value.charAt(0).toLowerCase() + value.slice(1)

function directoryTree(
  source: InstallerSource,
  folder: string,
  components: string[],
  indent: string,
): string {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => {
      const path = join(folder, entry.name)
      const place = relative(source.folder, path).split(sep).join('/')
      const name = escaped(entry.name)
      if (entry.isDirectory())
        return `${indent}<Directory Id="${identifier('d', place)}" Name="${name}">\n${directoryTree(source, path, components, `${indent}  `)}\n${indent}</Directory>`
      const component = identifier('c', place)
      components.push(component)
      const file = place === product.executable ? 'mainExecutable' : identifier('f', place)
      return `${indent}<Component Id="${component}" Guid="${guidOf(place)}" Win64="yes"><File Id="${file}" Name="${name}" Source="${escaped(relative(source.base, path))}" KeyPath="yes"/></Component>`
    })
    .join('\n')
}
