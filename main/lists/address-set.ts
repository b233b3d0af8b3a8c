/**
 * Which addresses a file has had, and in which line first. Exact: what its hash finds is compared
 * byte by byte. A million addresses take about 60 MB, a fifth of what a Map of strings takes.
 */
export interface AddressSet {
  /** Line of an earlier row with the same key, or null when there is none and this one counts. */
  readonly lineOf: (key: string, line: number) => number | null
}

const chunkBytes = 4 * 1024 * 1024
const capacityFirst = 1 << 12

interface Slots {
  readonly hashes: Uint32Array
  /** Number of the entry plus one; 0 is free. */
  readonly entries: Uint32Array
}

/** seed: secret and random, so that no file can be made whose addresses all collide. */
export function createAddressSet(seed: number): AddressSet {
  let slots = makeSlots(capacityFirst)
  let lines = new Uint32Array(capacityFirst)
  // A file has 2 GiB at most: every place in its addresses has 32 bits.
  let ends = new Uint32Array(capacityFirst + 1)
  const chunks: Buffer[] = []
  const scratch = Buffer.alloc(1024)
  let count = 0

  const isEntry = (entry: number, length: number): boolean => {
    const start = ends[entry] ?? 0
    if ((ends[entry + 1] ?? 0) - start !== paddedLength(start, length)) return false
    const at = start + padding(start, length)
    const chunk = chunks[Math.floor(at / chunkBytes)]
    const from = at % chunkBytes
    return chunk?.compare(scratch, 0, length, from, from + length) === 0
  }
  const append = (length: number, line: number): void => {
    if (count === lines.length) {
      lines = grown(lines, new Uint32Array(count * 2))
      ends = grown(ends, new Uint32Array(count * 2 + 1))
    }
    const start = ends[count] ?? 0
    const at = start + padding(start, length)
    const chunk = Math.floor(at / chunkBytes)
    chunks[chunk] ??= Buffer.alloc(chunkBytes)
    scratch.copy(chunks[chunk], at % chunkBytes, 0, length)
    lines[count] = line
    count += 1
    ends[count] = at + length
  }

  return {
    lineOf(key, line) {
      const length = scratch.write(key, 'utf8')
      const hash = hashOf(scratch, length, seed)
      if (count * 2 >= slots.entries.length) slots = rehashed(slots)
      const mask = slots.entries.length - 1
      let slot = hash & mask
      for (;;) {
        const entry = slots.entries[slot] ?? 0
        if (entry === 0) break
        if (slots.hashes[slot] === hash && isEntry(entry - 1, length)) return lines[entry - 1] ?? 0
        slot = (slot + 1) & mask
      }
      append(length, line)
      slots.hashes[slot] = hash
      slots.entries[slot] = count
      return null
    },
  }
}

/** Bytes left free so that no key lies over the end of a chunk. */
function padding(start: number, length: number): number {
  const room = chunkBytes - (start % chunkBytes)
  return room < length ? room : 0
}

function paddedLength(start: number, length: number): number {
  return padding(start, length) + length
}

function makeSlots(capacity: number): Slots {
  return { hashes: new Uint32Array(capacity), entries: new Uint32Array(capacity) }
}

function rehashed(slots: Slots): Slots {
  const larger = makeSlots(slots.entries.length * 2)
  const mask = larger.entries.length - 1
  for (const [from, entry] of slots.entries.entries()) {
    if (entry === 0) continue
    const hash = slots.hashes[from] ?? 0
    let slot = hash & mask
    while (larger.entries[slot] !== 0) slot = (slot + 1) & mask
    larger.hashes[slot] = hash
    larger.entries[slot] = entry
  }
  return larger
}

function grown(from: Uint32Array, to: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  to.set(from)
  return to
}

/** MurmurHash3 over single bytes, with a final mix. */
function hashOf(bytes: Buffer, length: number, seed: number): number {
  let hash = seed | 0
  for (let at = 0; at < length; at += 1) {
    let mixed = Math.imul(bytes[at] ?? 0, 0xcc9e2d51)
    mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593)
    hash ^= mixed
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}
