import type { RawSource } from './machine-policy.ts'

/** What reading the file of policies comes to. */
export type FileReading =
  | { readonly status: 'read'; readonly bytes: Uint8Array }
  | { readonly status: 'absent' }
  | { readonly status: 'unreadable' }
  /** Somebody without administrator rights may change it. */
  | { readonly status: 'unprotected' }

const sizeBytesMax = 256 * 1024

/**
 * The settings of a JSON file: one object, each setting once. isNamed: somebody said where it is, so
 * that it has to be there. Null where there is none and none has to be.
 */
export function fileSource(path: string, reading: FileReading, isNamed: boolean): RawSource | null {
  const found = (values: RawSource['values'], fault: RawSource['fault']): RawSource => ({
    name: 'policy-file',
    place: path,
    values,
    fault,
  })
  switch (reading.status) {
    case 'absent':
      return isNamed ? found({}, 'missing') : null
    case 'unreadable':
    case 'unprotected':
      return found({}, reading.status)
    case 'read': {
      const values = parseObject(reading.bytes)
      return values === null ? found({}, 'malformed') : found(values, null)
    }
    default:
      return reading satisfies never
  }
}

function parseObject(bytes: Uint8Array): Record<string, unknown> | null {
  if (bytes.length > sizeBytesMax) return null
  try {
    // Editors on Windows put a byte order mark before UTF-8; TextDecoder takes it off.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const value: unknown = JSON.parse(text)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject && !saysTwice(text) ? Object.fromEntries(Object.entries(value)) : null
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null
    throw error
  }
}

/** Whether an object of this JSON text names something twice: JSON.parse would forget the first. */
function saysTwice(json: string): boolean {
  const open: Set<string>[] = []
  for (const [token, colon] of json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g)) {
    if (token === '{') open.push(new Set())
    else if (token === '}') open.pop()
    else if (colon !== undefined) {
      const names = open.at(-1)
      const name = String(JSON.parse(token.slice(0, -colon.length)))
      if (names?.has(name)) return true
      names?.add(name)
    }
  }
  return false
}
