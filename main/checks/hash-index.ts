/** From a hash to a small number, in two flat arrays: a million entries take about 24 megabytes. */
export class HashIndex {
  #hashes = new Float64Array(1024)
  #values = new Uint32Array(1024)
  #count = 0

  /** Whether it was new; the first value of a hash stays. */
  add(hash: number, value: number): boolean {
    if (this.#count * 2 >= this.#hashes.length) this.#grow()
    const at = this.#placeOf(hash)
    if (this.#hashes[at] !== 0) return false
    this.#hashes[at] = hash
    this.#values[at] = value
    this.#count += 1
    return true
  }

  get(hash: number): number | null {
    const at = this.#placeOf(hash)
    return this.#hashes[at] === 0 ? null : (this.#values[at] ?? null)
  }

  has(hash: number): boolean {
    return this.get(hash) !== null
  }

  get size(): number {
    return this.#count
  }

  /** Where the hash stands or would stand; 0 marks a free place. */
  #placeOf(hash: number): number {
    const mask = this.#hashes.length - 1
    let at = (hash % 0x1_0000_0000) & mask
    for (;;) {
      const found = this.#hashes[at]
      if (found === 0 || found === hash) return at
      at = (at + 1) & mask
    }
  }

  #grow(): void {
    const hashes = this.#hashes
    const values = this.#values
    this.#hashes = new Float64Array(hashes.length * 2)
    this.#values = new Uint32Array(hashes.length * 2)
    for (let from = 0; from < hashes.length; from += 1) {
      const hash = hashes[from] ?? 0
      if (hash === 0) continue
      const at = this.#placeOf(hash)
      this.#hashes[at] = hash
      this.#values[at] = values[from] ?? 0
    }
  }
}
