import { fail, type Problem } from '../../preload/problem.ts'
import type { Clock } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { type AlarmBook, openAlarmBook } from './alarm.ts'
import { type BlobCache, openBlobCache } from './blob-cache.ts'
import type { ChainIndex, ChainLink } from './chain.ts'
import { loadChain, saveSnapshot } from './chain-snapshot.ts'
import { documentTypes, type Trust, verifyTrust } from './directory.ts'
import { openRecordIndex, type RecordIndex } from './record-index.ts'
import { openReplica, type Replica } from './replica.ts'
import type { Enrolment, NewerRecord, VerifiedRecord } from './signature.ts'
import { isStoreFailure, type Store } from './store.ts'
import { isGranting } from './validity.ts'

/** What the parts of an open journal work on together. Only files of this folder see it. */
export interface JournalState {
  readonly store: Store
  readonly clock: Clock
  readonly workstation: string
  readonly replica: Replica
  readonly index: RecordIndex
  readonly blobs: BlobCache
  readonly alarms: AlarmBook
  /** When a gap was first noticed: a record can be on its way. */
  readonly gapNoticedMs: Map<string, number>
  /** Records whose date could not be judged so far: what they name is not here yet. */
  undated: VerifiedRecord[]
  /** Destructions, by their record, that were tried at the store since opening. */
  readonly triedDestructions: Set<string>
  trust: Trust
  /** Loaded from the replica by loadedChain() when it is null. */
  chain: ChainIndex | null
  /** Links that the snapshot in the vault does not have yet. */
  unsavedLinks: number
  /** Logs of strangers that were not read because there are too many. */
  skippedLogCount: number
  /** Null while the store answers. */
  offlineSinceMs: number | null
  /** Why it is out of use; null while it answers. */
  storeProblem: Problem | null
  /** Whether the store, since opening, has shown that it is ours and not ahead of the vault. */
  storeConfirmed: boolean
  /** When the whole store was last compared with the replica. */
  comparedMs: number | null
}

interface StateOptions {
  readonly db: WritableDb
  readonly store: Store
  readonly clock: Clock
  readonly fingerprint: string
  readonly workstation: string
}

/**
 * Opens what the vault holds, without the store. Fails with `journal.no-organization` when it holds
 * nothing yet, and with `journal.rollback` when it holds less than it has held.
 */
export function openState({ db, store, clock, fingerprint, workstation }: StateOptions) {
  const replica = openReplica(db)
  const state: JournalState = {
    store,
    clock,
    workstation,
    replica,
    index: openRecordIndex(db),
    blobs: openBlobCache(db),
    alarms: openAlarmBook(db, clock),
    gapNoticedMs: new Map(),
    undated: [],
    triedDestructions: new Set(),
    trust: readTrust(replica, fingerprint, store.place),
    chain: null,
    unsavedLinks: 0,
    skippedLogCount: 0,
    offlineSinceMs: null,
    storeProblem: null,
    storeConfirmed: false,
    comparedMs: null,
  }
  return state
}

/** So many new links are worth a snapshot: a few milliseconds at the next opening. */
const unsavedLinksMax = 500

/** The chains of the replica. What comes while they are being loaded is in them. */
export async function loadedChain(state: JournalState): Promise<ChainIndex> {
  if (state.chain) return state.chain
  const { replica } = state
  const enrolments = () => countedEnrolments(state)
  const { chain, through, unsavedLinks } = await loadChain({ replica, enrolments })
  if (state.chain) return state.chain
  state.unsavedLinks += unsavedLinks
  // A short last page, read in the same breath, so that nothing can come in between.
  for (const link of replica.links(through, lastPageCount)) chain.add(link)
  state.chain = chain
  return chain
}

const lastPageCount = 100_000

/** Keeps the chains as they are for the next opening, when that is worth it. */
export function keepChain(state: JournalState): void {
  if (state.chain === null || state.unsavedLinks < unsavedLinksMax) return
  saveSnapshot(state.replica.db, state.chain)
  state.unsavedLinks = 0
}

/** Enters a record that has just gone into the replica. */
export function noteRecord(state: JournalState, record: VerifiedRecord): void {
  state.index.note(record)
  if (isGranting(record)) state.undated.push(record)
  addLink(state, record)
}

/** As noteRecord, for one that only its chain can be told of. */
export function noteNewer(state: JournalState, newer: NewerRecord): void {
  addLink(state, newer)
}

export function noteEnrolment(state: JournalState, enrolment: Enrolment): void {
  if (isFirstOfItsChain(state.trust, enrolment)) addLink(state, enrolment)
}

/** After the directory has moved: whose application counts in a chain by now. */
export function noteCountedEnrolments(state: JournalState): void {
  for (const link of countedEnrolments(state)) state.chain?.add(link)
}

function countedEnrolments(state: JournalState): readonly ChainLink[] {
  return state.index
    .enrolments()
    .filter((each) => isFirstOfItsChain(state.trust, each))
    .map(toLink)
}

function addLink(state: JournalState, record: VerifiedRecord | Enrolment | NewerRecord): void {
  state.chain?.add(toLink(record))
  state.unsavedLinks += 1
}

/**
 * Whether what this workstation says of the others' chains, and its own chain, is looked at: by the
 * newest directory it is one of ours. Revoking a PC is how administrators end an alarm that it
 * causes, be it that it lies, or that its records will never come again.
 */
export function standsFor({ trust }: JournalState): (workstation: string) => boolean {
  return (workstation) => trust.workstation(workstation)?.status === 'active'
}

/** An application counts in a chain only once a directory has given its key to that workstation. */
export function isFirstOfItsChain(trust: Trust, { header, body }: Enrolment): boolean {
  return trust.workstationKeys(header.workstation).includes(body.workstationSignKey)
}

/** Runs what needs the store. Null when it is out of reach, which the state then remembers. */
export async function withStore<T>(
  state: JournalState,
  act: (store: Store) => Promise<T>,
): Promise<T | null> {
  try {
    const result = await act(state.store)
    state.offlineSinceMs = null
    state.storeProblem = null
    return result
  } catch (error) {
    if (!isStoreFailure(error)) throw error
    state.offlineSinceMs ??= state.clock.now()
    state.storeProblem = error.problem
    return null
  }
}

/** Whether something new may go to the store at once; else the next synchronisation takes it. */
export function isStoreOpen(state: JournalState): boolean {
  return state.storeConfirmed && state.offlineSinceMs === null
}

function toLink({ header, hash }: VerifiedRecord | Enrolment | NewerRecord): ChainLink {
  const { workstation, seq, prev, heads } = header
  return { workstation, seq, prev, heads, hash }
}

function readTrust(replica: Replica, fingerprint: string, place: string): Trust {
  const bytesOf = (type: 'root' | 'directory' | 'policy') =>
    replica.documents(type).map((document) => document.bytes)
  const roots = bytesOf('root')
  if (roots.length === 0) fail('journal.no-organization', { folder: place })
  const trust = verifyTrust({
    roots,
    directories: bytesOf('directory'),
    policies: bytesOf('policy'),
    fingerprint,
  })
  for (const type of documentTypes) {
    const floor = replica.floor(type)
    const found = trust[type]
    if (floor !== null && (found?.body.n !== floor.seq || found.hash !== floor.hash))
      fail('journal.rollback', { what: type, seen: floor.seq, found: found?.body.n ?? 0 })
  }
  return trust
}
