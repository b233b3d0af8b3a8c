import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Replaces a small file as a whole: after a crash at any moment the old or the new content is
 * there, never a part. Only for the local disk; on a network folder a rename promises nothing.
 */
export function writeDurably(path: string, bytes: Uint8Array | string): void {
  const temporary = `${path}.new`
  const file = openSync(temporary, 'w', 0o600)
  try {
    writeSync(file, typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(temporary, path)
  syncFolder(dirname(path))
}

/** The content, or null when there is no such file. */
function readIfThere(path: string): Buffer | null {
  try {
    return readFileSync(path)
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return null
    throw error
  }
}

/** What a JSON file says; null without a file, `{ value: null }` when it is no JSON. */
export function readJsonIfThere(path: string): { readonly value: unknown } | null {
  const bytes = readIfThere(path)
  if (!bytes) return null
  try {
    return { value: JSON.parse(bytes.toString('utf8')) }
  } catch (error) {
    if (error instanceof SyntaxError) return { value: null }
    throw error
  }
}

/** Makes a rename in the folder survive a power cut. Windows has no such call and needs none. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function isErrno(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
