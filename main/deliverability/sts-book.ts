import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import type { DnsClient } from './dns-client.ts'
import { fetchStsPolicy, type StsFetched, type StsFetchPlace } from './sts-fetch.ts'
import { parseStsPolicy, type StsPolicy } from './sts-policy.ts'
import { findStsRecord } from './sts-record.ts'

/** What is to be kept to in sending to a domain. */
export type StsStanding =
  /** It has no policy. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'policy'; readonly policy: StsPolicy; readonly isCached: boolean }
  /** It says that it has one, or DNS does not say; and none can be had. */
  | { readonly kind: 'unreadable'; readonly reason: string }

export interface StsBook {
  readonly standingOf: (db: WritableDb, domain: string) => Promise<StsStanding>
}

export interface StsBookOptions {
  readonly dns: () => DnsClient
  readonly place: StsFetchPlace
  readonly now: () => number
}

const dayMs = 86_400_000
/** After a failed fetch (RFC 8461 section 3.3). */
const failureRestMs = 300_000
const domainsMax = 20_000

/**
 * Policies of MTA-STS as a sender keeps them (RFC 8461 section 5.1). What was fetched is good until
 * its age ends, whatever DNS says meanwhile; it is fetched anew when the record's id is another one,
 * and once a day besides. Several askers of one domain share one fetch.
 */
export function createStsBook(options: StsBookOptions): StsBook {
  const underWay = new Map<string, Promise<StsStanding>>()
  const failures = new Map<string, { readonly at: number; readonly reason: string }>()

  async function look(db: WritableDb, domain: string): Promise<StsStanding> {
    const { now } = options
    const dns = options.dns()
    const kept = keptPolicy(db, domain, now())
    const record = await findStsRecord(dns, domain)
    const isFresh = kept !== null && now() - kept.fetchedAt < dayMs
    if (kept !== null && isFresh && record.kind === 'found' && record.id === kept.recordId)
      return { kind: 'policy', policy: kept.policy, isCached: true }
    let standing: StsStanding = { kind: 'absent' }
    if (record.kind === 'unsure') standing = { kind: 'unreadable', reason: `DNS: ${record.reason}` }
    if (record.kind === 'found') {
      const read = await fetchOnce(dns, domain)
      if (!('fault' in read)) {
        keep(db, { ...read, domain, recordId: record.id, now: now() })
        return { kind: 'policy', policy: read.policy, isCached: false }
      }
      standing = { kind: 'unreadable', reason: read.fault }
    }
    return kept === null ? standing : { kind: 'policy', policy: kept.policy, isCached: true }
  }

  async function fetchOnce(dns: DnsClient, domain: string): Promise<ReadPolicy> {
    const failed = failures.get(domain)
    if (failed !== undefined && options.now() - failed.at < failureRestMs)
      return { fault: failed.reason }
    const read = readPolicy(await fetchStsPolicy(dns, domain, options.place))
    failures.delete(domain)
    if ('fault' in read) {
      if (failures.size >= domainsMax) failures.clear()
      failures.set(domain, { at: options.now(), reason: read.fault })
    }
    return read
  }

  return {
    standingOf(db, domain) {
      const known = underWay.get(domain)
      if (known) return known
      const looking = look(db, domain).finally(() => underWay.delete(domain))
      underWay.set(domain, looking)
      return looking
    },
  }
}

export type ReadPolicy =
  | { readonly text: string; readonly policy: StsPolicy }
  | { readonly fault: string }

export function readPolicy(fetched: StsFetched): ReadPolicy {
  if ('fault' in fetched) return fetched
  const policy = parseStsPolicy(fetched.text)
  return 'fault' in policy ? policy : { text: fetched.text, policy }
}

function keptPolicy(db: ReadableDb, domain: string, now: number) {
  const row = db
    .prepare<{ recordId: string; text: string; fetchedAt: number }>(
      'SELECT recordId, text, fetchedAt FROM sts_policy WHERE domain = ? AND expiresAt > ?',
    )
    .get(domain, now)
  if (row === undefined) return null
  const policy = parseStsPolicy(row.text)
  return 'fault' in policy ? null : { ...row, policy }
}

function keep(
  db: WritableDb,
  o: {
    readonly domain: string
    readonly recordId: string
    readonly text: string
    readonly policy: StsPolicy
    readonly now: number
  },
): void {
  const expiresAt = o.now + o.policy.maxAge * 1000
  db.transaction(() => {
    db.prepare(
      `INSERT INTO sts_policy (domain, recordId, text, fetchedAt, expiresAt) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (domain) DO UPDATE SET recordId = excluded.recordId, text = excluded.text,
         fetchedAt = excluded.fetchedAt, expiresAt = excluded.expiresAt`,
    ).run(o.domain, o.recordId, o.text, o.now, expiresAt)
    db.prepare('DELETE FROM sts_policy WHERE expiresAt <= ?').run(o.now)
  })
}
