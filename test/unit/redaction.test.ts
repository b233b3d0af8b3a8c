import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redact } from '../../main/redaction.ts'

describe('what a text for IT loses', () => {
  it.each([
    ['sent to taro.yamada@example.co.jp at once', 'sent to <address> at once'],
    ['山田＠example.jp 太郎', '<address> <text>'],
    [String.raw`C:\Users\taro.yamada\AppData\x.db`, String.raw`C:\Users\<user>\AppData\x.db`],
    ['at run (file:///home/taro/app/core.js:3:5)', 'at run (file:///home/<user>/app/core.js:3:5)'],
    [String.raw`store \\fileserver\jinji$\sekisho`, String.raw`store \\<share>\sekisho`],
    ['key MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=', 'key <removed>'],
    ['hash 2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae', 'hash <removed>'],
    ['code 123456 refused', 'code <code> refused'],
  ])('%s', (text, expected) => expect(redact(text)).toBe(expected))

  it.each([
    'journal.store-unreachable',
    'at append (journal-AbCd1234.js:120:15)',
    'frequent-password-worker-B8xY2kLm.js:10:2',
    '2026-11-24T01:00:00.000Z',
    'workstation w-ac285bfc123456fd',
    'exclusive true, reads back true, latency 12 ms',
    '{"at":"2026-11-24T01:00:00.000Z","level":"info","event":"app.started"}',
  ])('%s stays', (text) => expect(redact(text)).toBe(text))

  it('no address, nothing beyond ASCII, never longer: whatever stands around', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.emailAddress(), fc.string(), (a, mail, b) => {
        const clean = redact(`${a} ${mail} ${b}`)
        expect(clean).not.toContain(mail)
        expect(clean).toMatch(/^[\x20-\x7e]*$/)
        expect(clean.length).toBeLessThanOrEqual(1003)
      }),
    )
  })

  it('is done once: a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        expect(redact(redact(text))).toBe(redact(text))
      }),
    )
  })
})
