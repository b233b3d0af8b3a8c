import type { WritableDb } from '../sqlite/sqlite.ts'
import type { BlobRef } from './record.ts'
import { sha256 } from './share-file.ts'

const partBytes = 1024 * 1024

/** The blobs that this workstation has written or read, by the hash of their bytes. */
export interface BlobCache {
  readonly put: (bytes: Uint8Array, published: boolean) => BlobRef
  /** Null when it is not here, or no longer has its hash. */
  readonly get: (hash: string) => Uint8Array | null
  /** Written here and not in the store yet. */
  readonly outbox: () => readonly string[]
  readonly all: () => readonly BlobRef[]
  readonly markPublished: (hash: string) => void
  /** The vault overwrites what it frees. */
  readonly drop: (hash: string) => void
}

export function openBlobCache(db: WritableDb): BlobCache {
  return {
    put(bytes, published) {
      const hash = sha256(bytes)
      db.transaction(() => {
        const added = db
          .prepare(
            'INSERT INTO journal_blob (hash, size_bytes, published) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
          )
          .run(hash, bytes.length, published ? 1 : 0)
        if (added.changes > 0) insertParts(db, hash, bytes)
      })
      return { hash, sizeBytes: bytes.length }
    },
    get(hash) {
      const parts = db
        .prepare<{ bytes: Uint8Array }>(
          'SELECT bytes FROM journal_blob_part WHERE hash = ? ORDER BY part',
        )
        .all(hash)
      const bytes = Buffer.concat(parts.map((part) => part.bytes))
      return sha256(bytes) === hash ? bytes : null
    },
    outbox: () =>
      db
        .prepare<{ hash: string }>('SELECT hash FROM journal_blob WHERE published = 0')
        .all()
        .map((row) => row.hash),
    all: () => db.prepare<BlobRef>('SELECT hash, size_bytes AS sizeBytes FROM journal_blob').all(),
    drop(hash) {
      db.prepare('DELETE FROM journal_blob_part WHERE hash = ?').run(hash)
      db.prepare('DELETE FROM journal_blob WHERE hash = ?').run(hash)
    },
    markPublished: (hash) =>
      void db.prepare('UPDATE journal_blob SET published = 1 WHERE hash = ?').run(hash),
  }
}

function insertParts(db: WritableDb, hash: string, bytes: Uint8Array): void {
  const insert = db.prepare('INSERT INTO journal_blob_part (hash, part, bytes) VALUES (?, ?, ?)')
  for (let part = 0; part * partBytes < bytes.length; part += 1)
    insert.run(hash, part, Buffer.from(bytes.subarray(part * partBytes, (part + 1) * partBytes)))
}
