import { EventEmitter } from 'node:events'
import type { MessageBoxOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import type { CoreListener } from '../../../main/core.ts'
import { askBeforeClosing } from '../../../main/shell/closing-while-sending.ts'
import type { ReleaseProgress } from '../../../preload/contract/releases.ts'

const none = { sent: 0, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 }
const running: ReleaseProgress = {
  request: 'a'.repeat(64),
  phase: 'running',
  recipientCount: 2_000,
  counts: { ...none, waiting: 1_400, deferred: 100, sent: 500 },
  ratePerSecond: 100,
  secondsLeft: 15,
  connections: 4,
  startedAt: '2026-11-24T01:00:00.000Z',
  finishedAt: null,
  problem: null,
}

/** A window that somebody closes, and what they answer when it asks. */
function setUp(answer: number) {
  const asked: MessageBoxOptions[] = []
  const bars: number[] = []
  const acts: string[] = []
  const listeners: CoreListener[] = []
  const window = Object.assign(new EventEmitter(), {
    setProgressBar: (share: number) => void bars.push(share),
    minimize: () => void acts.push('minimize'),
    close() {
      let isPrevented = false
      window.emit('close', { preventDefault: () => (isPrevented = true) })
      if (isPrevented) return
      acts.push('closed')
      window.emit('closed')
    },
  })
  askBeforeClosing({
    core: {
      subscribe(listener) {
        listeners.push(listener)
        return () => listeners.splice(0)
      },
    },
    window: window as unknown as Parameters<typeof askBeforeClosing>[0]['window'],
    language: () => 'ja',
    async ask(question) {
      asked.push(question)
      return { response: answer, checkboxChecked: false }
    },
  })
  const tell = (progress: ReleaseProgress) => {
    for (const listener of listeners) listener('releases.progress', progress)
  }
  return { asked, bars, acts, window, tell }
}

const afterAnswer = () => new Promise((resolve) => setImmediate(resolve))

describe('closing the window', () => {
  it('asks nobody while nothing is sent, nor once it is over or paused', () => {
    const { asked, acts, window, tell } = setUp(2)
    tell(running)
    tell({ ...running, phase: 'paused' })
    tell(running)
    tell({ ...running, phase: 'finished', finishedAt: '2026-11-24T01:01:00.000Z' })
    window.close()
    expect(acts).toEqual(['closed'])
    expect(asked).toEqual([])
  })

  it('names how many mails are left, asks once, and stays when told so', async () => {
    const { asked, acts, window, tell } = setUp(2)
    tell(running)
    window.close()
    window.close()
    await afterAnswer()
    expect(asked).toHaveLength(1)
    expect(asked[0]?.detail).toContain('1,500件')
    expect(acts).toEqual([])
    window.close()
    await afterAnswer()
    expect(asked).toHaveLength(2)
  })

  it('minimises and goes on, or quits when that was chosen', async () => {
    const onwards = setUp(0)
    onwards.tell(running)
    onwards.window.close()
    await afterAnswer()
    expect(onwards.acts).toEqual(['minimize'])
    const quits = setUp(1)
    quits.tell(running)
    quits.window.close()
    await afterAnswer()
    expect(quits.acts).toEqual(['closed'])
    quits.tell({ ...running, phase: 'stopped' })
    expect(quits.bars, 'a window that is gone is left alone').toHaveLength(1)
  })

  it('shows on the taskbar how far it is, and nothing afterwards', () => {
    const { bars, tell } = setUp(2)
    tell(running)
    tell({ ...running, phase: 'stopped' })
    expect(bars).toEqual([0.25, -1])
  })
})
