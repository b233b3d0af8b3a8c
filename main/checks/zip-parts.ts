import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl'
import type { UnreadReason } from './read-file.ts'

/** The parts of an archive in memory; each is unpacked when it is asked for. */
export interface ZipParts {
  readonly names: readonly string[]
  /** The bytes, or why there are none. */
  readonly read: (name: string) => Promise<Uint8Array | UnreadReason>
  readonly close: () => void
}

const partCountMax = 5000
const partBytesMax = 64 * 1024 ** 2
/** Of all parts together: what an archive claims is not believed, what comes out is counted. */
const bytesMax = 128 * 1024 ** 2
const encryptedFlag = 1

/** Null: it is no archive that can be read. */
export async function openZip(bytes: Uint8Array): Promise<ZipParts | null> {
  try {
    const options = { validateEntrySizes: true, strictFileNames: false, autoClose: false }
    const zip = await fromBufferPromise(Buffer.from(bytes), options)
    return zip.entryCount > partCountMax ? tooMany(zip) : await partsOf(zip)
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}

function tooMany(zip: ZipFile): ZipParts {
  return { names: [''], read: async () => 'too-large', close: () => zip.close() }
}

async function partsOf(zip: ZipFile): Promise<ZipParts> {
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName.replace(/^\//, ''), entry)
  let left = bytesMax
  return {
    names: [...entries.keys()],
    close: () => zip.close(),
    async read(name) {
      const entry = entries.get(name)
      if (entry === undefined) return 'damaged'
      if ((entry.generalPurposeBitFlag & encryptedFlag) !== 0) return 'encrypted'
      if (entry.uncompressedSize > Math.min(partBytesMax, left)) return 'too-large'
      const part = await unpack(zip, entry)
      left -= part?.length ?? 0
      return part ?? 'damaged'
    },
  }
}

/** Null when it does not unpack to what the archive says. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array | null> {
  try {
    const pieces: Uint8Array[] = []
    for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece)
    return Buffer.concat(pieces)
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}
