import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCallGate } from '../../../main/shell/call-gate.ts'
import type { Sender } from '../../../main/shell/sender-check.ts'
import { channelNames } from '../../../preload/contract.ts'
import { makeClock } from '../../support/clock.ts'

const ours: Sender = { url: 'app://sekisho/index.html', isMainFrame: true, isOurWindow: true }

function gate() {
  const called: string[] = []
  const lines: string[] = []
  const clock = makeClock('2026-11-02T00:00:00.000Z')
  const core = {
    async call(name: string) {
      called.push(name)
      return { ok: true, value: name } as const
    },
  }
  const ask = createCallGate({
    core,
    log: { write: (level, event, facts) => void lines.push(JSON.stringify([level, event, facts])) },
    clock,
  })
  return { ask, called, lines, clock }
}

describe('the gate before every call (E08, I07)', () => {
  it('E08 lets every channel of the contract pass from our own page', async () => {
    const { ask, called } = gate()
    for (const name of channelNames) expect(await ask(ours, name, {})).toMatchObject({ ok: true })
    expect(called).toEqual(channelNames)
  })

  it('I07 refuses every channel from any other frame, window or page, and says nothing of the input', async () => {
    const { ask, called, lines } = gate()
    const others: Partial<Sender>[] = [
      { isMainFrame: false },
      { isOurWindow: false },
      { url: 'preview://document/0a' },
      { url: 'https://example.com/' },
      { url: '' },
    ]
    for (const name of channelNames)
      for (const other of others)
        expect(await ask({ ...ours, ...other }, name, { secret: 'himitsu' })).toEqual({
          ok: false,
          problem: { code: 'ipc.untrusted-sender', params: {} },
        })
    expect(called).toEqual([])
    expect(lines).toHaveLength(channelNames.length * others.length)
    expect(lines.join()).not.toContain('himitsu')
  })

  it('I07 whatever is known of a sender: only our page gets through', async () => {
    const { ask, called } = gate()
    const sender = fc.record({
      url: fc.oneof(
        fc.string(),
        fc.constantFrom('app://sekisho', 'app://sekisho.evil/', 'APP://sekisho/'),
      ),
      isMainFrame: fc.boolean(),
      isOurWindow: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(
        sender,
        fc.constantFrom(...channelNames),
        fc.anything(),
        async (from, name, input) => {
          fc.pre(!from.url.startsWith('app://sekisho/'))
          expect((await ask(from, name, input)).ok).toBe(false)
        },
      ),
    )
    expect(called).toEqual([])
  })

  it('E08 a flood is refused with one line in the log, and the window goes on a moment later', async () => {
    const { ask, called, lines, clock } = gate()
    const codes: string[] = []
    for (let i = 0; i < 2000; i += 1) {
      const answer = await ask(ours, 'app.state', {})
      codes.push(answer.ok ? 'ok' : answer.problem.code)
    }
    expect(called.length).toBeLessThan(500)
    expect(codes.at(-1)).toBe('ipc.too-many-calls')
    expect(lines).toHaveLength(1)
    clock.advance(2_000)
    for (let i = 0; i < 100; i += 1)
      expect((await ask(ours, 'app.state', {})).ok, String(i)).toBe(true)
  })

  it('E08 a clock that is set back neither opens the gate nor shuts it', async () => {
    const { ask, clock } = gate()
    clock.advance(-3_600_000)
    expect((await ask(ours, 'app.state', {})).ok).toBe(true)
    clock.advance(10_000)
    expect((await ask(ours, 'app.state', {})).ok).toBe(true)
  })
})
