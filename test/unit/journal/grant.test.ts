import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { DirectoryMember } from '../../../main/journal/document.ts'
import { covers, datedFrom, grantOf, usableFromMs } from '../../../main/journal/grant.ts'
import { roleNames } from '../../../preload/contract/channel.ts'

const then = '2026-11-01T00:00:00.000Z'
const now = '2026-11-24T00:00:00.000Z'
const hourMs = 3_600_000

const member = (changes: Partial<DirectoryMember> = {}): DirectoryMember => ({
  id: 'a',
  signKey: 'a'.padEnd(64, '0'),
  sealKey: 'a'.padEnd(64, '1'),
  roles: ['author', 'approver'],
  status: 'active',
  since: then,
  workstations: [],
  ...changes,
})
const anywhere = { departments: null, routes: null, recipientsMax: null }
const sinceOf = (after: DirectoryMember, role: (typeof roleNames)[number]) =>
  grantOf(datedFrom(now, [member()], [after])[0] ?? after, role)?.since

test('only what is new or wider begins anew', () => {
  expect(datedFrom(now, [member()], [member()])).toEqual([member()])
  const more = member({ roles: ['author', 'approver', 'sender'] })
  expect([sinceOf(more, 'author'), sinceOf(more, 'sender')]).toEqual([then, now])
  const narrower = { role: 'approver' as const, since: then, ...anywhere, recipientsMax: 100 }
  expect(sinceOf(member({ grants: [narrower] }), 'approver')).toBe(then)
  const wider = datedFrom(now, [member({ grants: [narrower] })], [member()])
  expect(wider.map((each) => grantOf(each, 'approver')?.since)).toEqual([now])
})

test.each([
  ['another key', { signKey: 'b'.padEnd(64, '0') }],
  ['another person', { person: 'p' }],
])('a right that goes to %s begins anew', (_, change) => {
  expect(sinceOf(member(change), 'approver')).toBe(now)
})

test('who comes back begins anew', () => {
  const [back] = datedFrom(now, [member({ status: 'left' })], [member()])
  expect(back?.since).toBe(now)
})

test('dating leaves nothing that a directory would refuse, whatever was changed', () => {
  const scope = fc.option(fc.subarray(['d1', 'd2']))
  const someone = fc
    .record({
      roles: fc.subarray([...roleNames], { minLength: 1 }),
      status: fc.constantFrom('active' as const, 'left' as const),
      departments: scope,
      recipientsMax: fc.option(fc.integer({ min: 1, max: 9 })),
    })
    .map(({ roles, status, departments, recipientsMax }) =>
      member({
        roles,
        status,
        grants: roles.map((role) => ({
          role,
          since: then,
          departments,
          routes: null,
          recipientsMax,
        })),
      }),
    )
  fc.assert(
    fc.property(someone, someone, (before, after) => {
      const once = datedFrom(now, [before], [after])
      expect(datedFrom(now, [before], once)).toEqual(once)
    }),
  )
})

test('a grant reaches as far as it says', () => {
  const grant = { role: 'approver' as const, since: then, ...anywhere }
  const asked = { department: 'sales', route: 'r-1', recipientCount: 500 }
  expect(covers(grant, asked)).toBe(true)
  expect(covers({ ...grant, departments: ['sales'], recipientsMax: 500 }, asked)).toBe(true)
  expect(covers({ ...grant, departments: [] }, asked)).toBe(false)
  expect(covers({ ...grant, routes: ['r-2'] }, asked)).toBe(false)
  expect(covers({ ...grant, recipientsMax: 499 }, asked)).toBe(false)
})

test('S11 a grant cools off, but for those of the first day', () => {
  const grant = { role: 'approver' as const, since: now, ...anywhere }
  const sinceMs = Date.parse(now)
  const from = (foundedAtMs: number) => usableFromMs(grant, { coolingOffHours: 24, foundedAtMs })
  expect(from(sinceMs - 24 * hourMs)).toBe(sinceMs + 24 * hourMs)
  expect(from(sinceMs - 23 * hourMs)).toBe(sinceMs)
})
