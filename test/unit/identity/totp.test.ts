import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toTotpView, totp, totpCodeAt } from '../../../main/identity/totp.ts'
import { systemRandom } from '../../support/random.ts'

const { verify } = totp
const rfcSecret = Buffer.from('12345678901234567890', 'latin1')

/** RFC 6238 appendix B, SHA-1: seconds and the last six of its eight digits. */
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('RFC 6238 at %i s: %s', (seconds, code) => {
  expect(totpCodeAt(rfcSecret, seconds * 1000)).toBe(code)
  const step = Math.floor(seconds / 30)
  const verdict = (lastCounter: number) =>
    verify({ secret: rfcSecret, answer: code, challenge: seconds * 1000, lastCounter })
  expect(verdict(-1)).toEqual({ kind: 'accepted', counter: step })
  expect(verdict(step)).toEqual({ kind: 'spent' })
})

test('one step early or late is accepted, two are not, and never a step at or before the last', () => {
  const secret = totp.enrol(systemRandom)
  fc.assert(
    fc.property(
      fc.integer({ min: 10_000_000_000, max: 4_000_000_000_000 }),
      fc.integer({ min: -3, max: 3 }),
      fc.integer({ min: -3, max: 3 }),
      (nowMs, codeOffset, lastOffset) => {
        const step = Math.floor(nowMs / 30_000)
        const code = totpCodeAt(secret, (step + codeOffset) * 30_000)
        const near = [-1, 0, 1].map((offset) => totpCodeAt(secret, (step + offset) * 30_000))
        fc.pre(new Set(near).size === 3 && (Math.abs(codeOffset) < 2 || !near.includes(code)))
        const lastCounter = step + lastOffset
        const verdict = verify({ secret, answer: code, challenge: nowMs, lastCounter })
        if (Math.abs(codeOffset) > 1) expect(verdict).toEqual({ kind: 'wrong' })
        else if (codeOffset <= lastOffset) expect(verdict).toEqual({ kind: 'spent' })
        else expect(verdict).toEqual({ kind: 'accepted', counter: step + codeOffset })
      },
    ),
  )
})

test('what is not six digits is wrong, not an exception', () => {
  for (const answer of ['', '12345', '1234567', '12345x', '１２３４５６', ' 12345'])
    expect(verify({ secret: rfcSecret, answer, challenge: 59_000, lastCounter: -1 }).kind).toBe(
      'wrong',
    )
})

test('the URI for the QR code and the secret for typing', () => {
  const view = toTotpView(rfcSecret, '関所商事: 本店', '山田 太郎')
  expect(view.secret).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
  const uri = new URL(view.uri)
  expect(uri.protocol).toBe('otpauth:')
  expect(uri.searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(uri.searchParams.get('issuer')).toBe('関所商事  本店')
})
