import type { RawSource, SettingName, SourceName } from './machine-policy.ts'
import { settingNames, settingOf } from './machine-policy.ts'
import { parseRegFile, RegFileError, type RegistryKeys, type RegistryValue } from './reg-file.ts'
import type { Setting } from './setting-kind.ts'

/** What reading a key of the registry comes to. */
export type KeyExport =
  | { readonly status: 'read'; readonly bytes: Uint8Array }
  | { readonly status: 'absent' }
  | { readonly status: 'unreadable' }

export const policyKey = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Sekisho'
export const installerKey = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Sekisho'

/** What group policies have written, by setting; null where the key does not exist. */
export function registrySource(
  name: SourceName,
  key: string,
  exported: KeyExport,
): RawSource | null {
  if (exported.status === 'absent') return null
  const faulty = (fault: RawSource['fault']) => ({ name, place: key, values: {}, fault })
  if (exported.status === 'unreadable') return faulty('unreadable')
  try {
    return { name, place: key, values: toValues(parseRegFile(exported.bytes), key), fault: null }
  } catch (error) {
    if (error instanceof RegFileError) return faulty('malformed')
    throw error
  }
}

/** The installer's own values. What else it remembers there, such as shortcuts, is no setting. */
export function installerSource(exported: KeyExport): RawSource | null {
  const source = registrySource('installer', installerKey, exported)
  if (source === null) return null
  const own = Object.entries(source.values).filter(([name]) =>
    ['SharedStore', 'RootFingerprint', 'Language', 'PolicyFile'].includes(name),
  )
  return { ...source, values: Object.fromEntries(own) }
}

/** Values of the key by name, and subkeys as lists or tables. Names as the schema spells them. */
function toValues(keys: RegistryKeys, root: string): Record<string, unknown> {
  const entries: [string, unknown][] = []
  const add = (name: string, value: unknown) => {
    // Said twice, as a value and as a list: neither can be meant.
    const at = entries.findIndex(([known]) => known === name)
    if (at < 0) entries.push([name, value])
    else entries[at] = [name, null]
  }
  for (const [key, values] of keys) {
    const below = pathBelow(root, key)
    if (below === null) continue
    if (below === '')
      for (const [name, value] of values) add(spelled(name), fromValue(kindOf(name), value))
    // A key without values says nothing: the editor of group policies leaves such behind.
    else if (values.size > 0) add(spelled(below), fromSubkey(kindOf(below), values))
  }
  return Object.fromEntries(entries)
}

/** '' for the key itself, the rest of the path for what is under it; null for another key. */
function pathBelow(root: string, key: string): string | null {
  const lower = key.toLowerCase()
  if (lower === root.toLowerCase()) return ''
  return lower.startsWith(`${root.toLowerCase()}\\`) ? key.slice(root.length + 1) : null
}

/** The registry does not tell capitals; the schema's spelling is the name. */
function spelled(name: string): string {
  return settingSpelled(name) ?? (name === '' ? '(Default)' : name)
}

function kindOf(name: string): Setting['kind'] | null {
  const known = settingSpelled(name)
  return known === null ? null : settingOf(known).kind
}

function settingSpelled(name: string): SettingName | null {
  return settingNames.find((each) => each.toLowerCase() === name.toLowerCase()) ?? null
}

/** Null for a type that the setting does not have; a value of an unknown name is said as text. */
function fromValue(kind: Setting['kind'] | null, value: RegistryValue): unknown {
  switch (kind) {
    case 'number':
      return value.type === 'REG_DWORD' ? value.number : null
    case 'switch':
      return value.type === 'REG_DWORD' && value.number <= 1 ? value.number === 1 : null
    case 'choice':
    case 'text':
      return value.type === 'REG_SZ' ? value.text : null
    case 'list':
      return value.type === 'REG_MULTI_SZ' ? value.lines : null
    case 'table':
      return null
    case null:
      return value.type === 'REG_SZ' ? value.text : value
    default:
      return kind satisfies never
  }
}

/** As the editor of group policies writes lists: values 1, 2, 3 …, or a name and its value each. */
function fromSubkey(
  kind: Setting['kind'] | null,
  values: ReadonlyMap<string, RegistryValue>,
): unknown {
  const texts = [...values].map(([name, value]) =>
    value.type === 'REG_SZ' ? ([name, value.text] as const) : null,
  )
  const known = texts.filter((each) => each !== null)
  if (known.length < texts.length) return null
  if (kind === 'list')
    return known
      .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
      .map(([, text]) => text)
  return kind === 'table' || kind === null ? Object.fromEntries(known) : null
}
