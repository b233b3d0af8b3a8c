import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { loadedDigest } from './pe-digest.ts'

/** What packing writes beside the main module: the path of each native module below the application -> its digest. */
const NativeModules = v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)))

interface Installed {
  /** The manifest, inside the archive whose integrity Electron checks. */
  readonly manifest: URL
  /** The application's folder: the native modules lie outside the archive, unprotected by it. */
  readonly application: URL
  readonly isPackaged: boolean
}

/**
 * FAULTS E10: the native modules that differ from what was packed, by name, to be asked before any of them is loaded.
 * Nothing is known of them when the program runs from its source folder; an installed one without a manifest is altered.
 */
export function alteredNativeModules(installed: Installed): readonly string[] {
  const text = readIfThere(installed.manifest)
  if (text === null) return installed.isPackaged ? ['native-modules.json'] : []
  const modules = v.parse(NativeModules, JSON.parse(text.toString('utf8')))
  return Object.entries(modules)
    .filter(([path, digest]) => digestOf(new URL(path, installed.application)) !== digest)
    .map(([path]) => path)
}

function digestOf(file: URL): string | null {
  const bytes = readIfThere(file)
  return bytes === null ? null : loadedDigest(bytes)
}

function readIfThere(file: URL): Buffer | null {
  try {
    return readFileSync(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
