import { join } from 'node:path'
import * as v from 'valibot'
import { Hash, Id, Instant } from '../../preload/contract/channel.ts'
import { fail } from '../../preload/problem.ts'
import { readJsonIfThere, writeDurably } from '../vault/vault.ts'

const fileName = 'workstation.json'

/**
 * What the login screen shows, so nothing in it is secret, and nothing in it is trusted: what counts
 * is in the vault and is compared when that opens.
 */
const WorkstationFacts = v.strictObject({
  v: v.literal(1),
  organization: v.strictObject({ name: v.string(), fingerprint: Hash }),
  workstation: v.strictObject({ id: Id, name: v.string() }),
  storeFolder: v.string(),
  /** Whom somebody who is locked out can ask. Absent before the first login. */
  administrators: v.exactOptional(v.array(v.strictObject({ id: Id, name: v.string() }))),
  members: v.array(
    v.strictObject({
      id: Id,
      admitted: v.boolean(),
      /** Hash of the enrolment record; null for whoever founded the organization. */
      enrolment: v.nullable(Hash),
      enrolledAt: Instant,
      /** Of a member with new keys: admitted once the directory names this one. */
      signKey: v.exactOptional(Hash),
    }),
  ),
})
export type WorkstationFacts = v.InferOutput<typeof WorkstationFacts>

export function readFacts(folder: string): WorkstationFacts | null {
  const file = readJsonIfThere(join(folder, fileName))
  if (!file) return null
  const parsed = v.safeParse(WorkstationFacts, file.value)
  return parsed.success ? parsed.output : fail('vault.damaged', { file: fileName })
}

export function writeFacts(folder: string, facts: WorkstationFacts): void {
  writeDurably(join(folder, fileName), `${JSON.stringify(facts, null, 1)}\n`)
}
