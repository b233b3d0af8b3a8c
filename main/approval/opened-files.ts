import { setImmediate } from 'node:timers/promises'
import { fail } from '../../preload/problem.ts'
import { attachmentType } from '../message/message.ts'
import type { FileFindings, FileSurvey } from './file-audit.ts'
import { type FileTable, fileIn, placeOfFile, verifyFilePiece } from './file-table.ts'
import type { FrozenFile } from './frozen-row.ts'
import type { Part } from './sealed-content.ts'

/** The recipients' own files of a request that was opened here. */
export interface OpenedFiles {
  readonly survey: FileSurvey
  /**
   * The bytes of a file that a row names, verified by its digest. Fails with `approval.file-altered`,
   * also where its kind is not what the row says, or with `journal.blob-*`.
   */
  readonly bytesOf: (file: FrozenFile) => Promise<Uint8Array>
  /** Passes once every file was opened here and is what the rows say; fails like bytesOf. */
  readonly verifyAll: () => Promise<void>
}

export function openFiles(
  box: { readonly open: (part: Part) => Promise<Uint8Array> },
  { table, survey }: FileFindings,
): OpenedFiles {
  const readPiece = lastPiece((piece) => box.open(`files:${piece}`))
  let verified: Promise<void> | null = null
  return {
    survey,
    async bytesOf({ sha256, name, type }) {
      const place = placeOfFile(table, sha256) ?? fail('approval.file-altered', { number: 0 })
      const piece = await readPiece(table.pieceOf[place] ?? 0)
      const bytes = fileIn(table, place, piece)
      if (attachmentType(name, bytes) !== type) fail('approval.file-altered', { number: place + 1 })
      return bytes
    },
    async verifyAll() {
      verified ??= verifyEach(table, (piece) => box.open(`files:${piece}`))
      try {
        await verified
      } catch (error) {
        // What could not be fetched now may be there when somebody asks again.
        verified = null
        throw error
      }
    },
  }
}

/** One piece at a time, however many there are. */
async function verifyEach(
  table: FileTable,
  open: (piece: number) => Promise<Uint8Array>,
): Promise<void> {
  for (const piece of table.pieces.keys()) {
    verifyFilePiece(table, piece, await open(piece))
    await setImmediate()
  }
}

/** Keeps the piece that was looked at last: the next file is mostly in it too. */
function lastPiece(
  open: (piece: number) => Promise<Uint8Array>,
): (piece: number) => Promise<Uint8Array> {
  let last: { readonly piece: number; readonly bytes: Uint8Array } | null = null
  return async (piece) => {
    if (last?.piece === piece) return last.bytes
    const bytes = await open(piece)
    last = { piece, bytes }
    return bytes
  }
}
