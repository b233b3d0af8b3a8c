import { hash } from 'node:crypto'
import type { ReleasePhase } from '../../preload/contract/releases.ts'
import { fail, type Problem, ProblemError, toProblem } from '../../preload/problem.ts'
import {
  createReleaseVerifier,
  type ReleaseParts,
  type ReleaseVerifier,
  type VerifiedRelease,
  verifyApproval,
} from '../approval/approval.ts'
import type { StsStanding } from '../deliverability/deliverability.ts'
import type { Clock, Random } from '../ports.ts'
import { toCounts, toFinalCounts } from './delivery-state.ts'
import { createEngine, type Engine, type Passed, toHaltProblem } from './engine.ts'
import type { FromEngine, ToEngine } from './engine-channel.ts'
import { type FileSpool, spoolFiles } from './file-spool.ts'
import { type FlightLog, openFrozenLog } from './flight-log.ts'
import type { RelayTrouble } from './smtp/session.ts'
import type { Batch } from './supply.ts'

/** The core's end as the engine sees it. */
export interface EnginePort {
  readonly post: (message: FromEngine) => void
  readonly onMessage: (listener: (message: unknown) => void) => void
}

type Answer = Extract<ToEngine, { type: 'records' | 'hold' | 'refuse' }>

const progressMsMin = 200
const holdMs = 3_000

/** Runs one release for the core at the other end of the port, and ends with it. */
export function serveEngine(port: EnginePort, exit: () => void): void {
  const engine = new PortEngine(port, exit)
  // The messages are our own core's; what they carry is verified, not trusted.
  port.onMessage((message) => void engine.receive(message as ToEngine))
  port.post({ type: 'ready' })
}

class PortEngine {
  readonly #port: EnginePort
  readonly #exit: () => void
  #engine: Engine | null = null
  #now = { at: 0, since: 0 }
  #answer: ((answer: Answer) => void) | null = null
  /** The piece of rows that was asked for; null: none will come any more. */
  #rows: ((bytes: Uint8Array | null) => void) | null = null
  /** By domain, who waits for its policy. */
  readonly #policies = new Map<string, PromiseWithResolvers<StsStanding>>()
  #held: Problem | null = null
  /** By relay, the last failing session that the core has not been told of. */
  #troubles = new Map<string, RelayTrouble>()
  #progressTimer: NodeJS.Timeout | null = null
  #isStopped = false
  #fallen: Problem | null = null

  constructor(port: EnginePort, exit: () => void) {
    this.#port = port
    this.#exit = exit
  }

  async receive(message: ToEngine): Promise<void> {
    switch (message.type) {
      case 'start':
        return this.#start(message)
      case 'records':
      case 'hold':
      case 'refuse':
        this.#answer?.(message)
        return
      case 'sts':
        this.#policies.get(message.domain)?.resolve(message.standing)
        this.#policies.delete(message.domain)
        return
      case 'rows':
        this.#rows?.(message.bytes)
        return
      case 'stop':
        return this.#stop()
      case 'halt':
        this.#fallen ??= message.problem
        this.#rows?.(null)
        this.#engine?.dispatch.halt(message.problem)
        return
      case 'woke':
        this.#setClock(message.now)
        this.#engine?.dispatch.wake()
        return
      case 'resume':
        this.#engine?.dispatch.resume()
        return
      default:
        return message satisfies never
    }
  }

  async #start(message: Extract<ToEngine, { type: 'start' }>): Promise<void> {
    const { material, content, secrets, log, runKey, seed, direct } = message
    this.#setClock(material.now)
    try {
      const approval = verifyApproval(material)
      const { activation } = material
      if (activation === null) return fail('approval.already-run', {})
      const { audience, route } = approval.manifest
      const rates = route.transport?.domainRates ?? []
      const verifier = createReleaseVerifier(approval, content)
      const flightLog = await openFrozenLog(
        { ...log, now: this.#clock.now(), domains: rates.map(({ domain }) => domain) },
        { count: audience.count, pages: this.#pages(audience.pieces.length, verifier) },
      )
      const release = verifier.end()
      const spool = await this.#spool(release, content, `${log.file}-files`)
      this.#engine = createEngine(release, {
        spool,
        ...{ clock: this.#clock, random: toRandom(seed), secrets, runKey },
        ...{ log: flightLog, place: log },
        gate: (batch, flightLog) => this.#gate(batch, flightLog, activation),
        onChange: () => this.#change(),
        onTrouble: (trouble) => this.#note(trouble),
        direct: direct === null ? null : { place: direct, sts: (domain) => this.#policyOf(domain) },
      })
      if (this.#isStopped) this.#engine.dispatch.stop()
      if (this.#fallen !== null) this.#engine.dispatch.halt(this.#fallen)
      this.#engine.dispatch.start()
      await this.#engine.dispatch.done
      await this.#engine.close()
      this.#finish(null)
    } catch (error) {
      this.#finish(toHaltProblem(error))
    }
  }

  /** The core keeps what was fetched, beyond this run; it always answers. */
  #policyOf(domain: string): Promise<StsStanding> {
    const known = this.#policies.get(domain)
    if (known) return known.promise
    const asked = Promise.withResolvers<StsStanding>()
    this.#policies.set(domain, asked)
    this.#port.post({ type: 'need-sts', domain })
    return asked.promise
  }

  /** The rows from the core, piece by piece, each verified before it is used for anything. */
  async *#pages(count: number, verifier: ReleaseVerifier): AsyncGenerator<Uint8Array> {
    for (let piece = 0; piece < count; piece += 1) {
      const bytes = await this.#piece(piece, 'rows')
      verifier.add(bytes)
      yield bytes
    }
  }

  async #piece(piece: number, of: 'rows' | 'files'): Promise<Uint8Array> {
    const asked = new Promise<Uint8Array | null>((resolve) => {
      this.#rows = resolve
    })
    if (this.#fallen === null) this.#port.post({ type: 'need-rows', piece, of })
    const bytes = this.#fallen === null ? await asked : null
    if (bytes === null) throw new ProblemError(this.#fallen ?? toProblem('approval.stopped', {}))
    return bytes
  }

  /** Every file of a recipient's own is here and verified before anything leaves. */
  async #spool(
    { files }: VerifiedRelease,
    { files: access }: ReleaseParts,
    file: string,
  ): Promise<FileSpool | null> {
    if (files === null) return null
    if (access === null) return fail('approval.manifest-altered', {})
    return spoolFiles({ file, files, access, bring: (piece) => this.#piece(piece, 'files') })
  }

  #stop(): void {
    this.#isStopped = true
    const engine = this.#engine
    if (!engine) return
    engine.dispatch.stop()
    this.#port.post({ type: 'stopping', counts: toCounts(engine.log.states()) })
  }

  /** FAULTS 3.8: fresh records from the core, verified here from their bytes. */
  async #gate(batch: Batch, log: FlightLog, activation: string): Promise<Passed> {
    const { number, firstIndex, count } = batch
    for (;;) {
      const answered = new Promise<Answer>((resolve) => {
        this.#answer = resolve
      })
      const counts = toCounts(log.states())
      this.#port.post({ type: 'need-records', batch: number, firstIndex, count, counts })
      const answer = await answered
      switch (answer.type) {
        case 'refuse':
          throw new ProblemError(answer.problem)
        case 'hold':
          this.#held = answer.problem
          this.#change()
          await new Promise((resolve) => setTimeout(resolve, holdMs))
          break
        case 'records':
          this.#held = null
          if (answer.material.activation !== activation) return fail('approval.already-run', {})
          this.#setClock(answer.material.now)
          return { approval: verifyApproval(answer.material), suppressed: answer.suppressed }
      }
    }
  }

  /** The core's clock has passed its floor; between two answers only our own elapsed time is added. */
  readonly #clock: Clock = {
    now: () => Math.floor(this.#now.at + performance.now() - this.#now.since),
  }

  #setClock(at: number): void {
    this.#now = { at: Math.max(at, this.#clock.now()), since: performance.now() }
  }

  #note(trouble: RelayTrouble): void {
    this.#troubles.set(`${trouble.host}:${trouble.port}`, trouble)
    this.#change()
  }

  #tellTroubles(): void {
    for (const trouble of this.#troubles.values())
      this.#port.post({ type: 'trouble', ...trouble, lines: [...trouble.lines] })
    this.#troubles.clear()
  }

  #change(): void {
    if (this.#engine === null) return
    this.#progressTimer ??= setTimeout(() => {
      this.#progressTimer = null
      this.#tell()
    }, progressMsMin)
  }

  #tell(): void {
    const engine = this.#engine
    if (!engine) return
    this.#tellTroubles()
    const { phase, problem, connections } = engine.dispatch.state()
    const isHeld = phase === 'running' && this.#held !== null
    this.#port.post({
      type: 'progress',
      phase: toReleasePhase(isHeld ? 'paused' : phase),
      problem: isHeld ? this.#held : problem,
      counts: toCounts(engine.log.states()),
      connections,
    })
  }

  #finish(failure: Problem | null): void {
    if (this.#progressTimer) clearTimeout(this.#progressTimer)
    this.#tellTroubles()
    const engine = this.#engine
    const state = engine?.dispatch.state()
    const phase = state?.phase === 'finished' || state?.phase === 'stopped' ? state.phase : 'halted'
    const counts = toFinalCounts(engine?.log.states() ?? new Map())
    this.#port.post({
      type: 'done',
      phase: failure ? 'halted' : phase,
      problem: failure ?? state?.problem ?? null,
      counts,
    })
    // The message above has to leave first.
    setTimeout(this.#exit, 50)
  }
}

function toReleasePhase(phase: ReleasePhase): ReleasePhase {
  return phase
}

/** Jitter only: no key and no name is ever made of it. */
function toRandom(seed: Uint8Array): Random {
  let counter = 0
  return {
    bytes(count) {
      const blocks: Buffer[] = []
      for (let size = 0; size < count; size += 32) {
        counter += 1
        const text = `${Buffer.from(seed).toString('hex')}:${counter}`
        blocks.push(hash('sha256', text, 'buffer'))
      }
      return Buffer.concat(blocks).subarray(0, count)
    },
  }
}
