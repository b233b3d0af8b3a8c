import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runDispatch } from '../../support/dispatch-run.ts'
import { startPeer } from '../../support/smtp-peer.ts'

const limited = 'limited.example'
const addressOf = (index: number) => `u${index}@${index % 3 === 0 ? limited : 'free.example'}`

it('keeps the limit of a domain, as the relay counts, to the message; no other domain waits', async () => {
  const peer = await startPeer()
  // A hundredth may go at once: four, and the fifth nine seconds later.
  const run = await runDispatch(peer, {
    ...{ count: 60, addressOf, stopAfterMs: 4_000 },
    transport: { domainRates: [{ domain: limited, perHourMax: 400 }] },
  })
  await peer.close()
  const at = (domain: string) =>
    peer.accepted.filter(({ recipient }) => recipient.endsWith(`@${domain}`)).length
  const asked = peer.lines.filter(({ text }) => text.startsWith('RCPT') && text.includes(limited))
  expect([at(limited), at('free.example'), asked.length]).toEqual([4, 40, 4])
  expect(run.counts).toEqual({ sent: 44, new: 16 })
})

it('keeps the limits of the route, as the relay counts: so many an hour, so many connections', async () => {
  const peer = await startPeer()
  // Three may go at once, and the next 12 seconds later.
  const slow = await runDispatch(peer, { count: 20, ratePerHourMax: 300, stopAfterMs: 1_500 })
  expect(slow.counts).toEqual({ sent: 3, new: 17 })
  expect(peer.lines.filter(({ text }) => text.startsWith('MAIL'))).toHaveLength(3)
  await runDispatch(peer, { count: 200, connectionsMax: 3 })
  await peer.close()
  expect(peer.accepted).toHaveLength(203)
  expect(peer.crowd()).toBe(3)
})

it('counts exactly at every moment, whatever the relay answers', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom('250 ok', '451 4.3.0 later', '550 5.1.1 no', 'drop'), {
        minLength: 30,
        maxLength: 30,
      }),
      async (answers) => {
        let nth = 0
        const peer = await startPeer({
          act({ stage }) {
            if (stage !== 'dot') return null
            const say = answers[nth++ % answers.length] ?? '250 ok'
            return say === 'drop' ? { hangUp: 'reset' } : { say }
          },
        })
        const sums: number[] = []
        const run = await runDispatch(peer, {
          ...{ count: 30, connectionsMax: 3, until: Date.now() + 1_500 },
          stopWhen(log) {
            sums.push([...log.states().values()].reduce((a, b) => a + b, 0))
            return false
          },
        })
        await peer.close()
        expect(new Set(sums)).toEqual(new Set([30]))
        const { sent = 0 } = run.counts
        expect(peer.accepted.length).toBeGreaterThanOrEqual(sent)
      },
    ),
    { numRuns: 3 },
  )
})
