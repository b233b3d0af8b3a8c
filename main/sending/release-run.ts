import type { DeliveryCounts, ReleaseProgress } from '../../preload/contract/releases.ts'
import { type Problem, type ProblemCode, ProblemError, toProblem } from '../../preload/problem.ts'
import type { StsStanding } from '../deliverability/deliverability.ts'
import type { EngineProcess } from '../ports.ts'
import {
  type FromEngine,
  parseFromEngine,
  type ToEngine,
  toProblemValue,
} from './engine-channel.ts'
import {
  type MeterSample,
  noteSample,
  toRatePerSecond,
  toSecondsLeft,
  toSettled,
} from './progress-meter.ts'
import type { RelayTrouble } from './smtp/session.ts'

type Done = Extract<FromEngine, { type: 'done' }>
type NeedRecords = Extract<FromEngine, { type: 'need-records' }>

export interface ReleaseRunOptions {
  readonly request: string
  readonly recipientCount: number
  readonly startedAt: number
  readonly now: () => number
  readonly process: EngineProcess
  readonly start: Extract<ToEngine, { type: 'start' }>
  /** Records the batch and brings what is on record now; a ProblemError refuses or, locked, holds. */
  readonly records: (
    need: NeedRecords,
  ) => Promise<Pick<Extract<ToEngine, { type: 'records' }>, 'material' | 'suppressed'>>
  /** A piece of the frozen rows, or a sealed one of the recipients' own files. */
  readonly pieceAt: (piece: number, of: 'rows' | 'files') => Promise<Uint8Array>
  /** What a domain demands of its senders (RFC 8461). */
  readonly sts: (domain: string) => Promise<StsStanding>
  readonly onProgress: (progress: ReleaseProgress) => void
  readonly onTrouble: (trouble: RelayTrouble) => void
  /** No dot leaves any more. */
  readonly onStopping: (counts: DeliveryCounts) => Promise<void>
  readonly onDone: (done: Done) => Promise<void>
  /** The engine's process ended without a word. */
  readonly onLost: (exitCode: number) => void
}

/** One engine process and what it last said. */
export class ReleaseRun {
  readonly request: string
  readonly #options: ReleaseRunOptions
  #progress: ReleaseProgress
  #samples: MeterSample[] = []
  #isDone = false

  constructor(options: ReleaseRunOptions) {
    this.#options = options
    this.request = options.request
    const { request, recipientCount, startedAt } = options
    this.#progress = {
      ...{ request, recipientCount },
      phase: 'starting',
      counts: {
        waiting: recipientCount,
        sent: 0,
        deferred: 0,
        failed: 0,
        suppressed: 0,
        inDoubt: 0,
      },
      ratePerSecond: 0,
      secondsLeft: null,
      connections: 0,
      startedAt: new Date(startedAt).toISOString(),
      finishedAt: null,
      problem: null,
    }
    options.process.onMessage((message) => void this.#receive(parseFromEngine(message)))
    options.process.onExit((exitCode) => {
      if (!this.#isDone) options.onLost(exitCode)
    })
  }

  progress(): ReleaseProgress {
    return this.#progress
  }

  stop(): void {
    this.#post({ type: 'stop' })
  }

  /** Ends it at once: nothing that was not at its dot leaves any more. */
  halt(problem: Problem): void {
    this.#post({ type: 'halt', problem })
  }

  resume(): void {
    this.#post({ type: 'resume' })
  }

  /** After a sleep of the PC or a jump of its clock. */
  wake(): void {
    this.#post({ type: 'woke', now: this.#options.now() })
  }

  kill(): void {
    this.#isDone = true
    this.#options.process.kill()
  }

  #post(message: ToEngine): void {
    this.#options.process.post(message)
  }

  async #receive(message: FromEngine): Promise<void> {
    switch (message.type) {
      case 'ready':
        this.#post(this.#options.start)
        // The engine has its own copy by now.
        this.#options.start.secrets.smimeKey?.fill(0)
        return
      case 'trouble':
        this.#options.onTrouble(message)
        return
      case 'need-rows':
        return this.#bring(message.piece, message.of)
      case 'need-sts':
        return this.#tellPolicy(message.domain)
      case 'need-records':
        return this.#answer(message)
      case 'progress':
        this.#note(message)
        return
      case 'stopping':
        this.#show({ phase: 'stopping' })
        return this.#options.onStopping(message.counts)
      case 'done':
        this.#isDone = true
        this.#note({ ...message, connections: 0 })
        return this.#options.onDone(message)
      default:
        return message satisfies never
    }
  }

  async #answer(need: NeedRecords): Promise<void> {
    const { batch } = need
    try {
      this.#post({ type: 'records', batch, ...(await this.#options.records(need)) })
    } catch (error) {
      // Whatever goes wrong here, nothing is sent without a record of it.
      const problem = error instanceof ProblemError ? error.problem : null
      const isHeld = problem !== null && isPassing(problem)
      this.#post({
        type: isHeld ? 'hold' : 'refuse',
        batch,
        problem: problem ?? toProblem('journal.not-durable', {}),
      })
      if (problem === null) throw error
    }
  }

  /** Without an answer nothing may go there in the clear: where it cannot be kept, it is not known. */
  async #tellPolicy(domain: string): Promise<void> {
    const standing = await this.#options.sts(domain).catch((error: unknown): StsStanding => {
      if (!(error instanceof ProblemError)) throw error
      return { kind: 'unreadable', reason: error.problem.code }
    })
    this.#post({ type: 'sts', domain, standing })
  }

  async #bring(piece: number, of: 'rows' | 'files'): Promise<void> {
    try {
      this.#post({ type: 'rows', piece, bytes: await this.#options.pieceAt(piece, of) })
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      this.halt(error.problem)
    }
  }

  #note(
    message: Pick<
      Extract<FromEngine, { type: 'progress' }>,
      'phase' | 'problem' | 'counts' | 'connections'
    >,
  ): void {
    const { phase, counts, connections } = message
    const at = this.#options.now()
    this.#samples = noteSample(this.#samples, { at, settled: toSettled(counts) })
    const ratePerSecond = phase === 'running' ? toRatePerSecond(this.#samples) : 0
    this.#show({
      ...{ phase, counts, connections, ratePerSecond },
      problem: message.problem === null ? null : toPlain(toProblemValue(message.problem)),
      secondsLeft: toSecondsLeft(counts, ratePerSecond),
      finishedAt: this.#isDone ? new Date(at).toISOString() : null,
    })
  }

  #show(change: Partial<ReleaseProgress>): void {
    this.#progress = { ...this.#progress, ...change }
    this.#options.onProgress(this.#progress)
  }
}

/**
 * It goes when somebody signs in, puts the clock right, comes back to the network, or an alarm of the journal has ended: the
 * run waits instead of ending.
 */
const passing: ReadonlySet<ProblemCode> = new Set([
  'ipc.locked',
  'vault.locked',
  'identity.clock-behind',
  'identity.outside-release-networks',
  'journal.rollback',
  'journal.fork',
  'journal.contradicted',
  'journal.chain-gap',
  'journal.named-not-found',
  'journal.no-organization',
  'journal.store-right-missing',
  'journal.newer-record',
])

function isPassing({ code }: Problem): boolean {
  return passing.has(code)
}

export function toPlain({ code, params }: Problem): NonNullable<ReleaseProgress['problem']> {
  return { code, params: { ...params } }
}

export function toPlainOrNull(problem: Problem | null) {
  return problem === null ? null : toPlain(problem)
}
