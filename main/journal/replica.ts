import { type Migration, migrate } from '../sqlite/migrate.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import type { ChainHead, ChainLink } from './chain.ts'
import type { DocumentType, SignedDocument } from './directory.ts'
import type { DirectoryBody, PolicyBody, RootBody } from './document.ts'
import { requestOf } from './fold.ts'
import { initialJournal } from './schema/0010-journal.ts'
import { newerAndSnapshot } from './schema/0020-newer-and-snapshot.ts'
import { indexesAndGuardedSnapshot } from './schema/0030-indexes-and-guarded-snapshot.ts'
import { destroyedAndExport } from './schema/0040-destroyed-and-export.ts'
import { datedBack } from './schema/0050-dated-back.ts'
import { sha256 } from './share-file.ts'
import { type Enrolment, headerOf, type NewerRecord, type VerifiedRecord } from './signature.ts'

export const journalMigrations: readonly Migration[] = [
  initialJournal,
  newerAndSnapshot,
  indexesAndGuardedSnapshot,
  destroyedAndExport,
  datedBack,
]

interface StoredDocument {
  readonly n: number
  readonly hash: string
  readonly at: string
  readonly bytes: Uint8Array
}

/** An envelope of a log. `name` is the part of its hash that its file name carries. */
export interface StoredEntry {
  readonly workstation: string
  readonly seq: number
  readonly name: string
  readonly at: string
  readonly bytes: Uint8Array
}

export interface VerifiedRow extends Omit<StoredEntry, 'at'> {
  readonly id: number
  readonly hash: string
}

interface StoredLink extends ChainLink {
  readonly id: number
}

/** A record that only a newer Sekisho can read. */
export interface NewerRow extends StoredEntry {
  readonly kind: string
  readonly about: string | null
}

interface EntryOrigin {
  /** Appended here, as opposed to read from the store. */
  readonly own: boolean
  readonly published: boolean
}

interface RefusedEntry {
  readonly workstation: string
  readonly name: string
  readonly reason: string
}

/**
 * Everything of the journal that this workstation has, in its vault. What was verified once is kept
 * as verified: the vault's pages are encrypted and authenticated. Rows in and out; it decides nothing.
 */
export interface Replica {
  readonly db: WritableDb
  readonly documents: (type: DocumentType) => readonly StoredDocument[]
  readonly addDocument: (
    document: SignedDocument<RootBody | DirectoryBody | PolicyBody>,
    published: boolean,
  ) => void
  /** When a new root takes over at an earlier version: the floor falls back to that too. */
  readonly dropDocumentsAfter: (type: DocumentType, last: ChainHead | null) => void
  readonly documentOutbox: (type: DocumentType) => readonly StoredDocument[]
  readonly markDocumentPublished: (type: DocumentType, n: number) => void
  readonly floor: (type: DocumentType) => ChainHead | null
  /** False when a record with this payload is here already. */
  readonly addRecord: (record: VerifiedRecord | Enrolment, origin: EntryOrigin) => boolean
  readonly addNewer: (newer: NewerRecord, published: boolean) => boolean
  /** Of kinds or versions that this Sekisho does not know. */
  readonly newer: () => readonly NewerRow[]
  readonly addPending: (entry: StoredEntry) => void
  readonly addRefused: (entry: RefusedEntry & { readonly seq: number }) => void
  readonly forget: (workstation: string, name: string) => void
  readonly pending: () => readonly StoredEntry[]
  readonly pendingCountOf: (workstation: string) => number
  readonly refused: () => readonly RefusedEntry[]
  readonly hasEntry: (workstation: string, name: string) => boolean
  /**
   * What a store ought to have of this log: all of it but the outbox. Ask before you list the store,
   * or what is put there meanwhile looks as if it were missing.
   */
  readonly publishedEntries: (workstation: string) => readonly Omit<StoredEntry, 'bytes'>[]
  readonly entryBytes: (workstation: string, name: string) => Uint8Array
  /** Verified records by the order in which they came, above this id. */
  readonly verifiedRows: (after: number, limit: number) => readonly VerifiedRow[]
  readonly repair: (id: number, bytes: Uint8Array) => void
  /** What the Sekisho could read that judged these entries; null before the first. */
  readonly knownKinds: () => string | null
  readonly setKnownKinds: (kinds: string) => void
  readonly logs: () => readonly string[]
  readonly outbox: () => readonly StoredEntry[]
  readonly outboxCount: () => number
  readonly markPublished: (workstation: string, name: string) => void
  /** After the store was found empty: everything goes into it again. */
  readonly markAllUnpublished: () => void
  /** Of records that count in a chain, in the order in which they came, above this id. */
  readonly links: (after: number, limit: number) => readonly StoredLink[]
  readonly lastOwn: () => ChainHead | null
  /** Heads that our own records have named so far: the next names only what has moved since. */
  readonly declared: () => ReadonlyMap<string, ChainHead>
  readonly declare: (heads: Readonly<Record<string, ChainHead>>) => void
}

/** Brings the journal's tables up to date and opens them. */
export function openReplica(db: WritableDb): Replica {
  migrate(db, 'journal', journalMigrations)
  fillMembers(db)
  return { db, ...documentRows(db), ...entryRows(db), ...logRows(db) }
}

/** What is here stays, as another workstation's: for a PC that has got a new identity. */
export function startNewLog(db: WritableDb): void {
  db.exec('UPDATE journal_entry SET own = 0 WHERE own = 1')
  db.exec('DELETE FROM journal_declared')
}

export function nameOf(bytes: Uint8Array): string {
  return sha256(bytes).slice(0, 32)
}

function documentRows(db: WritableDb) {
  const setFloor = (type: DocumentType, n: number, hash: string) =>
    db
      .prepare(
        `INSERT INTO journal_floor (type, n, hash) VALUES (?, ?, ?)
         ON CONFLICT (type) DO UPDATE SET n = excluded.n, hash = excluded.hash`,
      )
      .run(type, n, hash)
  return {
    documents: (type: DocumentType) =>
      db
        .prepare<StoredDocument>(
          'SELECT n, hash, at, bytes FROM journal_document WHERE type = ? ORDER BY n',
        )
        .all(type),
    addDocument(
      { body, hash, bytes }: SignedDocument<RootBody | DirectoryBody | PolicyBody>,
      published: boolean,
    ) {
      db.transaction(() => {
        db.prepare(
          'INSERT INTO journal_document (type, n, hash, at, published, bytes) VALUES (?, ?, ?, ?, ?, ?)',
        ).run(body.type, body.n, hash, body.at, published ? 1 : 0, bytes)
        setFloor(body.type, body.n, hash)
      })
    },
    dropDocumentsAfter(type: DocumentType, last: ChainHead | null) {
      const gone = db
        .prepare('DELETE FROM journal_document WHERE type = ? AND n > ?')
        .run(type, last?.seq ?? 0)
      if (gone.changes === 0) return
      if (last) setFloor(type, last.seq, last.hash)
      else db.prepare('DELETE FROM journal_floor WHERE type = ?').run(type)
    },
    documentOutbox: (type: DocumentType) =>
      db
        .prepare<StoredDocument>(
          'SELECT n, hash, at, bytes FROM journal_document WHERE type = ? AND published = 0 ORDER BY n',
        )
        .all(type),
    markDocumentPublished: (type: DocumentType, n: number) =>
      void db
        .prepare('UPDATE journal_document SET published = 1 WHERE type = ? AND n = ?')
        .run(type, n),
    floor: (type: DocumentType) =>
      db.prepare<ChainHead>('SELECT n AS seq, hash FROM journal_floor WHERE type = ?').get(type) ??
      null,
  }
}

function entryRows(db: WritableDb) {
  return {
    addRecord(record: VerifiedRecord | Enrolment, origin: EntryOrigin): boolean {
      const isEnrolment = record.kind === 'enrolment'
      return insertEntry(db, record, {
        state: isEnrolment ? 'enrolment' : 'verified',
        about: isEnrolment ? null : requestOf(record as VerifiedRecord),
        ...origin,
      })
    },
    addNewer: (newer: NewerRecord, published: boolean): boolean =>
      insertEntry(db, newer, { state: 'newer', about: newer.about, own: false, published }),
    newer: () =>
      db
        .prepare<NewerRow>(
          `SELECT workstation, seq, name, at, bytes, kind, about FROM journal_entry
           WHERE state = 'newer' AND state <> 'verified' ORDER BY at, hash`,
        )
        .all(),
    addPending: ({ workstation, seq, name, at, bytes }: StoredEntry) =>
      void db
        .prepare(
          `INSERT INTO journal_entry (workstation, seq, name, state, own, published, at, bytes)
           VALUES (?, ?, ?, 'pending', 0, 1, ?, ?) ON CONFLICT DO NOTHING`,
        )
        .run(workstation, seq, name, at, bytes),
    addRefused: ({ workstation, seq, name, reason }: RefusedEntry & { readonly seq: number }) =>
      void db
        .prepare(
          `INSERT INTO journal_entry (workstation, seq, name, state, own, published, reason, bytes)
           VALUES (?, ?, ?, 'refused', 0, 1, ?, x'') ON CONFLICT DO NOTHING`,
        )
        .run(workstation, seq, name, reason),
    forget: (workstation: string, name: string) =>
      void db
        .prepare(
          `DELETE FROM journal_entry
           WHERE workstation = ? AND name = ? AND state IN ('newer', 'pending', 'refused')`,
        )
        .run(workstation, name),
    pending: () =>
      db
        .prepare<StoredEntry>(
          `SELECT workstation, seq, name, at, bytes FROM journal_entry
           WHERE state = 'pending' AND state <> 'verified' ORDER BY workstation, seq`,
        )
        .all(),
    pendingCountOf: (workstation: string) =>
      db
        .prepare<{ n: number }>(
          `SELECT count(*) AS n FROM journal_entry
           WHERE workstation = ? AND state = 'pending' AND state <> 'verified'`,
        )
        .get(workstation)?.n ?? 0,
    refused: () =>
      db
        .prepare<RefusedEntry>(
          `SELECT workstation, name, reason FROM journal_entry
           WHERE state = 'refused' AND state <> 'verified'`,
        )
        .all(),
  }
}

function insertEntry(
  db: WritableDb,
  { header, hash, bytes }: Pick<NewerRecord, 'header' | 'hash' | 'bytes'>,
  o: EntryOrigin & { readonly state: string; readonly about: string | null },
): boolean {
  const added = db
    .prepare(
      `INSERT INTO journal_entry
         (workstation, seq, name, state, own, published, hash, kind, about, member, prev, at, heads, bytes)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    )
    .run(
      header.workstation,
      header.seq,
      nameOf(bytes),
      o.state,
      o.own ? 1 : 0,
      o.published ? 1 : 0,
      hash,
      header.kind,
      o.about,
      header.member,
      header.prev,
      header.at,
      JSON.stringify(header.heads),
      bytes,
    )
  return added.changes > 0
}

/** Rows of the first version of the table do not say who acted. */
function fillMembers(db: WritableDb): void {
  const rows = db
    .prepare<{ id: number; bytes: Uint8Array }>(
      `SELECT id, bytes FROM journal_entry WHERE member = ''`,
    )
    .all()
  if (rows.length === 0) return
  db.transaction(() => {
    const set = db.prepare('UPDATE journal_entry SET member = ? WHERE id = ?')
    for (const { id, bytes } of rows) set.run(headerOf(bytes).member, id)
  })
}

function logRows(db: WritableDb) {
  return {
    hasEntry: (workstation: string, name: string) =>
      db
        .prepare('SELECT 1 FROM journal_entry WHERE workstation = ? AND name = ?')
        .get(workstation, name) !== undefined,
    publishedEntries: (workstation: string) =>
      db
        .prepare<Omit<StoredEntry, 'bytes'>>(
          `SELECT workstation, seq, name, at FROM journal_entry
           WHERE workstation = ? AND published = 1
             AND state IN ('verified', 'enrolment', 'newer') ORDER BY seq`,
        )
        .all(workstation),
    entryBytes(workstation: string, name: string): Uint8Array {
      const row = db
        .prepare<{ bytes: Uint8Array }>(
          'SELECT bytes FROM journal_entry WHERE workstation = ? AND name = ?',
        )
        .get(workstation, name)
      if (row === undefined) throw new RangeError('no such entry in the replica')
      return row.bytes
    },
    verifiedRows: (after: number, limit: number) =>
      db
        .prepare<VerifiedRow>(
          `SELECT id, workstation, seq, name, hash, bytes FROM journal_entry
           WHERE state IN ('verified', 'newer') AND id > ? ORDER BY id LIMIT ?`,
        )
        .all(after, limit),
    repair: (id: number, bytes: Uint8Array) =>
      void db.prepare('UPDATE journal_entry SET bytes = ? WHERE id = ?').run(bytes, id),
    knownKinds: () =>
      db.prepare<{ kinds: string }>('SELECT kinds FROM journal_format').get()?.kinds ?? null,
    setKnownKinds: (kinds: string) =>
      void db
        .prepare(
          `INSERT INTO journal_format (one, kinds) VALUES (1, ?)
           ON CONFLICT (one) DO UPDATE SET kinds = excluded.kinds`,
        )
        .run(kinds),
    logs: () =>
      db
        .prepare<{ workstation: string }>('SELECT DISTINCT workstation FROM journal_entry')
        .all()
        .map((row) => row.workstation),
    outbox: () =>
      db
        .prepare<StoredEntry>(
          `SELECT workstation, seq, name, at, bytes FROM journal_entry
           WHERE published = 0 ORDER BY seq LIMIT 1000`,
        )
        .all(),
    outboxCount: () =>
      db.prepare<{ n: number }>('SELECT count(*) AS n FROM journal_entry WHERE published = 0').get()
        ?.n ?? 0,
    markPublished: (workstation: string, name: string) =>
      void db
        .prepare('UPDATE journal_entry SET published = 1 WHERE workstation = ? AND name = ?')
        .run(workstation, name),
    markAllUnpublished: () =>
      db.transaction(() => {
        db.exec('UPDATE journal_document SET published = 0')
        db.exec('UPDATE journal_blob SET published = 0')
        db.exec(
          `UPDATE journal_entry SET published = 0 WHERE state IN ('verified', 'enrolment', 'newer')`,
        )
      }),
    links(after: number, limit: number): readonly StoredLink[] {
      return db
        .prepare<Omit<StoredLink, 'heads'> & { heads: string }>(
          `SELECT id, workstation, seq, hash, prev, heads FROM journal_entry
           WHERE state IN ('verified', 'newer') AND id > ? ORDER BY id LIMIT ?`,
        )
        .all(after, limit)
        .map((row) => ({ ...row, heads: JSON.parse(row.heads) }))
    },
    lastOwn: () =>
      db
        .prepare<ChainHead>(
          'SELECT seq, hash FROM journal_entry WHERE own = 1 ORDER BY seq DESC LIMIT 1',
        )
        .get() ?? null,
    declared: (): ReadonlyMap<string, ChainHead> =>
      new Map(
        db
          .prepare<ChainHead & { workstation: string }>(
            'SELECT workstation, seq, hash FROM journal_declared',
          )
          .all()
          .map(({ workstation, seq, hash }) => [workstation, { seq, hash }]),
      ),
    declare(heads: Readonly<Record<string, ChainHead>>) {
      const set = db.prepare(
        `INSERT INTO journal_declared (workstation, seq, hash) VALUES (?, ?, ?)
         ON CONFLICT (workstation) DO UPDATE SET seq = excluded.seq, hash = excluded.hash`,
      )
      for (const [workstation, { seq, hash }] of Object.entries(heads))
        set.run(workstation, seq, hash)
    },
  }
}
