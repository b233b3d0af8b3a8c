import { describe, expect, it } from 'vitest'
import type { Concern } from '../../../main/approval/approval.ts'
import type { VerifiedRecord } from '../../../main/journal/journal.ts'
import type { RecordBody, RecordKind } from '../../../main/journal/record.ts'
import { changedRequest, mailsFor } from '../../../main/notices/mail-rule.ts'
import { noticeMessage } from '../../../main/notices/mail-words.ts'
import { takenBy } from '../../../main/notices/relay.ts'
import { mailKinds } from '../../../preload/contract/notices.ts'
import { recordSamples } from '../../support/record-samples.ts'

const concern: Concern = {
  ...{
    state: 'filed',
    requester: 'author',
    deciders: ['bob', 'carol'],
    senders: ['author', 'sam'],
  },
  isSecondStageNew: false,
}

/** Only what the rule looks at. */
function record<K extends RecordKind>(
  kind: K,
  member: string | null,
  body: Partial<RecordBody<K>> = {},
): VerifiedRecord {
  const whole = { ...recordSamples[kind], ...body }
  return {
    kind,
    hash: 'a'.repeat(64),
    header: { member },
    body: whole,
  } as unknown as VerifiedRecord
}

const told = (each: VerifiedRecord, change: Partial<Concern> = {}) =>
  mailsFor(each, { ...concern, ...change }).map(({ member, kind }) => `${member} ${kind}`)

describe('who is told by mail', () => {
  it('a request: who may decide now, and never who filed it', () => {
    expect(told(record('request', 'author'))).toEqual([
      'bob waits-for-decision',
      'carol waits-for-decision',
    ])
    expect(told(record('request', 'bob'))).toEqual(['carol waits-for-decision'])
  })

  it('a decision: by what became of the request', () => {
    const decision = record('decision', 'bob')
    expect(told(decision)).toEqual([])
    expect(told(decision, { isSecondStageNew: true })).toEqual(['carol waits-for-decision'])
    expect(told(decision, { state: 'approved' })).toEqual([
      'author approved',
      'author waits-for-release',
      'sam waits-for-release',
    ])
    for (const state of ['rejected', 'returned'] as const)
      expect(told(decision, { state })).toEqual([`author ${state}`])
    expect(told(decision, { state: 'running' })).toEqual([])
    // A requester who has left is nobody.
    expect(told(decision, { state: 'rejected', requester: '' })).toEqual([])
  })

  it('a stop and the end of a run, once', () => {
    expect(told(record('stop', 'bob'), { state: 'running' })).toEqual([])
    expect(told(record('stop', 'sam'), { state: 'stopped' })).toEqual(['author run-stopped'])
    for (const phase of ['finished', 'stopped', 'halted'] as const)
      expect(told(record('finished', null, { phase }), { state: phase })).toEqual([
        `author run-${phase}`,
        `sam run-${phase}`,
      ])
  })

  it('no other record brings mail', () => {
    for (const kind of [
      'comment',
      'batch',
      'withdrawal',
      'activation',
      'notice-address',
    ] as const) {
      expect(changedRequest(record(kind, 'bob'))).toBeNull()
      expect(told(record(kind, 'bob'))).toEqual([])
    }
  })
})

describe('the message', () => {
  const at = Date.parse('2026-11-24T10:00:00.000Z')
  const make = (kind: (typeof mailKinds)[number], language: 'ja' | 'en') =>
    Buffer.from(
      noticeMessage({
        ...{
          kind,
          language,
          sender: 's@example.jp',
          recipient: 'r@example.jp',
          id: 'f'.repeat(32),
        },
        ...{ at, now: at },
      }),
    ).toString('latin1')

  it('is a whole one of short ASCII lines, of another text for each kind', () => {
    for (const language of ['ja', 'en'] as const) {
      const all = mailKinds.map((kind) => make(kind, language))
      expect(new Set(all).size).toBe(mailKinds.length)
      for (const message of all) {
        expect(message).toMatch(/^[\x20-\x7e\r\n]*$/)
        expect(message.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
        expect(Math.max(...message.split('\r\n').map((line) => line.length))).toBeLessThan(79)
        expect(message).toContain('\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\n')
        expect(message).toContain('\r\nAuto-Submitted: auto-generated\r\n')
      }
    }
  })
})

describe('the relay', () => {
  const route = {
    ...{ id: 'r-1', name: 'r', host: 'relay.example.jp', port: 587, tls: 'starttls' as const },
    ...{ ca: null, user: null, connectionsMax: 1, ratePerHourMax: null, quorum: 1 },
    dkim: { domain: 'example.jp', selector: 's', publicKey: '' },
    transport: {
      ...{ auth: 'password' as const, pins: [], chunking: false, dsn: false },
      fallbacks: [
        { host: 'spare', port: 25, tls: 'starttls' as const, ca: null, user: null, pins: [] },
      ],
    },
  }
  const detail = {
    routes: [route],
    senderIdentities: [{ id: 's-1', name: 's', address: 'Info@example.jp', replyTo: null }],
  }
  const own = { host: 'mail.example.jp', port: 25, sender: 'sekisho@example.jp' }

  it('is never a route, a spare of one or a sender', () => {
    expect(takenBy(detail, own)).toBeNull()
    expect(takenBy(detail, { ...own, host: 'relay.example.jp' })).toBeNull()
    expect(takenBy(detail, { ...own, host: 'RELAY.example.jp.', port: 587 })).not.toBeNull()
    expect(takenBy(detail, { ...own, host: 'spare' })).toBe('spare:25')
    expect(takenBy(detail, { ...own, sender: 'info@EXAMPLE.jp' })).not.toBeNull()
  })
})
