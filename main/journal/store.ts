import { type ProblemCode, ProblemError } from '../../preload/problem.ts'
import type { BlobRef } from './record.ts'

/** A numbered sequence of envelopes in a store: one of the three chains, or a workstation's log. */
export type Stream = 'root' | 'directory' | 'policy' | `log/${string}`

/** What a listing says of an envelope, before anybody has read it. */
export interface StoreEntry {
  readonly stream: Stream
  readonly seq: number
  /** The first 32 hex digits of the SHA-256 over the envelope's bytes. */
  readonly name: string
}

/** What get found. `writing`: not whole yet; it may be in a minute. */
export type StoreReading =
  | { readonly status: 'whole'; readonly bytes: Uint8Array }
  | { readonly status: 'writing' | 'damaged' | 'missing' }

/** How this store behaves, for IT. Times in milliseconds. */
export interface StoreSelfTest {
  /** Of two attempts to make the same file, exactly one succeeded. */
  readonly isExclusive: boolean
  /** What was written was read back through another handle. */
  readonly readsBack: boolean
  readonly latencyMs: number
  /** The store's clock minus ours; null when the store has none. */
  readonly skewMs: number | null
}

/**
 * Where workstations leave records for each other. An untrusted transport: it may lose, withhold,
 * repeat and garble, and whoever reads verifies. What it must do is keep what it took, and let
 * exactly one of two claims succeed. Everything is made once and never changed or removed.
 * Every function fails with `journal.store-unreachable` when the store does not answer, and a
 * database with another of storeFailures when it answers something else than it should.
 */
export interface Store {
  /** What the person calls it: the folder, or the database's host and name. */
  readonly place: string
  /** False when nobody has ever written here. */
  readonly hasBegun: () => Promise<boolean>
  /** Durable when it resolves. The same envelope a second time changes nothing. */
  readonly put: (o: {
    readonly stream: Stream
    readonly seq: number
    /** The instant that the envelope itself states. */
    readonly at: string
    readonly bytes: Uint8Array
  }) => Promise<void>
  /** The logs that exist, one per workstation. */
  readonly listLogs: () => Promise<readonly Stream[]>
  /** Entries above seq, at least; by number, then name. With seq 0 the whole stream. */
  readonly listAfter: (stream: Stream, seq: number) => Promise<readonly StoreEntry[]>
  readonly get: (entry: StoreEntry) => Promise<StoreReading>
  /** Durable when it resolves. */
  readonly putBlob: (bytes: Uint8Array) => Promise<BlobRef>
  /** Null when it is not there, or not whole; never other bytes than the reference names. */
  readonly getBlob: (ref: BlobRef) => Promise<Uint8Array | null>
  /**
   * True when nothing of it is there any more. Where we have no right to remove anything, it stays,
   * and IT removes it: the one thing that is ever taken away, on the word of a signed record.
   */
  readonly removeBlob: (hash: string) => Promise<boolean>
  /** True for exactly one caller ever. `content` tells the others whose it is. */
  readonly claim: (name: string, content: Uint8Array) => Promise<boolean>
  readonly readClaim: (name: string) => Promise<Uint8Array | null>
  /** Leaves a few bytes behind. */
  readonly selfTest: () => Promise<StoreSelfTest>
  /**
   * Calls whenever somebody may have put something; the result ends it. Only a wake-up call: one
   * that is lost loses nothing, since whoever waits looks by itself too. Null where there is none.
   */
  readonly watch: ((onNews: () => void) => () => void) | null
  /** Lets go of what is open towards the store. Nothing may be asked of it afterwards. */
  readonly close: () => Promise<void>
}

/** Why a store cannot be used at the moment. Nothing is lost by any of them: the outbox keeps it. */
const storeFailures: ReadonlySet<ProblemCode> = new Set([
  'journal.store-unreachable',
  'journal.store-untrusted',
  'journal.store-wrong-host',
  'journal.store-no-tls',
  'journal.store-login-refused',
  'journal.store-not-prepared',
  'journal.store-right-missing',
])

export function isStoreFailure(error: unknown): error is ProblemError {
  return error instanceof ProblemError && storeFailures.has(error.problem.code)
}
