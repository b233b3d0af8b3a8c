import { type Entry, fromBufferPromise, openPromise, type ZipFile } from 'yauzl'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { FileSource } from './file-rows.ts'
import { nameOf } from './file-rows.ts'

/** The parts of a workbook, by name. Only what is asked for is ever unpacked, into memory, in pieces. */
export interface WorkbookArchive {
  /** Size in bytes when unpacked; null when there is no such part. */
  readonly sizeOf: (part: string) => number | null
  /** Null when there is no such part. Fails with `lists.workbook-too-large` or `-damaged`. */
  readonly read: (part: string, bytesMax: number) => AsyncGenerator<Uint8Array> | null
  readonly close: () => void
}

const partCountMax = 10_000
/** Tables pack to a tenth or a fiftieth; a bomb packs to a thousandth. */
const ratioMax = 400
const ratioCountsFromBytes = 8 * 1024 ** 2

export async function openArchive(source: FileSource): Promise<WorkbookArchive> {
  const file = nameOf(source)
  const damaged = (error: unknown): never => {
    if (error instanceof ProblemError) throw error
    return fail('lists.workbook-damaged', { file })
  }
  const zip = await openZip(source).catch(damaged)
  const entries = await entriesOf(zip, file).catch((error) => {
    zip.close()
    return damaged(error)
  })
  return {
    sizeOf: (part) => entries.get(part)?.uncompressedSize ?? null,
    close: () => zip.close(),
    read(part, bytesMax) {
      const entry = entries.get(part)
      if (entry === undefined) return null
      if (isTooLarge(entry, bytesMax)) return fail('lists.workbook-too-large', { file })
      return unpack(zip, entry, damaged)
    },
  }
}

/** yauzl checks sizes against what the archive declares, and ends where more comes. */
const options = { autoClose: false, validateEntrySizes: true, strictFileNames: false } as const

function openZip(source: FileSource): Promise<ZipFile> {
  return source.kind === 'path'
    ? openPromise(source.path, options)
    : fromBufferPromise(Buffer.from(source.bytes), options)
}

async function entriesOf(zip: ZipFile, file: string): Promise<ReadonlyMap<string, Entry>> {
  if (zip.entryCount > partCountMax) return fail('lists.workbook-too-large', { file })
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, ''), entry)
  return entries
}

function isTooLarge({ uncompressedSize, compressedSize }: Entry, bytesMax: number): boolean {
  if (uncompressedSize > bytesMax) return true
  return uncompressedSize > ratioCountsFromBytes && uncompressedSize > compressedSize * ratioMax
}

async function* unpack(
  zip: ZipFile,
  entry: Entry,
  damaged: (error: unknown) => never,
): AsyncGenerator<Uint8Array> {
  try {
    const stream = await zip.openReadStreamPromise(entry)
    for await (const piece of stream) yield piece
  } catch (error) {
    damaged(error)
  }
}
