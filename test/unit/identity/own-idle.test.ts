import { describe, expect, it } from 'vitest'
import { sessionMaxima } from '../../../main/identity/session.ts'

const rules = { idleMinutesMax: 10, sessionHoursMax: 12 }

describe('how long a login may idle', () => {
  it.each([
    [null, 10],
    [3, 3],
    [10, 10],
    [60, 10],
  ])('is what the person wants (%s min), and never more than the policy allows', (own, minutes) => {
    expect(sessionMaxima(rules, own).idleMs).toBe(minutes * 60_000)
  })

  it('is an hour at most, whatever the policy says', () => {
    expect(sessionMaxima({ ...rules, idleMinutesMax: 1440 }, 61).idleMs).toBe(3_600_000)
  })
})
