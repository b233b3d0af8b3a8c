import { fail, ProblemError } from '../../preload/problem.ts'
import type { SealingKey, SigningKey } from '../vault/vault.ts'
import { verifySignature } from '../vault/vault.ts'
import { appendRecord, type Signer } from './append.ts'
import { extendChain, readDirectory, readPolicy, type Trust } from './directory.ts'
import { chainOfType } from './document-sync.ts'
import { encodePae, openEnvelope, payloadType, withSignatures } from './dsse.ts'
import { type JournalState, withStore } from './journal-state.ts'
import type { DirectoryContent, PolicyContent } from './next-version.ts'
import { pushBlob } from './outbox.ts'
import { publish } from './publication.ts'
import { openDetail, openNames } from './sealed-content.ts'
import { hashOf, type VerifiedRecord } from './signature.ts'

export type ProposableType = 'directory' | 'policy'

/**
 * A change that one administrator has signed and that is not in force before as many have as the root
 * asks for. open: waits for signatures. superseded: another version has come in its place, and the
 * change has to be made anew on top of it. objected: one administrator said no, which is enough.
 */
export interface Proposal {
  /** Of the proposal's record. */
  readonly hash: string
  readonly type: ProposableType
  readonly n: number
  readonly by: string
  readonly at: string
  /** Administrators who have signed, the proposer first. */
  readonly signedBy: readonly string[]
  readonly needed: number
  readonly state: 'open' | 'published' | 'superseded' | 'objected'
}

/** A proposal's content beside what is in force now. */
export type ProposedChange =
  | {
      readonly type: 'directory'
      readonly before: DirectoryContent
      readonly after: DirectoryContent
    }
  | { readonly type: 'policy'; readonly before: PolicyContent; readonly after: PolicyContent }

/** Every proposal there has been, newest first. Pure in trust and records. */
export function foldProposals(
  trust: Trust,
  recordsOf: JournalState['index']['ofKind'],
): readonly Proposal[] {
  const objections = recordsOf('objection').filter((each) => isAdministrator(trust, each))
  const signatures = recordsOf('co-signature')
  return recordsOf('proposal')
    .filter((each) => isAdministrator(trust, each))
    .map((record) => {
      const { type, n } = record.body
      const isObjected = objections.some(({ body }) => body.proposal === record.hash)
      const signers = signatures.filter(
        ({ body, header }) =>
          body.proposal === record.hash && isKeyOf(trust, header.member, body.keyid),
      )
      const by = record.header.member ?? ''
      return {
        hash: record.hash,
        type,
        n,
        by,
        at: record.header.at,
        signedBy: [...new Set([by, ...signers.map(({ header }) => header.member ?? '')])],
        needed: trust.root.body.administratorThreshold,
        state: stateOf(trust, record, isObjected),
      }
    })
    .reverse()
}

/** Puts a version with one signature before the other administrators. Durable when it resolves. */
export async function propose(
  state: JournalState,
  workstation: SigningKey,
  o: { readonly type: ProposableType; readonly bytes: Uint8Array; readonly signer: Signer },
): Promise<string> {
  const { type, bytes, signer } = o
  requireOnlySignaturesMissing(state.trust, type, bytes)
  const { payload } = openEnvelope(type, bytes, type)
  const envelope = state.blobs.put(bytes, false)
  await withStore(state, () => pushBlob(state, envelope.hash))
  const body = {
    type,
    n: chainOfType(state.trust, type).length + 1,
    prev: state.trust[type]?.hash ?? null,
    payload: hashOf(payload),
    envelope,
  }
  const record = await appendRecord(state, workstation, { kind: 'proposal', body, signer })
  return record.hash
}

/**
 * Adds the signer's signature, and publishes the version when it was the last one wanted. True when
 * it is in force. Fails with `journal.no-such-proposal`, `proposal-closed` or `blob-missing`.
 */
export async function coSign(
  state: JournalState,
  workstation: SigningKey,
  o: { readonly hash: string; readonly signer: Signer },
): Promise<boolean> {
  const { record, bytes } = await openProposal(state, o.hash)
  const { type } = record.body
  const { member, signing } = o.signer
  if (!isKeyOf(state.trust, member, signing.publicKey))
    fail('journal.not-in-root', { version: state.trust.root.body.n })
  requireOnlySignaturesMissing(state.trust, type, bytes)
  const { payload, signedBy } = openEnvelope(type, bytes, type)
  const known = signaturesFor(state, record)
  if (!signedBy.has(signing.publicKey) && !known.some((each) => each.keyid === signing.publicKey)) {
    const sig = Buffer.from(signing.sign(encodePae(payloadType(type), payload))).toString('base64')
    const body = { proposal: record.hash, keyid: signing.publicKey, sig }
    await appendRecord(state, workstation, { kind: 'co-signature', body, signer: o.signer })
  }
  return publishWhenSigned(state, record, bytes)
}

/** One administrator's no ends a proposal for good, whoever has signed it. */
export async function objectTo(
  state: JournalState,
  workstation: SigningKey,
  o: { readonly hash: string; readonly signer: Signer },
): Promise<void> {
  const record = findOpen(state, o.hash)
  const body = { proposal: record.hash }
  await appendRecord(state, workstation, { kind: 'objection', body, signer: o.signer })
}

/** What a proposal would change. Fails as coSign does, or with `journal.envelope-not-for-us`. */
export async function readProposal(
  state: JournalState,
  hash: string,
  reader: SealingKey,
): Promise<ProposedChange> {
  const { record, bytes } = await openProposal(state, hash)
  const { trust } = state
  if (record.body.type === 'directory') {
    if (trust.directory === null) fail('journal.chain-gap', { workstation: 'directory', seq: 1 })
    const contentOf = (document: typeof trust.directory) => {
      const { members, workstations, departments = [] } = document.body
      return { members, workstations, departments, names: openNames(document, reader) }
    }
    return {
      type: 'directory',
      before: contentOf(trust.directory),
      after: contentOf(readDirectory(bytes)),
    }
  }
  if (trust.policy === null) fail('journal.chain-gap', { workstation: 'policy', seq: 1 })
  const contentOf = (document: typeof trust.policy) => {
    const { rules, routeKeys } = document.body
    return { rules, routeKeys, detail: openDetail(document, reader) }
  }
  return { type: 'policy', before: contentOf(trust.policy), after: contentOf(readPolicy(bytes)) }
}

/** Whether it only renews or re-seals what is in force: nobody has to judge anything then. */
export function isRenewal({ before, after }: ProposedChange): boolean {
  return JSON.stringify(before) === JSON.stringify(after)
}

function stateOf(
  trust: Trust,
  { body }: VerifiedRecord<'proposal'>,
  isObjected: boolean,
): Proposal['state'] {
  const chain = chainOfType(trust, body.type)
  if (chain[body.n - 1]?.hash === body.payload) return 'published'
  if (body.n !== chain.length + 1 || body.prev !== (chain.at(-1)?.hash ?? null)) return 'superseded'
  return isObjected ? 'objected' : 'open'
}

function isAdministrator(trust: Trust, { header }: VerifiedRecord): boolean {
  const member = header.member === null ? null : trust.member(header.member)
  return member !== null && isKeyOf(trust, member.id, member.signKey)
}

function isKeyOf(trust: Trust, member: string | null, key: string): boolean {
  return (
    member !== null &&
    trust.member(member)?.status === 'active' &&
    trust.memberKeys(member).includes(key) &&
    trust.root.body.administratorKeys.includes(key)
  )
}

function findOpen(state: JournalState, hash: string): VerifiedRecord<'proposal'> {
  const record = state.index.ofKind('proposal').find((each) => each.hash === hash)
  const proposal = foldProposals(state.trust, state.index.ofKind).find((each) => each.hash === hash)
  if (record === undefined || proposal === undefined) return fail('journal.no-such-proposal', {})
  if (proposal.state !== 'open') fail('journal.proposal-closed', { state: proposal.state })
  return record
}

async function openProposal(state: JournalState, hash: string) {
  const record = findOpen(state, hash)
  const { envelope, type, payload } = record.body
  const known = state.blobs.get(envelope.hash)
  const bytes = known ?? (await withStore(state, (store) => store.getBlob(envelope)))
  if (bytes === null) fail('journal.blob-missing', { hash: envelope.hash })
  if (known === null) state.blobs.put(bytes, true)
  const opened = openEnvelope(type, bytes, type)
  if (hashOf(opened.payload) !== payload) fail('journal.blob-altered', { hash: envelope.hash })
  return { record, bytes }
}

/** Nobody is asked to sign what could not come into force with any number of signatures. */
function requireOnlySignaturesMissing(trust: Trust, type: ProposableType, bytes: Uint8Array): void {
  try {
    extendChain(trust, type, bytes)
  } catch (error) {
    const isMissing =
      error instanceof ProblemError && error.problem.code === 'journal.threshold-not-met'
    if (!isMissing) throw error
  }
}

function signaturesFor(state: JournalState, { hash }: VerifiedRecord<'proposal'>) {
  return state.index
    .ofKind('co-signature')
    .filter(
      ({ body, header }) =>
        body.proposal === hash && isKeyOf(state.trust, header.member, body.keyid),
    )
    .map(({ body: { keyid, sig } }) => ({ keyid, sig }))
}

async function publishWhenSigned(
  state: JournalState,
  record: VerifiedRecord<'proposal'>,
  bytes: Uint8Array,
): Promise<boolean> {
  const { type, n, payload: payloadHash } = record.body
  const { payload, signedBy } = openEnvelope(type, bytes, type)
  const pae = encodePae(payloadType(type), payload)
  const signatures = new Map(
    signaturesFor(state, record)
      .filter(({ keyid, sig }) => verifySignature(keyid, pae, Buffer.from(sig, 'base64')))
      .filter(({ keyid }) => !signedBy.has(keyid))
      .map((each) => [each.keyid, each]),
  )
  const keys = new Set([...signedBy, ...signatures.keys()])
  const { administratorKeys, administratorThreshold } = state.trust.root.body
  if (administratorKeys.filter((key) => keys.has(key)).length < administratorThreshold) return false
  const signed = withSignatures(type, bytes, [...signatures.values()])
  await publish(state, type, (trust) => {
    // Another signer may have published the same a moment ago.
    const isThere = chainOfType(trust, type)[n - 1]?.hash === payloadHash
    return isThere ? null : signed
  })
  return true
}
