import {
  type DirectoryMember,
  isVoid,
  type Route,
  type Trust,
  type VerifiedRecord,
} from '../journal/journal.ts'
import { shareHoldersOf } from './approvers.ts'
import { keyIdOf, type SealedRouteKey } from './route-key.ts'

/** One holder's attempt to share a route's key anew, with what others gave for it. */
export interface Renewal {
  readonly record: VerifiedRecord<'key-renewal'>
  /** Who began it and puts the key together. */
  readonly by: string
  readonly given: readonly { readonly member: string; readonly sealed: string }[]
  /** Shares that it has, its own included. */
  readonly found: number
  /** The new key, once it was made of enough shares; it waits for the administrators. */
  readonly renewed: VerifiedRecord<'key-renewed'> | null
}

interface RenewalRecords {
  readonly renewals: readonly VerifiedRecord<'key-renewal'>[]
  readonly shares: readonly VerifiedRecord<'key-share'>[]
  readonly renewed: readonly VerifiedRecord<'key-renewed'>[]
}

type RecordsOf = <K extends 'key-renewal' | 'key-share' | 'key-renewed'>(
  kind: K,
) => readonly VerifiedRecord<K>[]

export function renewalRecords(recordsOf: RecordsOf): RenewalRecords {
  return {
    renewals: recordsOf('key-renewal'),
    shares: recordsOf('key-share'),
    renewed: recordsOf('key-renewed'),
  }
}

/**
 * Renewals of this very key that are under way, the newest of each holder. Pure; the order of records
 * does not matter. Only who holds a share and may still approve takes part: a removed approver
 * neither renews nor gives.
 */
export function foldRenewals(
  routeKey: SealedRouteKey,
  o: { readonly trust: Trust; readonly records: RenewalRecords },
): readonly Renewal[] {
  const { directory } = o.trust
  if (directory === null) return []
  const { members } = directory.body
  const mayGive = (record: VerifiedRecord) =>
    !isVoid(record, directory.body) && isHolder(routeKey, members, record.header.member)
  const own = o.records.renewals
    .filter(({ body }) => body.route === routeKey.route && body.key === keyIdOf(routeKey))
    .filter(mayGive)
  return own
    .filter((record) => !own.some((other) => replaces(other, record)))
    .map((record) => {
      const by = record.header.member ?? ''
      const given = givenFor(record, by, o.records.shares.filter(mayGive))
      const found = given.length + 1
      const made = o.records.renewed.filter(
        (each) => each.body.renewal === record.hash && each.header.member === by && mayGive(each),
      )
      const renewed = found >= routeKey.threshold ? (newestOf(made) ?? null) : null
      return { record, by, given, found, renewed }
    })
}

/** Whom the route's key does not reach as it is now, and who has a share and should not. */
export interface Staleness {
  readonly missing: readonly string[]
  readonly gone: readonly string[]
  /** Another number of approvers than the route asks for, or no share for the recovery group. */
  readonly isOtherwise: boolean
}

export function stalenessOf(
  route: Pick<Route, 'id' | 'quorum'>,
  routeKey: SealedRouteKey,
  trust: Trust,
): Staleness | null {
  const wanted = shareHoldersOf(trust.directory?.body.members ?? [], route.id).map(({ id }) => id)
  const held = routeKey.shares.map(({ member }) => member)
  const missing = wanted.filter((id) => !held.includes(id))
  const gone = held.filter((id) => !wanted.includes(id))
  const isUnrecoverable = trust.root.body.recovery !== undefined && routeKey.recovery === undefined
  const isOtherwise = routeKey.threshold !== route.quorum || isUnrecoverable
  return missing.length === 0 && gone.length === 0 && !isOtherwise
    ? null
    : { missing, gone, isOtherwise }
}

/**
 * Members who had a share of a key that opened the password as it still is, and have none now: what
 * they kept opens it as long as it is not changed at the relay.
 */
export function formerHolders(routeKey: SealedRouteKey, trust: Trust): string[] {
  const now = new Set(routeKey.shares.map(({ member }) => member))
  const before = trust.policies
    .flatMap(({ body }) => body.routeKeys)
    .filter((each) => each.route === routeKey.route && each.enteredAt === routeKey.enteredAt)
    .flatMap(({ shares }) => shares.map(({ member }) => member))
  return [...new Set(before)].filter((member) => !now.has(member))
}

export function isHolder(
  { route, shares }: SealedRouteKey,
  members: readonly DirectoryMember[],
  member: string | null,
): boolean {
  return (
    shares.some((each) => each.member === member) &&
    shareHoldersOf(members, route).some(({ id }) => id === member)
  )
}

function givenFor(
  { hash }: VerifiedRecord<'key-renewal'>,
  by: string,
  shares: readonly VerifiedRecord<'key-share'>[],
) {
  const newest = new Map<string, VerifiedRecord<'key-share'>>()
  for (const each of shares) {
    const { member } = each.header
    if (each.body.renewal !== hash || member === null || member === by) continue
    const known = newest.get(member)
    if (known === undefined || isNewer(each, known)) newest.set(member, each)
  }
  return [...newest].map(([member, { body }]) => ({ member, sealed: body.sealed }))
}

function replaces(other: VerifiedRecord, record: VerifiedRecord): boolean {
  return other.header.member === record.header.member && isNewer(other, record)
}

function newestOf<R extends VerifiedRecord>(records: readonly R[]): R | undefined {
  return records.find((each) => records.every((other) => !isNewer(other, each)))
}

function isNewer(a: VerifiedRecord, b: VerifiedRecord): boolean {
  return a.header.at === b.header.at ? a.hash > b.hash : a.header.at > b.header.at
}
