import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { type Problem, ProblemError } from '../../preload/problem.ts'

/**
 * A thread that answers questions one after the other, in the order in which they were asked. The
 * engine keeps its sockets on the main thread, and what needs the processor or waits for the disk
 * in threads beside it.
 */
export interface Thread<Q, A> {
  /** Rejects with what the thread threw: a ProblemError, or an Error with its `code`. */
  readonly ask: (question: Q) => Promise<A>
  /** Ends it once it has answered what was asked. */
  readonly close: () => Promise<void>
}

interface Failure {
  readonly problem: Problem | null
  readonly name: string
  readonly code: string | null
  readonly message: string
}

type Said<A> = { readonly answer: A } | { readonly failure: Failure }

interface Waiting<A> {
  readonly resolve: (answer: A) => void
  readonly reject: (error: unknown) => void
}

// Where types are stripped at run time the file is .ts, in a build it is .js beside the bundle.
const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js'

const youngMbMax = 16

/** `name`: the thread's entry in this folder, without its ending. */
export function startThread<Q, A>(name: string, data: object): Thread<Q, A> {
  const worker = new Worker(new URL(`./${name}.${ending}`, import.meta.url), {
    workerData: { [name]: data },
    // What a message leaves behind is short-lived: more room for it only takes memory.
    resourceLimits: { maxYoungGenerationSizeMb: youngMbMax },
  })
  const waiting: Waiting<A>[] = []
  let ended: unknown = null
  const end = (error: unknown) => {
    ended ??= error
    for (const { reject } of waiting.splice(0)) reject(ended)
  }
  worker.on('message', (said: Said<A>) => {
    const first = waiting.shift()
    if ('answer' in said) first?.resolve(said.answer)
    else first?.reject(toError(said.failure))
  })
  worker.on('error', end)
  worker.on('exit', () => end(new Error(`${name} has ended`)))
  const ask = (question: Q | null): Promise<A> => {
    if (ended !== null) return Promise.reject(ended)
    return new Promise((resolve, reject) => {
      waiting.push({ resolve, reject })
      worker.postMessage(question)
    })
  }
  return {
    ask,
    async close() {
      if (ended === null) await ask(null)
      await worker.terminate()
    },
  }
}

/** An answer whose bytes move to the other side instead of being copied. */
export interface Moved<A> {
  readonly answer: A
  readonly moved: ArrayBuffer
}

/** The other side. `open` gets what startThread was given; nothing happens where it was not. */
export function serveThread<D, Q, A>(
  name: string,
  open: (data: D) => {
    readonly answer: (question: Q) => A | Moved<A> | Promise<A | Moved<A>>
    readonly close: () => void
  },
): void {
  const port = parentPort
  const data: unknown = workerData
  if (isMainThread || !port || !isFor<D>(name, data)) return
  const { answer, close } = open(data[name] as D)
  let last: Promise<void> = Promise.resolve()
  port.on('message', (question: Q | null) => {
    last = last.then(async () => {
      try {
        if (question === null) close()
        const made = question === null ? null : await answer(question)
        if (isMoved(made)) port.postMessage({ answer: made.answer }, [made.moved])
        else port.postMessage({ answer: made })
      } catch (error) {
        port.postMessage({ failure: toFailure(error) })
      }
    })
  })
}

function isFor<D>(name: string, data: unknown): data is Readonly<Record<string, D>> {
  return typeof data === 'object' && data !== null && name in data
}

function isMoved(made: unknown): made is Moved<unknown> {
  return typeof made === 'object' && made !== null && 'moved' in made
}

function toFailure(error: unknown): Failure {
  const { name, message } = error instanceof Error ? error : { name: 'unknown', message: '' }
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  return { problem: error instanceof ProblemError ? error.problem : null, name, code, message }
}

function toError({ problem, name, code, message }: Failure): Error {
  if (problem) return new ProblemError(problem)
  return Object.assign(new Error(message), { name, ...(code === null ? {} : { code }) })
}
