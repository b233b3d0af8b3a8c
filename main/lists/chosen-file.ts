import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { fail } from '../../preload/problem.ts'
import type { FileSource } from './file-rows.ts'

export const fileSizeBytesMax = 2 * 1024 ** 3

/** Opens a file that a person chose. Fails with `lists.file-not-found` or `lists.file-unreadable`. */
export async function openChosen(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ENOENT' || code === 'ENOTDIR')
      return fail('lists.file-not-found', { file: basename(file) })
    if (code === 'EACCES' || code === 'EPERM' || code === 'EBUSY' || code === 'EISDIR')
      return fail('lists.file-unreadable', { file: basename(file) })
    throw error
  }
}

/** Size of a file that can be imported. Fails with `lists.file-…` when it cannot. */
export async function sizeOfFile(file: string): Promise<number> {
  const handle = await openChosen(file)
  try {
    const name = basename(file)
    const stat = await handle.stat()
    if (!stat.isFile()) return fail('lists.file-unreadable', { file: name })
    if (stat.size === 0) return fail('lists.file-empty', { file: name })
    if (stat.size > fileSizeBytesMax)
      return fail('lists.file-too-large', { file: name, sizeBytesMax: fileSizeBytesMax })
    return stat.size
  } finally {
    await handle.close()
  }
}

const fingerprintBytes = 64 * 1024

/**
 * By which to know that a file is still what it was: size, time of its last change, and its
 * beginning. Fails as sizeOfFile does.
 */
export async function fingerprintOf(source: FileSource): Promise<string> {
  if (source.kind === 'bytes') return ''
  const sizeBytes = await sizeOfFile(source.path)
  const handle = await openChosen(source.path)
  try {
    const { mtimeMs } = await handle.stat()
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(fingerprintBytes))
    const digest = createHash('sha256').update(buffer.subarray(0, bytesRead)).digest('hex')
    return `${sizeBytes} ${mtimeMs} ${digest}`
  } finally {
    await handle.close()
  }
}
