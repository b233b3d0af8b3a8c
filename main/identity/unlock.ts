import { ProblemError } from '../../preload/problem.ts'
import type { Store, Trust, VerifiedRecord } from '../journal/journal.ts'
import { readOrganization, verifyRecord } from '../journal/journal.ts'
import type { IdentityContext } from './identity-context.ts'
import { readFacts } from './workstation-facts.ts'

/** An unlock is among the newest things its administrator has done. */
const entriesPerLogMax = 500

/**
 * Whether an administrator has unlocked the member after the failure that locked them out. Read from
 * the store and verified against the fingerprint, because the vault with its replica is closed.
 * A store that is out of reach unlocks nobody.
 */
export async function isUnlocked(
  context: IdentityContext,
  member: string,
  lockedAtMs: number,
): Promise<boolean> {
  const facts = readFacts(context.ports.dataFolder)
  if (!facts) return false
  try {
    await context.places.recallSealed(facts.storeFolder)
    const store = context.openStore(facts.storeFolder)
    const { trust } = await readOrganization(store)
    if (trust.fingerprint !== facts.organization.fingerprint) return false
    for (const log of await store.listLogs()) {
      const entries = (await store.listAfter(log, 0)).slice(-entriesPerLogMax)
      for (const entry of entries) {
        const record = await readRecord(store, entry, trust)
        if (record && unlocks(record, { member, lockedAtMs, trust })) return true
      }
    }
    return false
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code.startsWith('journal.')) return false
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
  { kind, header, body }: VerifiedRecord,
  o: { readonly member: string; readonly lockedAtMs: number; readonly trust: Trust },
): boolean {
  if (kind !== 'unlock' || !('member' in body) || body.member !== o.member) return false
  const administrator = header.member === null ? null : o.trust.member(header.member)
  return (
    administrator?.status === 'active' &&
    administrator.roles.includes('administrator') &&
    Date.parse(header.at) > o.lockedAtMs
  )
}
