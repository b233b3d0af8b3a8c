import type { DirectoryBody } from './document.ts'
import type { VerifiedRecord } from './signature.ts'

/**
 * Whether a record was signed after the point up to which the administrators still believe its
 * member or its workstation, and so grants nothing. What denies (a rejection, a stop, a suspension)
 * is never void: a revocation can take away only what lets mail out.
 */
export function isVoid(record: VerifiedRecord, directory: DirectoryBody): boolean {
  if (!isGranting(record)) return false
  const { member, workstation, seq } = record.header
  const person = directory.members.find((each) => each.id === member)
  if (person?.lastValid !== undefined) {
    const last = person.lastValid.find((each) => each.workstation === workstation)
    if (seq > (last?.seq ?? 0)) return true
  }
  const pc = directory.workstations.find((each) => each.id === workstation)
  return pc?.lastValid !== undefined && seq > pc.lastValid
}

/** What lets mail out, as opposed to what holds it back. */
export function isGranting({ kind, body }: VerifiedRecord): boolean {
  if (kind === 'decision') return body.verdict === 'approve'
  if (kind === 'petition-decision') return body.verdict === 'agree'
  return (
    kind === 'petition' ||
    kind === 'request' ||
    kind === 'delegation' ||
    kind === 'key-renewal' ||
    kind === 'key-share' ||
    kind === 'key-renewed' ||
    kind === 'activation' ||
    kind === 'unlock' ||
    kind === 'content-destroyed' ||
    kind === 'export'
  )
}
