import { expect, it } from 'vitest'
import type { Manifest } from '../../main/approval/manifest.ts'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import type { Grant } from '../../main/journal/document.ts'
import type { WrittenRules } from '../../main/journal/policy-rules.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest } from '../support/signed-request.ts'
import { at, type Person, people, start } from '../support/signed-team.ts'

const anywhere = { departments: null, routes: null, recipientsMax: null }

/** What the gate says when one member's role reaches only so far. */
function judge(
  id: string,
  role: Grant['role'],
  limit: Partial<Grant>,
  o: { readonly department?: string; readonly rules?: Partial<WrittenRules> } = {},
) {
  const since = at(start - 20 * 86_400_000)
  const grants = [{ role, since, ...anywhere, ...limit }]
  const team = people.map((each): Person => (each.id === id ? { ...each, grants } : each))
  const { department, rules } = o
  const file = (manifest: Manifest) =>
    department === undefined ? manifest : { ...manifest, department }
  const signed = createSignedRequest(file, rules, undefined, { founders: team })
  const records = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
  return problemOf(() => verifyApproval(signed.material(records)))
}

it.each([
  ['of its route', { routes: ['r-main'] }, null],
  ['of another route', { routes: ['r-other'] }, 'approval.needs-approval'],
  ['of small audiences', { recipientsMax: 1 }, 'approval.needs-approval'],
  ['of large audiences', { recipientsMax: 1_000_000 }, null],
] as const)('S11 an approver %s', (_, limit, problem) => {
  const { routes = null, ...rest } = { routes: undefined, ...limit }
  expect(judge('second', 'approver', { ...rest, routes: routes && [...routes] })).toBe(problem)
})

it('S11 an author files only where the grant reaches', () => {
  expect(judge('author', 'author', { routes: ['r-main'] })).toBeNull()
  expect(judge('author', 'author', { routes: ['r-other'] })).toBe('approval.requester-not-active')
})

const limited = (department: string) => ({
  recipientLimits: [{ department, route: null, recipientsMax: 29 }],
})

it.each([
  ['of one department', ['d-sales'], 'd-sales', 'd-sales', 'approval.too-many-recipients'],
  ['of one that has no limit', ['d-other'], 'd-other', 'd-sales', null],
  [
    'of several, named by none',
    ['d-a', 'd-sales'],
    undefined,
    'd-sales',
    'approval.too-many-recipients',
  ],
  [
    'of another than they may file for',
    ['d-sales'],
    'd-other',
    'd-sales',
    'approval.requester-not-active',
  ],
] as const)(
  'S11 a request %s keeps to the limits of departments',
  (_, may, department, limit, problem) => {
    const o = { rules: limited(limit), ...(department === undefined ? {} : { department }) }
    expect(judge('author', 'author', { departments: [...may] }, o)).toBe(problem)
  },
)

it('S11 an approver of another department does not count', () => {
  const o = { department: 'd-sales' }
  expect(judge('second', 'approver', { departments: ['d-sales'] }, o)).toBeNull()
  expect(judge('second', 'approver', { departments: ['d-other'] }, o)).toBe(
    'approval.needs-approval',
  )
})
