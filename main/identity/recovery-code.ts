import { createHash } from 'node:crypto'
import type { Random } from '../ports.ts'

/** Crockford's base 32: no I, L, O or U, so that what is read from paper is typed right. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 16
export const recoveryCodeCount = 10

/** Ten one-time codes of 80 bits, in groups of four: for the day the telephone is lost. */
export function makeRecoveryCodes(random: Random): string[] {
  return Array.from({ length: recoveryCodeCount }, () => {
    const digits = Array.from(random.bytes(length), (byte) => alphabet[byte & 31] ?? '')
    return digits.join('').replace(/(.{4})(?=.)/g, '$1-')
  })
}

/**
 * What is stored instead of a code. 80 random bits need no slow hash; the member's id keeps one
 * table from fitting two members. Spelling does not matter: case, hyphens, spaces, O for 0, I or L for 1.
 */
export function hashRecoveryCode(member: string, code: string): string {
  return createHash('sha256')
    .update(`sekisho/v1/recovery\0${member}\0${normalise(code)}`)
    .digest('hex')
}

export function isRecoveryCode(text: string): boolean {
  return new RegExp(`^[${alphabet}]{${length}}$`).test(normalise(text))
}

function normalise(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
}
