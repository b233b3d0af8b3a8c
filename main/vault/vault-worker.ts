/** Entry of the worker thread for backup, restore and integrity: one job, then it ends. */
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { ProblemError } from '../../preload/problem.ts'
import { openReadable } from '../sqlite/sqlite.ts'
import { readBackup, writeBackup } from './backup-format.ts'
import type { Finding, KeyedFile, VaultJob, VaultSaying } from './vault-job.ts'

function run(job: VaultJob): readonly Finding[] {
  switch (job.kind) {
    case 'back-up':
      backUp(job)
      return []
    case 'unpack':
      unpack(job)
      return []
    case 'check':
      return job.databases.flatMap((each) => check(job.folder, each))
    default:
      return job satisfies never
  }
}

/**
 * Each database as one moment shows it, while others write to it; then one file of all, read back
 * and verified before it gets its name. The vault comes first: what the address book has beyond
 * it belongs to no list, and goes with the next import.
 */
function backUp(job: Extract<VaultJob, { kind: 'back-up' }>): void {
  const { folder, scratch, target, key } = job
  mkdirSync(join(scratch, 'releases'), { recursive: true, mode: 0o700 })
  try {
    for (const { name, key: own } of job.databases) {
      const db = openReadable({ file: join(folder, name), key: own })
      try {
        db.prepare('VACUUM INTO ?').run(join(scratch, name))
      } finally {
        db.close()
      }
    }
    const sources = [
      ...job.databases.map(({ name }) => ({ name, path: join(scratch, name) })),
      ...job.others.map((name) => ({ name, path: join(folder, name) })),
    ].map((each) => ({ ...each, sizeBytes: statSync(each.path).size }))
    const partial = `${target}.part`
    withFile(partial, 'w', (file) => writeBackup(file, { header: job.header, key, sources }))
    withFile(partial, 'r', (file) =>
      readBackup(file, key, () => ({ write: () => undefined, end: () => undefined })),
    )
    renameSync(partial, target)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function unpack({ source, folder, key }: Extract<VaultJob, { kind: 'unpack' }>): void {
  withFile(source, 'r', (file) =>
    readBackup(file, key, (name) => {
      const path = join(folder, name)
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
      const target = openSync(path, 'wx', 0o600)
      return {
        write: (piece) => {
          for (let at = 0; at < piece.length; ) at += writeSync(target, piece, at)
        },
        end: () => {
          fsyncSync(target)
          closeSync(target)
        },
      }
    }),
  )
}

const findingsMax = 20

/** Every page by its authentication code, every row and index by SQLite, every reference. */
function check(folder: string, { name, key }: KeyedFile): Finding[] {
  try {
    const db = openReadable({ file: join(folder, name), key })
    try {
      const rows = db
        .prepare<{ integrity_check: string }>(`PRAGMA integrity_check(${findingsMax})`)
        .all()
        .map((row) => row.integrity_check)
      const broken = db.prepare<{ table: string }>('PRAGMA foreign_key_check').all()
      return [
        ...rows.filter((what) => what !== 'ok'),
        ...broken.slice(0, findingsMax).map(({ table }) => `foreign key of ${table}`),
      ].map((what) => ({ file: name, what }))
    } finally {
      db.close()
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable'
    return [{ file: name, what: code }]
  }
}

function withFile(path: string, flags: string, act: (file: number) => void): void {
  const file = openSync(path, flags, 0o600)
  try {
    act(file)
  } finally {
    closeSync(file)
  }
}

function keysOf(job: VaultJob): readonly Uint8Array[] {
  const own = job.kind === 'check' ? [] : [job.key]
  const others = job.kind === 'unpack' ? [] : job.databases.map(({ key }) => key)
  return [...own, ...others]
}

function answer(job: VaultJob): VaultSaying {
  try {
    return { kind: 'done', findings: run(job) }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error
    return { kind: 'problem', problem: error.problem }
  } finally {
    for (const key of keysOf(job)) key.fill(0)
  }
}

function isStartData(data: unknown): data is { readonly vaultJob: VaultJob } {
  return typeof data === 'object' && data !== null && 'vaultJob' in data
}

if (isStartData(workerData)) parentPort?.postMessage(answer(workerData.vaultJob))
