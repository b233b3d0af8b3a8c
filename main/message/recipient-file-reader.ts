import { Worker } from 'node:worker_threads'
import type { FileRefusal } from '../../preload/contract/recipient-files.ts'
import { type Problem, ProblemError } from '../../preload/problem.ts'

/** Where a person has chosen files. */
export interface FilesSource {
  readonly kind: 'folder' | 'file' | 'archive'
  readonly path: string
}

/** A file as it was read, whole. Its name has no fault. */
export interface ReadRecipientFile {
  readonly name: string
  readonly type: string
  readonly sha256: string
  readonly bytes: Uint8Array
}

/** What the thread says. After each batch it waits to be asked for more. */
export type FilesSaying =
  | {
      readonly kind: 'batch'
      readonly files: readonly ReadRecipientFile[]
      readonly refused: readonly { readonly name: string; readonly reason: FileRefusal }[]
    }
  | { readonly kind: 'end' }
  | { readonly kind: 'problem'; readonly problem: Problem }

const workerFile = import.meta.url.endsWith('.ts')
  ? './recipient-file-worker.ts'
  : './recipient-file-worker.js'

/**
 * Reads files in a thread of its own, which has no key and no database, a megabyte at a time. Fails
 * with `message.files-unreadable` when the place itself cannot be read; a single bad file is told of.
 */
export async function* readRecipientFiles(
  source: FilesSource,
): AsyncGenerator<Extract<FilesSaying, { kind: 'batch' }>> {
  const worker = new Worker(new URL(workerFile, import.meta.url), {
    workerData: { filesSource: source },
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 24 },
  })
  // One question at a time is under way, so that one answer at a time is waited for.
  let settle: { resolve: (saying: FilesSaying) => void; reject: (error: Error) => void } | null =
    null
  const lose = (error: Error) => settle?.reject(error)
  worker.on('message', (saying: FilesSaying) => settle?.resolve(saying))
  worker.on('error', lose)
  worker.on('exit', () => lose(new Error('the thread that reads files has ended')))
  const next = () =>
    new Promise<FilesSaying>((resolve, reject) => {
      settle = { resolve, reject }
      worker.postMessage('more')
    })
  try {
    for (;;) {
      const saying = await next()
      if (saying.kind === 'end') return
      if (saying.kind === 'problem') throw new ProblemError(saying.problem)
      yield saying
    }
  } finally {
    await worker.terminate()
  }
}
