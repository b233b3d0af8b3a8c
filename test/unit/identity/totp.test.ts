import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeTotpSecret, toTotpView, totpCodeAt, verifyTotp } from '../../../main/identity/totp.ts'
import { systemRandom } from '../../support/random.ts'

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
  expect(verifyTotp({ secret: rfcSecret, code, nowMs: seconds * 1000, lastStep: -1 })).toEqual({
    kind: 'accepted',
    step,
  })
  expect(verifyTotp({ secret: rfcSecret, code, nowMs: seconds * 1000, lastStep: step })).toEqual({
    kind: 'spent',
  })
})

test('one step early or late is accepted, two are not, and never a step at or before the last', () => {
  const secret = makeTotpSecret(systemRandom)
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
        const verdict = verifyTotp({ secret, code, nowMs, lastStep: step + lastOffset })
        if (Math.abs(codeOffset) > 1) expect(verdict).toEqual({ kind: 'wrong' })
        else if (codeOffset <= lastOffset) expect(verdict).toEqual({ kind: 'spent' })
        else expect(verdict).toEqual({ kind: 'accepted', step: step + codeOffset })
      },
    ),
  )
})

test('what is not six digits is wrong, not an exception', () => {
  for (const code of ['', '12345', '1234567', '12345x', '１２３４５６', ' 12345'])
    expect(verifyTotp({ secret: rfcSecret, code, nowMs: 59_000, lastStep: -1 }).kind).toBe('wrong')
})

test('the URI for the QR code and the secret for typing', () => {
  const view = toTotpView(rfcSecret, '関所商事: 本店', '山田 太郎')
  expect(view.secret).toBe('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')
  const uri = new URL(view.uri)
  expect(uri.protocol).toBe('otpauth:')
  expect(uri.searchParams.get('secret')).toBe('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ')
  expect(uri.searchParams.get('issuer')).toBe('関所商事  本店')
})
