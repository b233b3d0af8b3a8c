import type { Timeline } from '../../../preload/contract/releases.ts'

/** What had been reached at the end of a stretch of time. */
export interface MomentCounts {
  readonly at: string
  readonly sent: number
  readonly failed: number
  readonly deferred: number
}

/** The sums so far, from nothing on; stretches without anything stand as they were before. */
export function toMoments({ startAt, stretchSeconds, stretches }: Timeline): MomentCounts[] {
  if (startAt === null) return []
  const startMs = Date.parse(startAt)
  const byIndex = new Map(stretches.map((each) => [each.index, each]))
  const last = stretches.at(-1)?.index ?? -1
  let so = { sent: 0, failed: 0, deferred: 0 }
  const moments: MomentCounts[] = [{ at: startAt, ...so }]
  for (let index = 0; index <= last; index += 1) {
    const here = byIndex.get(index)
    so = {
      sent: so.sent + (here?.sent ?? 0),
      failed: so.failed + (here?.failed ?? 0),
      deferred: so.deferred + (here?.deferred ?? 0),
    }
    moments.push({
      at: new Date(startMs + (index + 1) * stretchSeconds * 1000).toISOString(),
      ...so,
    })
  }
  return moments
}
