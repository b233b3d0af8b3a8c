import { generateSync } from 'otplib'
import type { Workstation } from './workstation.ts'

const stepSeconds = 30

/**
 * The demo's clock. A code of the authenticator counts once, and the next one comes thirty seconds
 * later: instead of waiting, the demo moves the clock of all its workstations.
 */
export class DemoClock {
  readonly #workstations: readonly Workstation[]
  #aheadMs = 0

  constructor(workstations: readonly Workstation[]) {
    this.#workstations = workstations
  }

  get aheadSeconds(): number {
    return this.#aheadMs / 1000
  }

  now(): number {
    return Date.now() + this.#aheadMs
  }

  moveTo(epochMs: number): void {
    this.#aheadMs = Math.max(this.#aheadMs, epochMs - Date.now())
    for (const workstation of this.#workstations) workstation.moveClock(this.#aheadMs)
  }
}

/** Somebody of the demo's office, with a password and an authenticator. */
export class Person {
  readonly name: string
  readonly password: string
  readonly workstation: Workstation
  member = ''
  secret = ''
  readonly #clock: DemoClock
  #counterUsed = 0

  constructor(options: {
    name: string
    password: string
    workstation: Workstation
    clock: DemoClock
  }) {
    this.name = options.name
    this.password = options.password
    this.workstation = options.workstation
    this.#clock = options.clock
  }

  /** The next code that has not been used. */
  code(): string {
    const counter = Math.max(
      Math.floor(this.#clock.now() / 1000 / stepSeconds),
      this.#counterUsed + 1,
    )
    this.#counterUsed = counter
    this.#clock.moveTo(counter * stepSeconds * 1000)
    return generateSync({ secret: this.secret.replaceAll(' ', ''), epoch: counter * stepSeconds })
  }

  async logIn(): Promise<void> {
    await this.workstation.call('identity.enter-password', {
      member: this.member,
      password: this.password,
    })
    await this.workstation.call('identity.enter-code', { code: this.code() })
  }

  async lock(): Promise<void> {
    await this.workstation.call('identity.lock', {})
  }
}
