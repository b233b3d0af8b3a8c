import type { DirectoryMember, VerifiedRecord } from '../journal/journal.ts'

/** Everything that was signed about one request, sorted by what it is. Order never matters. */
export interface Dossier {
  readonly request: VerifiedRecord<'request'>
  readonly decisions: readonly VerifiedRecord<'decision'>[]
  readonly withdrawals: readonly VerifiedRecord<'withdrawal'>[]
  readonly stops: readonly VerifiedRecord<'stop'>[]
  readonly activations: readonly VerifiedRecord<'activation'>[]
  readonly canaryPassed: readonly VerifiedRecord<'canary-passed'>[]
  readonly finished: readonly VerifiedRecord<'finished'>[]
  readonly comments: readonly VerifiedRecord<'comment'>[]
  /** Requests of the same campaign that take this one's place. */
  readonly successors: readonly VerifiedRecord<'request'>[]
}

/**
 * Sorts out what counts. Records by whom they may not come from are left out here, so that no fold
 * has to ask again: only the requester withdraws, only the executor activates and finishes, and a
 * stop comes from somebody who releases, approves or administers, or from the requester.
 */
export function collectDossier(
  request: VerifiedRecord<'request'>,
  records: Iterable<VerifiedRecord>,
  members: readonly DirectoryMember[],
): Dossier {
  const requester = request.header.member
  const dossier = {
    request,
    decisions: [] as VerifiedRecord<'decision'>[],
    withdrawals: [] as VerifiedRecord<'withdrawal'>[],
    stops: [] as VerifiedRecord<'stop'>[],
    activations: [] as VerifiedRecord<'activation'>[],
    canaryPassed: [] as VerifiedRecord<'canary-passed'>[],
    finished: [] as VerifiedRecord<'finished'>[],
    comments: [] as VerifiedRecord<'comment'>[],
    successors: [] as VerifiedRecord<'request'>[],
  }
  for (const record of unique(records)) {
    const { member, workstation } = record.header
    if (record.kind === 'request' && isSuccessor(request, record)) dossier.successors.push(record)
    if (!('request' in record.body) || record.body.request !== request.hash) continue
    const isExecutor = workstation === request.body.executor
    if (record.kind === 'decision') dossier.decisions.push(record)
    if (record.kind === 'withdrawal' && member === requester) dossier.withdrawals.push(record)
    if (record.kind === 'stop' && mayStop(member, requester, members)) dossier.stops.push(record)
    if (record.kind === 'activation' && isExecutor) dossier.activations.push(record)
    if (record.kind === 'canary-passed' && isExecutor) dossier.canaryPassed.push(record)
    if (record.kind === 'comment') dossier.comments.push(record)
    if (record.kind === 'finished' && isExecutor) dossier.finished.push(record)
  }
  return dossier
}

function* unique(records: Iterable<VerifiedRecord>): Generator<VerifiedRecord> {
  const seen = new Set<string>()
  for (const record of records) {
    if (seen.has(record.hash)) continue
    seen.add(record.hash)
    yield record
  }
}

/** A later revision, by somebody who had a hand in this one. Of two equal revisions one wins. */
function isSuccessor(
  request: VerifiedRecord<'request'>,
  other: VerifiedRecord<'request'>,
): boolean {
  const { body, header, hash } = request
  if (other.body.campaign !== body.campaign || other.hash === hash) return false
  if (![header.member, ...body.editors].includes(other.header.member)) return false
  return other.body.revision === body.revision
    ? other.hash > hash
    : other.body.revision > body.revision
}

export function mayStop(
  member: string | null,
  requester: string | null,
  members: readonly DirectoryMember[],
): boolean {
  if (member === requester) return true
  const found = members.find((each) => each.id === member)
  if (found === undefined || found.status === 'revoked') return false
  return found.roles.some((role) => ['sender', 'approver', 'administrator'].includes(role))
}
