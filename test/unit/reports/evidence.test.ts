import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { verifyEvidence } from '../../../main/reports/reports.ts'
import { makeRun, outcome } from '../../support/evidence-run.ts'
import { withBitFlipped } from '../../support/mutation.ts'
import { problemOf } from '../../support/problem.ts'
import { hour } from '../../support/signed-request.ts'
import { at, people, start } from '../../support/signed-team.ts'

describe('evidence', () => {
  const { signed, decisions, activation, batch, finish, encode } = makeRun()
  const finished = finish()
  const bytes = encode([...decisions, activation, batch, finished])

  it('proves who approved and how it ended, from the file alone', () => {
    const evidence = verifyEvidence(bytes, signed.team.fingerprint)
    expect(evidence.approvals.map((each) => each.header.member).sort()).toEqual(['first', 'second'])
    expect(evidence.activation?.header.member).toBe('author')
    expect(evidence.outcome).toEqual(outcome)
    expect(evidence.manifest).toEqual(signed.manifest)
    expect(evidence.names.members).toEqual({ first: '承認 一郎' })
  })

  it('shows where more than the first ones left before a sender had let the rest go', () => {
    const run = makeRun((manifest) => ({ ...manifest, canary: 10 }))
    const { team, hash: request } = run.signed
    const begun = [...run.decisions, run.activation]
    const ends = [...begun, run.batch, run.finish()]
    expect(problemOf(() => verifyEvidence(run.encode(ends)))).toBe('approval.canary-skipped')
    const alone = { member: null, workstation: 'ws-a', at: start + 3 * hour }
    const batchOf = (firstIndex: number, count: number) =>
      team.sign('batch', { request, batch: 1, firstIndex, count, outcome }, alone)
    const first = batchOf(0, 10)
    const passed = team.sign('canary-passed', { request, outcome }, { ...alone, member: 'author' })
    const inOrder = [...begun, first, passed, batchOf(10, 20), run.finish()]
    expect(problemOf(() => verifyEvidence(run.encode(inOrder)))).toBeNull()
  })

  it('belongs to one organization', () => {
    expect(problemOf(() => verifyEvidence(bytes, 'f'.repeat(64)))).toBe('journal.signature-invalid')
  })

  it('holds no recipient and no text of the message', () => {
    const text = Buffer.from(bytes).toString('utf8')
    const manifest = Buffer.from(JSON.parse(text).manifest, 'base64').toString('utf8')
    for (const word of ['user3@example.jp', '会社3', '休業日'])
      for (const place of [text, manifest]) expect(place).not.toContain(word)
  })

  it('does not survive a change of anything signed', () => {
    const { names, madeAt } = JSON.parse(Buffer.from(bytes).toString('utf8'))
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.nat({ max: 7 }), (place, bit) => {
        const altered = withBitFlipped(bytes, place, bit)
        const code = problemOf(() => verifyEvidence(altered))
        if (code !== null) {
          expect(code).toMatch(/^(journal|approval)\./)
          return
        }
        // What passes differs in nothing but what is only for people, or in white space.
        const { names: _, madeAt: __, ...rest } = JSON.parse(Buffer.from(altered).toString('utf8'))
        expect({ ...rest, names, madeAt }).toEqual(JSON.parse(Buffer.from(bytes).toString('utf8')))
      }),
      { numRuns: 300 },
    )
  })

  it.each([
    ['the request', 'author', 0, 'approval.requester-not-active'],
    ['the start', 'author', 1, 'approval.sender-not-active'],
    ['an approval', 'second', 1, 'approval.needs-approval'],
  ] as const)('refuses a run when %s was signed by a key in wrong hands', (_, id, seq, code) => {
    const run = makeRun()
    const workstation = id === 'author' ? 'ws-a' : 'ws-b'
    const lastValid = [{ workstation, seq }]
    const records = [...run.decisions, run.activation, run.batch, run.finish()]
    expect(problemOf(() => verifyEvidence(run.encode(records)))).toBeNull()
    const revoked = people.map((each) =>
      each.id === id ? { ...each, status: 'revoked' as const, lastValid } : each,
    )
    // Long after the run, so that the directory of its moment knows nothing of it.
    run.signed.team.publishDirectory(revoked, at(start + 10 * hour))
    expect(problemOf(() => verifyEvidence(run.encode(records)))).toBe(code)
  })

  it('refuses a run by a route that no policy has signed for', () => {
    const run = makeRun((manifest) => ({
      ...manifest,
      route: { ...manifest.route, host: 'relay.evil.example' },
    }))
    const records = [...run.decisions, run.activation, run.batch, run.finish()]
    expect(problemOf(() => verifyEvidence(run.encode(records)))).toBe('approval.route-not-signed')
  })

  it('refuses a run without its quorum, a second run, and numbers that do not fit', () => {
    const check = (records: readonly Uint8Array[]) =>
      problemOf(() => verifyEvidence(encode(records)))
    expect(check([decisions[0]!, activation, finished])).toBe('approval.needs-approval')
    expect(check([activation])).toBe('approval.needs-approval')
    expect(check([...decisions, activation, finish(), finish()])).toBe('approval.already-run')
    const tooMany = makeRun()
    expect(
      problemOf(() =>
        verifyEvidence(
          tooMany.encode([
            ...tooMany.decisions,
            tooMany.activation,
            tooMany.finish({ ...outcome, sent: 30 }),
          ]),
        ),
      ),
    ).toBe('approval.recipients-altered')
    const early = signed.decide('third', 'reject', { at: start + 1.5 * hour })
    const late = signed.decide('third', 'reject', { at: start + 2.5 * hour })
    expect(check([...decisions, early, activation, finished])).toBe('approval.rejected')
    expect(check([...decisions, late, activation, finished])).toBeNull()
  })

  it('stands when an approver has left since', () => {
    const run = makeRun()
    run.signed.team.publishDirectory(
      people.filter((each) => each.id !== 'first'),
      at(start + 5 * hour),
    )
    expect(
      problemOf(() => verifyEvidence(run.encode([...run.decisions, run.activation, run.finish()]))),
    ).toBeNull()
  })

  it.each(['', '{', '[]', 'null', '{"format":"sekisho-evidence"}', '\ufeff{}'])(
    'refuses what is no evidence: %s',
    (text) => {
      expect(problemOf(() => verifyEvidence(Buffer.from(text)))).toBe('journal.record-malformed')
    },
  )
})
