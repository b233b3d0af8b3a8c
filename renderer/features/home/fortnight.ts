import type { RequestSummary } from '../../../preload/contract/approval.ts'

export const dayCount = 14

/** Something with a day of its own: a decision that is due, a sending that may begin or must have. */
export interface DueDate {
  readonly kind: 'decide-by' | 'send-from' | 'send-by'
  readonly at: string
  readonly request: RequestSummary
}

export interface Day {
  /** Its first moment here. */
  readonly at: string
  readonly isWeekend: boolean
  /** In the order of the hour. */
  readonly dates: readonly DueDate[]
}

/** Today and the thirteen days after it, in the time zone of this PC. */
export function fortnightOf(requests: readonly RequestSummary[], now: Date): Day[] {
  const dates = requests.flatMap(datesOf).sort((a, b) => (a.at < b.at ? -1 : 1))
  return Array.from({ length: dayCount }, (_, step) => {
    const day = dayAfter(now, step)
    const next = dayAfter(now, step + 1)
    return {
      at: day.toISOString(),
      isWeekend: day.getDay() === 0 || day.getDay() === 6,
      dates: dates.filter(({ at }) => {
        const moment = Date.parse(at)
        return day.getTime() <= moment && moment < next.getTime()
      }),
    }
  })
}

/** By the calendar and not by 24 hours, for the days on which clocks are changed. */
function dayAfter(now: Date, step: number): Date {
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + step)
}

function datesOf(request: RequestSummary): DueDate[] {
  const { state, approveBy, holdUntil, executeBy } = request
  if (state === 'filed') return [{ kind: 'decide-by', at: approveBy, request }]
  if (state !== 'approved') return []
  const from: DueDate[] = holdUntil === null ? [] : [{ kind: 'send-from', at: holdUntil, request }]
  return [...from, { kind: 'send-by', at: executeBy, request }]
}
