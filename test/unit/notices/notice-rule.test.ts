import { describe, expect, it } from 'vitest'
import { endsSoonMs, noticesFor } from '../../../main/notices/notice-rule.ts'
import { noticeText } from '../../../main/notices/notice-words.ts'
import type { RequestSummary } from '../../../preload/contract/approval.ts'
import { noticeKinds } from '../../../preload/contract/notices.ts'
import type { ReleaseProgress } from '../../../preload/contract/releases.ts'
import { at, hash, hour, now, request, run } from '../../support/notice-samples.ts'

function kinds(
  change: Partial<RequestSummary>,
  o: {
    member?: string
    run?: Partial<ReleaseProgress>
    unanswered?: boolean
    now?: number
    mailFailedAt?: string
  } = {},
) {
  return noticesFor({
    ...{ member: o.member ?? 'approver', roles: ['sender'], now: o.now ?? now },
    requests: [{ ...request, ...change }],
    releases: o.run === undefined ? [] : [{ ...run, ...o.run }],
    mailFailures: new Map(o.mailFailedAt === undefined ? [] : [[hash, o.mailFailedAt]]),
    unanswered: new Set(o.unanswered === true ? [hash] : []),
  }).map(({ kind }) => kind)
}

describe('notices', () => {
  it('tells whoever may decide, until when it matters', () => {
    expect(kinds({})).toEqual([])
    expect(kinds({ mayDecide: true })).toEqual(['waits-for-decision'])
    expect(kinds({ mayDecide: true, approveBy: at(endsSoonMs - 1) })).toEqual([
      'waits-for-decision',
      'approval-ends',
    ])
    expect(kinds({ mayDecide: true, state: 'withdrawn' })).toEqual([])
  })

  it('tells that a mail to somebody failed', () => {
    expect(kinds({}, { mailFailedAt: at(-hour) })).toEqual(['mail-failed'])
  })

  it('tells the requester what became of it', () => {
    const mine = { member: 'author' }
    for (const state of ['approved', 'rejected', 'returned', 'expired'] as const)
      expect(kinds({ state }, mine)).toEqual([state])
    expect(kinds({ approveBy: at(hour) }, mine)).toEqual(['approval-ends'])
    expect(kinds({ state: 'approved' })).toEqual([])
    // Old news is no news.
    expect(kinds({ state: 'rejected' }, { ...mine, now: now + 15 * 24 * hour })).toEqual([])
  })

  it('tells who sends what waits, and how it went', () => {
    const here = { executesHere: true }
    expect(kinds({ ...here, state: 'approved' })).toEqual(['waits-for-release'])
    expect(kinds({ ...here, state: 'approved', executeBy: at(hour) })).toEqual([
      'waits-for-release',
      'execution-ends',
    ])
    const finishedAt = at(0)
    expect(
      kinds({ ...here, state: 'finished' }, { run: { phase: 'finished', finishedAt } }),
    ).toEqual(['run-finished'])
    const counts = { ...run.counts, inDoubt: 2 }
    expect(
      kinds({ ...here, state: 'halted' }, { run: { phase: 'halted', finishedAt, counts } }),
    ).toEqual(['run-halted', 'in-doubt'])
    expect(kinds({ state: 'finished' }, { run: { phase: 'finished', finishedAt } })).toEqual([])
  })

  it('S27 a stop without an answer comes before everything else', () => {
    const state = { state: 'running', mayCancel: true } as const
    expect(kinds(state, { run: {}, unanswered: true })).toEqual(['stop-unanswered'])
    expect(kinds(state, { run: {} })).toEqual([])
  })

  it('says on the desktop what kind of thing, and never whose or about what', () => {
    for (const language of ['ja', 'en'] as const)
      for (const kind of noticeKinds) {
        const text = JSON.stringify(noticeText([kind, 'approved', 'returned'], language))
        expect(text).not.toContain(request.campaignName)
        expect(text).toContain('2')
      }
    expect(noticeText([], 'ja')).toBeNull()
  })
})
