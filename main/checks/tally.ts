/** What a check has seen of one kind: how often, and the first recipient it was seen at. */
export interface Seen<T> {
  readonly what: T
  count: number
  readonly index: number
}

/**
 * Counts by key, so that a check over a million messages keeps a handful of findings. Keys past the
 * bound are not kept; the bound is far above what anybody reads.
 */
export class Tally<T> {
  readonly #seen = new Map<string, Seen<T>>()
  readonly #keysMax: number

  constructor(keysMax = 50) {
    this.#keysMax = keysMax
  }

  add(key: string, what: T, index: number): void {
    const seen = this.#seen.get(key)
    if (seen !== undefined) seen.count += 1
    else if (this.#seen.size < this.#keysMax) this.#seen.set(key, { what, count: 1, index })
  }

  /** In the order in which each was first seen. */
  all(): readonly Seen<T>[] {
    return [...this.#seen.values()]
  }
}
