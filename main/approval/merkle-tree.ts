import { hash } from 'node:crypto'

const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

/** RFC 6962 section 2.1: SHA-256(0x00 || entry). The prefix keeps an entry from posing as a node. */
export function leafHash(entry: Uint8Array): Uint8Array {
  return hash('sha256', Buffer.concat([leafPrefix, entry]), 'buffer')
}

function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return hash('sha256', Buffer.concat([nodePrefix, left, right]), 'buffer')
}

/**
 * The Merkle tree hash of RFC 6962 over entries as they come: only the roots of the perfect
 * subtrees on the right edge are kept, so a million rows cost twenty hashes of memory.
 */
export interface MerkleTree {
  readonly add: (entry: Uint8Array) => void
  readonly addLeaf: (leaf: Uint8Array) => void
  readonly count: () => number
  /** Hexadecimal. Of nothing: the hash of the empty string. */
  readonly root: () => string
}

export function createMerkleTree(): MerkleTree {
  const peaks: Uint8Array[] = []
  let count = 0
  const addLeaf = (leaf: Uint8Array) => {
    let node = leaf
    // As many peaks merge as there are trailing ones in the count so far.
    for (let rest = count; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = peaks.pop()
      if (left === undefined) throw new Error('merkle tree out of step')
      node = nodeHash(left, node)
    }
    peaks.push(node)
    count += 1
  }
  return {
    add: (entry) => addLeaf(leafHash(entry)),
    addLeaf,
    count: () => count,
    root() {
      const root =
        peaks.length === 0
          ? hash('sha256', '', 'buffer')
          : peaks.reduceRight((right, left) => nodeHash(left, right))
      return Buffer.from(root).toString('hex')
    },
  }
}
