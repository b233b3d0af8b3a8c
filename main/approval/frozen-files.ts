import { setImmediate } from 'node:timers/promises'
import { fail } from '../../preload/problem.ts'
import {
  createFileAssignment,
  type RecipientFile,
  recipientFileBytes,
  recipientFilesOf,
} from '../message/message.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import type { FrozenFiles } from './freeze.ts'
import type { FrozenFile, FrozenRow } from './frozen-row.ts'

/** The recipients' own files of a campaign while it is frozen and sealed. */
export interface FilesToFreeze {
  readonly column: string
  /**
   * The file that a recipient gets; null where the row names none. Fails with `approval.file-missing`
   * where it names one that is not there: nothing similar is ever taken instead.
   */
  readonly fileOf: (recipient: Pick<FrozenRow, 'index' | 'fields'>) => FrozenFile | null
  /** The bytes of the next piece; see FileTable. Fails with `message.file-altered`. */
  readonly piecesOf: (files: FrozenFiles) => AsyncGenerator<Uint8Array>
}

/** Null where nobody gets a file of their own. */
export function filesToFreeze(
  db: ReadableDb,
  campaign: { readonly id: string; readonly fileColumn: string | null },
): FilesToFreeze | null {
  const { id, fileColumn: column } = campaign
  if (column === null) return null
  const files = recipientFilesOf(db, id)
  const assignment = createFileAssignment(column, files)
  const byHash = new Map<string, RecipientFile>(files.map((file) => [file.sha256, file]))
  const bytesOf = (sha256: string) => {
    const file = byHash.get(sha256)
    return file === undefined
      ? fail('message.file-altered', { name: '?' })
      : recipientFileBytes(db, file)
  }
  return {
    column,
    fileOf({ index, fields }) {
      const { state, named, file } = assignment.assign(fields)
      if (state === 'empty') return null
      return file ?? fail('approval.file-missing', { row: index + 1, name: named })
    },
    async *piecesOf({ stated, order }) {
      let first = 0
      for (const count of stated.pieces) {
        yield Buffer.concat(order.slice(first, first + count).map(bytesOf))
        first += count
        await setImmediate()
      }
    },
  }
}
