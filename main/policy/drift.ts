import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { MachinePolicy } from './machine-policy.ts'

const Seen = v.strictObject({
  v: v.literal(1),
  /** JSON of the value in force, by setting. */
  values: v.record(v.string(), v.string()),
  problems: v.array(v.string()),
  changes: v.array(
    v.strictObject({ at: v.string(), settings: v.array(v.string()), problemCount: v.number() }),
  ),
})
type Seen = v.InferOutput<typeof Seen>
export type PolicyChange = Seen['changes'][number]

const changesMax = 100
const nothing: Seen = { v: 1, values: {}, problems: [], changes: [] }

/**
 * Compares the machine's policy with the one of the last start, and keeps what has changed beside the
 * vault: the settings by name, not their values. Returns the changes, newest first. A PC that starts
 * for the first time changes from nothing.
 */
export function noteDrift(
  dataFolder: string,
  policy: MachinePolicy,
  nowMs: number,
): readonly PolicyChange[] {
  const file = join(dataFolder, 'machine-policy.json')
  const before = read(file)
  const now = valuesOf(policy)
  const problems = policy.problems.map(
    ({ kind, source, setting }) => `${kind} ${source} ${setting}`,
  )
  const settings = changedNames(before.values, now)
  const isSame = settings.length === 0 && problems.join() === before.problems.join()
  if (isSame) return before.changes
  const change = {
    at: new Date(nowMs).toISOString(),
    settings,
    problemCount: problems.length,
  }
  const changes = [change, ...before.changes].slice(0, changesMax)
  const seen: Seen = { v: 1, values: now, problems, changes }
  writeFileSync(`${file}.new`, JSON.stringify(seen), { mode: 0o600 })
  renameSync(`${file}.new`, file)
  return changes
}

export function valuesOf({ settings }: MachinePolicy): Readonly<Record<string, string>> {
  return Object.fromEntries(
    settings.flatMap(({ name, value, isReplaced }) =>
      value === null && !isReplaced ? [] : [[name, value ?? 'null']],
    ),
  )
}

export function changedNames(
  before: Readonly<Record<string, string>>,
  now: Readonly<Record<string, string>>,
): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)])
  return [...names].filter((name) => before[name] !== now[name]).sort()
}

/** What is not there or was damaged is as if nothing had been seen: the change is told once more. */
function read(file: string): Seen {
  if (!existsSync(file)) return nothing
  try {
    const parsed = v.safeParse(Seen, JSON.parse(readFileSync(file, 'utf8')))
    return parsed.success ? parsed.output : nothing
  } catch (error) {
    if (error instanceof SyntaxError) return nothing
    throw error
  }
}
