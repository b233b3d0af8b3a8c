import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import {
  type SampleDesk,
  type SampleProgress,
  type SampleState,
  type SampleStep,
  sampleDesks,
} from '../../preload/contract/sample.ts'
import type { Ports } from '../ports.ts'
import { sampleContents } from './contents.ts'
import { type DiscardingRelay, startDiscardingRelay } from './discarding-relay.ts'
import { stepOf } from './guide.ts'
import { makeSample, type SampleCounts } from './making.ts'
import { SampleClock, SampleOffice, type SamplePerson, type SomeCore } from './office.ts'
import { samplePorts } from './sample-ports.ts'

/** How long the relay takes over a message once somebody looks on: about two hundred a second. */
const paceMs = 40

export type CreateSomeCore = (ports: Ports, sample?: () => SampleState | null) => SomeCore

/** Where the sample of a workstation lies. Nothing else is ever put there. */
export function sampleFolderOf(dataFolder: string): string {
  return join(dataFolder, 'sample')
}

/** What an earlier process left behind, or this one is done with: nobody can open it any more. */
export function removeSample(dataFolder: string): void {
  const folder = sampleFolderOf(dataFolder)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}

/** One sample organization, from its making to its end. */
export class Visit {
  readonly #ports: Ports
  readonly #relay: DiscardingRelay
  readonly #done = new Set<SampleStep>()
  readonly office: SampleOffice

  private constructor(ports: Ports, relay: DiscardingRelay, o: Omit<VisitOptions, 'onProgress'>) {
    this.#ports = ports
    this.#relay = relay
    const clock = new SampleClock(ports.clock)
    const folder = sampleFolderOf(ports.dataFolder)
    for (const name of ['data', 'store'])
      mkdirSync(join(folder, name), { recursive: true, mode: 0o700 })
    const inside = samplePorts(ports, { folder, clock, language: o.language })
    const core = o.createCore(inside, () => this.state())
    this.office = new SampleOffice(core, clock, invite(ports, o.language))
  }

  /** Fails with what the core refused, and leaves nothing behind. */
  static async begin(ports: Ports, options: VisitOptions): Promise<Visit> {
    removeSample(ports.dataFolder)
    const relay = await startDiscardingRelay(ports)
    const visit = new Visit(ports, relay, options)
    const { office } = visit
    try {
      const { language, counts, onProgress } = options
      await makeSample({ office, relay, language, nowMs: ports.clock.now(), counts, onProgress })
      relay.setPace(paceMs)
      return visit
    } catch (error) {
      await visit.end()
      throw error
    }
  }

  state(): SampleState {
    return {
      desk: this.office.desk,
      desks: this.office.people.map(({ desk, name }) => ({ desk, name })),
      done: [...this.#done],
      discarded: this.#relay.discarded(),
    }
  }

  /** True when this call has ticked a step. */
  note(name: string): boolean {
    const step = stepOf(this.office.desk, name)
    if (step === null || this.#done.has(step)) return false
    this.#done.add(step)
    return true
  }

  async end(): Promise<void> {
    await this.office.core.close()
    await this.#relay.stop()
    removeSample(this.#ports.dataFolder)
  }
}

export interface VisitOptions {
  readonly createCore: CreateSomeCore
  readonly language: Ports['language']
  readonly counts: SampleCounts
  readonly onProgress: (progress: SampleProgress) => void
}

function invite({ random }: Ports, language: Ports['language']): SamplePerson[] {
  const name = (desk: SampleDesk) => sampleContents[language].people[desk]
  return sampleDesks.map((desk) => ({
    desk,
    name: name(desk),
    password: Buffer.from(random.bytes(24)).toString('base64url'),
    ...{ member: '', secret: '', step: 0 },
  }))
}
