import { createPrivateKey, createPublicKey } from 'node:crypto'
import { combine, split } from 'shamir-secret-sharing'
import * as v from 'valibot'
import { fail } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import { decryptBlob, encryptBlob, openSealed, type SealingKey, seal } from '../vault/vault.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { sha256 } from './digest.ts'
import { openForUs } from './sealed-content.ts'

/** What only an approved request brings to light. */
export const RouteSecrets = v.strictObject({
  password: v.nullable(v.string()),
  /** PEM, PKCS #8. */
  dkimPrivateKey: v.string(),
  /** PEM, PKCS #8, of the second signature where the route has one. */
  ed25519PrivateKey: v.optional(v.string()),
  /** Of the route's other relays, in their order. */
  fallbackPasswords: v.optional(v.array(v.nullable(v.string()))),
  /** 32 bytes in base64: the private half of the route's sealKey. */
  sealSecret: v.optional(v.string()),
})
export type RouteSecrets = v.InferOutput<typeof RouteSecrets>

/** What a release is sent with. */
export type ReleaseSecrets = Omit<RouteSecrets, 'sealSecret'> & {
  /** PKCS #8, DER, of the sender's certificate; absent: nothing is S/MIME signed. Zero after its use. */
  readonly smimeKey?: Uint8Array
}

export interface SealedRouteKey {
  readonly route: string
  readonly threshold: number
  readonly shares: { readonly member: string; readonly sealed: string }[]
  readonly secrets: string
  /** The key itself, for the recovery group. */
  readonly recovery?: string
  /** When the secrets were typed. */
  readonly enteredAt?: string
}

export interface ShareHolder {
  readonly id: string
  readonly sealKey: string
}

const secretsContext = (route: string) => `route-secrets:${route}`
const recoveryContext = (route: string) => `route-recovery:${route}`
const shareContext = (route: string, member: string) => `route-share:${route}:${member}`
/** Binds a share that is given for a renewal to that renewal and its giver. */
const renewalContext = (renewal: string, member: string) => `renewal-share:${renewal}:${member}`
/** Binds a share that was passed on to this very key and to the two people. */
const delegatedContext = (key: SealedRouteKey, giver: string, holder: string) =>
  `delegated-share:${key.route}:${keyIdOf(key)}:${giver}:${holder}`
/** Binds a re-sealed share to one request: it opens for no other. */
const releaseContext = (request: string, member: string) => `release-share:${request}:${member}`

/** By what records call a route's key: SHA-256 of its sealed secrets. */
export function keyIdOf({ secrets }: Pick<SealedRouteKey, 'secrets'>): string {
  return sha256(secrets)
}

/**
 * Makes a route key, encrypts the route's secrets with it, and shares it among the approvers so that
 * `threshold` of them together have it. The key itself is kept nowhere. With a threshold of one
 * every approver's share is the key: Shamir's scheme starts at two.
 */
export async function sealRouteSecrets(o: {
  readonly route: string
  readonly secrets: RouteSecrets
  readonly threshold: number
  readonly approvers: readonly ShareHolder[]
  /** The recovery group's key; null where there is no group. */
  readonly recoverySealKey: string | null
  /** When the secrets were typed; absent where nobody keeps it. */
  readonly enteredAt?: string
  readonly random: Random
}): Promise<SealedRouteKey> {
  const { route, threshold, approvers, random } = o
  if (approvers.length < threshold) return fail('approval.route-needs-approver', {})
  // The library takes plain arrays only, not Node's buffers.
  const key = Uint8Array.from(random.bytes(32))
  const shares =
    threshold === 1 ? approvers.map(() => key) : await split(key, approvers.length, threshold)
  const sealed = {
    route,
    threshold,
    shares: approvers.map(({ id, sealKey }, at) => ({
      member: id,
      sealed: toBase64(
        seal({
          readers: [sealKey],
          context: shareContext(route, id),
          plaintext: shares[at] ?? new Uint8Array(),
          random,
        }),
      ),
    })),
    secrets: toBase64(
      encryptBlob({
        contentKey: key,
        context: secretsContext(route),
        plaintext: Buffer.from(JSON.stringify(o.secrets)),
        random,
      }),
    ),
    ...(o.recoverySealKey === null
      ? {}
      : { recovery: sealForRecovery(key, { ...o, recoverySealKey: o.recoverySealKey }) }),
    ...(o.enteredAt === undefined ? {} : { enteredAt: o.enteredAt }),
  }
  for (const share of shares) share.fill(0)
  key.fill(0)
  return sealed
}

/** It opens the secrets when too few approvers are left who could, and signs nothing. */
function sealForRecovery(
  key: Uint8Array,
  o: { readonly route: string; readonly recoverySealKey: string; readonly random: Random },
): string {
  const context = recoveryContext(o.route)
  const { random } = o
  return toBase64(seal({ readers: [o.recoverySealKey], context, plaintext: key, random }))
}

/**
 * An approver's share, opened and sealed again to the executing workstation for one request only.
 * Null when this approver was given none, because the route is older than the grant.
 */
export function passOnShare(o: {
  readonly routeKey: SealedRouteKey
  readonly member: string
  readonly key: SealingKey
  /** Whose right it is given by, and the share that came with it; null by one's own. */
  readonly by: { readonly giver: string; readonly sealed: string | null } | null
  readonly request: string
  readonly executorSealKey: string
  readonly random: Random
}): string | null {
  const { member, random } = o
  const share = o.by === null ? ownShare(o) : delegatedShare({ ...o, by: o.by })
  if (share === null) return null
  const passed = seal({
    readers: [o.executorSealKey],
    context: releaseContext(o.request, member),
    plaintext: share,
    random,
  })
  share.fill(0)
  return toBase64(passed)
}

/** An approver's share, sealed to whoever decides in their place; null when they have none. */
export function delegateShare(o: {
  readonly routeKey: SealedRouteKey
  readonly member: string
  readonly key: SealingKey
  readonly holder: ShareHolder
  readonly random: Random
}): string | null {
  const share = ownShare(o)
  if (share === null) return null
  const context = delegatedContext(o.routeKey, o.member, o.holder.id)
  const { random } = o
  const sealed = seal({ readers: [o.holder.sealKey], context, plaintext: share, random })
  share.fill(0)
  return toBase64(sealed)
}

function ownShare(o: {
  readonly routeKey: SealedRouteKey
  readonly member: string
  readonly key: SealingKey
}): Uint8Array | null {
  const own = o.routeKey.shares.find((each) => each.member === o.member)
  if (own === undefined) return null
  const context = shareContext(o.routeKey.route, o.member)
  return openSealed({ key: o.key, context, sealed: fromBase64(own.sealed) })
}

/** Null when the route has another key by now: then a share of the old one opens nothing. */
function delegatedShare(o: {
  readonly routeKey: SealedRouteKey
  readonly member: string
  readonly key: SealingKey
  readonly by: { readonly giver: string; readonly sealed: string | null }
}): Uint8Array | null {
  if (o.by.sealed === null) return null
  const context = delegatedContext(o.routeKey, o.by.giver, o.member)
  return openForUs([o.key], { context, sealed: fromBase64(o.by.sealed) })
}

/** An approver's share, sealed to whoever renews the key; null when they have none. */
export function giveShare(o: {
  readonly routeKey: SealedRouteKey
  readonly member: string
  readonly key: SealingKey
  readonly renewal: string
  readonly renewerSealKey: string
  readonly random: Random
}): string | null {
  const share = ownShare(o)
  if (share === null) return null
  const context = renewalContext(o.renewal, o.member)
  const { random } = o
  const sealed = seal({ readers: [o.renewerSealKey], context, plaintext: share, random })
  share.fill(0)
  return toBase64(sealed)
}

/**
 * The secrets, opened with one's own share and those that others gave for this renewal. Whoever runs
 * this has them in memory for as long as it takes to seal them anew. Fails with
 * `approval.shares-missing` below the threshold.
 */
export function openSecretsForRenewal(o: {
  readonly routeKey: SealedRouteKey
  readonly member: string
  readonly key: SealingKey
  readonly renewal: string
  readonly given: readonly { readonly member: string; readonly sealed: string }[]
}): Promise<RouteSecrets> {
  const { routeKey, member, key, renewal, given } = o
  const own = ownShare(o)
  const others = given
    .filter((each) => each.member !== member)
    .map((each) => {
      const context = renewalContext(renewal, each.member)
      return openSealed({ key, context, sealed: fromBase64(each.sealed) })
    })
  return openWithShares(routeKey, own === null ? others : [own, ...others])
}

/**
 * Puts the route key together from the shares that came with approvals of this request and opens
 * the secrets. Fails with `approval.shares-missing` below the threshold.
 */
export async function openSecretsWithShares(o: {
  readonly routeKey: SealedRouteKey
  readonly request: string
  readonly shares: readonly { readonly member: string; readonly share: string }[]
  readonly key: SealingKey
}): Promise<RouteSecrets> {
  const { routeKey, request, key } = o
  const opened = o.shares.slice(0, routeKey.threshold).map(({ member, share }) => {
    const context = releaseContext(request, member)
    return openSealed({ key, context, sealed: fromBase64(share) })
  })
  return openWithShares(routeKey, opened)
}

async function openWithShares(
  routeKey: SealedRouteKey,
  shares: readonly Uint8Array[],
): Promise<RouteSecrets> {
  const needed = routeKey.threshold
  const used = shares.slice(0, needed)
  const [first] = used
  if (first === undefined || used.length < needed)
    return fail('approval.shares-missing', { needed, found: used.length })
  const key = needed === 1 ? first : await combine(used.map((each) => Uint8Array.from(each)))
  const plaintext = decryptBlob({
    contentKey: key,
    context: secretsContext(routeKey.route),
    sealed: fromBase64(routeKey.secrets),
  })
  const secrets = v.parse(RouteSecrets, JSON.parse(Buffer.from(plaintext).toString('utf8')))
  plaintext.fill(0)
  for (const share of shares) share.fill(0)
  key.fill(0)
  return secrets
}

/** The public half of an Ed25519 key as DNS carries it: base64 of its 32 bytes (RFC 8463 section 4). */
export function ed25519PublicKeyOf(privateKeyPem: string): string {
  const spki = createPublicKey(createPrivateKey(privateKeyPem)).export({
    format: 'der',
    type: 'spki',
  })
  return spki.subarray(-32).toString('base64')
}

/** The public half of a DKIM private key as DNS and the route carry it: base64 of its SPKI form. */
export function dkimPublicKeyOf(privateKeyPem: string): string {
  return createPublicKey(createPrivateKey(privateKeyPem))
    .export({ format: 'der', type: 'spki' })
    .toString('base64')
}
