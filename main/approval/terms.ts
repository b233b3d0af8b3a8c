import { type Problem, toProblem } from '../../preload/problem.ts'
import {
  type DirectoryMember,
  grantOf,
  type PolicyRules,
  quorumFor,
  type Route,
  type VerifiedRecord,
} from '../journal/journal.ts'

const hourMs = 3_600_000

/** What the rules ask of a request of this size before any of it may be sent. */
export interface Terms {
  /** Approvals of different persons. */
  readonly quorum: number
  /** Further approvals by others, given on top of the first ones; null where none are asked for. */
  readonly second: {
    readonly quorum: number
    /** Who may give them; empty: any approver. */
    readonly members: readonly string[]
  } | null
  /** Minutes between the last approval that was needed and the first mail. */
  readonly holdMinutes: number
}

export function termsOf(
  rules: PolicyRules,
  o: {
    readonly recipientCount: number
    readonly isUrgent: boolean
    readonly route: Pick<Route, 'quorum'> | null
  },
): Terms {
  const { recipientCount, isUrgent, route } = o
  const urgent = isUrgent ? rules.urgent : null
  const second =
    rules.secondStage !== null && recipientCount >= rules.secondStage.recipientsMin
      ? { quorum: rules.secondStage.quorum, members: rules.secondStage.members }
      : null
  return {
    // Never below the route's: its key does not open for fewer.
    quorum: Math.max(urgent?.quorum ?? quorumFor(rules, recipientCount), route?.quorum ?? 1),
    second,
    holdMinutes: urgent?.holdMinutes ?? rules.holdMinutes,
  }
}

/** Why the policy lets no such request be made, or null. Instants in milliseconds. */
export function limitProblem(
  rules: PolicyRules,
  o: {
    readonly recipientCount: number
    readonly route: string
    /** Whose request it is: its department, or all that its author may file for; empty: no one's. */
    readonly departments: readonly string[]
    readonly isUrgent: boolean
    readonly filedAt: number
    readonly approveBy: number
    readonly executeBy: number
  },
): Problem | null {
  if (o.isUrgent && rules.urgent === null) return toProblem('approval.urgent-not-allowed', {})
  if (o.approveBy - o.filedAt > rules.approvalHoursMax * hourMs)
    return toProblem('approval.hours-too-long', { hoursMax: rules.approvalHoursMax })
  if (o.executeBy - o.approveBy > rules.executionHoursMax * hourMs)
    return toProblem('approval.hours-too-long', { hoursMax: rules.executionHoursMax })
  const limits = rules.recipientLimits
    .filter((each) => each.department === null || o.departments.includes(each.department))
    .filter((each) => each.route === null || each.route === o.route)
    .map((each) => each.recipientsMax)
  const recipientsMax = Math.min(...limits)
  return o.recipientCount > recipientsMax
    ? toProblem('approval.too-many-recipients', { recipientsMax })
    : null
}

/** The same for a request on record, by the directory that there is now. */
export function limitProblemOf(
  { header, body }: VerifiedRecord<'request'>,
  rules: PolicyRules,
  members: readonly DirectoryMember[],
): Problem | null {
  const author = members.find((each) => each.id === header.member)
  const { recipientCount, route, department, urgent, approveBy, executeBy } = body
  return limitProblem(rules, {
    ...{ recipientCount, route, isUrgent: urgent, filedAt: Date.parse(header.at) },
    departments: department === null ? departmentsOf(author) : [department],
    approveBy: Date.parse(approveBy),
    executeBy: Date.parse(executeBy),
  })
}

/** Departments that an author's grant is limited to: each one's limits hold for what they file. */
export function departmentsOf(author: DirectoryMember | undefined): readonly string[] {
  return author === undefined ? [] : (grantOf(author, 'author')?.departments ?? [])
}

/** The same for a request on record, which may ask for more approvals than the rules do. */
export function termsOfRequest(
  { body }: VerifiedRecord<'request'>,
  rules: PolicyRules,
  route: Pick<Route, 'quorum'> | null,
): Terms {
  const { recipientCount, urgent } = body
  const terms = termsOf(rules, { recipientCount, isUrgent: urgent, route })
  return { ...terms, quorum: Math.max(terms.quorum, body.quorum) }
}
