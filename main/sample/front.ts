import * as v from 'valibot'
import { AppState } from '../../preload/contract/app.ts'
import type { Answer } from '../../preload/contract/channel.ts'
import {
  type SampleDesk,
  type SampleProgress,
  sampleChannels,
} from '../../preload/contract/sample.ts'
import type { CoreEvent } from '../../preload/contract.ts'
import { fail, ProblemError, toProblem } from '../../preload/problem.ts'
import type { Ports } from '../ports.ts'
import { closedChannels } from './closed-channels.ts'
import { type SampleCounts, sampleCounts } from './making.ts'
import type { SomeCore } from './office.ts'
import { type CreateSomeCore, removeSample, Visit } from './visit.ts'

type Listener = (...event: CoreEvent) => void
type SampleAct = keyof typeof sampleChannels

/**
 * What the window talks to: this PC's own core, or, for as long as somebody looks around in it, the
 * sample's. Never both: they share no folder, key, store, clock or person.
 */
export function createFront(
  ports: Ports,
  createCore: CreateSomeCore,
  counts: SampleCounts = sampleCounts,
): SomeCore {
  removeSample(ports.dataFolder)
  return new Front(ports, createCore, counts)
}

class Front implements SomeCore {
  readonly #ports: Ports
  readonly #createCore: CreateSomeCore
  readonly #counts: SampleCounts
  readonly #own: SomeCore
  readonly #listeners = new Set<Listener>()
  readonly #running = new Set<string>()
  #visit: Visit | null = null
  /** Being made; nobody sees it yet. */
  #coming: Promise<Visit> | null = null
  /** Somebody is sitting down: what the core says meanwhile is of nobody's concern. */
  #isQuiet = false

  constructor(ports: Ports, createCore: CreateSomeCore, counts: SampleCounts) {
    this.#ports = ports
    this.#counts = counts
    this.#createCore = createCore
    this.#own = createCore(ports)
    this.#forward(this.#own)
    this.#own.subscribe((...[name, payload]) => {
      if (name !== 'releases.progress') return
      if (payload.finishedAt === null) this.#running.add(payload.request)
      else this.#running.delete(payload.request)
    })
  }

  async call(name: string, input: unknown): Promise<Answer<unknown>> {
    if (isSampleAct(name)) return this.#answer(name, input)
    const visit = this.#visit
    if (visit === null) return this.#own.call(name, input)
    if (closedChannels.has(name)) return { ok: false, problem: toProblem('sample.closed', {}) }
    const answer = await visit.office.core.call(name, input)
    if (answer.ok && visit.note(name)) await this.#tellState()
    return answer
  }

  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  previewDocument(token: string): string | null {
    return this.#front().previewDocument(token)
  }

  async close(): Promise<void> {
    await this.#coming?.then(
      (visit) => visit.end(),
      () => undefined,
    )
    await this.#visit?.end()
    await this.#own.close()
  }

  #front(): SomeCore {
    return this.#visit?.office.core ?? this.#own
  }

  #forward(core: SomeCore): void {
    core.subscribe((...event) => {
      if (core === this.#front() && !this.#isQuiet) this.#emit(...event)
    })
  }

  #emit(...event: CoreEvent): void {
    for (const listener of this.#listeners) listener(...event)
  }

  async #answer(name: SampleAct, input: unknown): Promise<Answer<unknown>> {
    const parsed = v.safeParse(sampleChannels[name].input, input)
    if (!parsed.success)
      return { ok: false, problem: toProblem('ipc.invalid-input', { channel: name, field: '' }) }
    try {
      return { ok: true, value: await this.#act(name, parsed.output) }
    } catch (error) {
      if (error instanceof ProblemError) return { ok: false, problem: error.problem }
      const incident = Buffer.from(this.#ports.random.bytes(4)).toString('hex')
      const kind = error instanceof Error ? error.name : typeof error
      this.#ports.log.write('error', 'ipc.internal', { incident, channel: name, kind })
      return { ok: false, problem: toProblem('ipc.internal', { incident }) }
    }
  }

  async #act(name: SampleAct, input: { readonly desk?: SampleDesk }): Promise<unknown> {
    switch (name) {
      case 'sample.open':
        return this.#open()
      case 'sample.code':
        return { code: this.#inside().office.code() }
      case 'sample.switch':
        return this.#switch(input.desk ?? 'staff')
      case 'sample.leave':
        return this.#leave()
    }
  }

  #inside(): Visit {
    return this.#visit ?? fail('sample.only-inside', {})
  }

  async #open(): Promise<object> {
    const { phase, preferences } = await this.#ownState()
    const isFree = phase !== 'signed-in' && phase !== 'code' && this.#running.size === 0
    if (this.#visit !== null || this.#coming !== null || !isFree) fail('sample.busy', {})
    this.#coming = Visit.begin(this.#ports, {
      createCore: this.#createCore,
      language: preferences.language,
      counts: this.#counts,
      onProgress: (progress: SampleProgress) => this.#emit('sample.progress', progress),
    })
    try {
      const visit = await this.#coming
      const { core } = visit.office
      await visit.office.call('app.set-preferences', preferences)
      this.#forward(core)
      this.#visit = visit
    } finally {
      this.#coming = null
    }
    await this.#tellState()
    return {}
  }

  async #switch(desk: SampleDesk): Promise<object> {
    const { office } = this.#inside()
    if (this.#isQuiet) fail('sample.busy', {})
    this.#isQuiet = true
    try {
      await office.sitDown(desk)
    } finally {
      this.#isQuiet = false
      await this.#tellState()
    }
    return {}
  }

  async #leave(): Promise<object> {
    const visit = this.#inside()
    const { preferences } = await visit.office.call('app.state', {})
    this.#visit = null
    await visit.end()
    await this.#own.call('app.set-preferences', preferences)
    await this.#tellState()
    return {}
  }

  async #ownState(): Promise<AppState> {
    const answer = await this.#own.call('app.state', {})
    if (!answer.ok) throw new ProblemError(answer.problem)
    return v.parse(AppState, answer.value)
  }

  /** Whoever shows a state shows this one now. */
  async #tellState(): Promise<void> {
    const answer = await this.#front().call('app.state', {})
    if (answer.ok) this.#emit('app.changed', v.parse(AppState, answer.value))
  }
}

function isSampleAct(name: string): name is SampleAct {
  return Object.hasOwn(sampleChannels, name)
}
