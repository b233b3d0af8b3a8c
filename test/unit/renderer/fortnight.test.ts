import { describe, expect, it } from 'vitest'
import type { RequestSummary } from '../../../preload/contract/approval.ts'
import { fortnightOf } from '../../../renderer/features/home/fortnight.ts'

const local = (month: number, day: number, hour: number) => new Date(2026, month - 1, day, hour)
const request: RequestSummary = {
  request: 'a'.repeat(64),
  campaign: 'campaign',
  campaignName: '秋の案内',
  requester: 'member',
  requesterName: '佐藤',
  recipientCount: 12_480,
  state: 'filed',
  quorum: 1,
  approvals: 0,
  second: null,
  urgent: false,
  holdUntil: null,
  filedAt: local(11, 20, 9).toISOString(),
  approveBy: local(11, 25, 17).toISOString(),
  executeBy: local(11, 27, 18).toISOString(),
  mayDecide: true,
  whyNot: null,
  inPlaceOf: null,
  mayCancel: true,
  executesHere: true,
}
const now = local(11, 24, 10)
const found = (requests: readonly RequestSummary[], at = now) =>
  fortnightOf(requests, at).flatMap((day, index) => day.dates.map(({ kind }) => `${index} ${kind}`))

describe('the two weeks ahead', () => {
  it('are fourteen days that begin at their midnight, with their weekends', () => {
    const days = fortnightOf([], now)
    expect(days).toHaveLength(14)
    expect(days[0]?.at).toBe(local(11, 24, 0).toISOString())
    expect(days.map(({ isWeekend }) => (isWeekend ? 'x' : '.')).join('')).toBe('....xx.....xx.')
  })

  it('show until when a request waits for its decision, and then for its sending', () => {
    expect(found([request])).toEqual(['1 decide-by'])
    expect(found([{ ...request, state: 'approved' }])).toEqual(['3 send-by'])
    const held = {
      ...request,
      state: 'approved',
      holdUntil: local(11, 24, 12).toISOString(),
    } as const
    expect(found([held])).toEqual(['0 send-from', '3 send-by'])
  })

  it('say nothing of what is over, or further away', () => {
    expect(found([{ ...request, state: 'rejected' }])).toEqual([])
    expect(found([request], local(11, 1, 0))).toEqual([])
    expect(found([request], local(11, 26, 0))).toEqual([])
  })

  it('keep the order of the hour within a day, and put midnight into the day that begins', () => {
    const late = { ...request, request: 'b'.repeat(64), approveBy: local(11, 25, 9).toISOString() }
    expect(
      fortnightOf([request, late], now)[1]?.dates.map(({ request: r }) => r.request[0]),
    ).toEqual(['b', 'a'])
    expect(found([{ ...request, approveBy: local(11, 26, 0).toISOString() }])).toEqual([
      '2 decide-by',
    ])
  })
})
