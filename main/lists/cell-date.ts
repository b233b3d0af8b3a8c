import { hearPart } from './workbook-xml.ts'

/** Cell styles whose numbers are dates or times, by their place in xl/styles.xml. */
export type DateStyles = ReadonlySet<number>

/** Number formats that need no definition (ECMA-376 part 1, 18.8.30), with those of Japanese Excel. */
function isBuiltInDate(format: number): boolean {
  const ranges = [
    [14, 22],
    [27, 36],
    [45, 47],
    [50, 58],
  ] as const
  return ranges.some(([from, to]) => format >= from && format <= to)
}

/** A format code with a letter of years, months, days, hours or seconds outside of quoted text. */
export function isDateFormat(code: string): boolean {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/gi, '')
  return /[ymdhs]/i.test(bare) && !/^general$/i.test(bare)
}

export async function readDateStyles(
  bytes: AsyncIterable<Uint8Array> | null,
  file: string,
): Promise<DateStyles> {
  const custom = new Map<number, string>()
  const styles = new Set<number>()
  let isCellStyle = false
  let count = 0
  await hearPart(bytes, file, {
    opened(name, attribute) {
      if (name === 'numFmt')
        custom.set(Number(attribute('numFmtId')), attribute('formatCode') ?? '')
      if (name === 'cellXfs') isCellStyle = true
      if (name !== 'xf' || !isCellStyle) return
      const format = Number(attribute('numFmtId'))
      const code = custom.get(format)
      if (code === undefined ? isBuiltInDate(format) : isDateFormat(code)) styles.add(count)
      count += 1
    },
    closed(name) {
      if (name === 'cellXfs') isCellStyle = false
    },
    text: () => {},
  })
  return styles
}

const dayMs = 86_400_000
/** Days from Excel's first day to 1970-01-01: of the calendar of 1900, and of 1904. */
const epochDays = { 1900: 25_569, 1904: 24_107 }

/**
 * A serial number as YYYY-MM-DD, with HH:MM or HH:MM:SS where it has a time; a time alone without
 * the day. Excel's calendar of 1900 has a 29 February that never was: days before it move by one.
 */
export function dateText(serial: number, is1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_466) return null
  const real = !is1904 && serial >= 1 && serial < 60 ? serial + 1 : serial
  const days = real - (is1904 ? epochDays[1904] : epochDays[1900])
  const moment = new Date(Math.round(days * 86_400) * 1000).toISOString()
  const day = moment.slice(0, 10)
  const isWhole = Math.abs(serial - Math.round(serial)) * dayMs < 500
  if (isWhole) return day
  const time = moment.slice(11, moment.slice(17, 19) === '00' ? 16 : 19)
  return serial < 1 ? time : `${day} ${time}`
}
