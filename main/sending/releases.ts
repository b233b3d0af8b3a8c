import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type {
  DeliveryCounts,
  RelayTranscript,
  ReleaseProgress,
} from '../../preload/contract/releases.ts'
import { fail, type Problem, ProblemError } from '../../preload/problem.ts'
import {
  materialOf,
  type OpenedRelease,
  openForRelease,
  openRouteSecrets,
  verifyApproval,
} from '../approval/approval.ts'
import type { Session } from '../identity/identity.ts'
import { activateRun, requireClockAndPlace, requireSender } from './activation.ts'
import { passCanary } from './canary.ts'
import { toCounts } from './delivery-state.ts'
import type { DispatchEnd } from './dispatch.ts'
import { type Settlement, settleDoubts } from './doubts.ts'
import { problemOf, toProblemValue } from './engine-channel.ts'
import type { FlightView } from './flight-view.ts'
import { FlightViews } from './flight-views.ts'
import { bringRecords, type GateNeed } from './gate-records.ts'
import { holdProblem } from './hold.ts'
import { assertLogKept } from './log-kept.ts'
import { directPlaceOf, directWaysOf } from './mx/direct-place.ts'
import { toRecorded } from './outcome-count.ts'
import { publish } from './publication.ts'
import { keptProgress, recordedProgress } from './recorded-progress.ts'
import { keepTrouble, listTroubles } from './relay-troubles.ts'
import { ReleaseRun } from './release-run.ts'
import {
  findRelease,
  findUnfinished,
  noteFinish,
  noteHeld,
  type ReleaseRow,
} from './release-table.ts'
import { claimEngine } from './run-claim.ts'
import { type RunWatch, watchRun } from './run-watch.ts'
import type { SendingOptions } from './sending-options.ts'
import type { RelayTrouble } from './smtp/session.ts'
import { StopAcknowledgement } from './stop-acknowledgement.ts'

interface StartOrder {
  readonly request: string
  readonly recipientCount: number
}

const restartsMax = 3
const restartMs = 2_000

/** The releases of this workstation: started, watched, stopped, and taken up again after a crash. */
export class Releases {
  readonly #options: SendingOptions
  #run: ReleaseRun | null = null
  /** The newest start or taking up; the next waits for its end, whatever it is. */
  #turn: Promise<unknown> = Promise.resolve()
  /** Whose session the run began in: it goes on behind the lock while the vault stays open. */
  #runSession: Session | null = null
  #restarts = 0
  #watch: RunWatch | null = null
  readonly #views: FlightViews
  readonly #acknowledgement = new StopAcknowledgement()
  /** By request, the number of the engine that this core has claimed. */
  readonly #engines = new Map<string, number>()

  constructor(options: SendingOptions) {
    this.#options = options
    this.#views = new FlightViews(join(options.ports.dataFolder, 'releases'))
  }

  /** Also while the end of a run is still being recorded. */
  isRunning(): boolean {
    return this.#run !== null || this.#runSession !== null
  }

  /**
   * Starts the one run of a request, or takes up the one that was interrupted or paused. Everything
   * that can be refused is refused before the claim, which can be made only once.
   */
  async start(o: StartOrder & { readonly code: string }): Promise<ReleaseProgress> {
    const session = this.#options.session()
    await this.#options.stepUp(o.code, 'release')
    requireClockAndPlace(this.#options, session)
    return this.#inTurn(() => this.#start(session, o))
  }

  async #start(session: Session, o: StartOrder): Promise<ReleaseProgress> {
    await session.journal.sync()
    const opened = await openForRelease(session, o.request)
    const actual = opened.manifest.audience.count
    if (o.recipientCount !== actual)
      fail('approval.count-mismatch', { typed: o.recipientCount, actual })
    if (this.#run?.request === o.request) {
      this.#run.resume()
      return this.#run.progress()
    }
    if (this.#run) fail('sending.release-running', {})
    const known = findRelease(session.db, o.request)
    if (known?.phase) fail('approval.already-run', {})
    const isCanary = known?.problem?.code === 'sending.canary-waits'
    if (known?.problem && !isCanary) throw new ProblemError(known.problem)
    requireSender(session, opened)
    if (isCanary) await this.#passCanary(session, o.request)
    directPlaceOf(opened, this.#options)
    this.#restarts = 0
    return this.#launch(
      session,
      known?.activation ? known : await this.#activate(session, opened),
      opened,
    )
  }

  /** The first ones have fared well enough: the rest may go. */
  async #passCanary(session: Session, request: string): Promise<void> {
    const { counts } = await this.progress(request)
    await passCanary(session, request, counts)
    noteHeld(session.db, request, null)
  }

  /** Called when somebody signs in: a sender's presence is enough to go on with what was begun. */
  resume(): Promise<void> {
    return this.#inTurn(async () => {
      const session = this.#options.session()
      if (this.#run || !session.roles.includes('sender')) return
      // One that waits for a person's word has nothing to send.
      const row = findUnfinished(session.db).find(({ problem }) => problem === null)
      if (!row) return
      requireClockAndPlace(this.#options, session)
      await session.journal.sync()
      await this.#launch(session, row, await openForRelease(session, row.request))
    })
  }

  /**
   * One at a time from the look at what runs to the engine that runs: two engines on one flight log,
   * or two activations of one request, would end a run that nobody can begin again.
   */
  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(act, act)
    this.#turn = turn
    return turn
  }

  /** What became of deliveries in doubt, by a person's word; see settleDoubts. */
  async settle({ code, ...settlement }: Settlement & { code: string }): Promise<ReleaseProgress> {
    const session = this.#options.session()
    await this.#options.stepUp(code, 'release')
    this.#options.requireClock()
    return this.#inTurn(async () => {
      const { request } = settlement
      const row = findRelease(session.db, request) ?? fail('sending.log-elsewhere', {})
      if (this.#run?.request === request) fail('sending.still-sending', {})
      const log = { file: this.#views.fileOf(request), key: row.logKey }
      const now = this.#options.ports.clock.now()
      const counts = await settleDoubts(session, { ...settlement, row, log, now })
      publish(session.journal, this.#options.ports.log)
      if (row.phase === null && row.problem !== null) await this.#goOn(session, row, counts)
      this.#options.emit('journal.changed', {})
      return this.progress(request)
    })
  }

  /** A run that waited for a word on its doubts: it waits on, has something to send again, or is over. */
  async #goOn(session: Session, row: ReleaseRow, counts: DeliveryCounts): Promise<void> {
    const { request } = row
    const problem = await holdProblem(session, request, counts)
    noteHeld(session.db, request, problem)
    if (problem !== null) return
    if (counts.waiting === 0)
      return this.#finish(request, { phase: 'finished', problem: null, counts })
    if (this.#run !== null || !session.roles.includes('sender')) return
    const opened = await openForRelease(session, request)
    requireSender(session, opened)
    await this.#launch(session, row, opened)
  }

  async stop(request: string): Promise<ReleaseProgress> {
    const session = this.#options.session()
    const { journal, member, signing } = session
    const progress = await this.progress(request)
    if (progress.finishedAt !== null) return progress
    await journal.append({ kind: 'stop', body: { request }, signer: { member, signing } })
    if (this.#run?.request === request) this.#run.stop()
    else if (findRelease(session.db, request))
      await this.#finish(request, { phase: 'stopped', problem: null, counts: progress.counts })
    publish(journal, this.#options.ports.log)
    return this.progress(request)
  }

  async progress(request: string): Promise<ReleaseProgress> {
    const session = this.#options.session()
    if (this.#run?.request === request) return this.#run.progress()
    const row = findRelease(session.db, request)
    const recorded = recordedProgress(session.journal, request)
    if (!row || !recorded) return recorded ?? fail('sending.no-such-release', {})
    if (row.activation === null) return fail('sending.no-such-release', {})
    const view = this.#views.of(session, request)
    return keptProgress(view ? { ...recorded, counts: toCounts(view.states()) } : recorded, row)
  }

  /** Newest first, of every workstation. */
  async list(): Promise<ReleaseProgress[]> {
    const { journal } = this.#options.session()
    const requests = new Set(journal.recordsOf('activation').map(({ body }) => body.request))
    const all = await Promise.all([...requests].map((request) => this.progress(request)))
    return all.sort((a, b) => b.startedAt.localeCompare(a.startedAt))
  }

  /** The results of each recipient; only where it was sent from. Fails with `sending.log-elsewhere`. */
  view(request: string): FlightView {
    const session = this.#options.session()
    return this.#views.of(session, request) ?? fail('sending.log-elsewhere', {})
  }

  /** Keeps what a failing session said; nothing is kept once the vault is closed. */
  noteTrouble(trouble: RelayTrouble, request: string | null): void {
    try {
      const at = this.#options.ports.clock.now()
      keepTrouble(this.#sessionOfRun().db, trouble, { at, request })
    } catch (error) {
      if (problemOf(error) === null) throw error
    }
  }

  /** The last failing session of each relay, the newest first. */
  troubles(): RelayTranscript[] {
    return listTroubles(this.#options.session().db)
  }

  /** The vault is about to close: a run goes on and holds at its next gate. */
  lock(): void {
    this.#views.close()
  }

  close(): void {
    this.lock()
    this.#watch?.end()
    this.#run?.kill()
    this.#run = null
    this.#runSession = null
    this.#engines.clear()
  }

  async #activate(session: Session, opened: OpenedRelease): Promise<ReleaseRow> {
    const request = opened.request.hash
    const { clock, random } = this.#options.ports
    const approval = verifyApproval(this.#material(session, opened.manifestBytes, request, null))
    const { smimeKey } = await openRouteSecrets(approval, session)
    smimeKey?.fill(0)
    return activateRun(session, opened, { random, now: clock.now() })
  }

  async #launch(
    session: Session,
    row: ReleaseRow,
    opened: OpenedRelease,
  ): Promise<ReleaseProgress> {
    const { ports, emit } = this.#options
    const { request } = row
    const log = { file: this.#views.fileOf(request), key: row.logKey }
    assertLogKept(session, request, log)
    const material = this.#material(session, opened.manifestBytes, request, row.activation)
    const secrets = await openRouteSecrets(verifyApproval(material), session)
    // An engine that died under this core needs no claim of its own: nobody can have copied us between.
    if (!this.#engines.has(request))
      this.#engines.set(request, await claimEngine(session, row, ports.random))
    const { direct, sts } = directWaysOf(opened, this.#options, () => this.#sessionOfRun())
    mkdirSync(join(ports.dataFolder, 'releases'), { recursive: true, mode: 0o700 })
    const { content, manifestBytes, pieceAt } = opened
    const run = new ReleaseRun({
      ...{ request, sts },
      recipientCount: opened.manifest.audience.count,
      startedAt: row.startedAt,
      now: ports.clock.now,
      process: ports.engineHost.start(),
      start: {
        type: 'start',
        ...{ material, secrets, content, runKey: row.runKey, log, direct },
        seed: ports.random.bytes(32),
      },
      pieceAt,
      records: (need) => this.#records(need, manifestBytes, row),
      onProgress: (progress) => emit('releases.progress', progress),
      onTrouble: (trouble) => this.noteTrouble(trouble, request),
      onStopping: (counts) => this.#acknowledge(this.#sessionOfRun(), request, counts),
      onDone: (done) =>
        this.#finish(request, {
          phase: done.phase,
          problem: done.problem === null ? null : toProblemValue(done.problem),
          counts: done.counts,
        }),
      onLost: (exitCode) => this.#lose(exitCode),
    })
    this.#run = run
    this.#runSession = session
    this.#watch?.end()
    this.#watch = watchRun({
      sync: async () => void (await this.#sessionOfRun().journal.sync()),
      verify: () =>
        void verifyApproval(
          this.#material(this.#sessionOfRun(), manifestBytes, request, row.activation),
        ),
      now: ports.clock.now,
      onWoke: () => run.wake(),
      onStop: () => run.stop(),
      onFallen: (problem) => run.halt(problem),
    })
    return run.progress()
  }

  #material(session: Session, manifest: Uint8Array, request: string, activation: string | null) {
    const { clock, version } = this.#options.ports
    const now = clock.now()
    return materialOf(session, { request, manifest, now, engineVersion: version, activation })
  }

  /** The gate's half in the core. */
  #records(need: GateNeed, manifest: Uint8Array, row: ReleaseRow) {
    const { request } = row
    return bringRecords(this.#options, this.#sessionOfRun(), {
      ...{ need, request, engine: this.#engines.get(request) ?? 0 },
      material: (session) => this.#material(session, manifest, request, row.activation),
      onStopped: () => this.#run?.stop(),
    })
  }

  async #acknowledge({ journal }: Session, request: string, counts: DeliveryCounts): Promise<void> {
    await this.#acknowledgement.record(journal, request, counts)
    publish(journal, this.#options.ports.log)
  }

  async #finish(
    request: string,
    o: { phase: DispatchEnd; problem: Problem | null; counts: DeliveryCounts },
  ): Promise<void> {
    // An interrupted release may be stopped while another one runs.
    const isCurrent = this.#run === null || this.#run.request === request
    if (isCurrent) {
      this.#run = null
      this.#watch?.end()
      this.#watch = null
    }
    const { emit, ports } = this.#options
    try {
      const session = this.#sessionOfRun()
      const { journal, db } = session
      if (o.phase === 'stopped') await this.#acknowledge(session, request, o.counts)
      const held = o.phase === 'finished' ? await holdProblem(session, request, o.counts) : null
      if (held !== null) {
        noteHeld(db, request, held)
        emit('releases.progress', await this.progress(request))
        return
      }
      const reason = o.problem?.code ?? null
      const body = { request, phase: o.phase, reason, outcome: toRecorded(o.counts) }
      await journal.append({ kind: 'finished', body, signer: null })
      noteFinish(db, request, { phase: o.phase, problem: o.problem, at: ports.clock.now() })
      publish(journal, this.#options.ports.log)
      emit('releases.progress', await this.progress(request))
      emit('journal.changed', {})
    } catch (error) {
      // Locked meanwhile: the next sign-in takes the release up, finds nothing left and records it.
      if (problemOf(error) === null) throw error
    } finally {
      if (isCurrent) this.#runSession = null
    }
  }

  /** The engine's process died. What it had on disk is enough to go on. */
  #lose(exitCode: number): void {
    const { ports } = this.#options
    ports.log.write('error', 'engine-lost', { exitCode })
    this.#run = null
    this.#runSession = null
    this.#watch?.end()
    this.#watch = null
    if (this.#restarts >= restartsMax) return
    this.#restarts += 1
    setTimeout(() => {
      this.resume().catch((error: unknown) => {
        if (!(error instanceof ProblemError)) throw error
        ports.log.write('warning', 'engine-not-resumed', { code: error.problem.code })
      })
    }, restartMs)
  }

  /** Whoever is signed in now, whose journal is the one in use; behind the lock, who began the run. */
  #sessionOfRun(): Session {
    try {
      return this.#options.session()
    } catch (error) {
      if (problemOf(error)?.code !== 'ipc.locked' || this.#runSession === null) throw error
      return this.#runSession
    }
  }
}
