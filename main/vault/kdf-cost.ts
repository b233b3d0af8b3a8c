import { fail } from '../../preload/problem.ts'
import type { Clock, Random } from '../ports.ts'
import type { KdfCost } from './argon2.ts'
import { deriveArgon2id } from './argon2.ts'

/** The least that a password is worth: RFC 9106's second recommendation. */
export const kdfFloor: KdfCost = { memoryKiB: 64 * 1024, passes: 3, lanes: 4 }
/** The most that a slot may ask for, so that an altered file cannot stop the PC. */
export const kdfCeiling: KdfCost = { memoryKiB: 1024 * 1024, passes: 64, lanes: 16 }

const targetMs = 1000
const memoryKiBMax = 256 * 1024

/** The parameters stand in a file that anybody can alter: what is too cheap is not even tried. */
export function assertAboveFloor(cost: KdfCost): void {
  const isBelow =
    cost.memoryKiB < kdfFloor.memoryKiB ||
    cost.passes < kdfFloor.passes ||
    cost.lanes < kdfFloor.lanes
  if (isBelow) fail('vault.kdf-below-floor', {})
}

/**
 * Measures this PC once and raises the floor until a derivation takes about a second: memory first,
 * since that is what an attacker's hardware lacks, then passes. Never below the floor, however slow.
 */
export async function calibrateKdf(clock: Clock, random: Random): Promise<KdfCost> {
  const startedAt = clock.now()
  await deriveArgon2id({ password: random.bytes(16), salt: random.bytes(16), cost: kdfFloor })
  return costFor(clock.now() - startedAt)
}

/** Time grows with memory times passes; the cost whose product fits a second best from below. */
export function costFor(floorMs: number): KdfCost {
  if (!(floorMs > 0)) return kdfFloor
  const factor = Math.max(1, targetMs / floorMs)
  const memoryFactor = Math.min(factor, memoryKiBMax / kdfFloor.memoryKiB)
  const memoryKiB = Math.floor((kdfFloor.memoryKiB * memoryFactor) / 1024) * 1024
  const passes = Math.floor((kdfFloor.passes * factor * kdfFloor.memoryKiB) / memoryKiB)
  return {
    memoryKiB,
    passes: Math.min(Math.max(passes, kdfFloor.passes), kdfCeiling.passes),
    lanes: kdfFloor.lanes,
  }
}
