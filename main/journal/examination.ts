import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { Trust } from './directory.ts'
import { type ExaminationData, type Examinee, packBatch } from './examination-worker.ts'

/** Threads that verify at once: a signature costs some 80 µs, and an office's PC has four cores. */
const threadsMax = 4
/** How many batches a thread has before it: one under way, and one so that it need not wait. */
const aheadMax = 2

const workerFile = import.meta.url.endsWith('.ts')
  ? './examination-worker.ts'
  : './examination-worker.js'

export interface Examiners {
  /** Resolves as soon as some thread wants more. */
  readonly ready: () => Promise<void>
  /** Whether each is whole, in their order. */
  readonly examine: (batch: readonly Examinee[]) => Promise<readonly boolean[]>
  readonly end: () => Promise<void>
}

/** Starts threads that verify records by these chains. End them. */
export function startExaminers(trust: Trust): Examiners {
  const data: ExaminationData = {
    examinationOf: {
      fingerprint: trust.fingerprint,
      roots: trust.roots.map((each) => each.bytes),
      directories: trust.directories.map((each) => each.bytes),
      policies: trust.policies.map((each) => each.bytes),
    },
  }
  const threads = Array.from({ length: Math.min(availableParallelism(), threadsMax) }, () =>
    startThread(data),
  )
  const idlest = () => {
    const [thread] = [...threads].sort((a, b) => a.pending() - b.pending())
    if (thread === undefined) throw new TypeError('no thread')
    return thread
  }
  return {
    async ready() {
      while (idlest().pending() >= aheadMax) await Promise.race(threads.map((each) => each.next()))
    },
    examine: (batch) => idlest().examine(batch),
    end: async () => void (await Promise.all(threads.map((each) => each.end()))),
  }
}

interface Waiting {
  readonly resolve: (value: readonly boolean[]) => void
  readonly reject: (error: unknown) => void
  readonly answer: Promise<readonly boolean[]>
}

function startThread(workerData: ExaminationData) {
  const worker = new Worker(new URL(workerFile, import.meta.url), { workerData })
  const waiting: Waiting[] = []
  worker.on('message', (answer: readonly boolean[]) => waiting.shift()?.resolve(answer))
  worker.on('error', (error) => {
    for (const { reject } of waiting.splice(0)) reject(error)
  })
  return {
    pending: () => waiting.length,
    next: () => waiting[0]?.answer ?? Promise.resolve([]),
    examine(batch: readonly Examinee[]) {
      const { promise, resolve, reject } = Promise.withResolvers<readonly boolean[]>()
      waiting.push({ resolve, reject, answer: promise })
      const packed = packBatch(batch)
      worker.postMessage(packed, [packed.bytes])
      return promise
    },
    end: () => worker.terminate(),
  }
}
