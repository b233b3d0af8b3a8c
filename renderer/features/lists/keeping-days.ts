/** From so many days before its end on, a list's end is told of. */
export const warnDays = 30

const dayMs = 86_400_000

/** Whole days from now to a day (YYYY-MM-DD) on which a list is kept for the last time. */
export function daysLeft(keepUntil: string, nowMs: number): number {
  const now = new Date(nowMs)
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  return Math.round((Date.parse(`${keepUntil}T00:00:00.000Z`) - today) / dayMs)
}
