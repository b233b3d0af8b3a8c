import { Worker } from 'node:worker_threads'
import { type Problem, ProblemError } from '../../preload/problem.ts'
import { type AudienceSteps, createAudienceSteps } from './audience-steps.ts'

/** Steps over one audience, one after the other, away from whoever has to answer a person. */
export interface AudienceWork {
  readonly ask: <S extends keyof AudienceSteps>(
    step: S,
    input: Parameters<AudienceSteps[S]>[0],
  ) => Promise<ReturnType<AudienceSteps[S]>>
  readonly close: () => Promise<void>
}

/** What crosses to the worker and back. A step that fails for a reason answers with it. */
export interface AudienceCall {
  readonly step: keyof AudienceSteps
  readonly input: unknown
}
export type AudienceAnswer = { readonly value: unknown } | { readonly problem: Problem }

/** Fewer rows than this cost less than starting a thread. */
const threadRowsMin = 2_000

// Where types are stripped at run time the file is .ts, in a build it is .js beside the bundle.
const workerFile = import.meta.url.endsWith('.ts') ? './audience-worker.ts' : './audience-worker.js'

export function openAudienceWork(rowCount: number): AudienceWork {
  return rowCount < threadRowsMin ? workHere() : workInThread()
}

function workHere(): AudienceWork {
  const steps = createAudienceSteps()
  return {
    ask: async (step, input) => {
      const act: (input: never) => unknown = steps[step]
      return act(input as never) as ReturnType<(typeof steps)[typeof step]>
    },
    close: async () => undefined,
  }
}

function workInThread(): AudienceWork {
  const worker = new Worker(new URL(workerFile, import.meta.url))
  const waiting: { resolve: (value: unknown) => void; reject: (error: unknown) => void }[] = []
  worker.on('message', (answer: AudienceAnswer) => {
    const asked = waiting.shift()
    if ('value' in answer) asked?.resolve(answer.value)
    else asked?.reject(new ProblemError(answer.problem))
  })
  let lost: Error | null = null
  const lose = (error: Error) => {
    lost ??= error
    for (const { reject } of waiting.splice(0)) reject(lost)
  }
  worker.on('error', lose)
  worker.on('exit', () => lose(new Error('the thread that reads audiences has ended')))
  return {
    ask: (step, input) =>
      new Promise<never>((resolve, reject) => {
        if (lost !== null) return reject(lost)
        // The worker answers each step with what that step returns, in the order of asking.
        waiting.push({ resolve: resolve as (value: unknown) => void, reject })
        const call: AudienceCall = { step, input }
        worker.postMessage(call, transferable(input))
      }),
    close: async () => void (await worker.terminate()),
  }
}

/** Memory that is handed over instead of copied: sealed pieces, which nobody here needs again. */
export function transferable(value: unknown): ArrayBuffer[] {
  const sealed =
    typeof value === 'object' && value !== null && 'sealed' in value ? value.sealed : value
  const isWhole =
    sealed instanceof Uint8Array &&
    sealed.buffer instanceof ArrayBuffer &&
    sealed.byteLength > 64 * 1024 &&
    sealed.byteLength === sealed.buffer.byteLength
  return isWhole ? [sealed.buffer] : []
}
