import type * as v from 'valibot'
import { fail, type Problem, ProblemError, toProblem } from '../../preload/problem.ts'
import type { SigningKey } from '../vault/vault.ts'
import {
  DirectoryBody,
  type DirectoryMember,
  type DirectoryWorkstation,
  PolicyBody,
  RootBody,
  type WrittenPolicy,
} from './document.ts'
import { openEnvelope, parsePayload, signEnvelope } from './dsse.ts'
import { areGrantsSound, requireEarned } from './grant.ts'
import { requireEntriesDated, requireEntriesSound } from './policy-entry.ts'
import { isCanonicalInstant, type Version } from './record.ts'
import { hashOf } from './signature.ts'

export type DocumentType = 'root' | 'directory' | 'policy'
export const documentTypes: readonly DocumentType[] = ['root', 'directory', 'policy']

/** One verified version of a chain. `hash` is over its payload, `bytes` are the envelope. */
export interface SignedDocument<B> {
  readonly hash: string
  readonly bytes: Uint8Array
  readonly body: B
}

declare const trusted: unique symbol

/**
 * The organization as its signatures say it is: three chains, verified from root.1, whose hash is
 * the pinned fingerprint. An immutable value; extendTrust is its only maker. That a chain verifies
 * does not make it the newest there is: requireFresh and the floors of journal.ts answer for that.
 */
export interface Trust {
  readonly [trusted]: true
  readonly fingerprint: string
  /** Version n stands at index n - 1. */
  readonly roots: readonly SignedDocument<RootBody>[]
  readonly directories: readonly SignedDocument<DirectoryBody>[]
  readonly policies: readonly SignedDocument<PolicyBody>[]
  /** The newest of each; null only while a chain is still empty. */
  readonly root: SignedDocument<RootBody>
  readonly directory: SignedDocument<DirectoryBody> | null
  readonly policy: SignedDocument<PolicyBody> | null
  /** Exactly this version, or null when it is not in the chain. */
  readonly directoryAt: (version: Version) => SignedDocument<DirectoryBody> | null
  readonly policyAt: (version: Version) => SignedDocument<PolicyBody> | null
  /** Keys, roles and status in the newest directory. */
  readonly member: (id: string) => DirectoryMember | null
  readonly workstation: (id: string) => DirectoryWorkstation | null
  /** Every signing key that a directory has ever given to this id. */
  readonly memberKeys: (id: string) => readonly string[]
  readonly workstationKeys: (id: string) => readonly string[]
  /** Whether any directory has named this workstation as one of the member's. */
  readonly hasUsed: (member: string, workstation: string) => boolean
}

export interface TrustMaterial {
  readonly roots: readonly Uint8Array[]
  readonly directories: readonly Uint8Array[]
  readonly policies: readonly Uint8Array[]
}

/**
 * Verifies the three chains from bytes, by TUF's rules: each version is the one before plus one,
 * names its hash, and carries the threshold that its predecessor's root asks for; a root carries its
 * own threshold too. Pure. Fails with the first thing that is wrong: `journal.signature-invalid`,
 * `record-malformed`, `rollback`, `chain-gap`, `fork` or `threshold-not-met`.
 */
export function verifyTrust(material: TrustMaterial & { readonly fingerprint: string }): Trust {
  const [first, ...rest] = material.roots
  if (first === undefined) fail('journal.chain-gap', { workstation: 'root', seq: 1 })
  const trust = beginTrust(first)
  if (trust.fingerprint !== material.fingerprint)
    fail('journal.signature-invalid', { record: 'root 1' })
  return extendTrust(trust, { ...material, roots: rest })
}

/** Trust in nothing but this root.1: whoever uses it compares the fingerprint with a pinned one. */
export function beginTrust(bytes: Uint8Array): Trust {
  const root = readDocument('root', bytes)
  requireRoot(root, null)
  return toTrust({ roots: [root.document], directories: [], policies: [] })
}

/** The same for what has come since: verifies only the new versions. */
export function extendTrust(trust: Trust, material: TrustMaterial): Trust {
  let chains: Chains = trust
  for (const bytes of material.roots) chains = withDocument(chains, 'root', bytes)
  for (const bytes of material.directories) chains = withDocument(chains, 'directory', bytes)
  for (const bytes of material.policies) chains = withDocument(chains, 'policy', bytes)
  return toTrust(chains)
}

/**
 * What another file for a version that we have already says about the store: a fork when it is
 * validly signed too, or else why it is none. Never changes anything.
 */
export function judgeAlternative(
  trust: Trust,
  { type, n, bytes }: { type: DocumentType; n: number; bytes: Uint8Array },
): Problem {
  const before: Chains = {
    roots: type === 'root' ? trust.roots.slice(0, n - 1) : trust.roots,
    directories: type === 'directory' ? trust.directories.slice(0, n - 1) : trust.directories,
    policies: type === 'policy' ? trust.policies.slice(0, n - 1) : trust.policies,
  }
  try {
    // Before root.1 there is nothing: another one is another organization's.
    if (before.roots.length === 0) fail('journal.signature-invalid', { record: 'root 1' })
    withDocument(before, type, bytes)
    return toProblem('journal.fork', { workstation: type, seq: n })
  } catch (error) {
    if (error instanceof ProblemError) return error.problem
    throw error
  }
}

/** Accepts one new version of one chain. */
export function extendChain(trust: Trust, type: DocumentType, bytes: Uint8Array): Trust {
  return toTrust(withDocument(trust, type, bytes))
}

/**
 * Freeze protection: a store that withholds new versions cannot do it for longer than these live.
 * Fails with `journal.expired`, or `journal.chain-gap` while there is no directory or policy.
 */
export function requireFresh(trust: Trust, nowMs: number): void {
  for (const type of documentTypes) {
    const document = trust[type]
    if (document === null) fail('journal.chain-gap', { workstation: type, seq: 1 })
    if (Date.parse(document.body.expiresAt) <= nowMs)
      fail('journal.expired', { what: type, at: document.body.expiresAt })
  }
}

/** The envelope of a new version. What it says is verified by whoever reads it, us included. */
export function signDocument(
  body: RootBody | DirectoryBody | WrittenPolicy,
  keys: readonly SigningKey[],
): Uint8Array {
  return signEnvelope(body.type, Buffer.from(JSON.stringify(body)), keys)
}

/** A version that nobody has accepted yet: its form and its signatures hold, and no more is said. */
export function readDirectory(bytes: Uint8Array): SignedDocument<DirectoryBody> {
  return readDocument('directory', bytes).document
}

export function readPolicy(bytes: Uint8Array): SignedDocument<PolicyBody> {
  return readDocument('policy', bytes).document
}

type Chains = Pick<Trust, 'roots' | 'directories' | 'policies'>
type AnyBody = RootBody | DirectoryBody | PolicyBody
interface Candidate<B extends AnyBody> {
  readonly document: SignedDocument<B>
  readonly signedBy: ReadonlySet<string>
}

const schemas = { root: RootBody, directory: DirectoryBody, policy: PolicyBody } as const

function readDocument<T extends DocumentType>(
  type: T,
  bytes: Uint8Array,
): Candidate<v.InferOutput<(typeof schemas)[T]>> {
  const { payload, signedBy } = openEnvelope(type, bytes, type)
  const body = parsePayload(schemas[type], { name: type, payload, label: type })
  const { at, expiresAt } = body
  if (!isCanonicalInstant(at) || !isCanonicalInstant(expiresAt) || expiresAt <= at)
    fail('journal.record-malformed', { record: `${type} ${body.n}` })
  return { document: { hash: hashOf(payload), bytes, body }, signedBy }
}

function requireNext(body: AnyBody, chain: readonly SignedDocument<AnyBody>[]): void {
  const expected = chain.length + 1
  if (body.n < expected)
    fail('journal.rollback', { what: body.type, seen: chain.length, found: body.n })
  if (body.n > expected) fail('journal.chain-gap', { workstation: body.type, seq: expected })
  if (body.prev !== (chain.at(-1)?.hash ?? null))
    fail('journal.fork', { workstation: body.type, seq: body.n })
}

function requireThreshold(
  what: string,
  signedBy: ReadonlySet<string>,
  rule: { readonly keys: readonly string[]; readonly threshold: number },
): void {
  const found = rule.keys.filter((key) => signedBy.has(key)).length
  if (found < rule.threshold)
    fail('journal.threshold-not-met', { what, needed: rule.threshold, found })
}

function requireRoot({ document, signedBy }: Candidate<RootBody>, prev: RootBody | null): void {
  const { body } = document
  const keysAreSound =
    isSet(body.rootKeys) &&
    isSet(body.administratorKeys) &&
    body.rootThreshold <= body.rootKeys.length &&
    body.administratorThreshold <= body.administratorKeys.length &&
    (body.recovery === undefined || body.recovery.threshold <= body.recovery.shares)
  const takesOver = prev !== null
  if (!keysAreSound || (!takesOver && (body.n !== 1 || body.prev !== null || body.directory)))
    fail('journal.record-malformed', { record: `root ${body.n}` })
  if (!takesOver && body.policy) fail('journal.record-malformed', { record: 'root 1' })
  const what = `root ${body.n}`
  requireThreshold(what, signedBy, { keys: body.rootKeys, threshold: body.rootThreshold })
  if (prev) requireThreshold(what, signedBy, { keys: prev.rootKeys, threshold: prev.rootThreshold })
}

function withDocument(chains: Chains, type: DocumentType, bytes: Uint8Array): Chains {
  switch (type) {
    case 'root':
      return withRoot(chains, bytes)
    case 'directory':
      return withDirectory(chains, bytes)
    case 'policy':
      return withPolicy(chains, bytes)
    default:
      return type satisfies never
  }
}

function withRoot(chains: Chains, bytes: Uint8Array): Chains {
  const candidate = readDocument('root', bytes)
  const { body } = candidate.document
  requireNext(body, chains.roots)
  const prev = chains.roots.at(-1)?.body ?? null
  requireRoot(candidate, prev)
  for (const what of ['directory', 'policy'] as const) {
    const [seen, found] = [prev?.[what]?.n ?? 0, body[what]?.n ?? 0]
    if (seen > found) fail('journal.rollback', { what, seen, found })
  }
  return {
    roots: [...chains.roots, candidate.document],
    // What removed administrators have added behind this root's back falls away.
    directories: upTo(chains.directories, body.directory),
    policies: upTo(chains.policies, body.policy),
  }
}

function upTo<B extends AnyBody>(
  chain: readonly SignedDocument<B>[],
  pin: Version | null,
): readonly SignedDocument<B>[] {
  const kept = chain.slice(0, pin?.n ?? 0)
  requirePin(kept, pin)
  return kept
}

/** A root names where a chain stood; what stands there has to be what it names. */
function requirePin(chain: readonly SignedDocument<AnyBody>[], pin: Version | null): void {
  const last = chain.at(-1)
  if (pin !== null && last !== undefined && chain.length === pin.n && last.hash !== pin.hash)
    fail('journal.fork', { workstation: last.body.type, seq: pin.n })
}

/** Version n was for the administrators of the last root that had taken over before it. */
function requireAdministrators(
  chains: Chains,
  { document, signedBy }: Candidate<DirectoryBody> | Candidate<PolicyBody>,
): void {
  const { type, n, org } = document.body
  const [first] = chains.roots
  if (first === undefined || org !== first.hash)
    fail('journal.signature-invalid', { record: `${type} ${n}` })
  const root = chains.roots.findLast((each) => (each.body[type]?.n ?? 0) < n) ?? first
  requireThreshold(`${type} ${n}`, signedBy, {
    keys: root.body.administratorKeys,
    threshold: root.body.administratorThreshold,
  })
}

function withDirectory(chains: Chains, bytes: Uint8Array): Chains {
  const candidate = readDocument('directory', bytes)
  requireNext(candidate.document.body, chains.directories)
  requireCoherent(candidate.document.body)
  const before = chains.directories.at(-1)
  if (before !== undefined) requireEarned(before.body, candidate.document.body)
  // Last, so that a version with too few signatures so far is known to lack nothing else.
  requireAdministrators(chains, candidate)
  const directories = [...chains.directories, candidate.document]
  for (const root of chains.roots) requirePin(directories, root.body.directory)
  return { ...chains, directories }
}

function withPolicy(chains: Chains, bytes: Uint8Array): Chains {
  const candidate = readDocument('policy', bytes)
  requireNext(candidate.document.body, chains.policies)
  requireEntriesSound(candidate.document.body)
  const before = chains.policies.at(-1)
  if (before !== undefined) requireEntriesDated(before.body, candidate.document.body)
  // Last, as for a directory.
  requireAdministrators(chains, candidate)
  const policies = [...chains.policies, candidate.document]
  for (const root of chains.roots) requirePin(policies, root.body.policy)
  return { ...chains, policies }
}

/** One person, one id, one key: whoever could hold two would count twice in a quorum. */
function requireCoherent(body: DirectoryBody): void {
  const everyone = [...body.members, ...body.workstations]
  const known = new Set(body.workstations.map((each) => each.id))
  const departments = body.departments ?? []
  const isCoherent =
    isSet(departments) &&
    isSet(body.members.map((each) => each.id)) &&
    isSet(body.workstations.map((each) => each.id)) &&
    isSet(everyone.map((each) => each.signKey)) &&
    isSet(everyone.map((each) => each.sealKey)) &&
    body.members.every(
      (each) =>
        isSet(each.roles) &&
        isCanonicalInstant(each.since) &&
        (each.until === undefined || isCanonicalInstant(each.until)) &&
        (each.grants ?? []).every((grant) => isCanonicalInstant(grant.since)) &&
        areGrantsSound(each, departments) &&
        (each.lastValid === undefined || each.status === 'revoked') &&
        isSet((each.lastValid ?? []).map((last) => last.workstation)) &&
        each.workstations.every((id) => known.has(id)),
    )
  const isPcSound = body.workstations.every(
    (each) => each.lastValid === undefined || each.status === 'revoked',
  )
  if (!isCoherent || !isPcSound) fail('journal.record-malformed', { record: `directory ${body.n}` })
}

function isSet(values: readonly string[]): boolean {
  return new Set(values).size === values.length
}

/** Keys over all versions; a key that changes hands would turn one person's acts into another's. */
class KeyBook {
  readonly #keys = new Map<string, string[]>()
  readonly #owners = new Map<string, string>()

  add(owner: string, key: string, n: number): void {
    const known = this.#owners.get(key)
    if (known === owner) return
    if (known !== undefined) fail('journal.record-malformed', { record: `directory ${n}` })
    this.#owners.set(key, owner)
    this.#keys.set(owner, [...this.keysOf(owner), key])
  }

  keysOf(owner: string): readonly string[] {
    return this.#keys.get(owner) ?? []
  }
}

function toTrust(chains: Chains): Trust {
  const { roots, directories, policies } = chains
  const [first] = roots
  const root = roots.at(-1)
  if (first === undefined || root === undefined) throw new TypeError('trust begins with a root')
  const directory = directories.at(-1) ?? null
  const book = new KeyBook()
  const used = new Set<string>()
  for (const { body } of directories) {
    for (const each of body.workstations) book.add(`workstation ${each.id}`, each.signKey, body.n)
    for (const each of body.members) {
      book.add(`member ${each.id}`, each.signKey, body.n)
      for (const id of each.workstations) used.add(`${each.id} ${id}`)
    }
  }
  const members = new Map(directory?.body.members.map((each) => [each.id, each]))
  const workstations = new Map(directory?.body.workstations.map((each) => [each.id, each]))
  const trust: Omit<Trust, typeof trusted> = {
    fingerprint: first.hash,
    roots,
    directories,
    policies,
    root,
    directory,
    policy: policies.at(-1) ?? null,
    directoryAt: (version) => at(directories, version),
    policyAt: (version) => at(policies, version),
    member: (id) => members.get(id) ?? null,
    workstation: (id) => workstations.get(id) ?? null,
    memberKeys: (id) => book.keysOf(`member ${id}`),
    workstationKeys: (id) => book.keysOf(`workstation ${id}`),
    hasUsed: (member, workstation) => used.has(`${member} ${workstation}`),
  }
  return trust as Trust
}

function at<B>(
  chain: readonly SignedDocument<B>[],
  { n, hash }: Version,
): SignedDocument<B> | null {
  const document = chain[n - 1]
  return document !== undefined && document.hash === hash ? document : null
}
