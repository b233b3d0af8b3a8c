import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type ApprovalMaterial,
  isVerifiedRelease,
  verifyApproval,
  verifyRelease,
} from '../../../main/approval/verify-release.ts'
import { problemOf } from '../../support/problem.ts'
import { createSignedRequest, detail, hour, route } from '../../support/signed-request.ts'
import { at, people, recordHash, start } from '../../support/signed-team.ts'

const signed = createSignedRequest()
const yes = (member: string, when = start + hour) => signed.decide(member, 'approve', { at: when })
const two = [yes('first'), yes('second')]
const gate = (...args: Parameters<typeof signed.material>) =>
  problemOf(() => verifyApproval(signed.material(...args)))

describe('the gate', () => {
  it('lets an approved request pass, with its content', () => {
    const approval = verifyApproval(signed.material(two))
    expect(approval.approvals).toHaveLength(2)
    const release = verifyRelease(approval, signed.content)
    expect(isVerifiedRelease(release)).toBe(true)
    expect(isVerifiedRelease({ ...release })).toBe(false)
    expect(() => verifyRelease({ ...approval }, signed.content)).toThrow(TypeError)
  })

  it.each([
    ['nothing', [], 'approval.needs-approval'],
    ['one approval', [yes('first')], 'approval.needs-approval'],
    ['the same approver twice', [yes('first'), yes('first')], 'approval.needs-approval'],
    ['the same record twice', [two[0]!, two[0]!], 'approval.needs-approval'],
    ['the requester', [yes('first'), yes('author')], 'approval.needs-approval'],
    ['an editor', [yes('first'), yes('editor')], 'approval.needs-approval'],
    ['a member without the role', [yes('first'), yes('admin')], 'approval.needs-approval'],
    ['a grant that is too fresh', [yes('first'), yes('fresh')], 'approval.needs-approval'],
    [
      'a late approval',
      [yes('first'), yes('second', start + 25 * hour)],
      'approval.needs-approval',
    ],
    ['a rejection', [...two, signed.decide('third', 'reject')], 'approval.rejected'],
    ['an editor’s rejection', [...two, signed.decide('editor', 'reject')], 'approval.rejected'],
    ['a return', [...two, signed.decide('third', 'return')], 'approval.returned'],
  ])('counts %s', (_, records, code) => {
    expect(gate(records)).toBe(code)
  })

  it.each<[string, Uint8Array[], Partial<ApprovalMaterial>, string]>([
    ['approvals that never came', [], { now: start + 25 * hour }, 'approval.approval-expired'],
    ['a start too late', two, { now: start + 49 * hour }, 'approval.execution-expired'],
    ['another workstation', two, { workstation: 'ws-b' }, 'approval.wrong-workstation'],
    ['another engine', two, { engineVersion: '0.1.1' }, 'approval.engine-differs'],
    ['expired chains', two, { now: start + 366 * 24 * hour }, 'journal.expired'],
    [
      'a store out of reach',
      two,
      { storeOfflineSinceAt: at(start + 2 * hour - 1) },
      'approval.store-out-of-reach',
    ],
    ['a route that is gone', two, { detail: { ...detail, routes: [] } }, 'approval.route-altered'],
    [
      'a route that moved',
      two,
      { detail: { ...detail, routes: [{ ...route, host: 'evil.example' }] } },
      'approval.route-altered',
    ],
  ])('refuses %s', (_, records, change, code) => {
    expect(gate(records, change)).toBe(code)
  })

  it('lets an approval stand that came in time, after the time to approve has ended', () => {
    expect(gate(two, { now: start + 30 * hour })).toBeNull()
  })

  it('keeps to the window', () => {
    const other = createSignedRequest((manifest) => ({
      ...manifest,
      window: { from: at(start + 3 * hour), until: at(start + 4 * hour) },
    }))
    const records = [other.decide('first', 'approve'), other.decide('second', 'approve')]
    const at_ = (now: number) => problemOf(() => verifyApproval(other.material(records, { now })))
    expect(at_(start + 2 * hour)).toBe('approval.outside-window')
    expect(at_(start + 3.5 * hour)).toBeNull()
    expect(at_(start + 5 * hour)).toBe('approval.outside-window')
  })

  it('passes once, and for its own run only', () => {
    const run = { request: signed.hash, manifest: signed.body.manifest, run: 1 }
    const ours = signed.team.sign('activation', run, { member: 'author', workstation: 'ws-a' })
    const theirs = signed.team.sign('activation', run, { member: 'first', workstation: 'ws-b' })
    expect(gate([...two, ours])).toBe('approval.already-run')
    expect(gate([...two, ours], { activation: recordHash(ours) })).toBeNull()
    expect(gate([...two, theirs])).toBeNull()
    expect(gate([...two], { activation: recordHash(ours) })).toBe('approval.already-run')
    const again = signed.team.sign('activation', run, { member: 'author', workstation: 'ws-a' })
    expect(gate([...two, ours, again], { activation: recordHash(ours) })).toBe(
      'approval.already-run',
    )
    const outcome = { sent: 0, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 }
    const finished = signed.team.sign(
      'finished',
      { request: signed.hash, phase: 'finished', reason: null, outcome },
      { member: null, workstation: 'ws-a' },
    )
    expect(gate([...two, ours, finished], { activation: recordHash(ours) })).toBe(
      'approval.already-run',
    )
    const byAdmin = signed.team.sign('activation', run, { member: 'admin', workstation: 'ws-a' })
    expect(gate([...two, byAdmin], { activation: recordHash(byAdmin) })).toBe(
      'approval.sender-not-active',
    )
  })

  it('stops for whoever may stop, and not for others', () => {
    const stop = (member: string, workstation: string) =>
      signed.team.sign('stop', { request: signed.hash }, { member, workstation })
    expect(gate([...two, stop('third', 'ws-b')])).toBe('approval.stopped')
    expect(gate([...two, stop('author', 'ws-a')])).toBe('approval.stopped')
    const withdraw = (member: string, workstation: string) =>
      signed.team.sign('withdrawal', { request: signed.hash }, { member, workstation })
    expect(gate([...two, withdraw('author', 'ws-a')])).toBe('approval.withdrawn')
    expect(gate([...two, withdraw('third', 'ws-b')])).toBeNull()
  })

  it('counts nobody under suspension until an administrator unlocks', () => {
    const suspend = (member: string | null, workstation: string) =>
      signed.team.sign('suspend', { member: 'first' }, { member, workstation })
    expect(gate([...two, suspend('admin', 'ws-a')])).toBe('approval.needs-approval')
    expect(gate([...two, suspend(null, 'ws-b')])).toBe('approval.needs-approval')
    expect(gate([...two, suspend(null, 'ws-a')])).toBeNull()
    expect(gate([...two, suspend('second', 'ws-b')])).toBeNull()
    const unlock = signed.team.sign(
      'unlock',
      { member: 'first' },
      { member: 'admin', workstation: 'ws-a', at: start + 90_000 },
    )
    expect(gate([...two, suspend('admin', 'ws-a'), unlock])).toBeNull()
  })

  it('asks for as many as policy and route want by now', () => {
    const other = createSignedRequest()
    const records = [other.decide('first', 'approve'), other.decide('second', 'approve')]
    const routes = [{ ...route, quorum: 3 }]
    expect(
      problemOf(() => verifyApproval(other.material(records, { detail: { ...detail, routes } }))),
    ).toBe('approval.route-altered')
    other.team.publishPolicy({ quorumMin: 3 })
    expect(problemOf(() => verifyApproval(other.material(records)))).toBe('approval.policy-changed')
  })

  it('stands when the directory changes, but for those who have lost their grant', () => {
    const other = createSignedRequest()
    const records = [other.decide('first', 'approve'), other.decide('second', 'approve')]
    const check = () => problemOf(() => verifyApproval(other.material(records)))
    other.team.publishDirectory([...people])
    expect(check()).toBeNull()
    other.team.publishDirectory(
      people.map((each) => (each.id === 'first' ? { ...each, status: 'left' } : each)),
    )
    expect(check()).toBe('approval.needs-approval')
    other.team.publishDirectory(
      people.map((each) => (each.id === 'author' ? { ...each, roles: ['sender'] } : each)),
    )
    expect(check()).toBe('approval.requester-not-active')
  })

  it('answers the same whatever the order of the records', () => {
    const records = [
      ...two,
      yes('third'),
      yes('fresh'),
      signed.decide('editor', 'approve'),
      signed.team.sign('suspend', { member: 'third' }, { member: 'admin', workstation: 'ws-a' }),
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(records, { minLength: 0 }), (some) => {
        const backwards = [...some].reverse()
        expect(gate(some)).toBe(gate(backwards))
      }),
      { numRuns: 40 },
    )
  })
})
