/**
 * What the text of a field says as a number, a day or a yes: fields are kept as the office wrote
 * them, and read by whoever asks. Null: it says nothing of the kind.
 */
export function parseNumber(text: string): number | null {
  const plain = text
    .normalize('NFKC')
    .trim()
    .replace(/[,\s]|円$/g, '')
    .replace(/^[¥\\]/, '')
  return /^[+-]?\d{1,15}(?:\.\d{1,12})?$/.test(plain) ? Number(plain) : null
}

const yes = new Set([
  '1',
  'true',
  'yes',
  'y',
  'on',
  'はい',
  '有',
  'あり',
  '可',
  '要',
  '済',
  '○',
  '〇',
  '◯',
  '✓',
  '✔',
  'レ',
])
const no = new Set([
  '0',
  'false',
  'no',
  'n',
  'off',
  'いいえ',
  '無',
  'なし',
  '不可',
  '不要',
  '未',
  '×',
  '✕',
  '✗',
  '-',
])

export function parseYesNo(text: string): boolean | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  if (yes.has(plain)) return true
  return no.has(plain) || no.has(text.trim()) ? false : null
}

/** First year of each era, less one. */
const eras: Readonly<Record<string, number>> = {
  令和: 2018,
  平成: 1988,
  昭和: 1925,
  大正: 1911,
  r: 2018,
  h: 1988,
  s: 1925,
  t: 1911,
}

/**
 * Days since 1970-01-01 of a calendar day: 2026-11-24, 2026/11/24, 2026.11.24, 20261124,
 * 2026年11月24日, 令和8年11月24日, R8.11.24; a time of day behind it is left out.
 */
export function parseDay(text: string): number | null {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  const western =
    /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[t\s(].*)?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (western) return toDay(Number(western[1]), Number(western[2]), Number(western[3]))
  const era =
    /^(令和|平成|昭和|大正|[rhst])(\d{1,2}|元)(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?$/.exec(
      plain,
    )
  if (!era) return null
  const year = (eras[era[1] ?? ''] ?? 0) + (era[2] === '元' ? 1 : Number(era[2]))
  return toDay(year, Number(era[3]), Number(era[4]))
}

const dayMs = 86_400_000

function toDay(year: number, month: number, day: number): number | null {
  const at = new Date(Date.UTC(year, month - 1, day))
  // The 31st of a short month is no day, not the 1st of the next.
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() / dayMs : null
}

/** ASCII letters in lower case, as SQLite's lower() and nothing else does it. */
export function foldCase(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
