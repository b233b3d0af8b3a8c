import type { Translate } from '../../i18n/language.tsx'

/** A setting's value as a person reads it; JSON that was cut, or is none, as it stands. */
export function sayJson(json: string | null, t: Translate): string {
  if (json === null) return t('machine.unset')
  const value = parse(json)
  if (typeof value === 'boolean') return t(value ? 'policy.yes' : 'policy.no')
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  if (value === null) return t('policy.none')
  if (Array.isArray(value)) return value.length === 0 ? t('policy.none') : value.join('\n')
  if (typeof value !== 'object') return json
  const lines = Object.entries(value).map(([name, each]) => `${name}: ${String(each)}`)
  return lines.length === 0 ? t('policy.none') : lines.join('\n')
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
