import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isActiveAdministrator, sortRoles, withRoles } from '../../../main/identity/role.ts'
import type { DirectoryMember } from '../../../main/journal/journal.ts'
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
