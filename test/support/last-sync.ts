import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const source = join(import.meta.dirname, 'last-sync.c')

/** What a power cut is played with is compiled here; null: it can be. */
export const lastSyncMissing: string | null =
  process.platform !== 'linux' || spawnSync('gcc', ['--version']).status !== 0
    ? 'gcc on Linux'
    : null

export interface LastSync {
  /** For the process whose flight log it is. */
  readonly env: NodeJS.ProcessEnv
  /** Puts the files back to what was on disk at their last sync; the process must be gone. */
  readonly restore: () => void
}

/**
 * Keeps track of what of the flight log in this folder has reached the disk. `isLazy`: as if commits
 * were not synced (SQLite's `synchronous=NORMAL`), so that a test can show what would come of it.
 */
export function keepLastSync(folder: string, o: { readonly isLazy?: boolean } = {}): LastSync {
  const library = join(folder, 'last-sync.so')
  const { status, stderr } = spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, source])
  if (status !== 0) throw new Error(`gcc: ${stderr}`)
  const kept = join(folder, 'last-sync')
  mkdirSync(kept)
  return {
    env: {
      ...process.env,
      LD_PRELOAD: library,
      LAST_SYNC_FOLDER: kept,
      LAST_SYNC_LAZY: o.isLazy ? '1' : '',
    },
    restore() {
      for (const name of readdirSync(folder))
        if (name.startsWith('flight.db')) rmSync(join(folder, name))
      for (const name of ['flight.db', 'flight.db-wal'])
        if (existsSync(join(kept, name))) copyFileSync(join(kept, name), join(folder, name))
    },
  }
}
