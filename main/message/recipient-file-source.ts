import { createHash } from 'node:crypto'
import { constants, type Dirent } from 'node:fs'
import { type FileHandle, open, opendir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import type { FileRefusal } from '../../preload/contract/recipient-files.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import { attachmentSizeBytesMax, attachmentType } from './attachment.ts'
import { fileNameFault } from './recipient-file-name.ts'
import type { FilesSource, ReadRecipientFile } from './recipient-file-reader.ts'

/** A file, or why it was not taken. */
export type FoundFile = ReadRecipientFile | { readonly name: string; readonly reason: FileRefusal }

/** What systems leave in folders and archives by themselves; it is nobody's file. */
const leftovers = new Set(['thumbs.db', 'desktop.ini', '.ds_store'])

/**
 * Every file of a place, one at a time. Links are not followed, folders within are told of, names with
 * a fault are told of unread. Fails with `message.files-unreadable`.
 */
export function findFiles(source: FilesSource): AsyncGenerator<FoundFile> {
  switch (source.kind) {
    case 'folder':
      return inFolder(source.path)
    case 'file':
      return chosenFile(source.path)
    case 'archive':
      return inArchive(source.path)
  }
}

async function* inFolder(path: string): AsyncGenerator<FoundFile> {
  const folder = await opendir(path).catch(() => unreadable(path))
  for await (const entry of folder) {
    if (isLeftover(entry.name)) continue
    yield await foundIn(path, entry)
  }
}

async function foundIn(path: string, entry: Dirent): Promise<FoundFile> {
  const { name } = entry
  const fault = fileNameFault(name)
  if (fault !== null) return { name, reason: fault }
  return entry.isFile() ? readFile(join(path, name), name) : { name, reason: 'not-a-file' }
}

async function* chosenFile(path: string): AsyncGenerator<FoundFile> {
  const name = basename(path)
  const fault = fileNameFault(name)
  yield fault === null ? await readFile(path, name) : { name, reason: fault }
}

async function readFile(path: string, name: string): Promise<FoundFile> {
  try {
    // Opened before it is looked at, so that what is measured is what is read.
    await using file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
    const facts = await file.stat()
    if (!facts.isFile()) return { name, reason: 'not-a-file' }
    if (facts.size > attachmentSizeBytesMax) return { name, reason: 'too-large' }
    const bytes = await readWhole(file, facts.size)
    return bytes === null ? { name, reason: 'too-large' } : toFound(name, bytes)
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return { name, reason: 'damaged' }
    throw error
  }
}

/** Null when it grew past the limit while it was read. */
async function readWhole(file: FileHandle, size: number): Promise<Uint8Array | null> {
  const bytes = Buffer.alloc(size + 1)
  let length = 0
  for (;;) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length)
    if (bytesRead === 0) return bytes.subarray(0, length)
    length += bytesRead
    if (length === bytes.length) return null
  }
}

function toFound(name: string, bytes: Uint8Array): FoundFile {
  if (bytes.length === 0) return { name, reason: 'empty' }
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { name, type: attachmentType(name, bytes), sha256, bytes }
}

const encryptedFlag = 1
const symbolicLink = 0o120000

async function* inArchive(path: string): AsyncGenerator<FoundFile> {
  const options = {
    autoClose: false,
    validateEntrySizes: true,
    decodeStrings: false,
  } as const
  const zip = await openPromise(path, options).catch(() => unreadable(path))
  const taken = new Set<string>()
  try {
    for await (const entry of zip.eachEntry()) {
      const found = await foundInArchive(zip, entry)
      if (found === null) continue
      // One archive can hold the same name twice, in two folders or in one.
      const isSecond = taken.has(found.name)
      taken.add(found.name)
      yield isSecond ? { name: found.name, reason: 'same-name' } : found
    }
  } catch (error) {
    if (error instanceof ProblemError) throw error
    unreadable(path)
  } finally {
    zip.close()
  }
}

/** Null for folders and what systems leave. */
async function foundInArchive(zip: ZipFile, entry: Entry): Promise<FoundFile | null> {
  const whole = entryName(entry)
  if (whole === null) return { name: '?', reason: 'character' }
  if (whole.endsWith('/') || whole.startsWith('__MACOSX/')) return null
  const segments = whole.split('/')
  const name = segments.at(-1) ?? ''
  if (isLeftover(name)) return null
  // What climbs, or begins at a root or a drive, is a trick even where only its last part would be used.
  const isTrick = segments.some((each) => each === '' || each === '.' || each === '..')
  if (isTrick || /^[A-Za-z]:/.test(whole) || whole.includes('\\'))
    return { name: whole, reason: 'path' }
  const fault = fileNameFault(name)
  if (fault !== null) return { name, reason: fault }
  if (isLink(entry)) return { name, reason: 'not-a-file' }
  if ((entry.generalPurposeBitFlag & encryptedFlag) !== 0) return { name, reason: 'encrypted' }
  if (entry.uncompressedSize > attachmentSizeBytesMax) return { name, reason: 'too-large' }
  const bytes = await unpack(zip, entry)
  return bytes === null ? { name, reason: 'damaged' } : toFound(name, bytes)
}

const isLink = ({ externalFileAttributes }: Entry) =>
  ((externalFileAttributes >>> 16) & 0o170000) === symbolicLink

const utf8Flag = 0x0800

/**
 * The name in UTF-8, where the archive says so or where it is; else in CP932, as Windows in Japanese
 * writes it. Null when it is neither.
 */
function entryName(entry: Entry): string | null {
  const encodings =
    (entry.generalPurposeBitFlag & utf8Flag) === 0 ? ['utf-8', 'shift_jis'] : ['utf-8']
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(entry.fileNameRaw)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return null
}

/** Null when it does not unpack to what the archive says, or to more than a file may weigh. */
async function unpack(zip: ZipFile, entry: Entry): Promise<Uint8Array | null> {
  try {
    const pieces: Uint8Array[] = []
    let length = 0
    for await (const piece of await zip.openReadStreamPromise(entry)) {
      length += piece.length
      if (length > attachmentSizeBytesMax) return null
      pieces.push(piece)
    }
    return Buffer.concat(pieces)
  } catch (error) {
    if (error instanceof Error) return null
    throw error
  }
}

function isLeftover(name: string): boolean {
  return leftovers.has(name.toLowerCase())
}

function unreadable(path: string): never {
  return fail('message.files-unreadable', { name: basename(path) })
}
