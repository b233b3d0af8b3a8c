/** A .reg file as `reg export` writes it, from values in the registry's own terms. */
export type RegEntry =
  | { readonly text: string }
  | { readonly dword: number }
  | { readonly lines: readonly string[] }

export function regFile(
  keys: Readonly<Record<string, Readonly<Record<string, RegEntry>>>>,
): Uint8Array {
  const blocks = Object.entries(keys).map(([key, values]) =>
    [`[${key}]`, ...Object.entries(values).map(line), ''].join('\r\n'),
  )
  const text = ['Windows Registry Editor Version 5.00', '', ...blocks, ''].join('\r\n')
  return Buffer.from(`\ufeff${text}`, 'utf16le')
}

function line([name, entry]: [string, RegEntry]): string {
  const left = name === '' ? '@' : `"${escaped(name)}"`
  if ('text' in entry) return `${left}="${escaped(entry.text)}"`
  if ('dword' in entry) return `${left}=dword:${entry.dword.toString(16).padStart(8, '0')}`
  return `${left}=hex(7):${hexOf(entry.lines)}`
}

const escaped = (text: string) => text.replace(/[\\"]/g, '\\$&')

/** Bytes with a line break about every 25, as reg.exe makes them. */
function hexOf(lines: readonly string[]): string {
  const bytes = Buffer.from(`${lines.map((each) => `${each}\0`).join('')}\0`, 'utf16le')
  const pairs = [...bytes].map((byte) => byte.toString(16).padStart(2, '0'))
  return pairs
    .map(
      (pair, at) => `${pair}${at === pairs.length - 1 ? '' : at % 25 === 24 ? ',\\\r\n  ' : ','}`,
    )
    .join('')
}
