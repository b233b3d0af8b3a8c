import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  assertAboveFloor,
  calibrateKdf,
  costFor,
  kdfCeiling,
  kdfFloor,
} from '../../../main/vault/kdf-cost.ts'
import { makeClock } from '../../support/clock.ts'
import { problemOf } from '../../support/problem.ts'
import { systemRandom } from '../../support/random.ts'

test('a quick PC pays more, a slow one the floor, none less', () => {
  expect(costFor(1500)).toEqual(kdfFloor)
  expect(costFor(500)).toEqual({ memoryKiB: 128 * 1024, passes: 3, lanes: 4 })
  expect(costFor(100)).toEqual({ memoryKiB: 256 * 1024, passes: 7, lanes: 4 })
  expect(costFor(0)).toEqual(kdfFloor)
  expect(costFor(Number.NaN)).toEqual(kdfFloor)
})

test('any measurement gives a cost between floor and ceiling, estimated at no more than a second', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 10_000, noNaN: true }), (floorMs) => {
      const cost = costFor(floorMs)
      expect(problemOf(() => assertAboveFloor(cost))).toBeNull()
      expect(cost.memoryKiB).toBeLessThanOrEqual(kdfCeiling.memoryKiB)
      expect(cost.passes).toBeLessThanOrEqual(kdfCeiling.passes)
      const estimateMs =
        (floorMs * cost.memoryKiB * cost.passes) / (kdfFloor.memoryKiB * kdfFloor.passes)
      expect(estimateMs).toBeLessThanOrEqual(Math.max(1000, floorMs) * 1.0001)
    }),
  )
})

test('a clock that stands still measures nothing and yields the floor', async () => {
  expect(await calibrateKdf(makeClock(), systemRandom)).toEqual(kdfFloor)
})
