import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { type Manifest, parseManifest } from '../../main/approval/manifest.ts'
import { verifyRecord, verifyTrust } from '../../main/journal/journal.ts'
import { Instant } from '../../preload/contract/channel.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest } from '../support/signed-request.ts'

/** ISO 8601 allows an offset of hours only. Date.parse does not: NaN, and nothing is later than it. */
const unreadable = '2026-11-24T12:00:00+09'

describe('S27 a request that never expires', () => {
  const signed = createSignedRequest()
  const trust = verifyTrust(signed.team.chains())

  it.each(['approveBy', 'executeBy'] as const)('S27 is no request by its %s', (field) => {
    const sign = (at: string) =>
      signed.team.sign(
        'request',
        { ...signed.body, [field]: at },
        { member: 'author', workstation: 'ws-a' },
      )
    expect(problemOf(() => verifyRecord(sign('2026-11-24T12:00:00+09:00'), trust))).toBeNull()
    expect(problemOf(() => verifyRecord(sign(unreadable), trust))).toBe('journal.record-malformed')
  })

  it.each<Partial<Manifest>>([
    { approveBy: unreadable },
    { executeBy: unreadable },
    { window: { from: unreadable, until: null } },
    { window: { from: null, until: unreadable } },
  ])('S27 is no manifest: %o', (change) => {
    const bytes = Buffer.from(JSON.stringify({ ...signed.manifest, ...change }))
    expect(problemOf(() => parseManifest(bytes))).toBe('approval.manifest-altered')
  })

  it('S27 every instant that is taken can be compared', () => {
    for (const at of [unreadable, '2026-11-24T12:00:00-23'])
      expect(v.is(Instant, at) && Number.isNaN(Date.parse(at))).toBe(false)
  })
})
