import { Worker } from 'node:worker_threads'
import { type Problem, ProblemError, toProblem } from '../../preload/problem.ts'
import { type CheckSteps, createCheckSteps } from './check-steps.ts'

/** A run of the checks in a thread of its own, step by step. */
export interface CheckWork {
  readonly ask: <S extends keyof CheckSteps>(
    step: S,
    ...input: Parameters<CheckSteps[S]>
  ) => Promise<Awaited<ReturnType<CheckSteps[S]>>>
  /** Ends the thread; what was asked fails with `checks.run-stopped`. */
  readonly close: () => Promise<void>
}

/** What crosses to the worker and back. A step that fails for a reason answers with it. */
export interface CheckCall {
  readonly step: keyof CheckSteps
  readonly input: unknown
}
export type CheckAnswer = { readonly value: unknown } | { readonly problem: Problem }

// Where types are stripped at run time the file is .ts, in a build it is .js beside the bundle.
const workerFile = import.meta.url.endsWith('.ts') ? './check-worker.ts' : './check-worker.js'

/** In a thread of its own where files of others are read or more than a moment's work is ahead. */
export function openCheckWork(o: { readonly rows: number; readonly files: number }): CheckWork {
  return o.files === 0 && o.rows <= rowsHereMax ? workHere() : workInThread()
}

const rowsHereMax = 200

function workHere(): CheckWork {
  const steps = createCheckSteps()
  return {
    ask: async (step, ...input) => {
      const act: (input: never) => unknown = steps[step]
      return (await act(input[0] as never)) as never
    },
    close: async () => undefined,
  }
}

function workInThread(): CheckWork {
  const worker = new Worker(new URL(workerFile, import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 32 },
  })
  const waiting: { resolve: (value: unknown) => void; reject: (error: unknown) => void }[] = []
  worker.on('message', (answer: CheckAnswer) => {
    const asked = waiting.shift()
    if ('value' in answer) asked?.resolve(answer.value)
    else asked?.reject(new ProblemError(answer.problem))
  })
  let lost: unknown = null
  const lose = (error: unknown) => {
    lost ??= error
    for (const { reject } of waiting.splice(0)) reject(lost)
  }
  worker.on('error', lose)
  worker.on('exit', () => lose(new ProblemError(toProblem('checks.run-stopped', {}))))
  return {
    ask: (step, ...input) =>
      new Promise<never>((resolve, reject) => {
        if (lost !== null) return reject(lost)
        // The worker answers each step with what that step returns, in the order of asking.
        waiting.push({ resolve: resolve as (value: unknown) => void, reject })
        const call: CheckCall = { step, input: input[0] }
        worker.postMessage(call)
      }),
    close: async () => void (await worker.terminate()),
  }
}
