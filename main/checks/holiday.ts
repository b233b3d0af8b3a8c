/**
 * National holidays of Japan by the rules of the law (国民の祝日に関する法律, 昭和23年法律第178号, as of
 * 2026), from 2016 on. The equinoxes follow the formula of the National Astronomical Observatory for
 * 1980 to 2099; in law the official gazette of the year before decides.
 */
export function holidayName(year: number, month: number, day: number): string | null {
  const named = namedHoliday(year, month, day)
  if (named !== null) return named
  return isSubstitute(year, month, day)
    ? '振替休日'
    : isBetween(year, month, day)
      ? '国民の休日'
      : null
}

const fixed: Readonly<Record<string, string>> = {
  '1-1': '元日',
  '2-11': '建国記念の日',
  '4-29': '昭和の日',
  '5-3': '憲法記念日',
  '5-4': 'みどりの日',
  '5-5': 'こどもの日',
  '11-3': '文化の日',
  '11-23': '勤労感謝の日',
}
/** Month, which Monday, name. */
const mondays: readonly (readonly [number, number, string])[] = [
  [1, 2, '成人の日'],
  [7, 3, '海の日'],
  [9, 3, '敬老の日'],
  [10, 2, 'スポーツの日'],
]
/** Moved for the games (令和三年東京オリンピック競技大会・東京パラリンピック競技大会特別措置法), and the accession. */
const single: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  2019: { '5-1': '即位の日', '10-22': '即位礼正殿の儀' },
  2020: { '7-23': '海の日', '7-24': 'スポーツの日', '8-10': '山の日' },
  2021: { '7-22': '海の日', '7-23': 'スポーツの日', '8-8': '山の日' },
}

function namedHoliday(year: number, month: number, day: number): string | null {
  const key = `${month}-${day}`
  const own = single[year]?.[key] ?? fixed[key]
  if (own !== undefined) return own
  const isMoved = year === 2020 || year === 2021
  if (key === '8-11') return isMoved ? null : '山の日'
  if (key === '2-23') return year >= 2020 ? '天皇誕生日' : null
  if (key === '12-23') return year <= 2018 ? '天皇誕生日' : null
  if (month === 3 && day === equinox(year, 20.8431)) return '春分の日'
  if (month === 9 && day === equinox(year, 23.2488)) return '秋分の日'
  if (weekdayOf(year, month, day) !== 1) return null
  const monday = mondays.find(
    ([each, nth]) =>
      each === month && Math.ceil(day / 7) === nth && !(isMoved && [7, 10].includes(each)),
  )
  return monday?.[2] ?? null
}

function equinox(year: number, base: number): number {
  return Math.floor(base + 0.242194 * (year - 1980) - Math.floor((year - 1980) / 4))
}

/** 第3条第2項: a holiday on a Sunday moves to the next day that is none. */
function isSubstitute(year: number, month: number, day: number): boolean {
  for (let back = 1; back <= 7; back += 1) {
    const [y, m, d] = shift(year, month, day, -back)
    if (namedHoliday(y, m, d) === null) return false
    if (weekdayOf(y, m, d) === 0) return true
  }
  return false
}

/** 第3条第3項: a day between two holidays is one. */
function isBetween(year: number, month: number, day: number): boolean {
  return (
    weekdayOf(year, month, day) !== 0 &&
    namedHoliday(...shift(year, month, day, -1)) !== null &&
    namedHoliday(...shift(year, month, day, 1)) !== null
  )
}

function shift(year: number, month: number, day: number, days: number): [number, number, number] {
  const at = new Date(Date.UTC(year, month - 1, day + days))
  return [at.getUTCFullYear(), at.getUTCMonth() + 1, at.getUTCDate()]
}

/** From Sunday, 0. */
export function weekdayOf(year: number, month: number, day: number): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay()
}
