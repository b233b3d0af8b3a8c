import { hash } from 'node:crypto'
import { closeSync, openSync, readSync, rmSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { fail, ProblemError } from '../../preload/problem.ts'
import {
  type FileAccess,
  type FileTable,
  openPart,
  pieceBytes,
  type ReleaseFiles,
  verifyFilePiece,
} from '../approval/approval.ts'
import { sealedBlobBytes } from '../vault/vault.ts'

/**
 * The recipients' own files of a run, beside its flight log: the sealed pieces as they lie in the store,
 * one after the other, so that nobody holds them and nothing of them is on the disk in the clear.
 */
export interface FileSpool {
  readonly file: string
  /** Where each piece begins, and at last where the file ends. */
  readonly starts: Float64Array
  readonly table: FileTable
  readonly fileOf: ReleaseFiles['fileOf']
  readonly access: FileAccess
}

/**
 * Brings every piece here and verifies every file by the digest that its row was signed with, before the
 * first message leaves. What an earlier engine of this run has left is used where it still verifies.
 * Fails with `approval.file-altered`, `journal.blob-*`, or with what `bring` fails with.
 */
export async function spoolFiles(o: {
  readonly file: string
  readonly files: ReleaseFiles
  readonly access: FileAccess
  /** A piece as it lies in the store. */
  readonly bring: (piece: number) => Promise<Uint8Array>
}): Promise<FileSpool> {
  const { table, fileOf } = o.files
  const starts = toStarts(table)
  await using spool = await open(o.file, 'a+', 0o600)
  await spool.close()
  await using written = await open(o.file, 'r+')
  for (const piece of table.pieces.keys()) {
    const start = starts[piece] ?? 0
    const length = (starts[piece + 1] ?? 0) - start
    const known = await readAt(written, start, length)
    if (isRight(known, piece)) continue
    const sealed = await o.bring(piece)
    verifyPiece(sealed, piece)
    if (sealed.length !== length) fail('journal.blob-altered', { hash: `files:${piece}` })
    await writeAt(written, sealed, start)
  }
  return { file: o.file, starts, table, fileOf, access: o.access }

  function verifyPiece(sealed: Uint8Array, piece: number): void {
    verifyFilePiece(table, piece, openPart({ ...o.access, part: `files:${piece}`, sealed }))
  }

  function isRight(sealed: Uint8Array | null, piece: number): boolean {
    if (sealed === null) return false
    try {
      verifyPiece(sealed, piece)
      return true
    } catch (error) {
      if (error instanceof ProblemError) return false
      throw error
    }
  }
}

function toStarts(table: FileTable): Float64Array {
  const count = table.pieces.length
  const starts = new Float64Array(new SharedArrayBuffer((count + 1) * 8))
  for (let piece = 0; piece < count; piece += 1)
    starts[piece + 1] = (starts[piece] ?? 0) + sealedBlobBytes(pieceBytes(table, piece))
  return starts
}

/** Null when the file ends before. */
async function readAt(file: FileHandle, start: number, length: number): Promise<Uint8Array | null> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, start)
  return bytesRead === length ? bytes : null
}

async function writeAt(file: FileHandle, bytes: Uint8Array, start: number): Promise<void> {
  let done = 0
  while (done < bytes.length) {
    const { bytesWritten } = await file.write(bytes, done, bytes.length - done, start + done)
    done += bytesWritten
  }
}

/** Removes what a run has left; it is brought anew when somebody has something sent again. */
export function removeSpool(file: string): void {
  rmSync(file, { force: true })
}

export interface SpoolReader {
  /** The bytes of the file with this digest that the row gets. Fails with `approval.file-altered`. */
  readonly bytesFor: (index: number, sha256: string) => Uint8Array
  readonly close: () => void
}

/** Reads files for rows in a composing thread; keeps the piece that was opened last. */
export function createSpoolReader({ file, starts, table, fileOf, access }: FileSpool): SpoolReader {
  let handle: number | null = null
  let last = { piece: -1, bytes: new Uint8Array() }
  const openPiece = (piece: number): Uint8Array => {
    if (last.piece === piece) return last.bytes
    handle ??= openSync(file, 'r')
    const start = starts[piece] ?? 0
    const sealed = Buffer.alloc((starts[piece + 1] ?? 0) - start)
    readSync(handle, sealed, 0, sealed.length, start)
    last = { piece, bytes: new Uint8Array(openPart({ ...access, part: `files:${piece}`, sealed })) }
    return last.bytes
  }
  return {
    bytesFor(index, sha256) {
      const place = fileOf[index] ?? -1
      const offset = table.offsets[place] ?? 0
      const bytes = openPiece(table.pieceOf[place] ?? 0).subarray(
        offset,
        offset + (table.sizes[place] ?? 0),
      )
      // The digest is the row's own, whose leaf was checked: whatever the table says, nothing else goes.
      if (place < 0 || hash('sha256', bytes) !== sha256)
        fail('approval.file-altered', { number: place + 1 })
      return bytes
    },
    close() {
      if (handle !== null) closeSync(handle)
    },
  }
}
