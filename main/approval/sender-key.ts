import { fail, type Problem, toProblem } from '../../preload/problem.ts'
import type { PolicyDetail, Route, SenderIdentity, SenderKey } from '../journal/journal.ts'
import type { Random } from '../ports.ts'
import { openSealed, seal, sealingKeyFromSecret } from '../vault/vault.ts'
import { fromBase64, toBase64 } from './base64.ts'
import type { Way } from './entry-problem.ts'
import type { Manifest } from './manifest.ts'

type Place = Pick<SenderKey, 'identity' | 'sha256' | 'route'>

/** Binds it to the one sender, certificate and route. */
const contextOf = ({ identity, sha256, route }: Place) =>
  `sender-key:${route}:${identity}:${sha256}`

/** The key of a sender's certificate for every route that can keep it. The key stays as it is. */
export function sealSenderKeys(o: {
  readonly identity: string
  readonly sha256: string
  readonly privateKey: Uint8Array
  readonly routes: readonly Route[]
  readonly random: Random
}): SenderKey[] {
  const { identity, sha256, privateKey, random } = o
  return o.routes.flatMap(({ id: route, sealKey }) => {
    if (sealKey === undefined) return []
    const context = contextOf({ identity, sha256, route })
    const sealed = seal({ readers: [sealKey], context, plaintext: privateKey, random })
    return [{ identity, sha256, route, sealKey, sealed: toBase64(sealed) }]
  })
}

/** Without those that nothing opens any more, or that sign for nobody. */
export function withoutStrayKeys({ senderKeys, ...detail }: PolicyDetail): PolicyDetail {
  if (senderKeys === undefined) return detail
  const kept = senderKeys.filter(
    (key) =>
      detail.routes.some((route) => isFor(key, route)) &&
      detail.senderIdentities.some(
        ({ id, smime }) => id === key.identity && smime?.sha256 === key.sha256,
      ),
  )
  return kept.length === 0 ? detail : { ...detail, senderKeys: kept }
}

const isFor = (key: SenderKey, route: Pick<Route, 'id' | 'sealKey'>) =>
  key.route === route.id && key.sealKey === route.sealKey

function keyFor(
  { senderKeys = [] }: Pick<PolicyDetail, 'senderKeys'>,
  route: Pick<Route, 'id' | 'sealKey'>,
  sender: { readonly id: string; readonly sha256: string },
): SenderKey | null {
  const found = senderKeys.find(
    (each) => isFor(each, route) && each.identity === sender.id && each.sha256 === sender.sha256,
  )
  return found ?? null
}

/** Whether an approval of this route opens the key of this sender's certificate. */
export function hasSenderKey(
  detail: Pick<PolicyDetail, 'senderKeys'>,
  route: Pick<Route, 'id' | 'sealKey'>,
  { id, smime }: Pick<SenderIdentity, 'id' | 'smime'>,
): boolean {
  return smime !== undefined && keyFor(detail, route, { id, sha256: smime.sha256 }) !== null
}

/** Why a sender that signs cannot sign by this route, or null. */
export function senderKeyProblem({ route, sender }: Way, detail: PolicyDetail): Problem | null {
  const isMissing = sender.smime !== undefined && !hasSenderKey(detail, route, sender)
  return isMissing
    ? toProblem('approval.sender-key-missing', { sender: sender.address, route: route.name })
    : null
}

/**
 * The PKCS #8 key of the approved sender's certificate; null when its mail is not signed. Fails with
 * `approval.sender-key-missing`.
 */
export function openSenderKey(
  { smime, senderIdentity, route, headers }: Manifest,
  detail: Pick<PolicyDetail, 'senderKeys'>,
  sealSecret: string | undefined,
): Uint8Array | null {
  if (smime === undefined) return null
  const key = keyFor(detail, route, { id: senderIdentity, sha256: smime.sha256 })
  if (key === null || sealSecret === undefined)
    return fail('approval.sender-key-missing', {
      sender: headers.from.address,
      route: route.name,
    })
  const secret = fromBase64(sealSecret)
  const opened = openSealed({
    key: sealingKeyFromSecret(secret),
    context: contextOf(key),
    sealed: fromBase64(key.sealed),
  })
  secret.fill(0)
  return opened
}
