import { describe, expect, it } from 'vitest'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest, hour } from '../support/signed-request.ts'
import { at, people, recordHash, start } from '../support/signed-team.ts'

type Signed = ReturnType<typeof createSignedRequest>

const make = (hoursMax: number | null = 48) =>
  createSignedRequest(undefined, { delegationHoursMax: hoursMax })

interface Passing {
  readonly giver: string
  readonly to: string
  readonly from?: number
  readonly until?: number
}

function pass({ team }: Signed, { giver, to, from = 0, until = 24 }: Passing): Uint8Array {
  return team.sign(
    'delegation',
    {
      ...{ to, from: at(start + from * hour), until: at(start + until * hour) },
      ...{ shares: [], contentKeys: [] },
      ...{ directory: team.directoryVersion(), policy: team.policyVersion() },
    },
    { member: giver, workstation: workstationOf(giver) },
  )
}

const workstationOf = (member: string) =>
  people.find((each) => each.id === member)?.workstation ?? 'ws-a'

/** Who decides in whose place: the delegation, and the decision that cites it. */
function standIn(signed: Signed, passing: Passing): Uint8Array[] {
  const delegation = pass(signed, passing)
  const cited = { delegation: recordHash(delegation) }
  return [delegation, signed.decide(passing.to, 'approve', cited)]
}

const gate = (signed: Signed, records: readonly Uint8Array[]) =>
  problemOf(() => verifyApproval(signed.material(records)))
const refused = 'approval.needs-approval'

describe('S04 a right that is passed on stays one right of one person', () => {
  it('counts for a member without a role of their own', () => {
    const signed = make()
    const first = signed.decide('first', 'approve')
    const stand = standIn(signed, { giver: 'second', to: 'admin' })
    expect(gate(signed, [first, ...stand])).toBeNull()
    // The giver cannot use it once more, and neither can the holder.
    expect(gate(signed, [...stand, signed.decide('second', 'approve')])).toBe(refused)
    const [, again] = standIn(signed, { giver: 'third', to: 'admin' })
    expect(gate(signed, [...stand, ...[again ?? first].filter((each) => each !== first)])).toBe(
      refused,
    )
  })

  it.each<[string, Passing, number | null]>([
    ['to the requester', { giver: 'second', to: 'author' }, 48],
    ['to an editor', { giver: 'second', to: 'editor' }, 48],
    ['from the requester, whose own right is none here', { giver: 'author', to: 'admin' }, 48],
    ['from somebody in the cooling-off', { giver: 'fresh', to: 'admin' }, 48],
    ['from somebody without the role', { giver: 'admin', to: 'third' }, 48],
    ['to oneself', { giver: 'second', to: 'second' }, 48],
    ['for longer than the policy allows', { giver: 'second', to: 'admin', until: 49 }, 48],
    ['where the policy allows none', { giver: 'second', to: 'admin' }, null],
    ['before its time', { giver: 'second', to: 'admin', from: 2 }, 48],
    ['after its time', { giver: 'second', to: 'admin', from: -2, until: 0.5 }, 48],
    ['to a newcomer whom nobody could have noticed yet', { giver: 'second', to: 'fresh' }, 48],
  ])('S04 does not count %s', (_, passing, hoursMax) => {
    const signed = make(hoursMax)
    const first = signed.decide('first', 'approve')
    expect(gate(signed, [first, ...standIn(signed, passing)])).toBe(refused)
  })

  it('S04 knows no chains: what was passed on cannot be passed on', () => {
    const signed = make()
    const first = signed.decide('first', 'approve')
    const toAdmin = pass(signed, { giver: 'second', to: 'admin' })
    const onwards = standIn(signed, { giver: 'admin', to: 'third' })
    expect(gate(signed, [first, toAdmin, ...onwards])).toBe(refused)
  })

  it('S04 is taken back by its giver or an administrator, by nobody else', () => {
    const end = (signed: Signed, delegation: Uint8Array, by: string) =>
      signed.team.sign(
        'delegation-ended',
        { delegation: recordHash(delegation) },
        { member: by, workstation: workstationOf(by) },
      )
    for (const [by, expected] of [
      ['second', refused],
      ['admin', refused],
      ['third', null],
    ] as const) {
      const signed = make()
      const [delegation = new Uint8Array(), decision = delegation] = standIn(signed, {
        giver: 'second',
        to: 'admin',
      })
      const first = signed.decide('first', 'approve')
      expect(gate(signed, [first, delegation, decision, end(signed, delegation, by)])).toBe(
        expected,
      )
    }
  })

  it('S04 S10 ends with the giver’s right, and with the holder’s place in the organization', () => {
    for (const gone of ['second', 'admin']) {
      const signed = make()
      const records = [
        signed.decide('first', 'approve'),
        ...standIn(signed, { giver: 'second', to: 'admin' }),
      ]
      expect(gate(signed, records)).toBeNull()
      signed.team.publishDirectory(
        people.map((each) => (each.id === gone ? { ...each, status: 'left' as const } : each)),
      )
      expect(gate(signed, records)).toBe(refused)
    }
  })
})

describe('S03 S04 separation of duties does not go by names', () => {
  it('S04 counts two accounts of one person once, whatever they are called', () => {
    const signed = createSignedRequest()
    const two = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
    expect(gate(signed, two)).toBeNull()
    signed.team.publishDirectory(
      people.map((each) => (each.id === 'second' ? { ...each, person: 'first' } : each)),
    )
    expect(gate(signed, two)).toBe(refused)
  })

  it('S03 knows the requester behind a second account', () => {
    const signed = createSignedRequest()
    const two = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
    signed.team.publishDirectory(
      people.map((each) => (each.id === 'second' ? { ...each, person: 'author' } : each)),
    )
    expect(gate(signed, two)).toBe(refused)
  })

  it('S03 asks for the role when deciding and when sending', () => {
    const without = people.map((each) =>
      each.id === 'second' ? { ...each, roles: ['sender' as const] } : each,
    )
    const lost = createSignedRequest()
    const two = [lost.decide('first', 'approve'), lost.decide('second', 'approve')]
    lost.team.publishDirectory(without)
    expect(gate(lost, two)).toBe(refused)
    // Granted only after the decision was signed: the directory that it cites says so.
    const gained = createSignedRequest()
    const before = gained.team.directoryVersion()
    gained.team.publishDirectory([
      ...people,
      { id: 'late', roles: ['approver'], workstation: 'ws-b' },
    ])
    const early = gained.decide('late', 'approve', { directory: before })
    expect(gate(gained, [gained.decide('first', 'approve'), early])).toBe(refused)
  })
})
