/** A domain's policy for those who send to it (RFC 8461 section 3.2). */
export interface StsPolicy {
  readonly mode: 'enforce' | 'testing' | 'none'
  /** Names in lower case, `*.` in front for any one label. */
  readonly mx: readonly string[]
  /** Seconds that it is good for after it was fetched. */
  readonly maxAge: number
}

/** A year: what is longer counts as this (RFC 8461 section 3.2). */
const maxAgeMax = 31_557_600
const modes = ['enforce', 'testing', 'none'] as const

/** Reads a policy; a text says why it is none. Unknown keys are passed over, of a repeated one the first counts. */
export function parseStsPolicy(text: string): StsPolicy | { readonly fault: string } {
  const mx: string[] = []
  const values = new Map<string, string>()
  for (const line of text.split(/\r\n|\n/)) {
    if (line.trim() === '') continue
    const [, key = '', value = ''] =
      /^([A-Za-z0-9][A-Za-z0-9_.-]{0,31}):[ \t]*(.*)$/.exec(line) ?? []
    if (key === '') return { fault: line.slice(0, 80) }
    if (key === 'mx') mx.push(value.trim().toLowerCase().replace(/\.$/, ''))
    else if (!values.has(key)) values.set(key, value.trim())
  }
  if (values.get('version') !== 'STSv1') return { fault: 'version' }
  const mode = modes.find((each) => each === values.get('mode'))
  if (mode === undefined) return { fault: 'mode' }
  const maxAge = values.get('max_age') ?? ''
  if (!/^\d{1,10}$/.test(maxAge)) return { fault: 'max_age' }
  if (mode !== 'none' && mx.length === 0) return { fault: 'mx' }
  const wrong = mx.find((each) => !isPattern(each))
  if (wrong !== undefined) return { fault: `mx: ${wrong.slice(0, 80)}` }
  return { mode, mx, maxAge: Math.min(maxAgeMax, Number(maxAge)) }
}

function isPattern(pattern: string): boolean {
  const name = pattern.startsWith('*.') ? pattern.slice(2) : pattern
  return /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{1,63}$/.test(name)
}

/** RFC 8461 section 4.1: a wildcard stands for exactly one label. */
export function isNamedBy({ mx }: Pick<StsPolicy, 'mx'>, host: string): boolean {
  const name = host.toLowerCase()
  const parent = name.slice(name.indexOf('.') + 1)
  return mx.some((each) => (each.startsWith('*.') ? each.slice(2) === parent : each === name))
}
