const eras: Readonly<Record<string, number>> = {
  令和: 2018,
  r: 2018,
  平成: 1988,
  h: 1988,
  昭和: 1925,
  s: 1925,
}

/**
 * The day that a cell names, as `2026-11-24`, or null: ISO 8601, `2026/11/24`, `2026年11月24日`,
 * `令和8年11月24日`, `R8.11.24`; a time behind it is left out.
 */
export function dayOf(text: string): string | null {
  const folded = text.normalize('NFKC').trim().toLowerCase().replace('元年', '1年')
  const found =
    /^(令和|平成|昭和|[rhs])?\s?(\d{1,4})[-/.年]\s?(\d{1,2})[-/.月]\s?(\d{1,2})日?(?:$|[t\s(])/.exec(
      folded,
    )
  if (found === null) return null
  const [, era, year = '', month = '', day = ''] = found
  if (era === undefined && year.length !== 4) return null
  const full = Number(year) + (era === undefined ? 0 : (eras[era] ?? 0))
  const date = new Date(Date.UTC(full, Number(month) - 1, Number(day)))
  const isReal = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
  return isReal && full >= 1900 && full < 2200 ? date.toISOString().slice(0, 10) : null
}
