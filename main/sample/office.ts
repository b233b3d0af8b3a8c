import type { Answer } from '../../preload/contract/channel.ts'
import type { SampleDesk } from '../../preload/contract/sample.ts'
import type {
  ChannelName,
  ChannelOutput,
  ChannelRawInput,
  CoreEvent,
} from '../../preload/contract.ts'
import { ProblemError } from '../../preload/problem.ts'
import { totpCodeAt } from '../identity/identity.ts'
import type { Clock } from '../ports.ts'

/** A core as whoever stands in front of it sees it. */
export interface SomeCore {
  readonly call: (name: string, input: unknown) => Promise<Answer<unknown>>
  readonly subscribe: (listener: (...event: CoreEvent) => void) => () => void
  readonly previewDocument: (token: string) => string | null
  readonly close: () => Promise<void>
}

/** Somebody invented. Password and secret are in this process's memory and nowhere else. */
export interface SamplePerson {
  readonly desk: SampleDesk
  readonly name: string
  readonly password: string
  member: string
  /** Of their authenticator, in Base32. */
  secret: string
  /** The last time step whose code was given out. */
  step: number
}

const stepMs = 30_000

/**
 * The sample's own time: behind this PC's while its past is made, and half a minute further with each
 * code, instead of a person's waiting for the next one.
 */
export class SampleClock implements Clock {
  readonly #real: Clock
  #offsetMs = 0

  constructor(real: Clock) {
    this.#real = real
  }

  readonly now = (): number => this.#real.now() + this.#offsetMs

  /** Never backwards but before anything was made. */
  moveTo(epochMs: number): void {
    this.#offsetMs = epochMs - this.#real.now()
  }

  moveOnTo(epochMs: number): void {
    if (epochMs > this.now()) this.moveTo(epochMs)
  }
}

/** The sample's core, driven through the same contract as by a window. */
export class SampleOffice {
  readonly core: SomeCore
  readonly clock: SampleClock
  readonly people: readonly SamplePerson[]
  #desk: SampleDesk = 'it'

  constructor(core: SomeCore, clock: SampleClock, people: readonly SamplePerson[]) {
    this.core = core
    this.clock = clock
    this.people = people
  }

  get desk(): SampleDesk {
    return this.#desk
  }

  person(desk: SampleDesk): SamplePerson {
    const found = this.people.find((each) => each.desk === desk)
    if (found === undefined) throw new RangeError(`nobody sits at ${desk}`)
    return found
  }

  /** Fails with whatever problem the core answers. */
  async call<N extends ChannelName>(name: N, input: ChannelRawInput<N>): Promise<ChannelOutput<N>> {
    const answer = await this.core.call(name, input)
    if (!answer.ok) throw new ProblemError(answer.problem)
    // The router has just parsed it by the channel's own schema.
    return answer.value as ChannelOutput<N>
  }

  /** A code that nobody has used, of whoever is at the desk. */
  code(desk: SampleDesk = this.#desk): string {
    const person = this.person(desk)
    person.step = Math.max(Math.floor(this.clock.now() / stepMs), person.step + 1)
    this.clock.moveOnTo(person.step * stepMs)
    return totpCodeAt(person.secret, person.step * stepMs)
  }

  /** Ends whoever's session there is, and begins that person's. */
  async sitDown(desk: SampleDesk): Promise<void> {
    const { member, password } = this.person(desk)
    await this.call('identity.lock', {})
    await this.call('identity.enter-password', { member, password })
    await this.call('identity.enter-code', { code: this.code(desk) })
    this.#desk = desk
  }
}
