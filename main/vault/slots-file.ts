import { join } from 'node:path'
import * as v from 'valibot'
import { fail } from '../../preload/problem.ts'
import { readJsonIfThere, writeDurably } from './durable-file.ts'
import { KeySlot } from './key-slot.ts'

export const SlotsFile = v.strictObject({
  v: v.literal(1),
  /** HMAC of the workstation secret these slots were made with. */
  workstationCheck: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** The database's file in the same folder. */
  database: v.pipe(v.string(), v.regex(/^vault-[0-9a-f]{8}\.db$/)),
  /** The vault key, sealed to the recovery group; absent while there is none. */
  recovery: v.optional(
    v.strictObject({
      publicKey: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
      threshold: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(255)),
      sealed: v.pipe(v.string(), v.base64(), v.maxLength(1000)),
    }),
  ),
  slots: v.pipe(v.array(KeySlot), v.minLength(1), v.maxLength(100)),
})
export type SlotsFile = v.InferOutput<typeof SlotsFile>

export const slotsFileName = 'slots.json'

/** Null when there is none; `vault.damaged` when it cannot be what we wrote. */
export function readSlots(folder: string): SlotsFile | null {
  const file = readJsonIfThere(join(folder, slotsFileName))
  if (!file) return null
  const parsed = v.safeParse(SlotsFile, file.value)
  return parsed.success ? parsed.output : fail('vault.damaged', { file: slotsFileName })
}

/** The moment from which a vault exists: it is written last when one is made. */
export function writeSlots(folder: string, slots: SlotsFile): void {
  writeDurably(join(folder, slotsFileName), `${JSON.stringify(slots, null, 1)}\n`)
}
