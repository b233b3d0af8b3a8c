import type { DomainRate } from '../../preload/contract/transport.ts'
import type { Clock } from '../ports.ts'
import type { Move } from './delivery-state.ts'
import type { FlightLog } from './flight-log.ts'
import {
  createBucket,
  spareTokens,
  type TokenBucket,
  takeToken,
  waitForTokensMs,
} from './rate-limit.ts'

/** Rows of a limited domain are taken on together, so that not every message has a gate of its own. */
const togetherMs = 15_000
const hourMs = 3_600_000

interface Pace {
  bucket: TokenBucket
  /** Leased and not begun: each has a token waiting for it. */
  leased: number
  /** Rows are taken on once there are so many tokens. */
  readonly together: number
}

/**
 * The flight log as a run sees it whose route has limits for single domains: rows of a domain are
 * found only while it has tokens, and an attempt that begins spends one, so that in no hour more
 * begin than its limit. The log was opened with the same domains in the same order.
 */
export function paceByDomain(
  log: FlightLog,
  { clock, rates }: { readonly clock: Clock; readonly rates: readonly DomainRate[] },
): FlightLog {
  if (rates.length === 0) return log
  const paces = rates.map(({ perHourMax }, at): Pace => {
    const bucket = createBucket(
      perHourMax,
      clock.now(),
      log.begunSince(clock.now() - hourMs, at + 1),
    )
    const together = Math.floor((perHourMax * togetherMs) / hourMs)
    return { bucket, leased: 0, together: Math.max(1, Math.min(together, bucket.perHourMax / 200)) }
  })
  const paceOf = (index: number) => paces[log.groupOf(index) - 1]
  /** Groups of which rows were passed over at the last look. */
  const heldBack = new Set<number>()

  /** Counts what it lets through, so that one look takes no more than there is. */
  function createChoice(): (index: number) => boolean {
    const rooms = paces.map((pace) => roomOf(pace, clock.now()))
    return (index) => {
      const group = log.groupOf(index)
      if (group === 0) return true
      const room = rooms[group - 1] ?? 0
      if (room < 1) heldBack.add(group)
      else rooms[group - 1] = room - 1
      return room >= 1
    }
  }

  function note(move: Move, pace: Pace, wasLeased: boolean): void {
    if (move === 'lease') pace.leased += 1
    else if (wasLeased) pace.leased -= 1
    if (move === 'begin') pace.bucket = takeToken(pace.bucket, clock.now()).bucket
  }

  function opensAt(): number {
    const waits = paces
      .filter((_, at) => heldBack.has(at + 1))
      .map(({ bucket, together, leased }) =>
        waitForTokensMs(bucket, clock.now(), Math.floor(together) + leased),
      )
    return clock.now() + Math.min(...waits)
  }

  return {
    ...log,
    findDue(now, limit) {
      heldBack.clear()
      return log.findDue(now, limit).filter(createChoice())
    },
    findNew: (limit) => log.findNew(limit, createChoice()),
    nextDueAt() {
      const due = log.nextDueAt()
      if (heldBack.size === 0) return due
      return due === null || due <= clock.now() ? opensAt() : Math.min(due, opensAt())
    },
    move(move, index, facts) {
      const wasLeased = log.stateOf(index) === 'leased'
      log.move(move, index, facts)
      const pace = paceOf(index)
      if (pace) note(move, pace, wasLeased)
    },
  }
}

function roomOf({ bucket, together, leased }: Pace, now: number): number {
  const room = Math.floor(spareTokens(bucket, now)) - leased
  return room >= Math.floor(together) ? room : 0
}
