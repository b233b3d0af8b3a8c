import * as v from 'valibot'
import { Hash, Id, Instant } from '../../preload/contract/channel.ts'
import { fail } from '../../preload/problem.ts'
import { type Manifest, manifestOf, type RunVerification, verifyRun } from '../approval/approval.ts'
import { type Trust, type VerifiedRecord, verifyRecord, verifyTrust } from '../journal/journal.ts'

/** An envelope as it was signed: DSSE JSON, kept as text so that not a byte of it changes. */
const Envelope = v.pipe(v.string(), v.maxLength(8_000_000))

/**
 * What proves a release to somebody who has neither Sekisho nor the store: the three chains from
 * root.1, every record about the request, and the manifest. It holds no recipient and no text of a
 * message, only their digests.
 */
export const Evidence = v.strictObject({
  format: v.literal('sekisho-evidence'),
  v: v.literal(1),
  /** SHA-256 of root.1: compare it with the organization's published fingerprint. */
  fingerprint: Hash,
  madeAt: Instant,
  roots: v.array(Envelope),
  directories: v.array(Envelope),
  policies: v.array(Envelope),
  request: Envelope,
  records: v.array(Envelope),
  /** The manifest's plaintext bytes in base64: their SHA-256 is what was signed. */
  manifest: v.pipe(
    v.string(),
    v.base64(),
    // One spelling: the last digit of base64 has bits that say nothing.
    v.check((text) => Buffer.from(text, 'base64').toString('base64') === text),
  ),
  /** For people: who and what the ids are. Not signed, so nothing follows from them. */
  names: v.strictObject({
    members: v.record(Id, v.string()),
    workstations: v.record(Id, v.string()),
  }),
})
export type Evidence = v.InferOutput<typeof Evidence>

export interface EvidenceParts {
  readonly trust: Trust
  readonly request: VerifiedRecord<'request'>
  readonly records: readonly VerifiedRecord[]
  readonly manifest: Uint8Array
  readonly names: Evidence['names']
  readonly madeAt: string
}

export function encodeEvidence(parts: EvidenceParts): Uint8Array {
  const { trust, request, records, names, madeAt } = parts
  const toText = ({ bytes }: { readonly bytes: Uint8Array }) => Buffer.from(bytes).toString('utf8')
  const evidence: Evidence = {
    format: 'sekisho-evidence',
    v: 1,
    fingerprint: trust.fingerprint,
    madeAt,
    roots: trust.roots.map(toText),
    directories: trust.directories.map(toText),
    policies: trust.policies.map(toText),
    request: toText(request),
    records: records.map(toText),
    manifest: Buffer.from(parts.manifest).toString('base64'),
    names,
  }
  return Buffer.from(`${JSON.stringify(evidence, null, 1)}\n`)
}

/** What an evidence file proves, once every signature and digest in it has been recomputed. */
export interface VerifiedEvidence extends RunVerification {
  readonly organizationName: string
  /** What was sent was sent nowhere. */
  readonly isSample: boolean
  readonly fingerprint: string
  readonly manifest: Manifest
  readonly request: VerifiedRecord<'request'>
  readonly names: Evidence['names']
}

/**
 * Verifies an evidence file by itself. fingerprint: the organization's, if it is known from
 * elsewhere; without it the file proves only that it is consistent. Fails with `journal.*`,
 * `approval.*`, or `journal.record-malformed` when it is no evidence file.
 */
export function verifyEvidence(bytes: Uint8Array, fingerprint?: string): VerifiedEvidence {
  const evidence = parseEvidence(bytes)
  if (fingerprint !== undefined && evidence.fingerprint !== fingerprint)
    fail('journal.signature-invalid', { record: 'root 1' })
  const toBytes = (envelope: string) => Buffer.from(envelope)
  const chains = {
    fingerprint: evidence.fingerprint,
    roots: evidence.roots.map(toBytes),
    directories: evidence.directories.map(toBytes),
    policies: evidence.policies.map(toBytes),
  }
  const trust = verifyTrust(chains)
  const request = verifyRecord(toBytes(evidence.request), trust)
  if (request.kind !== 'request') return fail('approval.no-such-request', {})
  const records = evidence.records.map((each) => verifyRecord(toBytes(each), trust))
  const manifest = manifestOf(request, Buffer.from(evidence.manifest, 'base64'))
  return {
    organizationName: trust.root.body.organizationName,
    isSample: trust.roots[0]?.body.sample === true,
    fingerprint: trust.fingerprint,
    manifest,
    request,
    names: evidence.names,
    ...verifyRun({ chains, trust, request, records, manifest }),
  }
}

function parseEvidence(bytes: Uint8Array): Evidence {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return v.parse(Evidence, JSON.parse(text))
  } catch (error) {
    const isMalformed =
      error instanceof SyntaxError || error instanceof TypeError || v.isValiError(error)
    if (isMalformed) return fail('journal.record-malformed', { record: 'evidence' })
    throw error
  }
}
