import type { PermitState } from '../../preload/contract/permits.ts'
import type { Problem } from '../../preload/problem.ts'
import { isSamePerson, mayUse, ownRightProblem, type Roster } from '../approval/approval.ts'
import type { VerifiedRecord } from '../journal/journal.ts'

/** Everything that was signed about one petition, and who is who now. */
export interface PermitFacts {
  readonly petition: VerifiedRecord<'petition'>
  /** Verified, and none of them void. */
  readonly decisions: readonly VerifiedRecord<'petition-decision'>[]
  /** Whether a record says that the act was done. */
  readonly isUsed: boolean
  /** The least that the policy asks for now. */
  readonly quorumMin: number
  readonly roster: Roster
}

export interface Permit {
  readonly state: PermitState
  /** Distinct persons whose agreement counts. */
  readonly agreed: number
  readonly quorum: number
}

/**
 * What the signed records make of a petition. Pure, and the same in any order of them: a refusal by
 * anybody who may decide blocks it, whatever came before or after; persons are counted, not keys; the
 * petitioner counts for nothing; an agreement to another statement is none.
 */
export function permitOf(facts: PermitFacts): Permit {
  const { petition, roster } = facts
  const quorum = Math.max(petition.body.quorum, facts.quorumMin)
  const valid = facts.decisions.filter(
    ({ body, header }) =>
      body.petition === petition.hash &&
      body.statement === petition.body.statement &&
      header.member !== null &&
      deciderProblem(facts, header.member) === null,
  )
  const agreeing = valid
    .filter(
      ({ body, header }) =>
        body.verdict === 'agree' && mayUse(roster, header.member ?? '', header.workstation),
    )
    .flatMap(({ header }) => roster.members.find((each) => each.id === header.member) ?? [])
  const persons = agreeing.filter(
    (each, at) => agreeing.findIndex((other) => isSamePerson(other, each)) === at,
  )
  const agreed = persons.length
  const state = (): PermitState => {
    if (facts.isUsed) return 'used'
    if (valid.some(({ body }) => body.verdict === 'refuse')) return 'refused'
    if (roster.at >= Date.parse(petition.body.expiresAt)) return 'expired'
    return agreed >= quorum ? 'agreed' : 'waiting'
  }
  return { state: state(), agreed, quorum }
}

/** Why this member may not decide on this petition now, or null. */
export function deciderProblem(
  { petition, roster }: Pick<PermitFacts, 'petition' | 'roster'>,
  member: string,
): Problem | null {
  return ownRightProblem(roster, member, {
    makers: { requester: petition.header.member ?? '', editors: [] },
    scope: { department: petition.body.department, route: null, recipientCount: null },
  })
}
