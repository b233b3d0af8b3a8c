import { expect, test } from 'vitest'
import {
  hashRecoveryCode,
  isRecoveryCode,
  makeRecoveryCodes,
} from '../../../main/identity/recovery-code.ts'
import { systemRandom } from '../../support/random.ts'

test('ten different codes in groups of four, without letters that look alike', () => {
  const codes = makeRecoveryCodes(systemRandom)
  expect(new Set(codes).size).toBe(10)
  for (const code of codes)
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){3}$/)
})

test('spelling does not matter, the member does', () => {
  const hash = hashRecoveryCode('m-1', '0123-4567-89AB-CDEF')
  for (const same of [
    '0123456789abcdef',
    'o123 4567 89ab cdef',
    'OI23-4567-89AB-CDEF',
    '０１２３４５６７８９ＡＢＣＤＥＦ',
  ])
    expect(hashRecoveryCode('m-1', same)).toBe(hash)
  expect(hashRecoveryCode('m-2', '0123-4567-89AB-CDEF')).not.toBe(hash)
  expect(hashRecoveryCode('m-1', '0123-4567-89AB-CDEE')).not.toBe(hash)
})

test('six digits are no recovery code', () => {
  expect(isRecoveryCode('123456')).toBe(false)
  expect(isRecoveryCode('0123-4567-89AB-CDEF')).toBe(true)
  expect(isRecoveryCode('0123-4567-89AB-CDEU')).toBe(false)
})
