import { join } from 'node:path'
import * as v from 'valibot'
import { Count, Hash, Id } from '../../preload/contract/channel.ts'
import { fail } from '../../preload/problem.ts'
import { readJsonIfThere, writeDurably } from '../vault/vault.ts'
import type { LockoutState } from './lockout.ts'
import { noFailures } from './lockout.ts'

const fileName = 'attempts.json'
const AttemptsFile = v.record(
  Id,
  v.strictObject({
    failures: Count,
    failedAtMs: v.nullable(v.pipe(v.number(), v.safeInteger())),
    // Absent in files from before they were kept.
    failuresInAll: v.optional(Count),
    usedUnlocks: v.optional(v.pipe(v.array(Hash), v.maxLength(50))),
  }),
)

/**
 * The lockout states of this PC's members, beside the vault, since they are needed while it is
 * locked. Whoever can put back an older file can guess on, here and slowly; guessing offline costs
 * Argon2id and the keystore's secret as before.
 */
export interface AttemptsFile {
  readonly stateOf: (member: string) => LockoutState
  /** On disk when it returns. */
  readonly store: (member: string, state: LockoutState) => void
}

/** Fails with `vault.damaged` rather than start counting anew on a file it cannot read. */
export function openAttempts(folder: string): AttemptsFile {
  const path = join(folder, fileName)
  const readAll = () => {
    const file = readJsonIfThere(path)
    if (!file) return {}
    const parsed = v.safeParse(AttemptsFile, file.value)
    return parsed.success ? parsed.output : fail('vault.damaged', { file: fileName })
  }
  return {
    stateOf(member) {
      const { failuresInAll, usedUnlocks, ...known } = readAll()[member] ?? noFailures
      return {
        ...known,
        failuresInAll: failuresInAll ?? known.failures,
        usedUnlocks: usedUnlocks ?? [],
      }
    },
    store: (member, state) => writeDurably(path, JSON.stringify({ ...readAll(), [member]: state })),
  }
}
