import { describe, expect, it } from 'vitest'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { verifyTrust } from '../../main/journal/directory.ts'
import type { PolicyDetail, Route, SenderIdentity } from '../../main/journal/document.ts'
import { entriesOf } from '../../main/journal/policy-entry.ts'
import { problemOf } from '../support/problem.ts'
import { hashOfEnvelope, keyOf, makePolicy, makeRoot } from '../support/signed-chains.ts'
import { createSignedRequest, detail, hour, route } from '../support/signed-request.ts'
import { start } from '../support/signed-team.ts'

/**
 * An insider wants approved mail to leave by a relay or in a name of their own. The patched Sekisho of
 * the insider says whatever they like; the gate believes what the administrators' threshold signed.
 */

const evil: Route = { ...route, host: 'relay.evil.example' }
const pinned: Route = {
  ...route,
  transport: {
    ...{ auth: 'password', pins: ['ab'.repeat(32)], fallbacks: [] },
    ...{ chunking: false, dsn: false },
  },
}
const withRoute = (other: Route): PolicyDetail => ({ ...detail, routes: [other] })

/** Filed and approved by two for these statements, judged with this detail. */
function gate(
  signed: ReturnType<typeof createSignedRequest>,
  told: PolicyDetail,
  now = start + 2 * hour,
) {
  const records = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
  return problemOf(() => verifyApproval(signed.material(records, { detail: told, now })))
}

describe('S01 S24 a route is what the administrators have signed', () => {
  it('S24 one administrator of two defines no relay alone', () => {
    const keys = ['admin', 'other'].map((name) => keyOf(name).publicKey)
    const root = makeRoot({ body: { administratorKeys: keys, administratorThreshold: 2 } })
    const org = hashOfEnvelope(root)
    const judge = (signers: readonly string[]) => {
      const entries = entriesOf(withRoute(evil), {}, '2026-01-01T00:00:02.000Z')
      const first = makePolicy(org, { signers: ['admin', 'other'] })
      const second = makePolicy(org, { after: first, signers, body: { entries } })
      const chains = { roots: [root], directories: [], policies: [first, second] }
      return problemOf(() => verifyTrust({ fingerprint: org, ...chains }))
    }
    expect(judge(['admin'])).toBe('journal.threshold-not-met')
    expect(judge(['admin', 'other'])).toBeNull()
  })

  it('S01 a route that no policy has signed for sends nothing, whoever approved it', () => {
    const signed = createSignedRequest((manifest) => ({ ...manifest, route: evil }))
    expect(gate(signed, withRoute(evil))).toBe('approval.route-not-signed')
  })

  it('S01 a pin that changes after the approval stops it', () => {
    const signed = createSignedRequest()
    expect(gate(signed, detail)).toBeNull()
    signed.team.publishPolicy({}, [], withRoute(pinned))
    expect(gate(signed, withRoute(pinned))).toBe('approval.route-altered')
    // Nor does it help to go on telling the engine what was.
    expect(gate(signed, detail)).toBe('approval.route-not-signed')
  })

  it.each([
    ['another address', { address: 'info@evil.example' }],
    ['another name', { name: '社長' }],
    ['replies elsewhere', { replyTo: 'info@evil.example' }],
    ['another salt', { salt: 'ab'.repeat(32) }],
  ] as const)('S01 a sender with %s, told and approved, is not what was signed', (_, change) => {
    const senderIdentities: SenderIdentity[] = detail.senderIdentities.map((each) => ({
      ...each,
      ...change,
    }))
    const [sender] = senderIdentities
    if (sender === undefined) throw new Error('the test has a sender')
    const { name, address, replyTo, salt } = sender
    const signed = createSignedRequest((manifest) => ({
      ...manifest,
      headers: {
        from: { name, address },
        replyTo,
        envelopeSender: address,
        listUnsubscribe: `<mailto:${replyTo ?? address}?subject=unsubscribe>`,
      },
      ...(salt === undefined ? {} : { senderSalt: salt }),
    }))
    expect(gate(signed, { ...detail, senderIdentities })).toBe('approval.route-not-signed')
  })

  it('S01 two identities cannot be swapped', () => {
    const other = { id: 's-other', name: '営業', address: 'sales@example.jp', replyTo: null }
    const both = { ...detail, senderIdentities: [...detail.senderIdentities, other] }
    const signed = createSignedRequest((same) => same, {}, [], {
      prepare: (team) => team.publishPolicy({}, [], both),
    })
    expect(gate(signed, both)).toBeNull()
    const senderIdentities = both.senderIdentities.map((each, at) => ({
      ...each,
      id: both.senderIdentities[1 - at]?.id ?? '',
    }))
    expect(gate(signed, { ...detail, senderIdentities })).toBe('approval.policy-changed')
  })
})

describe('S11 what is new cools off', () => {
  const rules = { routeCoolingOffHours: 24 }
  const after = (change: PolicyDetail, request: Route) =>
    createSignedRequest((manifest) => ({ ...manifest, route: request }), rules, [], {
      prepare: (team) => team.publishPolicy(rules, [], change),
    })

  it('S11 a changed pin waits as long as the policy says, counted from the policy that brings it', () => {
    const signed = after(withRoute(pinned), pinned)
    expect(gate(signed, withRoute(pinned), start + 23 * hour)).toBe('approval.route-cooling-off')
    expect(gate(signed, withRoute(pinned), start + 24 * hour)).toBeNull()
  })

  it('S11 a changed sender waits too', () => {
    const signed = createSignedRequest((same) => same, rules)
    expect(gate(signed, detail, start + 23 * hour)).toBe('approval.route-cooling-off')
  })
})
