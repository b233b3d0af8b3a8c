import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createGroupCommit } from '../../../main/sending/group-commit.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function makeGroup(waitersMax = 3, commit?: (writes: readonly number[]) => void) {
  const commits: number[][] = []
  const group = createGroupCommit<number>({
    commit: commit ?? ((writes) => void commits.push([...writes])),
    delayMsMax: 5,
    waitersMax: () => waitersMax,
  })
  return { group, commits }
}

describe('group commit', () => {
  it('waits at most five milliseconds, and then commits all in their order', async () => {
    const { group, commits } = makeGroup()
    group.add(1)
    group.add(2)
    const durable = group.durable()
    await vi.advanceTimersByTimeAsync(4)
    expect(commits).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    await durable
    expect(commits).toEqual([[1, 2]])
  })

  it('commits at once when enough wait for it', async () => {
    const { group, commits } = makeGroup(2)
    group.add(1)
    const first = group.durable()
    group.add(2)
    const second = group.durable()
    await vi.advanceTimersByTimeAsync(0)
    await Promise.all([first, second])
    expect(commits).toEqual([[1, 2]])
  })

  it('tells everybody who waits that it failed, and takes nothing more', async () => {
    const broken = new Error('disk full')
    const { group } = makeGroup(1, () => {
      throw broken
    })
    group.add(1)
    const durable = group.durable()
    const failed = expect(durable).rejects.toBe(broken)
    await vi.advanceTimersByTimeAsync(5)
    await failed
    expect(() => group.add(2)).toThrow(broken)
    await expect(group.durable()).rejects.toBe(broken)
    expect(() => group.flush()).toThrow(broken)
  })

  it('commits nothing when there is nothing', async () => {
    const { group, commits } = makeGroup()
    group.flush()
    await vi.advanceTimersByTimeAsync(20)
    expect(commits).toEqual([])
  })
})
