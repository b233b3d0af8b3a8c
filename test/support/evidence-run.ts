import { verifyRecord, verifyTrust } from '../../main/journal/journal.ts'
import { encodeEvidence } from '../../main/reports/reports.ts'
import { createSignedRequest, hour } from './signed-request.ts'
import { at, start } from './signed-team.ts'

export const outcome = { sent: 29, deferred: 0, failed: 1, suppressed: 0, inDoubt: 0 }

/** A signed run from its request to its end, and its evidence file. */
export function makeRun(change: Parameters<typeof createSignedRequest>[0] = (same) => same) {
  const signed = createSignedRequest(change)
  const { team, hash: request } = signed
  const decisions = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
  const activation = team.sign(
    'activation',
    { request, manifest: signed.body.manifest, run: 1 },
    { member: 'author', workstation: 'ws-a', at: start + 2 * hour },
  )
  const alone = { member: null, workstation: 'ws-a', at: start + 3 * hour }
  const batch = team.sign('batch', { request, batch: 1, firstIndex: 0, count: 30, outcome }, alone)
  const finish = (end = outcome) =>
    team.sign('finished', { request, phase: 'finished', reason: null, outcome: end }, alone)
  const encode = (records: readonly Uint8Array[]) => {
    const trust = verifyTrust(team.chains())
    const record = verifyRecord(signed.request, trust)
    if (record.kind !== 'request') throw new Error('no request')
    return encodeEvidence({
      trust,
      request: record,
      records: records.map((bytes) => verifyRecord(bytes, trust)),
      manifest: signed.manifestBytes,
      names: { members: { first: '承認 一郎' }, workstations: {} },
      madeAt: at(start + 4 * hour),
    })
  }
  return { signed, decisions, activation, batch, finish, encode }
}
