/** A value of the registry, as a .reg file says it. */
export type RegistryValue =
  | { readonly type: 'REG_SZ' | 'REG_EXPAND_SZ'; readonly text: string }
  | { readonly type: 'REG_DWORD'; readonly number: number }
  | { readonly type: 'REG_MULTI_SZ'; readonly lines: readonly string[] }
  /** Known as a value, but of no type that a setting could have. */
  | { readonly type: 'other' }

/** Full path of a key (`HKEY_LOCAL_MACHINE\…`) to its values by name; '' is the default value. */
export type RegistryKeys = ReadonlyMap<string, ReadonlyMap<string, RegistryValue>>

export class RegFileError extends Error {
  readonly line: number

  constructor(reason: string, line: number) {
    super(`${reason} (line ${line})`)
    this.name = 'RegFileError'
    this.line = line
  }
}

const header = 'Windows Registry Editor Version 5.00'

/**
 * Reads what `reg export` writes: UTF-16 with a byte order mark, keys in brackets, values as text,
 * as `dword:` or as bytes. Strict: whatever is not understood is an error with its line, and never
 * left out. Throws RegFileError.
 */
export function parseRegFile(bytes: Uint8Array): RegistryKeys {
  const lines = decode(bytes).split(/\r\n|\n/)
  if (lines[0] !== header) throw new RegFileError('no header of a .reg file', 1)
  const keys = new Map<string, Map<string, RegistryValue>>()
  let current: Map<string, RegistryValue> | null = null
  for (let at = 1; at < lines.length; at += 1) {
    const first = at
    let line = lines[at] ?? ''
    // A text may run over several lines; bytes are continued by a backslash at the end.
    while (isOpenText(line) && at + 1 < lines.length) line += `\n${lines[++at] ?? ''}`
    while (/^(?:@|".*")=hex.*\\$/.test(line) && at + 1 < lines.length)
      line = line.slice(0, -1) + (lines[++at] ?? '').trimStart()
    if (line.trim() === '') continue
    const key = /^\[(HKEY_[^\]]*(?:\][^\]]+)*)\]$/.exec(line)?.[1]
    if (key !== undefined) {
      current = keys.get(key) ?? new Map()
      keys.set(key, current)
      continue
    }
    if (current === null) throw new RegFileError('a value before any key', first + 1)
    const [name, value] = parseValue(line, first + 1)
    if (current.has(name)) throw new RegFileError(`“${name}” twice`, first + 1)
    current.set(name, value)
  }
  return keys
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] !== 0xff || bytes[1] !== 0xfe || bytes.length % 2 !== 0)
    throw new RegFileError('not UTF-16 with a byte order mark', 1)
  return Buffer.from(bytes.buffer, bytes.byteOffset + 2, bytes.length - 2).toString('utf16le')
}

const quoted = String.raw`"((?:[^"\\]|\\.)*)"`
const whole = new RegExp(`^(?:@|${quoted})=(.*)$`, 's')

/** A text whose closing quote has not come yet. */
function isOpenText(line: string): boolean {
  return new RegExp(String.raw`^(?:@|${quoted})="(?:[^"\\]|\\.)*$`, 's').test(line)
}

function parseValue(line: string, at: number): [string, RegistryValue] {
  const match = whole.exec(line)
  if (match === null) throw new RegFileError('neither key nor value', at)
  const name = unescaped(match[1] ?? '')
  const data = match[2] ?? ''
  const text = new RegExp(`^${quoted}$`, 's').exec(data)
  if (text !== null) return [name, { type: 'REG_SZ', text: unescaped(text[1] ?? '') }]
  const dword = /^dword:([0-9a-f]{8})$/i.exec(data)
  if (dword !== null)
    return [name, { type: 'REG_DWORD', number: Number.parseInt(dword[1] ?? '', 16) }]
  const hex = /^hex(?:\(([0-9a-f]+)\))?:((?:[0-9a-f]{2}(?:,[0-9a-f]{2})*)?)$/i.exec(data)
  if (hex === null) throw new RegFileError(`the value of “${name}”`, at)
  return [name, fromBytes(hex[1]?.toLowerCase() ?? '', hex[2] ?? '', at)]
}

/** `hex(2)` is REG_EXPAND_SZ, `hex(7)` REG_MULTI_SZ, `hex(1)` a text that the plain form cannot say. */
function fromBytes(type: string, hex: string, at: number): RegistryValue {
  if (!['1', '2', '7'].includes(type)) return { type: 'other' }
  const bytes = Buffer.from(hex.replaceAll(',', ''), 'hex')
  if (bytes.length % 2 !== 0) throw new RegFileError('half a character', at)
  const text = bytes.toString('utf16le')
  if (type === '7') {
    const lines = text.replace(/\0+$/, '').split('\0')
    return { type: 'REG_MULTI_SZ', lines: lines.length === 1 && lines[0] === '' ? [] : lines }
  }
  const [plain = ''] = text.split('\0', 1)
  return { type: type === '1' ? 'REG_SZ' : 'REG_EXPAND_SZ', text: plain }
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/gs, '$1')
}
