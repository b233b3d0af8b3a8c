import type { Trust } from './directory.ts'
import type { RecordIndex } from './record-index.ts'
import type { VerifiedRecord } from './signature.ts'
import { isVoid } from './validity.ts'

const dayMs = 24 * 60 * 60_000

/** A request whose contents were destroyed; its records stay. */
export interface Destruction {
  readonly request: VerifiedRecord<'request'>
  /** When, by the word of the administrator who signed it. */
  readonly at: string
  readonly record: string
}

/**
 * What has been destroyed, by request: for each, the first record that holds. One holds when an
 * administrator signed it, and when it is dated no earlier than the policy that it cites allows: so
 * many days after the last moment at which the request could have been executed. Pure.
 */
export function foldDestructions(
  trust: Trust,
  { ofKind, byHash }: Pick<RecordIndex, 'ofKind' | 'byHash'>,
): ReadonlyMap<string, Destruction> {
  const found = new Map<string, Destruction>()
  for (const record of ofKind('content-destroyed')) {
    const request = byHash(record.body.request)
    if (request?.kind !== 'request' || found.has(request.hash)) continue
    if (!holds(record, request, trust)) continue
    found.set(request.hash, { request, at: record.header.at, record: record.hash })
  }
  return found
}

/** From when on the contents of a request may be destroyed; null: by this policy they are kept. */
export function destroyableFromMs(
  { body }: VerifiedRecord<'request'>,
  messageDays: number | null,
): number | null {
  return messageDays === null ? null : Date.parse(body.executeBy) + messageDays * dayMs
}

function holds(
  record: VerifiedRecord<'content-destroyed'>,
  request: VerifiedRecord<'request'>,
  trust: Trust,
): boolean {
  const { body, header } = record
  const policy = trust.policyAt(body.policy)
  const member = trust
    .directoryAt(body.directory)
    ?.body.members.find((each) => each.id === header.member)
  if (!policy || member?.status !== 'active' || !member.roles.includes('administrator'))
    return false
  if (trust.directory !== null && isVoid(record, trust.directory.body)) return false
  const fromMs = destroyableFromMs(request, policy.body.rules.retention.messageDays)
  return fromMs !== null && Date.parse(header.at) >= fromMs
}
