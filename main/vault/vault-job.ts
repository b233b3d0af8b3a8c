import { Worker } from 'node:worker_threads'
import type { Problem } from '../../preload/problem.ts'
import { ProblemError } from '../../preload/problem.ts'
import type { BackupHeader } from './backup-format.ts'
import { joinSecret } from './secret-bytes.ts'

/** A database of this workstation under its own key. */
export interface KeyedFile {
  /** Its name in the data folder. */
  readonly name: string
  readonly key: Uint8Array
}

/** Something wrong in a file: what SQLite says of it, never what stands in it. */
export interface Finding {
  readonly file: string
  readonly what: string
}

/** Long work on files that nobody else waits for. Keys are lent: the worker overwrites its copies. */
export type VaultJob =
  | {
      readonly kind: 'back-up'
      readonly folder: string
      readonly target: string
      readonly scratch: string
      readonly header: BackupHeader
      readonly key: Uint8Array
      readonly databases: readonly KeyedFile[]
      readonly others: readonly string[]
    }
  | {
      readonly kind: 'unpack'
      readonly source: string
      readonly folder: string
      readonly key: Uint8Array
    }
  | { readonly kind: 'check'; readonly folder: string; readonly databases: readonly KeyedFile[] }

export type VaultSaying =
  | { readonly kind: 'done'; readonly findings: readonly Finding[] }
  | { readonly kind: 'problem'; readonly problem: Problem }

// Where types are stripped at run time the file is .ts, in a build it is .js beside the bundle.
const workerFile = import.meta.url.endsWith('.ts') ? './vault-worker.ts' : './vault-worker.js'

/** Runs a job in a worker thread of its own; resolves when that is gone, with every lock it held. */
export function runVaultJob(job: VaultJob): Promise<readonly Finding[]> {
  return new Promise((resolve, reject) => {
    const { vaultJob, transferList } = lendKeys(job)
    const worker = new Worker(new URL(workerFile, import.meta.url), {
      workerData: { vaultJob },
      transferList,
    })
    let answer: (() => void) | null = null
    worker.on('message', (saying: VaultSaying) => {
      answer =
        saying.kind === 'done'
          ? () => resolve(saying.findings)
          : () => reject(new ProblemError(saying.problem))
    })
    worker.on('error', reject)
    worker.on('exit', () => {
      if (answer) answer()
      else reject(new Error('the worker ended without an answer'))
    })
  })
}

/** Copies of the keys that change hands: what is cloned instead leaves bytes that nobody overwrites. */
function lendKeys(job: VaultJob): { vaultJob: VaultJob; transferList: ArrayBuffer[] } {
  const transferList: ArrayBuffer[] = []
  const lend = (key: Uint8Array) => {
    const copy = joinSecret(key)
    transferList.push(copy.buffer)
    return copy
  }
  const lendAll = (files: readonly KeyedFile[]) =>
    files.map(({ name, key }) => ({ name, key: lend(key) }))
  switch (job.kind) {
    case 'back-up': {
      const vaultJob = { ...job, key: lend(job.key), databases: lendAll(job.databases) }
      return { vaultJob, transferList }
    }
    case 'unpack':
      return { vaultJob: { ...job, key: lend(job.key) }, transferList }
    case 'check':
      return { vaultJob: { ...job, databases: lendAll(job.databases) }, transferList }
    default:
      return job satisfies never
  }
}
