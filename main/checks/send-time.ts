import { type Check, finding, type JudgedFinding } from './check.ts'
import { holidayName, weekdayOf } from './holiday.ts'

/** Japan has had one time all year since 1952. */
const japanAheadMs = 9 * 3_600_000
const quietFromHour = 21
const quietUntilHour = 8

/** A start on a holiday, at a weekend or at night, when nobody answers what comes back. */
export const sendTime: Check = {
  id: 'send-time',
  start: ({ window }) => ({
    finish: () => (window.fromMs === null ? [] : judge(window.fromMs)),
  }),
}

function judge(fromMs: number): JudgedFinding[] {
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
  if (hour >= quietFromHour || hour < quietUntilHour)
    findings.push(finding('warning', 'send-time', 'night', { day, time }))
  return findings
}
