import { fail, type Problem } from '../../preload/problem.ts'
import type { Clock } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { type AlarmBook, openAlarmBook } from './alarm.ts'
import { type BlobCache, openBlobCache } from './blob-cache.ts'
import { type ChainIndex, createChainIndex } from './chain.ts'
import { documentTypes, type Trust, verifyTrust } from './directory.ts'
import { openRecordIndex, type RecordIndex } from './record-index.ts'
import { openReplica, type Replica } from './replica.ts'
import type { Enrolment, VerifiedRecord } from './signature.ts'
import { isStoreFailure, type Store } from './store.ts'

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
  trust: Trust
  /** Rebuilt from the replica when it is asked for and null. */
  chain: ChainIndex | null
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
    trust: readTrust(replica, fingerprint, store.place),
    chain: null,
    offlineSinceMs: null,
    storeProblem: null,
    storeConfirmed: false,
    comparedMs: null,
  }
  return state
}

export function chainOf(state: JournalState): ChainIndex {
  if (state.chain) return state.chain
  const chain = createChainIndex()
  for (const link of state.replica.links()) chain.add(link)
  for (const enrolment of state.index.enrolments())
    if (isFirstOfItsChain(state.trust, enrolment)) chain.add(toLink(enrolment))
  state.chain = chain
  return chain
}

/** Enters a record that has just gone into the replica. */
export function noteRecord(state: JournalState, record: VerifiedRecord): void {
  state.index.note(record)
  state.chain?.add(toLink(record))
}

export function noteEnrolment(state: JournalState, enrolment: Enrolment): void {
  if (isFirstOfItsChain(state.trust, enrolment)) state.chain?.add(toLink(enrolment))
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

function toLink({ header, hash }: VerifiedRecord | Enrolment) {
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
