import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createDueHeap } from '../../../main/sending/due-heap.ts'

it('agrees with a list that is sorted at every question', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('set' as const), index: fc.nat(9), at: fc.nat(20) }),
    fc.record({ kind: fc.constant('delete' as const), index: fc.nat(9), at: fc.constant(0) }),
    fc.record({ kind: fc.constant('find' as const), index: fc.nat(5), at: fc.nat(20) }),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const heap = createDueHeap()
      const model = new Map<number, number>()
      for (const { kind, index, at } of steps) {
        if (kind === 'set') {
          heap.set(index, at)
          model.set(index, at)
        } else if (kind === 'delete') {
          heap.delete(index)
          model.delete(index)
        } else {
          const found = heap.findDue(at, index)
          const due = [...model.values()].filter((each) => each <= at).sort((a, b) => a - b)
          expect(found.map((each) => model.get(each))).toEqual(due.slice(0, index))
          expect(new Set(found).size).toBe(found.length)
        }
        expect(heap.nextAt()).toBe(model.size === 0 ? null : Math.min(...model.values()))
      }
    }),
    { numRuns: process.env.SLOW ? 2000 : 200 },
  )
})

it('holds two hundred thousand rows', () => {
  const heap = createDueHeap()
  for (let index = 0; index < 200_000; index += 1) heap.set(index, (index * 7919) % 200_000)
  expect(heap.nextAt()).toBe(0)
  expect(heap.findDue(300_000, 500)).toHaveLength(500)
})
