import { setImmediate as breathe } from 'node:timers/promises'
import { type Problem, toProblem } from '../../preload/problem.ts'
import { documentTypes, type Trust, verifyTrust } from './directory.ts'
import { chainOfType } from './document-sync.ts'
import { startExaminers } from './examination.ts'
import { isWhole } from './examination-worker.ts'
import { type JournalState, withStore } from './journal-state.ts'
import { streamOf } from './log-sync.ts'
import { pushBlob, pushEntry } from './outbox.ts'
import { nameOf, type VerifiedRow } from './replica.ts'
import type { Stream } from './store.ts'

export interface Verification {
  readonly recordCount: number
  readonly workstationCount: number
  /** What was found wrong and could be mended from the other side: the store or the vault. */
  readonly mendedCount: number
}

export interface VerificationStep {
  readonly doneCount: number
  readonly totalCount: number
}

const pageCount = 250

/**
 * Verifies everything once more from its bytes, as if for the first time: the chains, every record
 * of the vault, and every file of theirs in the store. What is damaged on one side is taken from
 * the other. The signatures are verified in threads of their own. Fails with what is wrong with the
 * chains; a record that neither side has whole any more becomes an alarm.
 */
export async function verifyJournal(
  state: JournalState,
  onStep: (step: VerificationStep) => void,
): Promise<Verification> {
  const { fingerprint, roots, directories, policies } = state.trust
  const trust = verifyTrust({
    fingerprint,
    roots: roots.map((each) => each.bytes),
    directories: directories.map((each) => each.bytes),
    policies: policies.map((each) => each.bytes),
  })
  const examined = await examineReplica(state, trust, onStep)
  const problems: Problem[] = []
  let mendedCount = 0
  for (const row of examined.damaged)
    if (await repair(state, row, trust)) mendedCount += 1
    else problems.push(malformed(streamOf(row.workstation), row.seq))
  mendedCount += (await withStore(state, () => mendStore(state))) ?? 0
  for (const problem of problems) state.alarms.raise('files', problem)
  const { recordCount, workstationCount } = examined
  return { recordCount, workstationCount, mendedCount }
}

/** Every record of the vault from its bytes; which of them do not hold. */
export async function examineReplica(
  { replica, index }: Pick<JournalState, 'replica' | 'index'>,
  trust: Trust,
  onStep: (step: VerificationStep) => void,
) {
  const totalCount = index.count({})
  const workstations = new Set<string>()
  const damaged: VerifiedRow[] = []
  const judged: Promise<void>[] = []
  let [recordCount, doneCount, after] = [0, 0, 0]
  const examiners = startExaminers(trust)
  try {
    for (;;) {
      const page = replica.verifiedRows(after, pageCount)
      const last = page.at(-1)
      if (last === undefined) break
      after = last.id
      recordCount += page.length
      for (const { workstation } of page) workstations.add(workstation)
      await examiners.ready()
      const batch = page.map(({ name, hash, bytes }) => ({ name, hash, bytes }))
      judged.push(
        examiners.examine(batch).then((whole) => {
          damaged.push(...page.filter((_, at) => whole[at] !== true))
          doneCount += page.length
          onStep({ doneCount, totalCount })
        }),
      )
      await breathe()
    }
    await Promise.all(judged)
  } finally {
    await examiners.end()
  }
  return { recordCount, workstationCount: workstations.size, damaged }
}

async function repair(state: JournalState, row: VerifiedRow, trust: Trust): Promise<boolean> {
  const bytes = await withStore(state, async (store) => {
    const entries = await store.listAfter(streamOf(row.workstation), row.seq - 1)
    const entry = entries.find((each) => each.name === row.name)
    const reading = entry ? await store.get(entry) : null
    return reading?.status === 'whole' ? reading.bytes : null
  })
  if (bytes === null || !isWhole({ ...row, bytes }, trust)) return false
  state.replica.repair(row.id, bytes)
  return true
}

/** Every file of ours in the store is whole, or is written once more beside. */
async function mendStore(state: JournalState): Promise<number> {
  const { store, replica, blobs } = state
  let mendedCount = 0
  for (const type of documentTypes) {
    const whole = await wholeNames(state, type)
    for (const { body, bytes } of chainOfType(state.trust, type)) {
      if (whole.has(nameOf(bytes))) continue
      await store.put({ stream: type, seq: body.n, at: body.at, bytes })
      mendedCount += 1
    }
  }
  for (const workstation of replica.logs()) {
    const ours = replica.publishedEntries(workstation)
    const whole = await wholeNames(state, streamOf(workstation))
    for (const entry of ours) {
      if (whole.has(entry.name)) continue
      await pushEntry(state, { ...entry, bytes: replica.entryBytes(workstation, entry.name) })
      mendedCount += 1
    }
  }
  for (const ref of blobs.all()) {
    if ((await store.getBlob(ref)) !== null) continue
    await pushBlob(state, ref.hash)
    mendedCount += 1
  }
  return mendedCount
}

async function wholeNames(state: JournalState, stream: Stream): Promise<ReadonlySet<string>> {
  const whole = new Set<string>()
  for (const entry of await state.store.listAfter(stream, 0)) {
    const reading = await state.store.get(entry)
    if (reading.status === 'whole') whole.add(entry.name)
    else if (reading.status === 'damaged') state.alarms.raise('files', malformed(stream, entry.seq))
  }
  return whole
}

function malformed(stream: Stream, seq: number): Problem {
  return toProblem('journal.record-malformed', { record: `${stream} ${seq}` })
}
