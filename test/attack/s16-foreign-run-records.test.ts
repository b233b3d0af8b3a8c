import { describe, expect, it } from 'vitest'
import { verifyRecord, verifyTrust } from '../../main/journal/journal.ts'
import { encodeEvidence, verifyEvidence } from '../../main/reports/reports.ts'
import { createSignedRequest, hour } from '../support/signed-request.ts'
import { at, start } from '../support/signed-team.ts'

const outcome = (sent: number) => ({ sent, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 })

/** An approved and activated run of ws-a, with whatever else is on record. */
function makeRun() {
  const signed = createSignedRequest()
  const { team, hash: request } = signed
  const alone = (workstation: string) => ({ member: null, workstation, at: start + 3 * hour })
  const own = [
    signed.decide('first', 'approve'),
    signed.decide('second', 'approve'),
    team.sign(
      'activation',
      { request, manifest: signed.body.manifest, run: 1 },
      { member: 'author', workstation: 'ws-a', at: start + 2 * hour },
    ),
  ]
  const finish = (workstation: string, sent: number) =>
    team.sign(
      'finished',
      { request, phase: 'finished', reason: null, outcome: outcome(sent) },
      alone(workstation),
    )
  const batch = (workstation: string, sent: number) =>
    team.sign(
      'batch',
      { request, batch: 1, firstIndex: 0, count: 30, outcome: outcome(sent) },
      alone(workstation),
    )
  const verify = (others: readonly Uint8Array[]) => {
    const trust = verifyTrust(team.chains())
    const record = verifyRecord(signed.request, trust)
    if (record.kind !== 'request') throw new Error('no request')
    return verifyEvidence(
      encodeEvidence({
        trust,
        request: record,
        records: [...own, ...others].map((bytes) => verifyRecord(bytes, trust)),
        manifest: signed.manifestBytes,
        names: { members: {}, workstations: {} },
        madeAt: at(start + 4 * hour),
      }),
    )
  }
  return { signed, finish, batch, verify }
}

describe('S16 what another workstation says about a run', () => {
  it('S16 is not how the run ended', () => {
    const { finish, verify } = makeRun()
    const evidence = verify([finish('ws-b', 30)])
    expect(evidence.finished).toBeNull()
    expect(evidence.outcome).toBeNull()
  })

  it('S16 is none of its batches', () => {
    const { batch, verify } = makeRun()
    const evidence = verify([batch('ws-a', 7), batch('ws-b', 30)])
    expect(evidence.batches.map((each) => each.header.workstation)).toEqual(['ws-a'])
    expect(evidence.outcome).toEqual(outcome(7))
  })

  it('S16 does not spoil the evidence of the run', () => {
    const { signed, finish, verify } = makeRun()
    const foreign = signed.team.sign(
      'activation',
      { request: signed.hash, manifest: signed.body.manifest, run: 1 },
      { member: 'first', workstation: 'ws-b', at: start + hour },
    )
    const evidence = verify([foreign, finish('ws-a', 30), finish('ws-b', 1)])
    expect(evidence.activation?.header.workstation).toBe('ws-a')
    expect(evidence.outcome).toEqual(outcome(30))
  })
})
