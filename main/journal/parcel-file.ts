import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import * as v from 'valibot'
import { Hash, Instant } from '../../preload/contract/channel.ts'
import { fail } from '../../preload/problem.ts'
import { type DocumentType, documentTypes } from './directory.ts'
import { envelopeSizeBytesMax } from './dsse.ts'
import { codeOf } from './share-file.ts'

/**
 * A parcel: records, the newest versions of the chains and sealed blobs in one file, to be carried
 * where the store does not reach. It is as little trusted as the store; what it holds is verified as
 * whatever comes from there.
 *
 * Layout: "SKPC1" | frames, each kind 1 byte, length 4 bytes big endian, bytes. Kinds in their order:
 * h the head; o, d, p versions of root, directory and policy; r records; b blobs; e the SHA-256 of
 * everything before, which ends it.
 */
const magic = Buffer.from('SKPC1', 'latin1')
const kinds = ['h', 'o', 'd', 'p', 'r', 'b', 'e'] as const
type Kind = (typeof kinds)[number]
const letters = { root: 'o', directory: 'd', policy: 'p' } as const

const mebibyte = 1024 * 1024
const frameBytesMax: Readonly<Record<Kind, number>> = {
  h: 4096,
  o: envelopeSizeBytesMax('root'),
  d: envelopeSizeBytesMax('directory'),
  p: envelopeSizeBytesMax('policy'),
  r: envelopeSizeBytesMax('record'),
  b: 64 * mebibyte,
  e: 32,
}
export const parcelSizeBytesMax = 24 * 1024 * mebibyte
/** Versions and records are held at once; the blobs are not. */
const envelopeBytesMax = 256 * mebibyte
const chunkBytes = mebibyte

const ParcelHead = v.strictObject({
  v: v.literal(1),
  org: Hash,
  /** What it was made for; null: only to hand on what is new. */
  request: v.nullable(Hash),
  madeAt: Instant,
})
export type ParcelHead = v.InferOutput<typeof ParcelHead>

export interface ParcelContent {
  readonly head: ParcelHead
  readonly documents: Readonly<Record<DocumentType, readonly Uint8Array[]>>
  readonly records: readonly Uint8Array[]
}

/** A parcel that was read through once: its form holds, and what its envelopes say is unknown yet. */
export interface Parcel extends ParcelContent {
  readonly blob: (hash: string) => Promise<Uint8Array | null>
  readonly close: () => Promise<void>
}

/** Writes a new file in its place. Fails with `journal.parcel-not-written`. Answers with its size. */
export async function writeParcel(
  path: string,
  content: ParcelContent,
  blobs: AsyncIterable<Uint8Array>,
): Promise<number> {
  try {
    const file = await open(path, 'w', 0o600)
    try {
      const writer = new FrameWriter(file)
      await writer.raw(magic)
      await writer.frame('h', Buffer.from(JSON.stringify(content.head)))
      for (const type of documentTypes)
        for (const each of content.documents[type]) await writer.frame(letters[type], each)
      for (const each of content.records) await writer.frame('r', each)
      for await (const each of blobs) await writer.frame('b', each)
      await writer.frame('e', writer.digest())
      await file.sync()
      return writer.sizeBytes
    } finally {
      await file.close()
    }
  } catch (error) {
    if (codeOf(error) === null) throw error
    return fail('journal.parcel-not-written', {})
  }
}

/**
 * Reads a parcel through once. Fails with `journal.parcel-too-large`, or with
 * `journal.parcel-damaged` for whatever is none: cut, altered, of another kind, no regular file.
 */
export async function openParcel(path: string): Promise<Parcel> {
  const file = await openRegular(path)
  try {
    const found = await readFrames(file)
    return {
      ...found.content,
      async blob(hash) {
        const place = found.blobs.get(hash)
        if (place === undefined) return null
        const bytes = await readAt(file, place.at, place.length)
        // The file may have been exchanged meanwhile.
        return sha256(bytes) === hash ? bytes : fail('journal.parcel-damaged', {})
      },
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

class FrameWriter {
  readonly #file: FileHandle
  readonly #hash = createHash('sha256')
  sizeBytes = 0

  constructor(file: FileHandle) {
    this.#file = file
  }

  async frame(kind: Kind, bytes: Uint8Array): Promise<void> {
    const head = Buffer.alloc(5)
    head.write(kind, 'latin1')
    head.writeUInt32BE(bytes.length, 1)
    await this.raw(head)
    await this.raw(bytes)
  }

  async raw(bytes: Uint8Array): Promise<void> {
    this.#hash.update(bytes)
    await this.#file.writeFile(bytes)
    this.sizeBytes += bytes.length
  }

  digest(): Uint8Array {
    return this.#hash.copy().digest()
  }
}

async function openRegular(path: string): Promise<FileHandle> {
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    const facts = await file.stat()
    if (facts.isFile() && facts.size <= parcelSizeBytesMax) return file
    await file.close()
    return facts.isFile()
      ? fail('journal.parcel-too-large', {})
      : fail('journal.parcel-damaged', {})
  } catch (error) {
    if (codeOf(error) === null) throw error
    return fail('journal.parcel-damaged', {})
  }
}

interface Found {
  readonly content: ParcelContent
  readonly blobs: ReadonlyMap<string, { readonly at: number; readonly length: number }>
}

async function readFrames(file: FileHandle): Promise<Found> {
  const reader = new FrameReader(file)
  const { size } = await file.stat()
  if (!(await reader.take(magic.length)).equals(magic)) fail('journal.parcel-damaged', {})
  const envelopes = { o: [], d: [], p: [], r: [] } as Record<'o' | 'd' | 'p' | 'r', Uint8Array[]>
  const blobs = new Map<string, { at: number; length: number }>()
  let head: ParcelHead | null = null
  let place = 0
  let held = 0
  for (;;) {
    const before = reader.digest()
    const start = await reader.take(5)
    const kind = kindOf(start)
    const length = start.readUInt32BE(1)
    const order = kinds.indexOf(kind)
    if (order < place || length > frameBytesMax[kind] || (kind === 'h') !== (head === null))
      fail('journal.parcel-damaged', {})
    place = order
    held += kind === 'b' ? 64 : length
    if (held > envelopeBytesMax) fail('journal.parcel-too-large', {})
    const { at } = reader
    switch (kind) {
      case 'h':
        head = parseHead(await reader.take(length))
        break
      case 'b':
        blobs.set(await reader.pass(length), { at, length })
        break
      case 'e': {
        const isWhole = size === at + length && (await reader.take(length)).equals(before)
        if (!isWhole || head === null) return fail('journal.parcel-damaged', {})
        const documents = { root: envelopes.o, directory: envelopes.d, policy: envelopes.p }
        return { content: { head, documents, records: envelopes.r }, blobs }
      }
      default:
        envelopes[kind].push(await reader.take(length))
    }
  }
}

/** Reads on from the beginning, and knows the digest of what it has read. */
class FrameReader {
  readonly #file: FileHandle
  readonly #hash = createHash('sha256')
  at = 0

  constructor(file: FileHandle) {
    this.#file = file
  }

  async take(length: number): Promise<Buffer> {
    const bytes = await readAt(this.#file, this.at, length)
    this.#hash.update(bytes)
    this.at += length
    return bytes
  }

  /** Goes past so many bytes, a chunk at a time; their SHA-256. */
  async pass(length: number): Promise<string> {
    const own = createHash('sha256')
    for (let left = length; left > 0; left -= chunkBytes)
      own.update(await this.take(Math.min(chunkBytes, left)))
    return own.digest('hex')
  }

  digest(): Buffer {
    return this.#hash.copy().digest()
  }
}

function kindOf(start: Buffer): Kind {
  const letter = start.toString('latin1', 0, 1)
  return kinds.find((each) => each === letter) ?? fail('journal.parcel-damaged', {})
}

function parseHead(bytes: Uint8Array): ParcelHead {
  try {
    return v.parse(ParcelHead, JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || v.isValiError(error))
      return fail('journal.parcel-damaged', {})
    throw error
  }
}

async function readAt(file: FileHandle, at: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length)
  const { bytesRead } = await file.read(bytes, 0, length, at)
  return bytesRead === length ? bytes : fail('journal.parcel-damaged', {})
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
