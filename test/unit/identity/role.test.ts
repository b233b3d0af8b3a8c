import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  isActiveAdministrator,
  requireLimits,
  sortRoles,
  withRoles,
} from '../../../main/identity/role.ts'
import { datedFrom } from '../../../main/journal/grant.ts'
import { type DirectoryMember, grantOf } from '../../../main/journal/journal.ts'
import { type Role, roleNames } from '../../../preload/contract/channel.ts'
import { problemOf } from '../../support/problem.ts'

const then = '2026-11-01T00:00:00.000Z'
const now = '2026-11-24T00:00:00.000Z'

function makeMember(
  id: string,
  roles: readonly Role[],
  status: DirectoryMember['status'] = 'active',
) {
  const key = id.padEnd(64, '0')
  return {
    id,
    signKey: key,
    sealKey: key,
    roles: [...roles],
    status,
    since: then,
    workstations: [],
  }
}

test('cooling-off counts from a change, and only from a change', () => {
  const members = [makeMember('a', ['administrator']), makeMember('b', ['sender', 'author'])]
  const same = withRoles(members, { member: 'b', roles: ['author', 'sender', 'author'], at: now })
  expect(same).toEqual(members)
  const changed = withRoles(members, { member: 'b', roles: ['approver'], at: now })
  expect(changed[1]).toEqual({ ...members[1], roles: ['approver'], since: now })
  expect(changed[0]).toBe(members[0])
})

test('whoever is no active member gets no roles', () => {
  const members = [makeMember('a', ['administrator']), makeMember('b', ['author'], 'left')]
  for (const member of ['b', 'c'])
    expect(problemOf(() => withRoles(members, { member, roles: ['author'], at: now }))).toBe(
      'identity.no-such-member',
    )
})

test('any sequence of changes leaves an active administrator', () => {
  const change = fc.record({
    member: fc.constantFrom('a', 'b', 'c'),
    roles: fc.subarray([...roleNames]),
  })
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      let members: DirectoryMember[] = [
        makeMember('a', ['administrator', 'author']),
        makeMember('b', ['administrator']),
        makeMember('c', ['administrator'], 'revoked'),
      ]
      for (const { member, roles } of changes) {
        const before = members
        const code = problemOf(() => {
          members = withRoles(members, { member, roles, at: now })
        })
        if (code !== null) expect(members).toBe(before)
        expect(members.some(isActiveAdministrator)).toBe(true)
        for (const each of members) expect(sortRoles(each.roles)).toHaveLength(each.roles.length)
      }
    }),
  )
})

test('a limit narrows one role and keeps its date; what is widened is dated by the directory', () => {
  const members = [makeMember('a', ['administrator']), makeMember('b', ['sender', 'approver'])]
  const limits = [
    { role: 'approver', departments: null, routes: ['r-1'], recipientsMax: 500 },
  ] as const
  const asGiven = limits.map((each) => ({ ...each, routes: [...each.routes] }))
  const narrowed = withRoles(members, {
    ...{ member: 'b', roles: ['sender', 'approver'], limits: asGiven, at: now },
  })
  const reach = { departments: null, routes: null, recipientsMax: null }
  expect(narrowed[1]?.grants).toEqual([
    { role: 'approver', since: then, ...reach, routes: ['r-1'], recipientsMax: 500 },
    { role: 'sender', since: then, ...reach },
  ])
  // As nextDirectory does it, with the instant of the next version.
  const later = '2026-12-01T00:00:00.000Z'
  const wide = withRoles(narrowed, { member: 'b', roles: ['sender', 'approver'], at: later })
  expect(wide[1]?.grants).toBeUndefined()
  const dated = datedFrom(later, narrowed, wide)
  expect(grantOf(dated[1]!, 'approver')?.since).toBe(later)
  expect(grantOf(dated[1]!, 'sender')?.since).toBe(then)
  // A role that is taken away takes its limit with it.
  const gone = withRoles(narrowed, { member: 'b', roles: ['sender'], limits: [], at: now })
  expect(gone[1]).toEqual({ ...members[1], roles: ['sender'] })
})

test('a limit names a role that is given and can be limited, and routes that exist', () => {
  const known = { routes: ['r-1'], departments: ['d-1'] }
  const judge = (
    limit: { role: Role; routes: string[] | null; departments?: string[] },
    roles: Role[] = ['approver'],
  ) =>
    problemOf(() =>
      requireLimits(
        { roles, limits: [{ departments: null, ...limit, recipientsMax: null }] },
        known,
      ),
    )
  expect(judge({ role: 'approver', routes: null, departments: ['d-1'] })).toBeNull()
  expect(judge({ role: 'approver', routes: null, departments: ['d-2'] })).toBe(
    'identity.limit-invalid',
  )
  expect(judge({ role: 'approver', routes: ['r-1'] })).toBeNull()
  expect(judge({ role: 'approver', routes: null })).toBeNull()
  for (const [role, routes] of [
    ['approver', ['r-2']],
    ['approver', []],
    ['sender', ['r-1']],
  ] as const)
    expect(judge({ role, routes: [...routes] })).toBe('identity.limit-invalid')
  expect(judge({ role: 'auditor', routes: ['r-1'] }, ['auditor'])).toBe('identity.limit-invalid')
})

test('two entries of one human being have one person, until an administrator says otherwise', () => {
  const members = [
    makeMember('a', ['administrator']),
    makeMember('b', ['author']),
    makeMember('c', ['approver']),
  ]
  const change = { member: 'c', roles: ['approver'] as const, at: now }
  const one = withRoles(members, { ...change, sameAs: 'b' })
  expect(one[2]?.person).toBe('b')
  expect(withRoles(one, change)[2]?.person).toBe('b')
  expect(withRoles(one, { ...change, sameAs: null })[2]).toEqual(members[2])
  expect(problemOf(() => withRoles(members, { ...change, sameAs: 'nobody' }))).toBe(
    'identity.no-such-member',
  )
})
