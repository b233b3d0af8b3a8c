import { describe, expect, it } from 'vitest'
import { verifyTrust } from '../../../main/journal/directory.ts'
import type { PolicyDetail, PolicyEntry } from '../../../main/journal/document.ts'
import { areEntriesWhole, entriesOf, signedSince } from '../../../main/journal/policy-entry.ts'
import { problemOf } from '../../support/problem.ts'
import { atOf, hashOfEnvelope, makePolicy, makeRoot } from '../../support/signed-chains.ts'
import { detail, route } from '../../support/signed-request.ts'

const first = '2026-11-01T00:00:00.000Z'
const later = '2026-11-20T00:00:00.000Z'
const [sender] = detail.senderIdentities
if (sender === undefined) throw new Error('the test has a sender')

const root = makeRoot()
const org = hashOfEnvelope(root)
/** A chain of two policies with these entries. */
function judge(before: readonly PolicyEntry[], after: readonly PolicyEntry[]) {
  const policy1 = makePolicy(org, { body: { entries: [...before] } })
  const policy2 = makePolicy(org, { after: policy1, body: { entries: [...after] } })
  const policies = [policy1, policy2]
  return problemOf(() =>
    verifyTrust({ fingerprint: org, roots: [root], directories: [], policies }),
  )
}

describe('what a policy says of its routes and senders in the open', () => {
  it('keeps the time of what is as it was, and dates the rest anew', () => {
    const entries = entriesOf(detail, {}, first)
    expect(areEntriesWhole({ entries }, detail)).toBe(true)
    const moved: PolicyDetail = { ...detail, routes: [{ ...route, host: 'evil.example.com' }] }
    const next = entriesOf(moved, { entries }, later)
    expect(signedSince({ entries: next }, 'route', { ...route, host: 'evil.example.com' })).toBe(
      later,
    )
    expect(signedSince({ entries: next }, 'route', route)).toBeNull()
    expect(signedSince({ entries: next }, 'sender', sender)).toBe(first)
  })

  it.each([
    ['name', 'x'],
    ['host', 'evil.example.com'],
    ['port', 25],
    ['tls', 'implicit'],
    ['user', null],
    ['ca', 'PEM'],
    ['salt', 'ab'.repeat(32)],
    ['dkim', { ...route.dkim, publicKey: 'other' }],
    ['ratePerHourMax', 1],
    ['quorum', 3],
  ] as const)('says nothing for a route with another %s', (key, value) => {
    const entries = entriesOf(detail, {}, first)
    expect(signedSince({ entries }, 'route', { ...route, [key]: value })).toBeNull()
  })

  it('S11 refuses a new or changed entry that is dated before the policy that brings it', () => {
    const [entry] = entriesOf(detail, {}, atOf(3))
    if (entry === undefined) throw new Error('the test has an entry')
    const early = { ...entry, since: atOf(1) }
    expect(judge([early], [early])).toBeNull()
    expect(judge([], [early])).toBe('journal.entry-backdated')
    expect(judge([early], [{ ...early, digest: 'ab'.repeat(32) }])).toBe('journal.entry-backdated')
    expect(judge([early], [{ ...early, id: 'r-other' }])).toBe('journal.entry-backdated')
    expect(judge([entry], [early])).toBe('journal.entry-backdated')
  })

  it('refuses one thing said twice', () => {
    const [entry] = entriesOf(detail, {}, first)
    if (entry === undefined) throw new Error('the test has an entry')
    expect(judge([entry, entry], [])).toBe('journal.record-malformed')
  })
})
