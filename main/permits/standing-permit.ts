import { fail } from '../../preload/problem.ts'
import { currentOf, foldSuspended, type Roster } from '../approval/approval.ts'
import type { Session } from '../identity/identity.ts'
import { isVoid, type PolicyRules, type VerifiedRecord } from '../journal/journal.ts'
import { type Permit, type PermitFacts, permitOf } from './permit.ts'

/** Fails with `permits.no-such-petition`. */
export function petitionOf({ journal }: Session, hash: string): VerifiedRecord<'petition'> {
  const record = journal.byHash(hash)
  return record?.kind === 'petition' ? record : fail('permits.no-such-petition', {})
}

/** A petition with all that this workstation's verified journal says about it, at this moment. */
export function factsOf(
  { journal }: Pick<Session, 'journal'>,
  petition: VerifiedRecord<'petition'>,
  now: number,
): PermitFacts {
  const trust = journal.trust()
  const { directory, policy } = currentOf(trust, now, journal.machine)
  const foundedAtMs = Date.parse(trust.roots[0]?.body.at ?? trust.root.body.at)
  const roster: Roster = {
    members: directory.members,
    workstations: directory.workstations,
    suspended: foldSuspended(
      [...journal.recordsOf('suspend'), ...journal.recordsOf('unlock')],
      directory.members,
    ),
    coolingOffHours: policy.rules.coolingOffHours,
    foundedAtMs,
    at: now,
  }
  return {
    petition,
    decisions: journal.recordsOf('petition-decision').filter((each) => !isVoid(each, directory)),
    isUsed:
      isVoid(petition, directory) ||
      journal.recordsOf('export').some(({ body }) => body.subject === petition.hash) ||
      journal.recordsOf('suppression-lifted').some(({ body }) => body.petition === petition.hash),
    quorumMin: quorumOf(policy.rules, petition.body.act),
    roster,
  }
}

/** Agreements that an act needs by the policy; 0: nobody has to be asked. */
export function quorumOf(
  rules: PolicyRules,
  act: VerifiedRecord<'petition'>['body']['act'],
): number {
  return act === 'lift-suppression' ? Number(rules.suppressionLiftNeedsSecond) : rules.exportQuorum
}

/**
 * The one way to an act that others have to agree to. Fails with `permits.not-agreed`, `refused`,
 * `expired`, `used`.
 */
export function requireAgreed(
  session: Session,
  petition: VerifiedRecord<'petition'>,
  now: number,
): Permit {
  // Somebody else may have agreed for another: who asks is who may act.
  if (petition.header.member !== session.member) fail('permits.no-such-petition', {})
  const permit = permitOf(factsOf(session, petition, now))
  switch (permit.state) {
    case 'agreed':
      return permit
    case 'waiting':
      return fail('permits.not-agreed', {})
    case 'refused':
      return fail('permits.refused', {})
    case 'expired':
      return fail('permits.expired', {})
    case 'used':
      return fail('permits.used', {})
    default:
      return permit.state satisfies never
  }
}
