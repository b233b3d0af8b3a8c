import { readFile, stat } from 'node:fs/promises'
import type { SenderIdentityView } from '../../preload/contract/routes.ts'
import type { ChannelInput } from '../../preload/contract.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import { parseAddress } from '../address/address.ts'
import type { Session } from '../identity/identity.ts'
import type { Route, SenderIdentity, SenderKey } from '../journal/journal.ts'
import {
  isAddressOf,
  pfxSizeBytesMax,
  readCertificate,
  readSigningFile,
  toCertificateProblem,
} from '../message/message.ts'
import type { Ports, Random } from '../ports.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { timesOfEntry } from './entry-problem.ts'
import { toCertificateView } from './sender-certificate.ts'
import { hasSenderKey, sealSenderKeys, withoutStrayKeys } from './sender-key.ts'

type SenderInput = Pick<
  ChannelInput<'routes.create-sender-identity'>,
  'name' | 'address' | 'replyTo'
>

/** For whoever changes one: fails with `message.certificate-address` where it does not fit any more. */
function requireFit({ address, smime }: SenderIdentity): void {
  const [first = ''] = smime?.certificates ?? []
  const certificate = smime === undefined ? null : readCertificate(fromBase64(first))
  if (certificate === null || isAddressOf(certificate, address)) return
  const { subjectName: subject, addresses } = certificate
  fail('message.certificate-address', { subject, addresses: addresses.join(', ') })
}

export function toSenderViews(session: Session): SenderIdentityView[] {
  return session.journal.policy().detail.senderIdentities.map((each) => toView(session, each))
}

function toView({ journal }: Session, identity: SenderIdentity): SenderIdentityView {
  const { salt: _, smime, ...said } = identity
  const trust = journal.trust()
  const policy = journal.policy()
  const isWithout = (route: Route) => !hasSenderKey(policy.detail, route, identity)
  return {
    ...said,
    certificate: toCertificateView(smime),
    routesWithoutKey:
      smime === undefined ? [] : policy.detail.routes.filter(isWithout).map(({ name }) => name),
    ...timesOfEntry('sender', identity, { trust, policy }),
  }
}

/** Signs a sender into the next policy. Fails with `lists.row-address-*` for a bad address. */
export function createSenderIdentity(
  session: Session,
  random: Random,
  input: SenderInput,
): Promise<SenderIdentityView> {
  const id = `s-${Buffer.from(random.bytes(12)).toString('hex')}`
  const identity = toIdentity(id, random, input)
  return publish(session, identity, (all) => [...all, identity])
}

/** The same for one that there is. Requests that name it have to be filed again. */
export function changeSenderIdentity(
  session: Session,
  random: Random,
  { identity: id, ...input }: SenderInput & { readonly identity: string },
): Promise<SenderIdentityView> {
  const { smime } = requireKnown(session, id)
  const identity = { ...toIdentity(id, random, input), ...(smime === undefined ? {} : { smime }) }
  requireFit(identity)
  return publish(session, identity, (all) => replaced(all, identity))
}

/**
 * Has a sender's mail signed by the key in this file from the next policy on. The key is sealed to the
 * routes and then forgotten. Fails with `message.certificate-*` where it cannot sign.
 */
export async function importCertificate(
  session: Session,
  { clock, random }: Pick<Ports, 'clock' | 'random'>,
  o: { readonly identity: string; readonly path: string; readonly password: string },
): Promise<SenderIdentityView> {
  const { salt: _, ...before } = requireKnown(session, o.identity)
  const { password } = o
  const { address } = before
  const bytes = await readCertificateFile(o.path)
  const read = await readSigningFile({ bytes, password, address, now: clock.now() })
  bytes.fill(0)
  if ('fault' in read) throw new ProblemError(toCertificateProblem(read.fault))
  const { sha256, privateKey } = read
  const { routes } = session.journal.policy().detail
  const keys = sealSenderKeys({ identity: o.identity, sha256, privateKey, routes, random })
  privateKey.fill(0)
  if (keys.length === 0) return fail('approval.certificate-no-route', {})
  const smime = { sha256, certificates: read.certificates.map(toBase64) }
  const identity = { ...before, salt: saltOf(random), smime }
  return publish(session, identity, (all) => replaced(all, identity), keys)
}

/** From the next policy on its mail is not signed any more. */
export function removeCertificate(
  session: Session,
  random: Random,
  id: string,
): Promise<SenderIdentityView> {
  const { salt: _, smime: __, ...rest } = requireKnown(session, id)
  const identity = { ...rest, salt: saltOf(random) }
  return publish(session, identity, (all) => replaced(all, identity))
}

/** Fails with `message.certificate-unreadable` for a file that cannot be one. */
async function readCertificateFile(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path)
    if (size > pfxSizeBytesMax) return fail('message.certificate-unreadable', {})
    return await readFile(path)
  } catch (error) {
    if (error instanceof ProblemError || !(error instanceof Error)) throw error
    return fail('message.certificate-unreadable', {})
  }
}

const replaced = (all: readonly SenderIdentity[], identity: SenderIdentity) =>
  all.map((each) => (each.id === identity.id ? identity : each))

/** True when it is gone; false while other administrators have to sign that. */
export async function removeSenderIdentity(session: Session, id: string): Promise<boolean> {
  requireKnown(session, id)
  const proposal = await session.journal.publishPolicy(({ detail, ...rest }) => {
    const senderIdentities = detail.senderIdentities.filter((each) => each.id !== id)
    return { ...rest, detail: withoutStrayKeys({ ...detail, senderIdentities }) }
  }, session)
  return proposal === null
}

function requireKnown({ journal }: Session, id: string): SenderIdentity {
  const { senderIdentities } = journal.policy().detail
  return senderIdentities.find((each) => each.id === id) ?? fail('approval.no-identity', {})
}

const saltOf = (random: Random) => Buffer.from(random.bytes(32)).toString('hex')

function toIdentity(id: string, random: Random, input: SenderInput): SenderIdentity {
  return {
    id,
    name: input.name,
    address: parsed(input.address),
    replyTo: input.replyTo === null ? null : parsed(input.replyTo),
    salt: saltOf(random),
  }
}

async function publish(
  session: Session,
  identity: SenderIdentity,
  change: (all: readonly SenderIdentity[]) => SenderIdentity[],
  keys: readonly SenderKey[] = [],
): Promise<SenderIdentityView> {
  await session.journal.publishPolicy(({ detail, ...rest }) => {
    const senderIdentities = change(detail.senderIdentities)
    const senderKeys = [...(detail.senderKeys ?? []), ...keys]
    return { ...rest, detail: withoutStrayKeys({ ...detail, senderIdentities, senderKeys }) }
  }, session)
  return toView(session, identity)
}

function parsed(text: string): string {
  const address = parseAddress(text)
  return typeof address === 'string' ? address : fail(`lists.row-address-${address.reason}`, {})
}
