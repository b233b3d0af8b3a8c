import { generateSync, generateURI, ScureBase32Plugin, verifySync } from 'otplib'
import type { TotpSecret } from '../../preload/contract/totp-secret.ts'
import type { Random } from '../ports.ts'

/** Seconds that a code lives (RFC 6238). */
export const stepSeconds = 30
/** 160 bits, as RFC 4226 recommends. */
const secretBytes = 20

export function makeTotpSecret(random: Random): Uint8Array {
  return random.bytes(secretBytes)
}

/** What an authenticator application needs: SHA-1, six digits, 30 s, since all of them know that. */
export function toTotpView(secret: Uint8Array, issuer: string, label: string): TotpSecret {
  const base32 = new ScureBase32Plugin().encode(secret, { padding: false })
  return {
    // A colon separates issuer and label in the URI, so neither may bring one.
    uri: generateURI({
      issuer: issuer.replaceAll(':', ' '),
      label: label.replaceAll(':', ' '),
      secret: base32,
    }),
    secret: base32.replace(/(.{4})(?=.)/g, '$1 '),
  }
}

export type TotpVerdict =
  | { readonly kind: 'accepted'; readonly step: number }
  /** Right, but of a time step at or before the last one that was accepted. */
  | { readonly kind: 'spent' }
  | { readonly kind: 'wrong' }

/**
 * One step early or late is accepted, each step once and only forward (RFC 6238 section 5.2). Pure:
 * the caller stores the step before it acts on the verdict. lastStep: -1 when none was accepted yet.
 */
export function verifyTotp(o: {
  readonly secret: Uint8Array
  readonly code: string
  readonly nowMs: number
  readonly lastStep: number
}): TotpVerdict {
  if (!/^\d{6}$/.test(o.code)) return { kind: 'wrong' }
  const result = verifySync({
    secret: o.secret,
    token: o.code,
    epoch: Math.floor(o.nowMs / 1000),
    epochTolerance: stepSeconds,
  })
  if (!result.valid || !('timeStep' in result)) return { kind: 'wrong' }
  return result.timeStep > o.lastStep
    ? { kind: 'accepted', step: result.timeStep }
    : { kind: 'spent' }
}

/** The code of an instant: what the person's authenticator shows. For tests and the demo. */
export function totpCodeAt(secret: Uint8Array, nowMs: number): string {
  return generateSync({ secret, epoch: Math.floor(nowMs / 1000) })
}
