import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canMove, reasons } from '../../../main/sending/delivery-state.ts'
import { toOutcome } from '../../../main/sending/outcome.ts'
import type { Stage } from '../../../main/sending/smtp/connection.ts'
import type { TransactionEnd } from '../../../main/sending/smtp/transaction.ts'

const reply = (stage: Stage, code: number, enhanced: string | null = null): TransactionEnd => ({
  kind: 'reply',
  stage,
  reply: { code, enhanced, lines: ['text that decides nothing'] },
})
const lost = (how: 'closed' | 'timeout' | 'violation', afterDot: boolean): TransactionEnd => ({
  ...{ kind: 'lost', stage: afterDot ? 'dot' : 'content', how, afterDot },
})

describe('outcomes, FAULTS section 6.4', () => {
  it.each([
    ['mail', 451, null, 'defer', 'refused-for-now', null],
    ['mail', 421, '4.3.2', 'release', 'connection-ended', null],
    ['mail', 552, null, 'refuse', 'too-large', null],
    ['mail', 554, '5.3.4', 'refuse', 'too-large', null],
    ['mail', 550, '5.1.0', 'release', 'run-halted', 'sending.sender-refused'],
    ['mail', 530, '5.7.0', 'release', 'run-halted', 'sending.sender-refused'],
    ['rcpt', 450, '4.2.0', 'defer', 'refused-for-now', null],
    ['rcpt', 452, '4.5.3', 'defer', 'too-many', null],
    ['rcpt', 550, '5.1.1', 'refuse', 'mailbox-unknown', null],
    ['rcpt', 556, '5.1.10', 'refuse', 'mailbox-unknown', null],
    ['rcpt', 550, '5.7.1', 'refuse', 'policy-refused', null],
    ['rcpt', 599, null, 'refuse', 'refused-for-good', null],
    ['data', 451, null, 'defer', 'refused-for-now', null],
    ['data', 554, null, 'refuse', 'refused-for-good', null],
    ['data', 250, null, 'defer', 'protocol-violation', null],
    ['dot', 250, '2.0.0', 'accept', 'accepted', null],
    ['dot', 452, '4.2.2', 'defer', 'too-many', null],
    ['dot', 421, '4.7.0', 'defer', 'too-many', null],
    ['dot', 554, '5.6.0', 'refuse', 'refused-for-good', null],
    ['dot', 550, '5.7.1', 'refuse', 'content-refused', 'sending.content-refused'],
    ['dot', 354, null, 'doubt', 'garbled-after-dot', null],
  ] as const)('%s %i %s: %s, %s', (stage, code, enhanced, move, reason, halt) => {
    const outcome = toOutcome(reply(stage, code, enhanced))
    expect(outcome).toMatchObject({ move, reason })
    expect(outcome.halt?.code ?? null).toBe(halt)
  })

  it('a break is safe before the dot and a doubt behind it', () => {
    for (const how of ['closed', 'timeout', 'violation'] as const) {
      expect(toOutcome(lost(how, false))).toMatchObject({
        move: 'defer',
        rest: 'short',
        keep: false,
      })
      expect(toOutcome(lost(how, true))).toMatchObject({ move: 'doubt', keep: false })
    }
  })

  it('whatever a server says, the move is one the table allows, and only 2xx to the dot is sent', () => {
    const stage = fc.constantFrom<Stage[]>('mail', 'rcpt', 'data', 'content', 'dot')
    const code = fc.integer({ min: 200, max: 599 })
    const enhanced = fc.option(fc.tuple(fc.nat(9), fc.nat(30)))
    fc.assert(
      fc.property(stage, code, enhanced, (at, number, detail) => {
        const digit = Math.floor(number / 100)
        const outcome = toOutcome(reply(at, number, detail ? `${digit}.${detail.join('.')}` : null))
        const from = at === 'dot' ? 'at-dot' : 'sending'
        expect(canMove(outcome.move, from)).toBe(true)
        expect(reasons[outcome.reason]).toBe(outcome.move)
        expect(outcome.move === 'accept').toBe(at === 'dot' && digit === 2)
        expect(outcome.rest !== null).toBe(outcome.move === 'defer')
        if (number === 421) expect(outcome.keep).toBe(false)
        // What may have been taken is never simply tried again.
        if (at === 'dot' && digit < 4) expect(['accept', 'doubt']).toContain(outcome.move)
      }),
      { numRuns: 3000 },
    )
  })
})
