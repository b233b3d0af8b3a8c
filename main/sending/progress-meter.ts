import type { DeliveryCounts } from '../../preload/contract/releases.ts'

/** Messages per second over the last seconds, from how the counts grew; pure in (samples, now). */
export interface MeterSample {
  readonly at: number
  readonly settled: number
}

const windowMs = 5_000

/** Sent, failed and in doubt: what needs nothing more. */
export function toSettled(counts: DeliveryCounts): number {
  return counts.sent + counts.failed + counts.inDoubt + counts.suppressed
}

export function noteSample(samples: readonly MeterSample[], next: MeterSample): MeterSample[] {
  const kept = samples.filter(({ at }) => next.at - at <= windowMs)
  const older = samples.findLast(({ at }) => next.at - at > windowMs)
  return [...(older ? [older] : []), ...kept, next]
}

/** 0 when nothing moved. */
export function toRatePerSecond(samples: readonly MeterSample[]): number {
  const first = samples[0]
  const last = samples.at(-1)
  if (!first || !last || last.at <= first.at) return 0
  return Math.max(0, ((last.settled - first.settled) * 1000) / (last.at - first.at))
}

/** Null while nobody can say. */
export function toSecondsLeft(counts: DeliveryCounts, ratePerSecond: number): number | null {
  if (counts.waiting === 0) return counts.deferred === 0 ? 0 : null
  return ratePerSecond > 0 ? Math.ceil(counts.waiting / ratePerSecond) : null
}
