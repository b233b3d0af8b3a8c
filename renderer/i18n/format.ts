import type { Language } from '../../preload/contract/app.ts'

/** Numbers, dates and sizes as an office writes them. Pure: the command line uses it as well. */

const locales = { ja: 'ja-JP', en: 'en-GB' } as const

export function localeOf(language: Language): string {
  return locales[language]
}

/** 12,480 */
export function formatNumber(value: number, language: Language, digits = 0): string {
  return formatterOf(language, `n${digits}`, (locale) => {
    return new Intl.NumberFormat(locale, { maximumFractionDigits: digits })
  }).format(value)
}

/** A share between 0 and 1 as 99.8% */
export function formatPercent(share: number, language: Language): string {
  return formatterOf(language, 'percent', (locale) => {
    return new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  }).format(share)
}

/** 2026年11月24日(火) 10:30, in the time zone of this PC unless told otherwise. */
export function formatDateTime(at: string, language: Language, timeZone?: string): string {
  const date = formatDate(at, language, timeZone)
  return `${date}${language === 'ja' ? ' ' : ', '}${formatTime(at, language, timeZone)}`
}

/** 2026年11月24日(火) */
export function formatDate(at: string, language: Language, timeZone?: string): string {
  return formatterOf(language, `date${timeZone ?? ''}`, (locale) => {
    return new Intl.DateTimeFormat(locale, {
      year: 'numeric',
      month: language === 'ja' ? 'long' : 'short',
      day: 'numeric',
      weekday: 'short',
      timeZone,
    })
  }).format(new Date(at))
}

/** 24日(火) / Tue 24: where the month is plain. */
export function formatDay(at: string, language: Language, timeZone?: string): string {
  return formatterOf(language, `day${timeZone ?? ''}`, (locale) => {
    return new Intl.DateTimeFormat(locale, { day: 'numeric', weekday: 'short', timeZone })
  }).format(new Date(at))
}

/** 10:30 */
export function formatTime(at: string, language: Language, timeZone?: string): string {
  return formatterOf(language, `time${timeZone ?? ''}`, (locale) => {
    return new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    })
  }).format(new Date(at))
}

const sizeUnits = ['KB', 'MB', 'GB', 'TB'] as const

/** 25 MB, by 1,024 as Windows counts. */
export function formatSize(bytes: number, language: Language): string {
  if (bytes < 1024) {
    return `${formatNumber(bytes, language)} B`
  }
  let value = bytes
  let unit: string = sizeUnits[0]
  for (const next of sizeUnits) {
    value /= 1024
    unit = next
    if (value < 1024) {
      break
    }
  }
  return `${formatNumber(value, language, value < 10 ? 1 : 0)} ${unit}`
}

/** 3分20秒 / 3 min 20 sec: the two largest units, nothing below a second. */
export function formatDuration(seconds: number, language: Language): string {
  const whole = Math.max(0, Math.round(seconds))
  const parts: readonly (readonly [number, string])[] = [
    [Math.floor(whole / 86_400), 'day'],
    [Math.floor(whole / 3600) % 24, 'hour'],
    [Math.floor(whole / 60) % 60, 'minute'],
    [whole % 60, 'second'],
  ]
  const first = parts.findIndex(([value]) => value > 0)
  if (first === -1) {
    return formatUnit(0, 'second', language)
  }
  return parts
    .slice(first, first + 2)
    .filter(([value]) => value > 0)
    .map(([value, unit]) => formatUnit(value, unit, language))
    .join(language === 'ja' ? '' : ' ')
}

/** A、B、C / A, B, C */
export function formatList(items: readonly string[], language: Language): string {
  return items.join(language === 'ja' ? '、' : ', ')
}

const japaneseUnits: Readonly<Record<string, string>> = {
  day: '日',
  hour: '時間',
  minute: '分',
  second: '秒',
}

function formatUnit(value: number, unit: string, language: Language): string {
  if (language === 'ja') {
    return `${formatNumber(value, language)}${japaneseUnits[unit] ?? unit}`
  }
  return formatterOf(language, unit, (locale) => {
    return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })
  }).format(value)
}

interface Formatter {
  format(value: number | Date): string
}

/** Making an Intl formatter costs more than using it thousands of times. */
const formatters = new Map<string, Formatter>()

function formatterOf(
  language: Language,
  key: string,
  make: (locale: string) => Formatter,
): Formatter {
  const id = `${language}/${key}`
  const known = formatters.get(id)
  if (known !== undefined) {
    return known
  }
  const made = make(localeOf(language))
  formatters.set(id, made)
  return made
}
