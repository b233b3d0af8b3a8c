import { expect, it } from 'vitest'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import type { Grant } from '../../main/journal/document.ts'
import { problemOf } from '../support/problem.ts'
import { createSignedRequest } from '../support/signed-request.ts'
import { at, type Person, people, start } from '../support/signed-team.ts'

const anywhere = { departments: null, routes: null, recipientsMax: null }

/** What the gate says when one member's role reaches only so far. */
function judge(id: string, role: Grant['role'], limit: Partial<Grant>) {
  const since = at(start - 20 * 86_400_000)
  const grants = [{ role, since, ...anywhere, ...limit }]
  const team = people.map((each): Person => (each.id === id ? { ...each, grants } : each))
  const signed = createSignedRequest(undefined, undefined, undefined, { founders: team })
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
