import { fail } from '../../preload/problem.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import type { FileSource } from './file-rows.ts'

/**
 * What was pasted or dropped: it stands in memory alone, one at a time since each may be as large as
 * memory allows, and no longer than the vault is open. Whoever handed it over hears that it is gone.
 */
export interface HandedOver {
  readonly keep: (file: string, given: Given, db: WritableDb) => void
  /** Null for what was never handed over. Fails with `lists.file-forgotten`. */
  readonly sourceOf: (file: string) => FileSource | null
  /** Its name, if a lock made us forget what this member had handed over last. */
  readonly forgottenOf: (member: string) => string | null
}

interface Given {
  readonly name: string
  readonly bytes: Uint8Array
  readonly member: string
}

export function createHandedOver(): HandedOver {
  let kept: { readonly file: string; readonly given: Given } | null = null
  let forgotten: { file: string; name: string; member: string } | null = null
  const watched = new WeakSet<WritableDb>()
  const forget = () => {
    if (kept === null) return
    const { file, given } = kept
    forgotten = { file, name: given.name, member: given.member }
    kept = null
  }
  return {
    keep(file, given, db) {
      kept = { file, given }
      forgotten = null
      if (watched.has(db)) return
      watched.add(db)
      db.onClose(forget)
    },
    sourceOf(file) {
      if (forgotten?.file === file) return fail('lists.file-forgotten', { file: forgotten.name })
      if (kept?.file !== file) return null
      const { name, bytes } = kept.given
      return { kind: 'bytes', name, bytes }
    },
    forgottenOf: (member) => (forgotten?.member === member ? forgotten.name : null),
  }
}
