import { fail } from '../../preload/problem.ts'
import { fingerprintWords } from '../vault/vault.ts'
import type { Asked, Handed } from './hand-over-format.ts'
import { placeOfAsked, placeOfHanded, readAsked, sealHanded } from './hand-over-format.ts'
import type { IdentityContext, Session } from './identity-context.ts'
import { settingNames } from './identity-context.ts'
import { withCountedPassword } from './login.ts'
import { copySecondFactor } from './second-factor-table.ts'

/** 88 bits: whoever could put a request of their own in the place of ours has hours to look for one. */
export const handOverWordCount = 8

/** A new PC of the signed-in member's, whose words are being compared. */
export interface PendingHandOver {
  readonly asked: Asked
  readonly hash: string
}

/**
 * On the old PC: the request that the new one has left under this code, as words. Fails with
 * `identity.no-such-hand-over`.
 */
export async function lookAtHandOver(
  context: IdentityContext,
  session: Session,
  code: string,
): Promise<{ request: string; words: string[] }> {
  const org = session.journal.trust().fingerprint
  const bytes = await ownStore(context).readClaim(placeOfAsked(org, code))
  const found = bytes && readAsked(bytes, org)
  if (!found) return fail('identity.no-such-hand-over', {})
  context.current.handOver = found
  const words = fingerprintWords(found.hash, context.language(), handOverWordCount)
  return { request: found.hash, words }
}

/**
 * Seals the member's keys and second factor to the new PC whose words were compared. It is on record
 * before anything leaves. The step-up was the caller's; the password is asked for because only it
 * opens the signing key. Fails with `identity.no-such-hand-over`, `identity.hand-over-answered`.
 */
export async function handOver(
  context: IdentityContext,
  session: Session,
  { request, password }: { readonly request: string; readonly password: string },
): Promise<void> {
  const { vault, ports, current } = context
  const pending = current.handOver
  if (pending?.hash !== request) return fail('identity.no-such-hand-over', {})
  const { asked, hash } = pending
  const { member, name, journal } = session
  const sealed = await withCountedPassword(context, member, () =>
    vault.withSecrets({ member, password }, ({ signingSeed, sealingSecret }) => {
      const { secret, lastCounter, recoveryHashes } = copySecondFactor(session.db, {
        member,
        key: session.sealing,
      })
      const handed: Handed = {
        member,
        name,
        signingSeed: Buffer.from(signingSeed).toString('hex'),
        sealingSecret: Buffer.from(sealingSecret).toString('hex'),
        factor: { name: 'totp', secret: Buffer.from(secret).toString('base64'), lastCounter },
        recoveryHashes,
      }
      secret.fill(0)
      return sealHanded(handed, { asked, hash, random: ports.random })
    }),
  )
  const signer = { member, signing: session.signing }
  const { workstation, signKey, sealKey } = asked
  await journal.append({
    kind: 'hand-over',
    body: { workstation, workstationSignKey: signKey, workstationSealKey: sealKey, asked: hash },
    signer,
  })
  current.handOver = null
  if (!(await ownStore(context).claim(placeOfHanded(hash), sealed)))
    fail('identity.hand-over-answered', {})
  ports.log.write('info', 'identity.keys-handed-over')
}

function ownStore(context: IdentityContext) {
  const place = context.vault.setting(settingNames.storeFolder)
  return place === null ? fail('vault.damaged', { file: 'setting' }) : context.openStore(place)
}
