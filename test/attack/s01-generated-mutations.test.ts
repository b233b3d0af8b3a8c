import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ReleaseContent } from '../../main/approval/verify-content.ts'
import {
  type ApprovalMaterial,
  verifyApproval,
  verifyRelease,
} from '../../main/approval/verify-release.ts'
import { leavesOf, withBitFlipped, withLeafChanged } from '../support/mutation.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, detail } from '../support/signed-request.ts'
import { people } from '../support/signed-team.ts'

/** What is signed is what is sent: whatever is altered after the approval is refused, by name. */
const signed = createSignedRequest()
const records = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]

function refusal(
  change: Partial<ApprovalMaterial>,
  content: Partial<ReleaseContent> = {},
): string | null {
  return problemOf(() =>
    verifyRelease(verifyApproval(signed.material(records, change)), {
      ...signed.content,
      ...content,
    }),
  )
}

const place = fc.nat({ max: 1_000_000 })
const bit = fc.nat({ max: 7 })
const runs = { numRuns: process.env.SLOW === undefined ? 120 : 2000 }

describe('S01 S02 mutations after approval', () => {
  it('passes unaltered', () => {
    expect(refusal({})).toBeNull()
  })

  it('refuses any bit of the template', () => {
    fc.assert(
      fc.property(place, bit, (at, which) => {
        const template = withBitFlipped(signed.content.template, at, which)
        expect(refusal({}, { template })).toBe('approval.template-altered')
      }),
      runs,
    )
  })

  it('refuses any bit of an attachment, one more and one less', () => {
    const [attachment] = signed.content.attachments
    fc.assert(
      fc.property(place, bit, (at, which) => {
        const attachments = [withBitFlipped(attachment!, at, which)]
        expect(refusal({}, { attachments })).toBe('approval.attachment-altered')
      }),
      runs,
    )
    for (const attachments of [[], [attachment!, attachment!]])
      expect(refusal({}, { attachments })).toBe('approval.attachment-altered')
  })

  it('refuses any bit of the frozen rows', () => {
    fc.assert(
      fc.property(place, bit, (at, which) => {
        const rows = withBitFlipped(signed.content.rows[0]!, at, which)
        expect(refusal({}, { rows: [rows] })).toBe('approval.recipients-altered')
      }),
      runs,
    )
  })

  it('refuses any bytes cut out of or put into the rows', () => {
    const rows = Buffer.from(signed.content.rows[0]!)
    fc.assert(
      fc.property(place, fc.uint8Array({ minLength: 1, maxLength: 40 }), (at, bytes) => {
        const cut = at % rows.length
        const without = Buffer.concat([rows.subarray(0, cut), rows.subarray(cut + bytes.length)])
        const withMore = Buffer.concat([rows.subarray(0, cut), bytes, rows.subarray(cut)])
        for (const other of [without, withMore])
          expect(refusal({}, { rows: [other] })).toBe('approval.recipients-altered')
      }),
      runs,
    )
  })

  it('refuses any bit of the manifest', () => {
    fc.assert(
      fc.property(place, bit, (at, which) => {
        const manifest = withBitFlipped(signed.manifestBytes, at, which)
        expect(refusal({ manifest })).toBe('approval.manifest-altered')
      }),
      runs,
    )
  })

  it('refuses any bit of the request or of a decision', () => {
    fc.assert(
      fc.property(fc.constantFrom('request', 'decision'), place, bit, (what, at, which) => {
        const altered =
          what === 'request'
            ? { request: withBitFlipped(signed.request, at, which) }
            : { records: [records[0]!, withBitFlipped(records[1]!, at, which)] }
        expect(refusal(altered)).toMatch(/^journal\.(signature-invalid|record-malformed)$/)
      }),
      runs,
    )
  })

  it('refuses any bit of the chains, and another fingerprint', () => {
    const chains = signed.team.chains()
    const names = ['roots', 'directories', 'policies'] as const
    fc.assert(
      fc.property(fc.constantFrom(...names), place, bit, (name, at, which) => {
        const altered = chains[name].map((bytes) => withBitFlipped(bytes, at, which))
        expect(refusal({ [name]: altered })).toMatch(/^journal\./)
      }),
      runs,
    )
    expect(refusal({ fingerprint: 'f'.repeat(64) })).toBe('journal.signature-invalid')
  })

  it.each(leavesOf(detail.routes[0]).map((path) => [path.join('.'), path] as const))(
    'refuses the live route with another %s: host, pin, rate, key and all',
    (_, path) => {
      const routes = [withLeafChanged(detail.routes[0]!, path)]
      expect(refusal({ detail: { ...detail, routes } })).toBe('approval.route-altered')
    },
  )

  it.each(leavesOf(detail.senderIdentities[0]).map((path) => [path.join('.'), path] as const))(
    'refuses the live sender with another %s',
    (_, path) => {
      const senderIdentities = [withLeafChanged(detail.senderIdentities[0]!, path)]
      expect(refusal({ detail: { ...detail, senderIdentities } })).toBe('approval.policy-changed')
    },
  )

  it('refuses every other statement that is as well-formed as the approved one', () => {
    const { manifest } = signed
    const paths = leavesOf(manifest)
    expect(paths.length).toBeGreaterThan(60)
    for (const path of paths) {
      const bytes = Buffer.from(JSON.stringify(withLeafChanged(manifest, path)))
      expect(refusal({ manifest: bytes }), path.join('.')).toBe('approval.manifest-altered')
    }
  })

  it('refuses another policy', () => {
    const changes = [
      ...[{ coolingOffHours: 0 }, { quorumMin: 2 }, { storeGraceMinutes: 600 }],
      ...[{ holdMinutes: 5 }, { approvalHoursMax: 700 }, { executionHoursMax: 700 }],
      ...[{ quorumTiers: [{ recipientsMin: 1, quorum: 2 }] }, { typeCountFrom: 1_000_000 }],
      ...[{ looks: ['html' as const] }, { delegationHoursMax: 1 }, { masking: 'nothing' as const }],
      ...[{ urgent: { quorum: 9, holdMinutes: 0 } }, { severities: { size: 'warning' as const } }],
      ...[{ recipientLimits: [{ department: null, route: null, recipientsMax: 9_999 }] }],
      { secondStage: { recipientsMin: 1_000_000, quorum: 1, members: [] } },
    ]
    for (const change of changes) {
      const other = createSignedRequest()
      const decisions = [other.decide('first', 'approve'), other.decide('second', 'approve')]
      other.team.publishPolicy(change)
      expect(problemOf(() => verifyApproval(other.material(decisions)))).toBe(
        'approval.policy-changed',
      )
    }
  })

  it('refuses chains that were cut back or come from elsewhere', () => {
    const other = createSignedRequest()
    const decisions = [other.decide('first', 'approve'), other.decide('second', 'approve')]
    other.team.publishDirectory(people.filter((each) => each.id !== 'third'))
    const chains = other.team.chains()
    const gate = (change: Partial<ApprovalMaterial>) =>
      problemOf(() => verifyApproval(other.material(decisions, change)))
    expect(gate({})).toBeNull()
    expect(gate({ directories: [] })).toMatch(/^journal\./)
    expect(gate({ directories: chains.directories.toReversed() })).toMatch(/^journal\./)
    expect(gate({ policies: [] })).toMatch(/^journal\./)
    expect(gate({ roots: signed.team.chains().roots })).toMatch(/^journal\./)
  })
})
