import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { CampaignView } from '../../../preload/contract/campaigns.ts'
import type { MailDocument } from '../../../preload/contract/mail-document.ts'
import { type Problem, toProblem } from '../../../preload/problem.ts'
import {
  type Change,
  DraftSaver,
  type SavingState,
} from '../../../renderer/features/message/draft-saver.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const view = (edition: number): CampaignView => ({
  ...{ id: 'c-1', name: '年末', state: 'draft', request: null, lists: [], edition },
  audience: { segments: [], exceptLists: [], exceptRequests: [], cap: null },
  ...{ subject: '', text: '', html: '', textState: 'generated', attachments: [], fields: [] },
  ...{
    identity: null,
    route: null,
    fileColumn: null,
    isTemplate: false,
    windowFrom: null,
    windowUntil: null,
  },
  charset: 'utf-8',
  updatedAt: '2026-11-24T00:00:00.000Z',
})
const document = { preheader: '', frame: null, content: [] } satisfies MailDocument

/** A core that stores what is right for the edition it has, after some time. */
function desk(tookMs = 20) {
  const stored: { at: number; change: Change }[] = []
  const states: SavingState[] = []
  let edition = 0
  let problem: Problem | null = null
  const saver = new DraftSaver({
    edition,
    onState: (state) => states.push(state),
    onSaved: () => undefined,
    async store({ edition: seen, ...change }) {
      await new Promise((resolve) => setTimeout(resolve, tookMs))
      if (problem !== null) return { problem }
      if (seen !== edition) return { problem: toProblem('message.changed-elsewhere', {}) }
      edition += 1
      stored.push({ at: performance.now(), change })
      return { saved: view(edition) }
    },
  })
  return {
    ...{ saver, stored, states },
    fail: (next: Problem | null) => {
      problem = next
    },
    changeElsewhere: () => {
      edition += 1
      return edition
    },
  }
}

describe('what is being written', () => {
  it('is stored within a second, however long somebody types without a pause', async () => {
    const { saver, stored } = desk()
    const typed: { at: number; subject: string }[] = []
    for (let key = 0; key < 200; key += 1) {
      const subject = 'あ'.repeat(key + 1)
      typed.push({ at: performance.now(), subject })
      saver.change({ subject })
      await vi.advanceTimersByTimeAsync(60)
      // Were the power to go now, this would be what is left of it.
      const last = stored.at(-1)?.change.subject ?? ''
      const old = typed.findLast(({ at }) => performance.now() - at >= 1_000)
      expect(last.length).toBeGreaterThanOrEqual(old?.subject.length ?? 0)
    }
    expect(stored.length).toBeGreaterThan(5)
  })

  it('is stored one save after the other, and nothing twice', async () => {
    const { saver, stored, states } = desk(3_000)
    saver.change({ subject: '一' })
    await vi.advanceTimersByTimeAsync(1_000)
    saver.change({ subject: '二' })
    saver.change({ html: '<p>' })
    saver.change({ document })
    await vi.advanceTimersByTimeAsync(10_000)
    expect(stored.map(({ change }) => change)).toEqual([
      { subject: '一' },
      { subject: '二', document },
    ])
    expect(states.at(-1)).toEqual({ isSaved: true, problem: null, isStale: false })
  })

  it('takes the newer of a text by hand and one that follows the HTML', async () => {
    const { saver, stored } = desk()
    saver.change({ text: '手で' })
    saver.change({ textFollows: true })
    await vi.advanceTimersByTimeAsync(1_000)
    saver.change({ textFollows: true })
    saver.change({ text: '手で', subject: '件名' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(stored.map(({ change }) => change)).toEqual([
      { textFollows: true },
      { text: '手で', subject: '件名' },
    ])
  })

  it('waits on when it could not be stored, and goes with the next change', async () => {
    const { saver, stored, states, fail } = desk()
    fail(toProblem('ipc.internal', { incident: 'x' }))
    saver.change({ subject: '一' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(states.at(-1)).toMatchObject({ isSaved: false, problem: { code: 'ipc.internal' } })
    fail(null)
    saver.change({ text: '本文' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(stored.map(({ change }) => change)).toEqual([{ subject: '一', text: '本文' }])
  })

  it('is not put over what somebody else has stored until the writer says so', async () => {
    const { saver, stored, states, changeElsewhere } = desk()
    const edition = changeElsewhere()
    saver.change({ subject: '私の' })
    await vi.advanceTimersByTimeAsync(1_000)
    saver.change({ subject: '私のもの' })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(stored).toEqual([])
    expect(states.at(-1)).toEqual({ isSaved: false, problem: null, isStale: true })
    expect(saver.waiting).toEqual({ subject: '私のもの' })
    expect(saver.isBehind(edition)).toBe(false)
    saver.goOn(edition, saver.waiting)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(stored.map(({ change }) => change)).toEqual([{ subject: '私のもの' }])
  })

  it('follows what changes elsewhere while nothing waits', async () => {
    const { saver, stored, changeElsewhere } = desk()
    const edition = changeElsewhere()
    expect(saver.isBehind(edition)).toBe(true)
    saver.goOn(edition, null)
    expect(saver.isBehind(edition)).toBe(false)
    saver.change({ subject: '一' })
    saver.flush()
    await vi.advanceTimersByTimeAsync(100)
    expect(stored.length).toBe(1)
  })
})
