import { createHash } from 'node:crypto'
import { constants } from 'node:fs'
import { lstat, mkdir, open, readdir, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'

/** The few things that are done to files of a share: make new, read whole, list. Nothing else. */

/**
 * Makes a file that did not exist, durable when it resolves. False when there is one of that name;
 * it is left alone. A crash or a full disk can leave it torn: readers know it by its hash.
 */
export async function writeNewFile(path: string, bytes: Uint8Array): Promise<boolean> {
  const file = await unless('EEXIST', open(path, 'wx', 0o644))
  if (file === null) return false
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await syncFolder(dirname(path))
  return true
}

interface FileReading {
  readonly bytes: Uint8Array
  /** By the share's own clock, in milliseconds since the epoch. */
  readonly modifiedMs: number
}

/**
 * A whole regular file, or null when there is none. A file larger than sizeBytesMax comes back cut,
 * so that no hash matches; a link, pipe or device is not read at all and comes back empty.
 */
export async function readWholeFile(
  path: string,
  sizeBytesMax: number,
): Promise<FileReading | null> {
  const facts = await unless('ENOENT', lstat(path))
  if (facts === null) return null
  if (!facts.isFile()) return { bytes: new Uint8Array(0), modifiedMs: facts.mtimeMs }
  const file = await unless('ENOENT', open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0)))
  if (file === null) return null
  try {
    const room = Buffer.allocUnsafe(Math.min(facts.size, sizeBytesMax + 1))
    let filled = 0
    while (filled < room.length) {
      const { bytesRead } = await file.read(room, filled, room.length - filled, filled)
      if (bytesRead === 0) break
      filled += bytesRead
    }
    return { bytes: room.subarray(0, filled), modifiedMs: facts.mtimeMs }
  } finally {
    await file.close()
  }
}

/** Names in a folder, sorted; none when there is no such folder. */
export async function listNames(folder: string): Promise<readonly string[]> {
  const names = await unless('ENOENT', readdir(folder))
  return (names ?? []).sort()
}

export async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
}

export async function isFolder(path: string): Promise<boolean> {
  const facts = await unless('ENOENT', lstat(path))
  return facts?.isDirectory() ?? false
}

/** True when it is not there any more; false without the right to remove it. */
export async function removeFile(path: string): Promise<boolean> {
  try {
    await unless('ENOENT', unlink(path))
    return true
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS', 'EBUSY'].includes(codeOf(error) ?? '')) return false
    throw error
  }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}

async function unless<T>(code: string, act: Promise<T>): Promise<T | null> {
  try {
    return await act
  } catch (error) {
    if (codeOf(error) === code) return null
    throw error
  }
}

/** Network file systems and Windows answer these for a folder: they order the entry themselves. */
const folderSyncRefusals: ReadonlySet<string> = new Set([
  'EINVAL',
  'EPERM',
  'EACCES',
  'EISDIR',
  'ENOTSUP',
  'EBADF',
])

/** On a local disk a new name is durable only once its folder is. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (!folderSyncRefusals.has(codeOf(error) ?? '')) throw error
  }
}
