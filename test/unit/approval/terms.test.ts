import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldRequestState } from '../../../main/approval/request-state.ts'
import { standingOf } from '../../../main/approval/standing.ts'
import { verifyApproval } from '../../../main/approval/verify-release.ts'
import { verifyRecord, verifyTrust } from '../../../main/journal/journal.ts'
import type { PolicyRules } from '../../../main/journal/policy-rules.ts'
import { problemOf } from '../../support/problem.ts'
import type { DecisionChange } from '../../support/signed-request.ts'
import { createSignedRequest, detail, hour } from '../../support/signed-request.ts'
import { recordHash, start } from '../../support/signed-team.ts'

type Signed = ReturnType<typeof createSignedRequest>

const under = (rules: Partial<PolicyRules>, change?: Parameters<typeof createSignedRequest>[0]) =>
  createSignedRequest(change, rules)
const gate = (signed: Signed, records: readonly Uint8Array[], now = start + 2 * hour) =>
  problemOf(() => verifyApproval(signed.material(records, { now })))
const yes = (signed: Signed, member: string, change: DecisionChange = {}) =>
  signed.decide(member, 'approve', change)

describe('tiers by the size of the audience', () => {
  it.each([
    [30, 'approval.needs-approval'],
    [31, null],
  ])('from %i recipients three approve', (recipientsMin, expected) => {
    const signed = under({ quorumTiers: [{ recipientsMin, quorum: 3 }] })
    const two = [yes(signed, 'first'), yes(signed, 'second')]
    expect(gate(signed, two)).toBe(expected)
    expect(gate(signed, [...two, yes(signed, 'third')])).toBeNull()
  })
})

describe('the second stage', () => {
  const rules = { secondStage: { recipientsMin: 30, quorum: 1, members: [] } }

  it('is given by somebody else, on top of the first approvals', () => {
    const signed = under(rules)
    const first = [yes(signed, 'first'), yes(signed, 'second')]
    const after = first.map(recordHash)
    const code = 'approval.needs-second-stage'
    expect(gate(signed, first)).toBe(code)
    // One more at the first stage is not one at the second.
    expect(gate(signed, [...first, yes(signed, 'third')])).toBe(code)
    // Nobody at both, and nothing that was signed before the first stage was complete.
    expect(gate(signed, [...first, yes(signed, 'first', { stage: 2, after })])).toBe(code)
    expect(gate(signed, [...first, yes(signed, 'third', { stage: 2, after: [] })])).toBe(code)
    const half = { stage: 2 as const, after: after.slice(0, 1) }
    expect(gate(signed, [...first, yes(signed, 'third', half)])).toBe(code)
    expect(gate(signed, [...first, yes(signed, 'third', { stage: 2, after })])).toBeNull()
    expect(gate(signed, [yes(signed, 'third', { stage: 2, after }), ...first])).toBeNull()
  })

  it('is for those whom the policy names, and they are kept for it', () => {
    const signed = under({ secondStage: { ...rules.secondStage, members: ['third'] } })
    const [first, second] = [yes(signed, 'first'), yes(signed, 'second')]
    const after = [first, second].map(recordHash)
    expect(gate(signed, [first, yes(signed, 'third')])).toBe('approval.needs-approval')
    expect(gate(signed, [first, second])).toBe('approval.needs-second-stage')
    expect(gate(signed, [first, second, yes(signed, 'third', { stage: 2, after })])).toBeNull()
  })

  it('counts for nothing where there is none', () => {
    const signed = under({})
    const first = yes(signed, 'first')
    const other = yes(signed, 'second', { stage: 2, after: [recordHash(first)] })
    expect(gate(signed, [first, other])).toBe('approval.needs-approval')
  })

  it('loses an approval of the first stage with its approver', () => {
    const signed = under(rules)
    const first = [yes(signed, 'first'), yes(signed, 'second')]
    const last = yes(signed, 'third', { stage: 2, after: first.map(recordHash) })
    const suspend = signed.team.sign('suspend', { member: 'first' }, admin)
    expect(gate(signed, [...first, last, suspend])).toBe('approval.needs-approval')
  })
})

const admin = { member: 'admin', workstation: 'ws-a' }

describe('hold, urgency and limits', () => {
  it('waits after the last approval that was needed, and anybody of them can still cancel', () => {
    const signed = under({ holdMinutes: 60 })
    const two = [yes(signed, 'first'), yes(signed, 'second', { at: start + 2 * hour })]
    expect(gate(signed, two, start + 3 * hour - 1)).toBe('approval.on-hold')
    expect(gate(signed, two, start + 3 * hour)).toBeNull()
    // One more does not make it longer.
    const more = [...two, yes(signed, 'third', { at: start + 2.5 * hour })]
    expect(gate(signed, more, start + 3 * hour)).toBeNull()
    const stop = signed.team.sign(
      'stop',
      { request: signed.hash },
      { member: 'third', workstation: 'ws-b' },
    )
    expect(gate(signed, [...two, stop], start + 4 * hour)).toBe('approval.stopped')
  })

  it('has other rules for what is urgent, and says so', () => {
    const rules = { holdMinutes: 60, urgent: { quorum: 3, holdMinutes: 0 } }
    const urgent = under(rules, (manifest) => ({ ...manifest, urgent: '障害のお知らせ' }))
    const two = [yes(urgent, 'first'), yes(urgent, 'second')]
    expect(gate(urgent, two)).toBe('approval.needs-approval')
    expect(gate(urgent, [...two, yes(urgent, 'third')])).toBeNull()
    const plain = under({}, (manifest) => ({ ...manifest, urgent: '障害のお知らせ' }))
    expect(gate(plain, [yes(plain, 'first'), yes(plain, 'second')])).toBe(
      'approval.urgent-not-allowed',
    )
  })

  it.each<[string, Partial<PolicyRules>]>([
    ['approval.hours-too-long', { approvalHoursMax: 23 }],
    ['approval.hours-too-long', { executionHoursMax: 23 }],
    [
      'approval.too-many-recipients',
      { recipientLimits: [{ department: null, route: null, recipientsMax: 29 }] },
    ],
    [
      'approval.too-many-recipients',
      { recipientLimits: [{ department: null, route: 'r-main', recipientsMax: 29 }] },
    ],
  ])('%s', (code, rules) => {
    const signed = under(rules)
    expect(gate(signed, [yes(signed, 'first'), yes(signed, 'second')])).toBe(code)
  })

  it('does not count an approval that did not look, or typed another number', () => {
    const signed = under({ looks: ['headers', 'links'], typeCountFrom: 30 })
    const careful = { viewed: ['manifest', 'headers', 'links'], typedCount: 30 }
    const first = yes(signed, 'first', careful)
    const others: DecisionChange[] = [
      { ...careful, viewed: ['headers'] },
      { ...careful, typedCount: 31 },
      { ...careful, typedCount: null },
    ]
    for (const change of others)
      expect(gate(signed, [first, yes(signed, 'second', change)])).toBe('approval.needs-approval')
    expect(gate(signed, [first, yes(signed, 'second', careful)])).toBeNull()
  })
})

describe('shares of the route key', () => {
  const key = (threshold: number) => ({
    route: 'r-main',
    threshold,
    shares: ['first', 'second'].map((member) => ({ member, sealed: '' })),
    secrets: '',
  })

  it('are asked for before a request counts as approved, so that no start finds too few', () => {
    const signed = createSignedRequest(undefined, {}, [key(2)])
    const first = yes(signed, 'first', { share: 'AAAA' })
    const late = yes(signed, 'third')
    expect(gate(signed, [first, late])).toBe('approval.needs-share')
    // Whoever holds none cannot claim to.
    const liar = yes(signed, 'third', { share: 'AAAA' })
    expect(gate(signed, [first, liar])).toBe('approval.needs-share')
    // A holder who approves as well settles it.
    expect(gate(signed, [first, late, yes(signed, 'second', { share: 'AAAA' })])).toBeNull()
  })
})

describe('in any order', () => {
  it('the same records make the same state', () => {
    const signed = under({
      secondStage: { recipientsMin: 1, quorum: 1, members: [] },
      delegationHoursMax: 48,
    })
    const { team, hash } = signed
    const first = [yes(signed, 'first'), yes(signed, 'second')]
    const delegation = team.sign(
      'delegation',
      {
        ...{ to: 'fresh', from: signed.manifest.approveBy, until: signed.manifest.executeBy },
        ...{ shares: [], contentKeys: [] },
        ...{ directory: team.directoryVersion(), policy: team.policyVersion() },
      },
      { member: 'third', workstation: 'ws-b' },
    )
    const all = [
      ...first,
      yes(signed, 'third', { stage: 2, after: first.map(recordHash) }),
      delegation,
      team.sign('delegation-ended', { delegation: recordHash(delegation) }, admin),
      team.sign('suspend', { member: 'second' }, admin),
      team.sign('unlock', { member: 'second' }, { ...admin, at: start + hour }),
      team.sign('comment', { request: hash, sealed: '' }, { member: 'third', workstation: 'ws-b' }),
    ]
    const trust = verifyTrust(team.chains())
    const request = verifyRecord(signed.request, trust)
    const verified = all.map((bytes) => verifyRecord(bytes, trust))
    const now = start + 2 * hour
    fc.assert(
      fc.property(
        fc.shuffledSubarray(verified, { minLength: verified.length }),
        fc.subarray(verified),
        (records, again) => {
          if (request.kind !== 'request') throw new Error('no request')
          const standing = standingOf(request, {
            ...{ trust, detail, now, machine: {}, records: [...records, ...again] },
          })
          expect(foldRequestState(standing.dossier, standing.count, { ...standing, now })).toBe(
            'approved',
          )
        },
      ),
    )
  })
})
