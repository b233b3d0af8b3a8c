import { createHmac, hkdfSync } from 'node:crypto'
import type { Random } from '../ports.ts'

/**
 * What a member proves besides the password. Every kind has a secret that lies sealed in the vault,
 * and a counter that only ever moves on: a time step with TOTP, the signature counter of a FIDO2 key.
 * An answer therefore counts once, here by the counter, on the member's other PCs by its mark.
 */
export interface SecondFactor {
  /** As the journal names it. */
  readonly name: 'totp'
  readonly enrol: (random: Random) => Uint8Array
  /**
   * Pure: the caller stores the counter before it acts on the verdict. lastCounter: -1 when none was
   * accepted yet. challenge: what the answer has to fit, which with TOTP is the time in milliseconds.
   */
  readonly verify: (o: {
    readonly secret: Uint8Array
    readonly answer: string
    readonly challenge: number
    readonly lastCounter: number
  }) => FactorVerdict
  /** So many counters after an accepted one may have been used elsewhere by now. */
  readonly countersAhead: number
}

export type FactorVerdict =
  | { readonly kind: 'accepted'; readonly counter: number }
  /** Right, but at or before the last counter that was accepted. */
  | { readonly kind: 'spent' }
  | { readonly kind: 'wrong' }

/**
 * How a member's other PCs know that something was used without being told what: HMAC-SHA-256 under a
 * key that only holders of the factor's secret can derive (HKDF, RFC 5869), so that a mark in the
 * store says nothing to anybody else. 64 hexadecimal digits.
 */
export function spentMark(secret: Uint8Array, member: string, what: string): string {
  const info = Buffer.from(`sekisho/v1/code-spent\0${member}`, 'utf8')
  const key = Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), info, 32))
  const mark = createHmac('sha256', key).update(what, 'utf8').digest('hex')
  key.fill(0)
  return mark
}
