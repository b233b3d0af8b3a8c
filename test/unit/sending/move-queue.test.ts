import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Transition } from '../../../main/sending/delivery-state.ts'
import { createMoveQueue } from '../../../main/sending/move-queue.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const facts = { code: null, reply: null, dueAt: null, at: 0 }
const lease = (index: number): Transition => ({
  ...{ ...facts, index, from: 'new', to: 'leased', begun: 0, reason: 'batch-leased' },
})
const begin = (index: number): Transition => ({
  ...{ ...facts, index, from: 'leased', to: 'sending', begun: 1, reason: 'attempt-begun' },
})
const dot = (index: number): Transition => ({
  ...{ ...facts, index, from: 'sending', to: 'at-dot', begun: 0, reason: 'dot-due' },
})

function makeQueue(commit?: () => Promise<void>) {
  const commits: Transition[][] = []
  const queue = createMoveQueue({
    async commit(transitions) {
      commits.push([...transitions])
      await (commit?.() ?? new Promise((resolve) => setTimeout(resolve, 10)))
    },
  })
  return { queue, commits, indexes: () => commits.map((each) => each.map(({ index }) => index)) }
}

describe('move queue', () => {
  it('lets a lone dot go at once, and right behind a commit waits a moment for others', async () => {
    const { queue, indexes } = makeQueue()
    queue.add(dot(1))
    const durable = queue.durable()
    await vi.advanceTimersByTimeAsync(0)
    expect(indexes()).toEqual([[1]])
    await vi.advanceTimersByTimeAsync(10)
    await durable
    queue.add(dot(2))
    void queue.durable()
    await vi.advanceTimersByTimeAsync(0)
    queue.add(dot(3))
    void queue.durable()
    expect(indexes()).toEqual([[1]])
    await vi.advanceTimersByTimeAsync(1)
    expect(indexes()).toEqual([[1], [2, 3]])
  })

  it('commits what comes while a commit runs together afterwards', async () => {
    const { queue, indexes } = makeQueue()
    queue.add(dot(1))
    queue.add(dot(2))
    const first = Promise.all([queue.durable(), queue.durable()])
    await vi.advanceTimersByTimeAsync(0)
    expect(indexes()).toEqual([[1, 2]])
    let isThird = false
    queue.add(dot(3))
    void queue.durable().then(() => {
      isThird = true
    })
    await vi.advanceTimersByTimeAsync(9)
    expect(indexes()).toEqual([[1, 2]])
    await vi.advanceTimersByTimeAsync(5)
    await first
    // Its own commit is under way, not done: nobody may go on before it.
    expect(indexes()).toEqual([[1, 2], [3]])
    expect(isThird).toBe(false)
    await vi.advanceTimersByTimeAsync(10)
    expect(isThird).toBe(true)
  })

  it('lets a lease ride with the dot of its row, and writes it alone if the row stays', async () => {
    const { queue, commits } = makeQueue()
    queue.add(lease(1))
    queue.add(lease(2))
    queue.add(begin(1))
    queue.add(dot(1))
    const durable = queue.durable()
    await vi.advanceTimersByTimeAsync(20)
    await durable
    expect(commits).toEqual([[{ ...dot(1), from: 'new', begun: 1 }]])
    await vi.advanceTimersByTimeAsync(1000)
    expect(commits[1]).toEqual([lease(2)])
  })

  it('writes everything when asked to', async () => {
    const { queue, indexes } = makeQueue()
    queue.add(lease(1))
    queue.add(dot(2))
    const flushed = queue.flush()
    await vi.advanceTimersByTimeAsync(20)
    await flushed
    expect(indexes()).toEqual([[2, 1]])
  })

  it('tells everybody who waits that it failed, and takes nothing more', async () => {
    const broken = new Error('disk full')
    const { queue } = makeQueue(() => Promise.reject(broken))
    queue.add(dot(1))
    const failed = expect(queue.durable()).rejects.toBe(broken)
    await vi.advanceTimersByTimeAsync(5)
    await failed
    expect(() => queue.add(dot(2))).toThrow(broken)
    await expect(queue.durable()).rejects.toBe(broken)
    await expect(queue.flush()).rejects.toBe(broken)
  })
})
