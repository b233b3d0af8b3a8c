import * as v from 'valibot'
import { fail } from '../../preload/problem.ts'
import {
  type PolicyBody,
  type PolicyDetail,
  type PolicyEntry,
  Route,
  SenderIdentity,
} from './document.ts'
import { isCanonicalInstant } from './record.ts'
import { hashOf } from './signature.ts'

/** Of a policy that has none in the open, nothing is signed for. */
interface Signed {
  readonly entries?: readonly PolicyEntry[]
}
type EntryKind = PolicyEntry['kind']

const schemas = { route: Route, sender: SenderIdentity } as const

/** SHA-256 over the kind, a line feed, and the JSON with its keys in the order of the schema. */
function entryDigest(kind: EntryKind, value: Route | SenderIdentity): string {
  return hashOf(Buffer.from(`${kind}\n${JSON.stringify(v.parse(schemas[kind], value))}`))
}

/**
 * Since when administrators have signed for this route or sender exactly as it is, by this policy;
 * null when they have not.
 */
export function signedSince(
  { entries = [] }: Signed,
  kind: EntryKind,
  value: Route | SenderIdentity,
): string | null {
  const entry = entries.find((each) => each.kind === kind && each.id === value.id)
  return entry?.digest === entryDigest(kind, value) ? entry.since : null
}

/** The entries of the policy after `before`: what is as it was keeps its time, the rest is of now. */
export function entriesOf(detail: PolicyDetail, before: Signed, at: string): PolicyEntry[] {
  const toEntry = (kind: EntryKind, value: Route | SenderIdentity) => ({
    ...{ kind, id: value.id, digest: entryDigest(kind, value) },
    since: signedSince(before, kind, value) ?? at,
  })
  return [
    ...detail.routes.map((each) => toEntry('route', each)),
    ...detail.senderIdentities.map((each) => toEntry('sender', each)),
  ]
}

/** Whether every route and sender stands in the open as it stands in the detail. */
export function areEntriesWhole(
  policy: Signed,
  { routes, senderIdentities }: PolicyDetail,
): boolean {
  return (
    routes.every((each) => signedSince(policy, 'route', each) !== null) &&
    senderIdentities.every((each) => signedSince(policy, 'sender', each) !== null)
  )
}

/** Each thing once, and one key for each route. Fails with `journal.record-malformed`. */
export function requireEntriesSound({ n, entries = [], routeKeys }: PolicyBody): void {
  const isSet = (names: readonly string[]) => new Set(names).size === names.length
  const isSound =
    isSet(entries.map(({ kind, id }) => `${kind} ${id}`)) &&
    entries.every(({ since }) => isCanonicalInstant(since)) &&
    isSet(routeKeys.map(({ route }) => route))
  if (!isSound) fail('journal.record-malformed', { record: `policy ${n}` })
}

/**
 * A route or sender that is new, or another than in the policy before, is not older than the policy
 * that brings it. Fails with `journal.entry-backdated`.
 */
export function requireEntriesDated(before: PolicyBody, after: PolicyBody): void {
  for (const { kind, id, digest, since } of after.entries ?? []) {
    const was = before.entries?.find((each) => each.kind === kind && each.id === id)
    const isKept = was?.digest === digest && was.since <= since
    if (since < after.at && !isKept) fail('journal.entry-backdated', { kind, id })
  }
}
