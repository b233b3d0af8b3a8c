import { ProblemError } from '../../preload/problem.ts'
import type { Store, Trust, VerifiedRecord } from '../journal/journal.ts'
import { readOrganization, verifyRecord } from '../journal/journal.ts'
import type { IdentityContext } from './identity-context.ts'
import { storePlaceOf } from './machine-limit.ts'
import { readFacts } from './workstation-facts.ts'

/** An unlock is among the newest things its administrator has done. */
const entriesPerLogMax = 500

/** An administrator's clock may be so much behind this PC's. */
const toleranceMs = 5 * 60_000

export interface Lockout {
  readonly member: string
  readonly lockedAtMs: number
  readonly usedUnlocks: readonly string[]
}

/**
 * The hash of a record by which another administrator has unlocked the member after the failure that
 * locked them out, and which has not been used before; null without one. Read from the store and
 * verified against the fingerprint, because the vault with its replica is closed. A store that is
 * out of reach unlocks nobody.
 */
export async function findUnlock(
  context: IdentityContext,
  lockout: Lockout,
): Promise<string | null> {
  const facts = readFacts(context.ports.dataFolder)
  if (!facts) return null
  try {
    const place = storePlaceOf(context.ports.machinePolicy, facts.storeFolder)
    await context.places.recallSealed(place)
    const store = context.openStore(place)
    const { trust } = await readOrganization(store)
    if (trust.fingerprint !== facts.organization.fingerprint) return null
    for (const log of await store.listLogs()) {
      const entries = (await store.listAfter(log, 0)).slice(-entriesPerLogMax)
      for (const entry of entries) {
        const record = await readRecord(store, entry, trust)
        if (record && unlocks(record, lockout, trust)) return record.hash
      }
    }
    return null
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code.startsWith('journal.')) return null
    throw error
  }
}

async function readRecord(
  store: Store,
  entry: Parameters<Store['get']>[0],
  trust: Trust,
): Promise<VerifiedRecord | null> {
  const reading = await store.get(entry)
  if (reading.status !== 'whole') return null
  try {
    return verifyRecord(reading.bytes, trust)
  } catch (error) {
    // Somebody's broken or foreign record is not our concern here; the journal raises the alarm.
    if (error instanceof ProblemError) return null
    throw error
  }
}

function unlocks(
  { kind, header, body, hash }: VerifiedRecord,
  { member, lockedAtMs, usedUnlocks }: Lockout,
  trust: Trust,
): boolean {
  if (kind !== 'unlock' || !('member' in body) || body.member !== member) return false
  const administrator = header.member === null ? null : trust.member(header.member)
  return (
    // Nobody unlocks themself, whatever PC they sign it on.
    header.member !== member &&
    !usedUnlocks.includes(hash) &&
    administrator?.status === 'active' &&
    administrator.roles.includes('administrator') &&
    Date.parse(header.at) > lockedAtMs - toleranceMs
  )
}
