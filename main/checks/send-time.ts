import { type Check, finding, type JudgedFinding, type QuietHours } from './check.ts'
import { holidayName, weekdayOf } from './holiday.ts'

/** Japan has had one time all year since 1952. */
const japanAheadMs = 9 * 3_600_000

/** A start on a holiday, at a weekend or at night, when nobody answers what comes back. */
export const sendTime: Check = {
  id: 'send-time',
  start: ({ window, quietHours }) => ({
    finish: () => (window.fromMs === null ? [] : judge(window.fromMs, quietHours)),
  }),
}

function judge(fromMs: number, quiet: QuietHours | null): JudgedFinding[] {
  const japan = new Date(fromMs + japanAheadMs)
  const [year, month, date] = [japan.getUTCFullYear(), japan.getUTCMonth() + 1, japan.getUTCDate()]
  const day = japan.toISOString().slice(0, 10)
  const time = japan.toISOString().slice(11, 16)
  const hour = japan.getUTCHours()
  const holiday = holidayName(year, month, date)
  const weekday = weekdayOf(year, month, date)
  const findings: JudgedFinding[] = []
  if (holiday !== null) findings.push(finding('warning', 'send-time', 'holiday', { day, holiday }))
  else if (weekday === 0 || weekday === 6)
    findings.push(finding('warning', 'send-time', 'weekend', { day }))
  if (quiet !== null && isWithin(hour, quiet))
    findings.push(finding('warning', 'send-time', 'night', { day, time }))
  return findings
}

/** Hours that begin in the evening end in the next morning. */
function isWithin(hour: number, { from, until }: QuietHours): boolean {
  return from <= until ? hour >= from && hour < until : hour >= from || hour < until
}
