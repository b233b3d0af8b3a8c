import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldRequestState } from '../../../main/approval/request-state.ts'
import { standingOf } from '../../../main/approval/standing.ts'
import { type VerifiedRecord, verifyRecord, verifyTrust } from '../../../main/journal/journal.ts'
import type { RequestState } from '../../../preload/contract/approval.ts'
import { createSignedRequest, detail, hour } from '../../support/signed-request.ts'
import { start } from '../../support/signed-team.ts'

const signed = createSignedRequest()
const { team, hash: request, body } = signed
const trust = verifyTrust(team.chains())
const filed = verifyRecord(signed.request, trust)
const verified = (bytes: Uint8Array) => verifyRecord(bytes, trust)
const outcome = { sent: 0, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 }
const byExecutor = { member: null, workstation: 'ws-a' }
const ended = (phase: 'finished' | 'stopped' | 'halted') =>
  verified(team.sign('finished', { request, phase, reason: null, outcome }, byExecutor))
const yes = ['first', 'second'].map((member) => verified(signed.decide(member, 'approve')))
const reject = verified(signed.decide('third', 'reject'))
const sendBack = verified(signed.decide('third', 'return'))
const withdrawal = verified(
  team.sign('withdrawal', { request }, { member: 'author', workstation: 'ws-a' }),
)
const stop = verified(team.sign('stop', { request }, { member: 'third', workstation: 'ws-b' }))
const activation = verified(
  team.sign(
    'activation',
    { request, manifest: body.manifest, run: 1 },
    { member: 'author', workstation: 'ws-a' },
  ),
)
const revision = verified(
  team.sign('request', { ...body, revision: 2 }, { member: 'author', workstation: 'ws-a' }),
)
const others = verified(
  team.sign('request', { ...body, revision: 2 }, { member: 'first', workstation: 'ws-b' }),
)

function stateOf(records: readonly VerifiedRecord[], now = start + 2 * hour): RequestState {
  if (filed.kind !== 'request') throw new Error('no request')
  const { dossier, count, terms, shares } = standingOf(filed, {
    ...{ trust, records, detail, now, machine: {} },
  })
  return foldRequestState(dossier, count, { now, terms, shares })
}

describe('the state of a request', () => {
  it.each<[RequestState, VerifiedRecord[], number?]>([
    ['filed', []],
    ['filed', [yes[0]!]],
    ['approved', yes],
    ['rejected', [reject]],
    ['rejected', [...yes, reject, sendBack]],
    ['returned', [...yes, sendBack]],
    ['withdrawn', [...yes, withdrawal]],
    ['withdrawn', [...yes, revision]],
    ['approved', [...yes, others]],
    ['stopped', [...yes, stop]],
    ['expired', [yes[0]!], start + 25 * hour],
    ['approved', yes, start + 25 * hour],
    ['expired', yes, start + 49 * hour],
    ['running', [...yes, activation], start + 49 * hour],
    ['running', [...yes, activation, stop]],
    ['finished', [...yes, activation, ended('finished')]],
    ['stopped', [...yes, activation, stop, ended('stopped')]],
    ['halted', [...yes, activation, ended('halted')]],
  ])('is %s', (state, records, now) => {
    expect(stateOf(records, now)).toBe(state)
  })

  it('is the same in any order, and however often a record comes', () => {
    const all = [
      ...yes,
      reject,
      sendBack,
      withdrawal,
      stop,
      activation,
      revision,
      ended('stopped'),
      ended('finished'),
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(all), fc.array(fc.nat({ max: 20 })), (some, again) => {
        const repeated = again.flatMap((at) => some[at % Math.max(1, some.length)] ?? [])
        expect(stateOf([...some.toReversed(), ...repeated])).toBe(stateOf(some))
      }),
    )
  })
})
