import { createHash, randomBytes } from 'node:crypto'
import type { Random } from '../../main/ports.ts'

export const systemRandom: Random = { bytes: (count) => randomBytes(count) }

/** The same bytes every time for the same seed, for golden vectors. Never for anything else. */
export function seededRandom(seed: string): Random {
  let counter = 0
  return {
    bytes(count) {
      const blocks: Buffer[] = []
      for (let have = 0; have < count; have += 32) {
        blocks.push(createHash('sha256').update(`${seed}/${counter}`).digest())
        counter += 1
      }
      return Buffer.concat(blocks).subarray(0, count)
    },
  }
}
