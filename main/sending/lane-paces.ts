import { createPace, type Pace } from './pace.ts'

/** Of each lane how many connections it gets, and how many carry something. */
export class LanePaces {
  readonly #connectionsMax: number
  readonly #paces = new Map<string, Pace>()
  readonly #carrying = new Map<string, number>()

  constructor(connectionsMax: number) {
    this.#connectionsMax = connectionsMax
  }

  of(lane: string): Pace {
    return this.#paces.get(lane) ?? createPace(this.#connectionsMax)
  }

  note(lane: string, change: (pace: Pace) => Pace): void {
    this.#paces.set(lane, change(this.of(lane)))
  }

  mayBegin(lane: string): boolean {
    return (this.#carrying.get(lane) ?? 0) <= this.of(lane).connections
  }

  /** A connection begins to carry, or has ended. */
  count(lane: string, by: 1 | -1): void {
    const carrying = (this.#carrying.get(lane) ?? 0) + by
    if (carrying === 0) this.#carrying.delete(lane)
    else this.#carrying.set(lane, carrying)
  }
}
