import type { TotpSecret } from '../../preload/contract/totp-secret.ts'
import { fail } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import type { MemberKeys, MemberSecrets } from '../vault/vault.ts'
import { sealingKeyFromSecret, signingKeyFromSeed } from '../vault/vault.ts'
import { makeRecoveryCodes } from './recovery-code.ts'
import { toTotpView, totp } from './totp.ts'

/** Somebody with fresh keys and a fresh second factor, in memory only. */
export interface NewPerson {
  readonly id: string
  readonly name: string
  readonly password: string
  readonly secrets: MemberSecrets
  readonly keys: MemberKeys
  readonly totpSecret: Uint8Array
  readonly recoveryCodes: readonly string[]
  /** Wrong codes that may still be typed before everything begins anew. */
  codesLeft: number
}

export function makePerson(name: string, password: string, random: Random): NewPerson {
  const secrets = { signingSeed: random.bytes(32), sealingSecret: random.bytes(32) }
  return {
    id: `m-${Buffer.from(random.bytes(8)).toString('hex')}`,
    name,
    password,
    secrets,
    keys: {
      signing: signingKeyFromSeed(secrets.signingSeed),
      sealing: sealingKeyFromSecret(secrets.sealingSecret),
    },
    totpSecret: totp.enrol(random),
    recoveryCodes: makeRecoveryCodes(random),
    codesLeft: 10,
  }
}

/** What the person has to put away before going on. */
export function toSecretsShown(
  person: NewPerson,
  organizationName: string,
): { totp: TotpSecret; recoveryCodes: string[] } {
  return {
    totp: toTotpView(person.totpSecret, organizationName, person.name),
    recoveryCodes: [...person.recoveryCodes],
  }
}

/**
 * Proof that the authenticator has the secret. Returns the code's time step, which is thereby spent.
 * Fails with `identity.wrong-code`, then with `identity.nothing-begun`.
 */
export function confirmCode(person: NewPerson, code: string, nowMs: number): number {
  if (person.codesLeft <= 0) return fail('identity.nothing-begun', {})
  const verdict = totp.verify({
    secret: person.totpSecret,
    answer: code,
    challenge: nowMs,
    lastCounter: -1,
  })
  if (verdict.kind === 'accepted') return verdict.counter
  person.codesLeft -= 1
  return fail('identity.wrong-code', { attemptsLeft: person.codesLeft })
}
