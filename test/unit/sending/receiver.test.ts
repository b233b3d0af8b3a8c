import { describe, expect, it } from 'vitest'
import { toOutcome } from '../../../main/sending/outcome.ts'
import { meaningOf, receiverOf } from '../../../main/sending/receiver.ts'
import { receivers } from '../../../main/sending/receiver-table.ts'
import type { Stage } from '../../../main/sending/smtp/connection.ts'

const end = (stage: Stage, code: number, enhanced: string | null) =>
  ({ kind: 'reply', stage, reply: { code, enhanced, lines: ['words'] } }) as const

describe('receivers', () => {
  it('are found by the domain and by what is below it, and by nothing that only ends alike', () => {
    expect(receiverOf('docomo.ne.jp')?.name).toBe('docomo')
    expect(receiverOf('t.vodafone.ne.jp')?.name).toBe('SoftBank')
    expect(receiverOf('notgmail.com')).toBeNull()
    expect(receiverOf('ne.jp')).toBeNull()
    expect(receiverOf('')).toBeNull()
  })

  it('every row has a source, digits of one class, and a domain that only one receiver names', () => {
    const domains = receivers.flatMap((each) => each.domains)
    expect(new Set(domains).size).toBe(domains.length)
    for (const { source, rows } of receivers) {
      expect(source).toMatch(/^https:\/\//)
      for (const { code } of rows) {
        expect(code).toMatch(/^([45])\d\d( \1\.\d{1,3}\.\d{1,3})?$/)
      }
      expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length)
    }
  })

  it('a bare code is for replies without an enhanced one', () => {
    expect(meaningOf('docomo.ne.jp', { code: 550, enhanced: null })).toBe('mailbox-unknown')
    expect(meaningOf('docomo.ne.jp', { code: 550, enhanced: '5.7.1' })).toBeNull()
  })

  it.each([
    // docomo says at the end of data what others say at RCPT: nobody's mailbox, and no halt.
    ['docomo.ne.jp', 'dot', 550, null, 'refuse', 'mailbox-unknown', false],
    ['gmail.com', 'dot', 421, '4.7.28', 'defer', 'too-many', false],
    ['gmail.com', 'dot', 550, '5.7.26', 'refuse', 'content-refused', true],
    ['gmail.com', 'dot', 550, '5.7.1', 'refuse', 'policy-refused', false],
    ['example.jp', 'dot', 550, '5.7.1', 'refuse', 'content-refused', true],
    ['outlook.jp', 'rcpt', 550, '5.7.515', 'refuse', 'content-refused', true],
    ['icloud.com', 'dot', 451, '4.7.1', 'defer', 'too-many', false],
    ['i.softbank.jp', 'rcpt', 550, null, 'refuse', 'mailbox-unknown', false],
    ['yahoo.co.jp', 'dot', 421, '4.7.0', 'defer', 'too-many', false],
  ] as const)('%s at %s: %i %s is %s, %s', (domain, stage, code, enhanced, move, reason, halts) => {
    const outcome = toOutcome(end(stage, code, enhanced), domain)
    expect(outcome).toMatchObject({ move, reason, keep: code !== 421 })
    expect(outcome.halt !== null).toBe(halts)
  })
})
