import { plainTransport } from '../../preload/contract/transport.ts'
import type { WayView } from '../../preload/contract/way.ts'
import { ProblemError } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { VerifiedRecord } from '../journal/journal.ts'
import { sha256 } from './digest.ts'
import { timesOf } from './entry-problem.ts'
import { type Manifest, senderOf } from './manifest.ts'
import { openManifest } from './open-request.ts'
import type { RequestReader } from './request-reader.ts'
import { routePlaceText, routeTlsText } from './route-place.ts'
import { recordsOfRun } from './run-records.ts'
import { certificateText } from './sender-certificate.ts'
import { verifyRun } from './verify-run.ts'

type Fact = WayView['facts'][number]
type Field = Fact['field']

/** How many releases are looked through for the last one by the same sender. */
const releasesMax = 50

const routeFacts: { readonly [F in Field]?: (manifest: Manifest) => string } = {
  relay: ({ route }) => routePlaceText(route),
  tls: ({ route }) => routeTlsText(route),
  authority: ({ route }) => (route.ca === null ? '' : shortDigest(route.ca)),
  pins: ({ route }) => (route.transport ?? plainTransport).pins.join(' '),
  user: ({ route }) => route.user ?? '',
  fallbacks: ({ route }) =>
    (route.transport ?? plainTransport).fallbacks
      .map(({ host, port, tls, pins, user }) => [`${host}:${port}`, tls, user, ...pins].join(' '))
      .join(', '),
  dkim: ({ route: { dkim } }) =>
    [dkim.selector, ...(dkim.ed25519 === undefined ? [] : [dkim.ed25519.selector])]
      .map((selector) => `${selector}._domainkey.${dkim.domain}`)
      .join(', '),
  'dkim-key': ({ route: { dkim } }) =>
    [dkim.publicKey, ...(dkim.ed25519 === undefined ? [] : [dkim.ed25519.publicKey])]
      .map(shortDigest)
      .join(', '),
}
const senderFacts: { readonly [F in Field]?: (manifest: Manifest) => string } = {
  from: ({ headers: { from } }) => `${from.name} <${from.address}>`,
  'reply-to': ({ headers }) => headers.replyTo ?? '',
  'envelope-sender': ({ headers }) => headers.envelopeSender,
  smime: ({ smime }) => certificateText(smime),
}

/** A release that was approved and sent, with its statement. */
interface Sent {
  readonly manifest: Manifest
  readonly at: string
}

/**
 * What an approver is shown of the way: everything that says where mail goes and in whose name, and
 * what of it differs from the last release by the same route and by the same sender. Only releases
 * whose approvals hold count, so that nobody makes a way look used who cannot use it.
 */
export async function wayOf(
  session: Session,
  reader: RequestReader,
  manifest: Manifest,
): Promise<WayView> {
  const { routeSent, senderSent } = await lastSent(session, reader, manifest)
  const facts = [
    ...toFacts(routeFacts, manifest, routeSent),
    ...toFacts(senderFacts, manifest, senderSent),
  ]
  const trust = session.journal.trust()
  const policy = session.journal.policy()
  const times = timesOf({ route: manifest.route, sender: senderOf(manifest) }, { trust, policy })
  return {
    state:
      (['new', 'changed'] as const).find((each) => facts.some(({ was }) => was === each)) ?? 'same',
    facts,
    routeSentAt: routeSent?.at ?? null,
    senderSentAt: senderSent?.at ?? null,
    sinceAt: times === null ? null : later(times.routeSince, times.senderSince),
    usableFrom: times?.usableFrom ?? null,
  }
}

const later = (a: string, b: string) => (a > b ? a : b)
const shortDigest = (text: string) => sha256(Buffer.from(text)).slice(0, 32)

function toFacts(said: typeof routeFacts, manifest: Manifest, sent: Sent | null): Fact[] {
  return (Object.keys(said) as Field[]).map((field) => {
    const say = said[field] ?? (() => '')
    const value = say(manifest)
    if (sent === null) return { field, value, was: 'new', before: '' }
    const before = say(sent.manifest)
    return before === value
      ? { field, value, was: 'same', before: '' }
      : { field, value, was: 'changed', before }
  })
}

/** The newest releases by the same route and by the same sender; null where there was none. */
async function lastSent(
  session: Session,
  reader: RequestReader,
  { route, senderIdentity }: Manifest,
): Promise<{ readonly routeSent: Sent | null; readonly senderSent: Sent | null }> {
  let routeSent: Sent | null = null
  let senderSent: Sent | null = null
  const ended = session.journal.recordsOf('finished').toReversed().slice(0, releasesMax)
  for (const finished of ended) {
    if (routeSent !== null && senderSent !== null) break
    const released = session.journal.byHash(finished.body.request)
    if (released?.kind !== 'request' || finished.body.outcome.sent === 0) continue
    if (senderSent !== null && released.body.route !== route.id) continue
    // Whether its approvals hold can change with the directory, and with nothing else.
    const key = `${released.hash} ${session.journal.directory().hash}`
    const manifest = await reader.remembered(session, key, () => sentManifest(session, released))
    if (manifest === null) continue
    const sent = { manifest, at: finished.header.at }
    if (manifest.route.id === route.id) routeSent ??= sent
    if (manifest.senderIdentity === senderIdentity) senderSent ??= sent
  }
  return { routeSent, senderSent }
}

/** Null for what this person cannot read, or what does not verify as a release. */
async function sentManifest(
  { journal, sealing, workstation }: Session,
  request: VerifiedRecord<'request'>,
): Promise<Manifest | null> {
  try {
    const { manifest } = await openManifest(journal, request, [sealing, workstation.sealing])
    const trust = journal.trust()
    const bytesOf = (chain: readonly { readonly bytes: Uint8Array }[]) =>
      chain.map(({ bytes }) => bytes)
    const { activation, finished } = verifyRun({
      chains: {
        fingerprint: trust.fingerprint,
        roots: bytesOf(trust.roots),
        directories: bytesOf(trust.directories),
        policies: bytesOf(trust.policies),
      },
      trust,
      request,
      records: recordsOfRun(journal, request),
      manifest,
    })
    return activation === null || finished === null ? null : manifest
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}
