import { generateSync, generateURI, ScureBase32Plugin, verifySync } from 'otplib'
import type { TotpSecret } from '../../preload/contract/totp-secret.ts'
import type { FactorVerdict, SecondFactor } from './second-factor.ts'

/** Seconds that a code lives (RFC 6238). */
export const stepSeconds = 30
/** 160 bits, as RFC 4226 recommends. */
const secretBytes = 20

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

/**
 * RFC 6238 as a second factor: the counter is the time step. One step early or late is accepted, each
 * once and only forward (section 5.2).
 */
export const totp: SecondFactor = {
  name: 'totp',
  enrol: (random) => random.bytes(secretBytes),
  verify({ secret, answer, challenge: nowMs, lastCounter }): FactorVerdict {
    if (!/^\d{6}$/.test(answer)) return { kind: 'wrong' }
    const result = verifySync({
      secret,
      token: answer,
      epoch: Math.floor(nowMs / 1000),
      epochTolerance: stepSeconds,
    })
    if (!result.valid || !('timeStep' in result)) return { kind: 'wrong' }
    return result.timeStep > lastCounter
      ? { kind: 'accepted', counter: result.timeStep }
      : { kind: 'spent' }
  },
  // Two steps of tolerance each way, and one for clocks that differ.
  countersAhead: 3,
}

/** The code of an instant: what the person's authenticator shows, by the secret or its Base32. For tests, the demo and the sample. */
export function totpCodeAt(secret: Uint8Array | string, nowMs: number): string {
  return generateSync({ secret, epoch: Math.floor(nowMs / 1000) })
}
