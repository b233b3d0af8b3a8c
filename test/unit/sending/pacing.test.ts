import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type BreakerOutcome,
  closedBreaker,
  noteOutcome,
  toBreakerProblem,
} from '../../../main/sending/breaker.ts'
import {
  createPace,
  noteAccepted,
  noteHungUpAfter,
  noteSlowDown,
} from '../../../main/sending/pace.ts'
import { noteSample, toRatePerSecond, toSecondsLeft } from '../../../main/sending/progress-meter.ts'
import { createBucket, takeToken } from '../../../main/sending/rate-limit.ts'
import { toBackoffMs, toRetryAt } from '../../../main/sending/retry.ts'

const hour = 3_600_000

describe('rate limit', () => {
  it('lets no hour see more than the limit, wherever it begins, however one asks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.array(fc.nat(60_000), { maxLength: 300 }),
        (limit, pauses) => {
          let bucket = createBucket(limit, 0, 0)
          let now = 0
          const taken: number[] = []
          for (const pause of pauses) {
            now += pause
            for (let more = true; more && taken.length < 20_000; ) {
              const next = takeToken(bucket, now)
              bucket = next.bucket
              more = next.waitMs === 0
              if (more) taken.push(now)
            }
          }
          let from = 0
          taken.forEach((at, index) => {
            while (at - (taken[from] ?? 0) >= hour) from += 1
            expect(index - from + 1).toBeLessThanOrEqual(limit)
          })
        },
      ),
    )
  })

  it('reaches nearly all of it', () => {
    let bucket = createBucket(1000, 0, 0)
    let count = 0
    for (let now = 0; now < hour; ) {
      const next = takeToken(bucket, now)
      bucket = next.bucket
      if (next.waitMs === 0) count += 1
      else now += next.waitMs
    }
    expect(count).toBeGreaterThan(980)
    expect(count).toBeLessThanOrEqual(1000)
  })

  it('does not start afresh after a restart, nor when the clock goes back', () => {
    expect(takeToken(createBucket(100, 0, 100), 0).waitMs).toBeGreaterThan(0)
    const spent = takeToken(createBucket(60, hour, 0), hour).bucket
    expect(takeToken(spent, 0).waitMs).toBeGreaterThan(0)
  })
})

describe('breaker', () => {
  const problemAfter = (outcomes: BreakerOutcome[]) =>
    toBreakerProblem(outcomes.reduce(noteOutcome, closedBreaker))
  const mixed = (of: number, bad: number, kind: BreakerOutcome): BreakerOutcome[] =>
    Array.from({ length: of }, (_, at) => (at < bad ? kind : 'sent'))

  it('opens above five per cent failed and twenty per cent deferred', () => {
    expect(problemAfter(mixed(500, 25, 'failed'))).toBeNull()
    expect(problemAfter(mixed(500, 26, 'failed'))).toMatchObject({
      code: 'sending.breaker-open',
      params: { failed: 26, of: 500 },
    })
    expect(problemAfter(mixed(500, 100, 'deferred'))).toBeNull()
    expect(problemAfter(mixed(500, 101, 'deferred'))).toMatchObject({
      code: 'sending.breaker-deferred',
    })
  })

  it('says nothing of few, and forgets what is long past', () => {
    expect(problemAfter(mixed(99, 99, 'failed'))).toBeNull()
    expect(problemAfter([...mixed(400, 26, 'failed'), ...mixed(500, 0, 'sent')])).toBeNull()
  })
})

describe('connections', () => {
  it('start with two, grow while all is well, and halve when asked to slow down', () => {
    let pace = createPace(10)
    expect(pace.connections).toBe(2)
    for (let sent = 0; sent < 1000; sent += 1) pace = noteAccepted(pace)
    expect(pace.connections).toBe(10)
    pace = noteSlowDown(pace)
    expect(pace.connections).toBe(5)
    for (let times = 0; times < 9; times += 1) pace = noteSlowDown(pace)
    expect(pace.connections).toBe(1)
    expect(createPace(1).connections).toBe(1)
  })

  it('learn where a relay hangs up, and never from nothing', () => {
    const pace = noteHungUpAfter(createPace(4), 50)
    expect(pace.messagesPerConnectionMax).toBe(50)
    expect(noteHungUpAfter(pace, 80).messagesPerConnectionMax).toBe(50)
    expect(noteHungUpAfter(pace, 20).messagesPerConnectionMax).toBe(20)
    expect(noteHungUpAfter(pace, 0).messagesPerConnectionMax).toBe(50)
  })
})

describe('retries', () => {
  it('rest five to fifteen minutes behind a greylist, and seconds behind a broken connection', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 100 }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (attempts, fraction) => {
          const grey = toRetryAt({ now: 0, attempts, rest: 'greylist', fraction })
          expect(grey).toBeGreaterThanOrEqual(300_000)
          expect(grey).toBeLessThanOrEqual(900_000)
          const short = toBackoffMs(attempts, fraction)
          expect(short).toBeGreaterThanOrEqual(1000)
          expect(short).toBeLessThanOrEqual(300_000)
        },
      ),
    )
  })
})

describe('progress', () => {
  const counts = { waiting: 500, sent: 500, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 }

  it('measures over the last seconds only', () => {
    let samples = noteSample([], { at: 0, settled: 0 })
    for (let at = 200; at <= 20_000; at += 200)
      samples = noteSample(samples, { at, settled: at < 10_000 ? at : 10_000 + (at - 10_000) / 10 })
    expect(toRatePerSecond(samples)).toBeCloseTo(100, 0)
    expect(samples.length).toBeLessThan(30)
  })

  it('tells the time left, or that nobody knows', () => {
    expect(toSecondsLeft(counts, 100)).toBe(5)
    expect(toSecondsLeft(counts, 0)).toBeNull()
    expect(toSecondsLeft({ ...counts, waiting: 0 }, 0)).toBe(0)
    expect(toSecondsLeft({ ...counts, waiting: 0, deferred: 3 }, 0)).toBeNull()
  })
})
