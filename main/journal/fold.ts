import type { ActKind } from './record.ts'
import type { VerifiedRecord } from './signature.ts'

/** A request's own hash, or the request that another record speaks about. */
export function requestOf(record: VerifiedRecord): string | null {
  if (record.kind === 'request') return record.hash
  const { body } = record
  return 'request' in body ? body.request : null
}

/**
 * The order in which every workstation reads the same set of records: by time, and for equal times
 * by hash. The time is what the writer says it is, so the order decides nothing but display.
 */
function compareRecords(a: VerifiedRecord, b: VerifiedRecord): number {
  if (a.header.at !== b.header.at) return a.header.at < b.header.at ? -1 : 1
  if (a.hash === b.hash) return 0
  return a.hash < b.hash ? -1 : 1
}

/**
 * A growing set of verified records and what is asked of it most. Its answers depend only on which
 * records are in it: not on the order in which they came, nor on how often.
 */
interface RecordSet {
  /** False when it was there already. */
  readonly add: (record: VerifiedRecord) => boolean
  readonly all: () => readonly VerifiedRecord[]
  readonly ofKind: <K extends ActKind>(kind: K) => readonly VerifiedRecord<K>[]
  /** The request and all that speaks about it. */
  readonly about: (request: string) => readonly VerifiedRecord[]
  readonly byHash: (hash: string) => VerifiedRecord | null
  readonly size: () => number
}

export function createRecordSet(): RecordSet {
  const byHash = new Map<string, VerifiedRecord>()
  const everything = createShelf()
  const kinds = new Map<ActKind, Shelf>()
  const requests = new Map<string, Shelf>()
  return {
    add(record) {
      if (byHash.has(record.hash)) return false
      byHash.set(record.hash, record)
      everything.add(record)
      shelfOf(kinds, record.kind).add(record)
      const request = requestOf(record)
      if (request !== null) shelfOf(requests, request).add(record)
      return true
    },
    all: () => everything.sorted(),
    // A shelf holds one kind only, which its type cannot say.
    ofKind: <K extends ActKind>(kind: K) =>
      (kinds.get(kind)?.sorted() ?? []) as readonly VerifiedRecord<K>[],
    about: (request) => requests.get(request)?.sorted() ?? [],
    byHash: (hash) => byHash.get(hash) ?? null,
    size: () => byHash.size,
  }
}

interface Shelf {
  readonly add: (record: VerifiedRecord) => void
  readonly sorted: () => readonly VerifiedRecord[]
}

/** Sorts when it is read, not when it is filled; an array that was handed out never changes. */
function createShelf(): Shelf {
  let sorted: readonly VerifiedRecord[] = []
  let added: VerifiedRecord[] = []
  return {
    add: (record) => void added.push(record),
    sorted() {
      if (added.length > 0) {
        // Nearly sorted input: the engine's merge sort takes it in one pass.
        sorted = [...sorted, ...added.sort(compareRecords)].sort(compareRecords)
        added = []
      }
      return sorted
    },
  }
}

function shelfOf<K>(shelves: Map<K, Shelf>, key: K): Shelf {
  const shelf = shelves.get(key) ?? createShelf()
  shelves.set(key, shelf)
  return shelf
}
