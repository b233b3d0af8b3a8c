import { type Check, finding } from './check.ts'
import { Tally } from './tally.ts'

type Wrong =
  | { readonly code: 'weekday'; readonly text: string; readonly weekday: string }
  | { readonly code: 'era'; readonly text: string; readonly year: number }
  | { readonly code: 'no-such-day'; readonly text: string }

/** A weekday that the date does not have, a Japanese year that is not the Western one, a 31st of June. */
export const weekdayDate: Check = {
  id: 'weekday-date',
  start: ({ window, nowMs }) => {
    const seen = new Tally<Wrong>()
    const sentMs = window.fromMs ?? nowMs
    return {
      message({ readable, index }) {
        for (const wrong of wrongDates(readable, sentMs))
          seen.add(`${wrong.code} ${wrong.text}`, wrong, index)
      },
      finish: () =>
        seen.all().map(({ what, count, index }) => {
          const params = { text: what.text, count, index }
          switch (what.code) {
            case 'weekday':
              return finding('warning', 'weekday-date', 'weekday', {
                ...params,
                weekday: what.weekday,
              })
            case 'era':
              return finding('warning', 'weekday-date', 'era', { ...params, year: `${what.year}` })
            case 'no-such-day':
              return finding('warning', 'weekday-date', 'no-such-day', params)
            default:
              return what satisfies never
          }
        }),
    }
  },
}

/** First Western year of each era, less one (元号法 and the cabinet orders under it). */
const eraStart: Readonly<Record<string, number>> = {
  明治: 1867,
  大正: 1911,
  昭和: 1925,
  平成: 1988,
  令和: 2018,
}
const kanjiDays = ['日', '月', '火', '水', '木', '金', '土'] as const
const englishDays = [
  ...(['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const),
]
const englishMonths = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

const day = '(?<month>\\d{1,2}) ?月 ?(?<day>\\d{1,2}) ?日'
const weekday = ' ?(?:\\(|\\[|、)?(?<weekday>[日月火水木金土])(?:曜日?|[)\\]・])'
const year = '(?:(?<year>\\d{4})|(?<era>明治|大正|昭和|平成|令和) ?(?<eraYear>元|\\d{1,2})) ?年 ?'
const patterns = {
  japanese: new RegExp(`(?:${year})?(?<!\\d)${day}(?:${weekday})?`, 'g'),
  slashed:
    /(?<![\d/.-])(?:(?<year>\d{4})[/.-])?(?<month>\d{1,2})[/.-](?<day>\d{1,2}) ?\((?<weekday>[日月火水木金土])(?:曜日?)?[)・]/g,
  english:
    /\b(?<weekday>(?:Sun|Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?)(?:day)?)\.?,? (?:(?<name>[A-Z][a-z]{2,8})\.? (?<day>\d{1,2})(?:st|nd|rd|th)?|(?<day2>\d{1,2})(?:st|nd|rd|th)? (?<name2>[A-Z][a-z]{2,8}))(?:,? (?<year>\d{4}))?\b/g,
  era: /(?<era>明治|大正|昭和|平成|令和) ?(?<eraYear>元|\d{1,2}) ?年? ?[(/] ?(?:西暦)?(?<year>\d{4}) ?年?\)?|(?<year2>\d{4}) ?年? ?[(/] ?(?<era2>明治|大正|昭和|平成|令和) ?(?<eraYear2>元|\d{1,2}) ?年?\)?/g,
}

function wrongDates(text: string, sentMs: number): Wrong[] {
  const wrong: Wrong[] = []
  if (/\d ?[月/.-] ?\d/.test(text))
    for (const pattern of [patterns.japanese, patterns.slashed])
      for (const match of text.matchAll(pattern)) {
        const found = judge(match[0].trim(), toDate(match.groups ?? {}), sentMs)
        if (found !== null) wrong.push(found)
      }
  if (/[a-z]day|\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/.test(text))
    for (const match of text.matchAll(patterns.english)) {
      const found = judge(match[0], toEnglishDate(match.groups ?? {}), sentMs)
      if (found !== null) wrong.push(found)
    }
  if (/明治|大正|昭和|平成|令和/.test(text))
    for (const match of text.matchAll(patterns.era)) {
      const g = match.groups ?? {}
      const western = westernYear(g.era ?? g.era2, g.eraYear ?? g.eraYear2)
      if (western !== null && western !== Number(g.year ?? g.year2))
        wrong.push({ code: 'era', text: match[0], year: western })
    }
  return wrong
}

interface WrittenDate {
  readonly year: number | null
  readonly month: number
  readonly day: number
  /** From Sunday, 0; null when none is written. */
  readonly weekday: number | null
  readonly names: readonly string[]
}

type Groups = Readonly<Record<string, string | undefined>>

function toDate(groups: Groups): WrittenDate {
  const written = groups.weekday === undefined ? null : weekdayNumber(groups.weekday)
  return {
    year: groups.year === undefined ? westernYear(groups.era, groups.eraYear) : Number(groups.year),
    month: Number(groups.month),
    day: Number(groups.day),
    weekday: written,
    names: kanjiDays,
  }
}

function weekdayNumber(name: string): number {
  return kanjiDays.findIndex((each) => each.startsWith(name))
}

function toEnglishDate(groups: Groups): WrittenDate | null {
  const name = (groups.name ?? groups.name2 ?? '').slice(0, 3).toLowerCase()
  const month = englishMonths.indexOf(name) + 1
  if (month === 0) return null
  const start = (groups.weekday ?? '').slice(0, 3).toLowerCase()
  return {
    year: groups.year === undefined ? null : Number(groups.year),
    month,
    day: Number(groups.day ?? groups.day2),
    weekday: englishDays.findIndex((each) => each.toLowerCase().startsWith(start)),
    names: englishDays,
  }
}

function westernYear(era: string | undefined, eraYear: string | undefined): number | null {
  const start = era === undefined ? undefined : eraStart[era]
  if (start === undefined || eraYear === undefined) return null
  return start + (eraYear === '元' ? 1 : Number(eraYear))
}

function judge(text: string, date: WrittenDate | null, sentMs: number): Wrong | null {
  if (date === null || date.month < 1 || date.month > 12 || date.day < 1 || date.day > 31)
    return null
  const year = date.year ?? nearestYear(date, sentMs)
  const at = new Date(Date.UTC(year, date.month - 1, date.day))
  // The 29th of February without a year may be any year's.
  const isLeapDay = date.year === null && date.month === 2 && date.day === 29
  if (at.getUTCMonth() !== date.month - 1) return isLeapDay ? null : { code: 'no-such-day', text }
  if (date.weekday === null || date.weekday === at.getUTCDay()) return null
  return { code: 'weekday', text, weekday: date.names[at.getUTCDay()] ?? '' }
}

const dayMs = 86_400_000

/** The year that puts the day within about nine months ahead of the sending, or three behind it. */
function nearestYear({ month, day: dayOfMonth }: WrittenDate, sentMs: number): number {
  const sent = new Date(sentMs).getUTCFullYear()
  const years = [sent - 1, sent, sent + 1]
  const ahead = (each: number) => Date.UTC(each, month - 1, dayOfMonth) - sentMs
  return years.find((each) => ahead(each) >= -92 * dayMs && ahead(each) < 274 * dayMs) ?? sent
}
