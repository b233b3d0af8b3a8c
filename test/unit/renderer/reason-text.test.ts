import { expect, it } from 'vitest'
import { reasons } from '../../../main/sending/delivery-state.ts'
import { reasonKey } from '../../../renderer/features/releases/reason-text.ts'

it('every reason for which somebody did not get a mail has a sentence of its own', () => {
  const ends = Object.entries(reasons).filter(([, move]) =>
    ['defer', 'refuse', 'doubt', 'suppress'].includes(move),
  )
  expect(ends.length).toBeGreaterThan(10)
  for (const [reason] of ends) {
    const key = reasonKey({ reason, code: null })
    // Only what no table knows falls back.
    if (reason !== 'refused-for-good') expect(key, reason).not.toBe('reason.refused-for-good')
  }
  expect(reasonKey({ reason: 'refused-for-good', code: '552 5.2.2' })).toBe('reason.mailbox-full')
})
