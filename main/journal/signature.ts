import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { fail } from '../../preload/problem.ts'
import type { SigningKey } from '../vault/vault.ts'
import type { Trust } from './directory.ts'
import {
  envelopeSizeBytesMax,
  openEnvelope,
  parsePayload,
  recallPayload,
  signEnvelope,
} from './dsse.ts'
import {
  type ActKind,
  headsMax,
  isCanonicalInstant,
  type RecordBody,
  type RecordHeader,
  type RecordKind,
  recordBodies,
  requestNamedBy,
  UnknownHeader,
  workstationKinds,
} from './record.ts'

/** Neither symbol leaves this file: nobody else can make a value of these types. */
const verified: unique symbol = Symbol('verified')
const selfSigned: unique symbol = Symbol('self-signed')

interface RecordParts<K extends RecordKind> {
  /** SHA-256 of the payload's bytes. */
  readonly hash: string
  /** The DSSE envelope, byte for byte as signed. */
  readonly bytes: Uint8Array
  readonly header: RecordHeader
  readonly kind: K
  readonly body: RecordBody<K>
}
interface Verified<K extends ActKind> extends RecordParts<K> {
  readonly [verified]: true
}

/** A record whose signatures, form and signers were verified here. Narrow it by `kind`. */
export type VerifiedRecord<K extends ActKind = ActKind> = { [P in K]: Verified<P> }[K]

/**
 * An application for admission: the keys it names have signed it, and nothing else is known about
 * them. A type of its own, so that nothing can take it for an act of a member.
 */
export interface Enrolment extends RecordParts<'enrolment'> {
  readonly [selfSigned]: true
}

/**
 * Signed by whom it names, of a kind or version that this Sekisho does not know. It is kept, counts
 * in its chain and is passed on, and whatever it speaks about waits for a Sekisho that can read it.
 */
export interface NewerRecord {
  readonly hash: string
  readonly bytes: Uint8Array
  readonly header: UnknownHeader
  /** The request that it speaks about, by the one field that every such kind has; null: none. */
  readonly about: string | null
}

/**
 * What became of a record's bytes. `unknown-signer`: well-formed and signed, by keys that no
 * directory so far has given to whom it names; a later one may.
 */
export type Examination =
  | { readonly verdict: 'verified'; readonly record: VerifiedRecord }
  | { readonly verdict: 'enrolment'; readonly enrolment: Enrolment }
  | { readonly verdict: 'newer'; readonly newer: NewerRecord }
  | { readonly verdict: 'unknown-signer'; readonly header: UnknownHeader; readonly hash: string }

/** The header of an envelope of the replica, without verifying it again. */
export function headerOf(bytes: Uint8Array): UnknownHeader {
  const { body, ...header } = recallJson(bytes)
  return header
}

export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * Verifies one record: envelope and signatures, then bound, strict JSON, schema, and last whether
 * its signers were the member's and the workstation's keys. A pure function of bytes and trust.
 * Fails with `journal.signature-invalid`, `journal.record-malformed` or `journal.newer-record`.
 */
export function verifyRecord(bytes: Uint8Array, trust: Trust): VerifiedRecord {
  const examined = examineRecord(bytes, trust)
  if (examined.verdict === 'newer') {
    const { kind, workstation, seq } = examined.newer.header
    fail('journal.newer-record', { kind, workstation, seq })
  }
  if (examined.verdict !== 'verified') fail('journal.signature-invalid', { record: labelOf(bytes) })
  return examined.record
}

/** As verifyRecord, but tells an application, and a signer still unknown, from a forgery. */
export function examineRecord(bytes: Uint8Array, trust: Trust): Examination {
  const label = labelOf(bytes)
  const { payload, signedBy } = openEnvelope('record', bytes, label)
  const { header, body } = readPayload(payload, label)
  const hash = hashOf(payload)
  if (header.org !== trust.fingerprint) fail('journal.signature-invalid', { record: label })
  if (!isKnownHeader(header)) return examineNewer({ header, body, hash, bytes }, signedBy, trust)
  const { kind } = header
  const parsed = v.safeParse(recordBodies[kind], body)
  if (!parsed.success) fail('journal.record-malformed', { record: label })
  const parts = { hash, header, body: parsed.output, load: () => bytes }
  if (kind === 'enrolment') {
    if (!isSignedByItsOwnKeys(header, v.parse(recordBodies.enrolment, body), signedBy))
      fail('journal.signature-invalid', { record: label })
    return { verdict: 'enrolment', enrolment: toEnrolment(parts) }
  }
  if (header.member === null && !workstationKinds.has(kind))
    fail('journal.record-malformed', { record: label })
  requireSignerCount(header, signedBy, label)
  if (!isSignedByWhomItNames(header, signedBy, trust))
    return { verdict: 'unknown-signer', header, hash }
  return { verdict: 'verified', record: toVerified(parts) }
}

function examineNewer(
  { header, body, hash, bytes }: Omit<NewerRecord, 'about'> & { readonly body: unknown },
  signedBy: ReadonlySet<string>,
  trust: Trust,
): Examination {
  requireSignerCount(header, signedBy, labelOf(bytes))
  if (!isSignedByWhomItNames(header, signedBy, trust))
    return { verdict: 'unknown-signer', header, hash }
  return { verdict: 'newer', newer: { header, hash, bytes, about: requestNamedBy(body) } }
}

/** Two keys for a member's act, one for the workstation's own, and never one more. */
function requireSignerCount(
  { member }: UnknownHeader,
  signedBy: ReadonlySet<string>,
  label: string,
): void {
  if (signedBy.size !== (member === null ? 1 : 2))
    fail('journal.signature-invalid', { record: label })
}

/**
 * A record that this workstation verified before and kept in its own vault, whose pages are
 * authenticated: nothing is verified again. Only for record-index.ts. Its bytes are loaded when
 * asked for, so that a long journal is not held in memory twice.
 */
export function recallRecord(
  { hash, bytes }: { readonly hash: string; readonly bytes: Uint8Array },
  load: () => Uint8Array,
): VerifiedRecord {
  const parts = { hash, ...recallParts(bytes) }
  if (parts.header.kind === 'enrolment') throw new TypeError('an enrolment is no verified record')
  return toVerified({ ...parts, load })
}

/** As recallRecord, for an application. */
export function recallEnrolment(bytes: Uint8Array): Enrolment {
  const parts = { hash: hashOf(recallPayload(bytes)), ...recallParts(bytes) }
  if (parts.header.kind !== 'enrolment') throw new TypeError('this record is no enrolment')
  return toEnrolment({ ...parts, load: () => bytes })
}

interface Parts {
  readonly hash: string
  readonly header: RecordHeader
  /** Parsed by the schema of the header's kind. */
  readonly body: RecordBody<RecordKind>
  readonly load: () => Uint8Array
}

function toVerified({ hash, header, body, load }: Parts): VerifiedRecord {
  const record = {
    [verified]: true,
    hash,
    header,
    kind: header.kind,
    body,
    get bytes() {
      return load()
    },
  }
  return record as VerifiedRecord
}

function toEnrolment({ hash, header, body, load }: Parts): Enrolment {
  const enrolment = { [selfSigned]: true, hash, header, kind: header.kind, body, bytes: load() }
  return enrolment as Enrolment
}

/** The envelope of a new record: the member's key first where there is one, then the workstation's. */
export function signRecord<K extends RecordKind>(
  record: { readonly header: RecordHeader; readonly body: RecordBody<K> },
  keys: { readonly member: SigningKey | null; readonly workstation: SigningKey },
): Uint8Array {
  const payload = Buffer.from(JSON.stringify({ ...record.header, body: record.body }))
  const signers = keys.member === null ? [keys.workstation] : [keys.member, keys.workstation]
  return signEnvelope('record', payload, signers)
}

const AnyPayload = v.strictObject({ ...UnknownHeader.entries, body: v.unknown() })

function readPayload(
  payload: Uint8Array,
  label: string,
): { header: RecordHeader | UnknownHeader; body: unknown } {
  const { body, ...header } = parsePayload(AnyPayload, { name: 'record', payload, label })
  if (!isCanonicalInstant(header.at) || !isPlausible(header))
    fail('journal.record-malformed', { record: label })
  return { header, body }
}

function isKnownHeader(header: RecordHeader | UnknownHeader): header is RecordHeader {
  return header.v === 1 && Object.hasOwn(recordBodies, header.kind)
}

function recallParts(bytes: Uint8Array): Pick<Parts, 'header' | 'body'> {
  const { body, ...header } = recallJson(bytes)
  if (!isKnownHeader(header)) throw new TypeError('no record of a kind that is known here')
  // What a field means that was not written yet, its schema says.
  return { header, body: v.parse(recordBodies[header.kind], body) }
}

/** The header went into our own vault after its schema had read it, and has no other way there. */
function recallJson(bytes: Uint8Array): UnknownHeader & { readonly body: unknown } {
  return JSON.parse(Buffer.from(recallPayload(bytes)).toString('utf8'))
}

/** What the schema cannot say: the first has nothing before it, and nobody is ahead of himself. */
function isPlausible(header: UnknownHeader): boolean {
  return (
    (header.seq === 1) === (header.prev === null) &&
    !Object.hasOwn(header.heads, header.workstation) &&
    Object.keys(header.heads).length <= headsMax
  )
}

function isSignedByItsOwnKeys(
  header: RecordHeader,
  body: RecordBody<'enrolment'>,
  signedBy: ReadonlySet<string>,
): boolean {
  return (
    header.member === body.member &&
    body.signKey !== body.workstationSignKey &&
    signedBy.size === 2 &&
    signedBy.has(body.signKey) &&
    signedBy.has(body.workstationSignKey)
  )
}

/**
 * Any key that a directory has ever given to the member and the workstation counts, so that what
 * they signed stays verifiable after they have left. Whether they may still act is for whoever
 * uses the record, at the directory it names and at the newest.
 */
function isSignedByWhomItNames(
  header: UnknownHeader,
  signedBy: ReadonlySet<string>,
  trust: Trust,
): boolean {
  const byWorkstation = trust.workstationKeys(header.workstation).some((key) => signedBy.has(key))
  if (header.member === null) return byWorkstation
  const byMember = trust.memberKeys(header.member).some((key) => signedBy.has(key))
  return byWorkstation && byMember && trust.hasUsed(header.member, header.workstation)
}

/** What a sentence calls it: the beginning of the file's hash. Oversized bytes are not even hashed. */
function labelOf(bytes: Uint8Array): string {
  if (bytes.length > envelopeSizeBytesMax('record')) return `${bytes.length} bytes`
  return hashOf(bytes).slice(0, 12)
}
