import type { EndedAlarm, JournalAlarm } from '../../preload/contract/journal.ts'
import { fail, type Problem } from '../../preload/problem.ts'
import type { MachineValues } from '../policy/policy.ts'
import type { Clock, Random } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import type { SealingKey, SigningKey, Workstation } from '../vault/vault.ts'
import { isOfRecords } from './alarm.ts'
import { appendRecord, type Signer } from './append.ts'
import { type DestructionStatus, destroyedAt, destructionStatus } from './destruction.ts'
import type { Trust } from './directory.ts'
import { createEffective, type Directory, type Policy } from './effective.ts'
import { destroyExpired } from './expiry.ts'
import type { ExportTarget } from './export-target.ts'
import { isStoreOpen, type JournalState, openState, withStore } from './journal-state.ts'
import type { DirectoryContent, PolicyContent, RootContent } from './next-version.ts'
import { claimStore, type Founding, keepFirstVersions, makeFirstVersions } from './organization.ts'
import { pushBlob } from './outbox.ts'
import { saveParcel, type TakenParcel, takeParcel } from './parcel.ts'
import type { Proposal, ProposedChange } from './proposal.ts'
import { publishingActs } from './publishing.ts'
import { createQueue } from './queue.ts'
import type { ActKind, BlobRef, RecordBody } from './record.ts'
import {
  type ExportStatus,
  exportRecords,
  exportStatus,
  isExportDue,
  setExportTarget,
} from './record-export.ts'
import type { ListedRecord, RecordFilter } from './record-index.ts'
import { requireSound } from './safe-stop.ts'
import type { Enrolment, VerifiedRecord } from './signature.ts'
import type { Store, StoreSelfTest } from './store.ts'
import { confirmStore, synchronise } from './sync.ts'
import { type Verification, type VerificationStep, verifyJournal } from './verification.ts'

export type { Signer } from './append.ts'
export { readAuthority } from './authority-file.ts'
export { parseBlobList, toBlobList } from './blob-list.ts'
export type { SignedDocument, Trust, TrustMaterial } from './directory.ts'
export { requireFresh, verifyTrust } from './directory.ts'
export {
  DirectoryMember,
  type DirectoryWorkstation,
  type Grant,
  NoticeRelay,
  PolicyDetail,
  Route,
  RouteKey,
  SenderCertificate,
  SenderIdentity,
  type SenderKey,
} from './document.ts'
export type { Directory, Policy } from './effective.ts'
export { covers, grantOf, grantsOf, personOf, type Scope, usableFromMs } from './grant.ts'
export { journalHandlers } from './handlers.ts'
export { rulesLockedBy, rulesOnMachine } from './machine-rules.ts'
export type { DirectoryContent, PolicyContent, RootContent } from './next-version.ts'
export type { FirstVersions, Founding, Organization } from './organization.ts'
export {
  claimStore,
  keepFirstVersions,
  makeFirstVersions,
  pinOrganization,
  readOrganization,
} from './organization.ts'
export { signedSince } from './policy-entry.ts'
export { canaryFor, type LookName, PolicyRules, quorumFor } from './policy-rules.ts'
export { type DatabaseAccess, placeOfDatabase } from './postgres-connection.ts'
export type { Proposal, ProposedChange } from './proposal.ts'
export {
  type ActKind,
  BlobRef,
  type RecordBody,
  type RecordHeader,
  type RecordKind,
  recordBodies,
  type Version,
} from './record.ts'
export { journalMigrations, startNewLog } from './replica.ts'
export { directoryNames } from './sealed-content.ts'
export { type Enrolment, type VerifiedRecord, verifyRecord } from './signature.ts'
export type { Store, StoreSelfTest } from './store.ts'
export { openPostgresStore } from './store-postgres.ts'
export { openShareStore } from './store-share.ts'
export { enrolmentDaysMax } from './stranger-room.ts'
export { isVoid } from './validity.ts'
export type { Verification } from './verification.ts'

export interface JournalOptions {
  readonly db: WritableDb
  readonly store: Store
  /** The pinned hash of root.1. */
  readonly fingerprint: string
  readonly workstation: Workstation
  /** Opens what is sealed to the signed-in member. */
  readonly reader: SealingKey
  readonly clock: Clock
  readonly random: Random
  /** What IT has laid down for this machine, which the signed rules are combined with. */
  readonly machine?: MachineValues
}

/** Whose a claim is. `run` is null in one from before claims named their run. */
export interface Claimant {
  readonly workstation: string
  readonly run: string | null
}

export interface StoreStatus {
  readonly status: 'online' | 'offline' | 'alarm'
  /** Since when there is an alarm, or else since when it is out of reach. */
  readonly sinceAt: string | null
  /** Since when it is out of reach, whether or not there is an alarm too. */
  readonly offlineSinceAt: string | null
  /** Why it is out of reach. */
  readonly problem: Problem | null
  readonly outboxCount: number
}

/**
 * The organization's signed history on this workstation: what is in force, what was done, and the
 * way to add to it. Everything it gives out was verified; everything it takes is durable in the
 * vault before it resolves. It works without the store, which it meets in sync().
 */
export interface Journal {
  /** The verified chains as a value; with their bytes, for a process that verifies again. */
  readonly trust: () => Trust
  readonly directory: () => Directory
  readonly policy: () => Policy
  /** What IT has laid down for this machine. */
  readonly machine: MachineValues
  /** By time, then hash. The arrays never change; ask again for newer ones. */
  readonly records: () => readonly VerifiedRecord[]
  readonly recordsOf: <K extends ActKind>(kind: K) => readonly VerifiedRecord<K>[]
  /** A request's record and all that speaks about it. */
  readonly recordsAbout: (request: string) => readonly VerifiedRecord[]
  readonly byHash: (hash: string) => VerifiedRecord | null
  readonly page: (o: RecordFilter & { offset: number; limit: number }) => {
    readonly total: number
    /** Newest first. */
    readonly records: readonly ListedRecord[]
  }
  /** Applications for admission: they prove possession of the keys they name and nothing else. */
  readonly enrolments: () => readonly Enrolment[]
  /** Logs of unknown workstations that are left unread: there are too many applications already. */
  readonly skippedLogCount: () => number
  /**
   * signer null: the workstation by itself, for the kinds that allow it. Durable in the vault when
   * it resolves, in the store as soon as that is in reach. Fails with `journal.not-durable`,
   * `journal.rollback` (this vault is older than what it signed), `journal.signature-invalid`
   * (signer unknown to every directory) or `journal.record-malformed`.
   */
  readonly append: <K extends ActKind>(o: {
    readonly kind: K
    readonly body: RecordBody<K>
    readonly signer: Signer | null
  }) => Promise<VerifiedRecord<K>>
  /** Applies for admission with the keys that the body names. */
  readonly enrol: (body: RecordBody<'enrolment'>, signer: Signer) => Promise<Enrolment>
  /** One exchange with the store; calls that overlap share one. Out of reach is no failure. */
  readonly sync: () => Promise<{ readonly changed: boolean }>
  /**
   * Compares the whole store, verifies everything once more from its bytes, and mends what is
   * damaged on one side from the other. What is wrong stands in alarms() after it.
   */
  readonly verify: (onStep?: (step: VerificationStep) => void) => Promise<Verification>
  readonly putBlob: (bytes: Uint8Array) => Promise<BlobRef>
  /** Fails with `journal.blob-missing` or `content-destroyed`, or `journal.blob-altered` when its size is another. */
  readonly getBlob: (ref: BlobRef) => Promise<Uint8Array>
  /**
   * True for exactly one caller in the organization, ever. `run` is the hash of a key that only this
   * run has: two copies of one PC have the same name and other keys. `journal.store-unreachable` offline.
   */
  readonly claim: (name: string, run: string) => Promise<boolean>
  /** Who holds a claim; null when nobody does, or it was cut off claiming. */
  readonly claimant: (name: string) => Promise<Claimant | null>
  /**
   * The next directory over the newest one; `change` may run again when somebody else was faster.
   * The policy is sealed anew when the readers have changed. Needs the store. Where the root wants
   * several signatures it becomes a proposal, whose hash is the answer; null: it is in force. Fails
   * with `journal.store-unreachable`, `journal.not-in-root` or `journal.fork`.
   */
  readonly publishDirectory: (
    change: (content: DirectoryContent) => DirectoryContent,
    signer: Signer,
  ) => Promise<string | null>
  readonly publishPolicy: (
    change: (content: PolicyContent) => PolicyContent,
    signer: Signer,
  ) => Promise<string | null>
  /** The next root, signed by enough keys of the present one and of its own. */
  readonly publishRoot: (
    change: (content: RootContent) => RootContent,
    rootKeys: readonly SigningKey[],
  ) => Promise<void>
  /**
   * Renews what is past half its life, and finishes an interrupted publishDirectory. Where the root
   * wants several signatures, adds this one to renewals that change nothing.
   */
  readonly renew: (signer: Signer) => Promise<void>
  /** Newest first, those that are over included. */
  readonly proposals: () => readonly Proposal[]
  /** Fails with `journal.no-such-proposal`, `proposal-closed` or `blob-missing`. */
  readonly readProposal: (hash: string) => Promise<ProposedChange>
  /** True when this was the last signature wanted, and the change is in force. Fails as above. */
  readonly coSign: (hash: string, signer: Signer) => Promise<boolean>
  readonly objectTo: (hash: string, signer: Signer) => Promise<void>
  /**
   * Destroys the contents of requests that the policy keeps no longer, each on a signed record. Only
   * an administrator's records do.
   */
  readonly destroyExpired: (signer: Signer) => Promise<void>
  readonly destructions: () => DestructionStatus
  /**
   * What another PC may lack, as a file, where the store does not reach. Answers with its size in
   * bytes. Fails with `journal.parcel-not-written` or `journal.blob-missing`.
   */
  readonly saveParcel: (o: Parameters<typeof saveParcel>[1]) => Promise<number>
  /** Takes such a file as if the store had brought it. Fails with `journal.parcel-*`. */
  readonly takeParcel: (path: string) => Promise<TakenParcel>
  /** The daily copy of the records to a place of IT's; null: there is none from this PC. */
  readonly exportStatus: () => ExportStatus | null
  readonly setExport: (target: ExportTarget | null) => void
  /** `due`: only when a day has passed, or an hour since a failure. How it went, exportStatus says. */
  readonly exportRecords: (when: 'now' | 'due') => Promise<void>
  readonly alarms: () => readonly JournalAlarm[]
  /** Alarms that have ended, newest first, at most this many. */
  readonly endedAlarms: (limit: number) => readonly EndedAlarm[]
  /**
   * The safe stop: nothing is released while the history may not be whole, or speaks about this
   * request in words that only a newer Sekisho knows. Fails with the alarm's own problem.
   */
  readonly requireSound: (request: string) => void
  readonly storeStatus: () => StoreStatus
  /** How the store behaves, for IT. Leaves a few bytes behind; fails with the store's problems. */
  readonly testStore: () => Promise<StoreSelfTest>
  /** Calls when the store says that there is news; null: it never does, so ask. See Store.watch. */
  readonly watchStore: Store['watch']
}

/** Makes an organization in an empty store and opens its journal. */
export async function foundOrganization(founding: Founding): Promise<Journal> {
  const first = makeFirstVersions(founding)
  await keepFirstVersions(first, founding)
  await claimStore(first.trust, founding.store)
  const { fingerprint } = first
  const { db, store, workstation, clock, random, administrator } = founding
  const reader = administrator.sealing
  const journal = openJournal({ db, store, fingerprint, workstation, reader, clock, random })
  await journal.sync()
  return journal
}

/**
 * Opens the journal from the vault, offline. Fails with `journal.no-organization` before
 * foundOrganization or pinOrganization, and with `journal.rollback` below a floor.
 */
export function openJournal(options: JournalOptions): Journal {
  const { db, store, clock, fingerprint, workstation, reader, machine = {} } = options
  const state = openState({ db, store, clock, fingerprint, workstation: workstation.id })
  const effective = createEffective(reader, machine)
  const { index } = state
  const inTurn = createQueue()
  return {
    trust: () => state.trust,
    directory: () => effective.directory(state.trust),
    policy: () => effective.policy(state.trust),
    machine,
    records: index.all,
    recordsOf: index.ofKind,
    recordsAbout: index.about,
    byHash: index.byHash,
    page: ({ offset, limit, ...filter }) => ({
      total: index.count(filter),
      records: index.page(filter, { offset, limit }),
    }),
    enrolments: index.enrolments,
    skippedLogCount: () => state.skippedLogCount,
    // appendRecord answers with the kind it was given; only enrol() gives it an enrolment.
    append: async <K extends ActKind>(o: {
      readonly kind: K
      readonly body: RecordBody<K>
      readonly signer: Signer | null
    }) => (await appendRecord(state, workstation.signing, o)) as VerifiedRecord<K>,
    enrol: async (body, signer) =>
      (await appendRecord(state, workstation.signing, {
        kind: 'enrolment',
        body,
        signer,
      })) as Enrolment,
    sync: sharing(() => inTurn(async () => ({ changed: await synchronise(state) }))),
    verify: sharing((onStep: (step: VerificationStep) => void = () => undefined) =>
      inTurn(async () => {
        await synchronise(state, { whole: true })
        return verifyJournal(state, onStep)
      }),
    ),
    ...blobActs(state),
    ...claimActs(state),
    ...publishingActs(state, options, inTurn),
    saveParcel: (o) => inTurn(() => saveParcel(state, o)),
    takeParcel: (path) => inTurn(() => takeParcel(state, path)),
    destructions: () => destructionStatus(state),
    exportStatus: () => exportStatus(db),
    setExport: (target) => setExportTarget(state, target),
    exportRecords: sharing(async (when: 'now' | 'due') => {
      if (when === 'now' || isExportDue(db, clock)) await exportRecords(state, options)
    }),
    destroyExpired: (signer) => inTurn(() => destroyExpired(state, workstation.signing, signer)),
    alarms: state.alarms.active,
    endedAlarms: state.alarms.ended,
    requireSound: (request) => requireSound(state, request),
    storeStatus: () => statusOf(state),
    testStore: store.selfTest,
    watchStore: store.watch,
  }
}

function blobActs(state: JournalState): Pick<Journal, 'putBlob' | 'getBlob'> {
  return {
    async putBlob(bytes) {
      const ref = state.blobs.put(bytes, false)
      await confirmStore(state)
      if (isStoreOpen(state)) await withStore(state, () => pushBlob(state, ref.hash))
      return ref
    },
    async getBlob(ref) {
      const known = state.blobs.get(ref.hash)
      const bytes = known ?? (await withStore(state, (store) => store.getBlob(ref)))
      if (bytes === null) {
        const at = destroyedAt(state, ref.hash)
        if (at !== null) fail('journal.content-destroyed', { at })
        fail('journal.blob-missing', { hash: ref.hash })
      }
      if (bytes.length !== ref.sizeBytes) fail('journal.blob-altered', { hash: ref.hash })
      if (known === null) state.blobs.put(bytes, true)
      return bytes
    },
  }
}

function claimActs(state: JournalState): Pick<Journal, 'claim' | 'claimant'> {
  return {
    claim: (name, run) =>
      state.store.claim(name, Buffer.from(JSON.stringify({ workstation: state.workstation, run }))),
    async claimant(name) {
      const held = await state.store.readClaim(name)
      if (held === null) return null
      const [, workstation, run = null] = claimText.exec(Buffer.from(held).toString('utf8')) ?? []
      return workstation === undefined ? null : { workstation, run }
    },
  }
}

const claimText = /^\{"workstation":"([a-z0-9-]{1,64})"(?:,"run":"([0-9a-f]{64})")?\}$/

function statusOf(state: JournalState): StoreStatus {
  const { offlineSinceMs, storeProblem: problem } = state
  const offlineSinceAt = offlineSinceMs === null ? null : new Date(offlineSinceMs).toISOString()
  const outboxCount = state.replica.outboxCount()
  const alarm = state.alarms.active().find(isOfRecords)
  const status = alarm ? 'alarm' : offlineSinceAt === null ? 'online' : 'offline'
  return { status, sinceAt: alarm?.at ?? offlineSinceAt, offlineSinceAt, problem, outboxCount }
}

/** Calls that overlap get the answer of the one that is under way. */
function sharing<A extends readonly unknown[], T>(
  act: (...args: A) => Promise<T>,
): (...args: A) => Promise<T> {
  let running: Promise<T> | null = null
  return (...args) => {
    running ??= act(...args).finally(() => {
      running = null
    })
    return running
  }
}
