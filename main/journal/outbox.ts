import { type Problem, toProblem } from '../../preload/problem.ts'
import { documentTypes } from './directory.ts'
import type { JournalState } from './journal-state.ts'
import { streamOf } from './log-sync.ts'
import type { StoredEntry } from './replica.ts'

/** Puts what the store does not have yet: blobs before the records that name them. */
export async function pushOutbox(state: JournalState): Promise<void> {
  const { store, replica, blobs } = state
  for (const type of documentTypes)
    for (const { n, at, bytes } of replica.documentOutbox(type)) {
      await store.put({ stream: type, seq: n, at, bytes })
      replica.markDocumentPublished(type, n)
    }
  for (const hash of blobs.outbox()) await pushBlob(state, hash)
  for (let batch = replica.outbox(); batch.length > 0; batch = replica.outbox())
    for (const entry of batch) await pushEntry(state, entry)
}

export async function pushEntry(state: JournalState, entry: StoredEntry): Promise<void> {
  const { workstation, seq, name, at, bytes } = entry
  await state.store.put({ stream: streamOf(workstation), seq, at, bytes })
  state.replica.markPublished(workstation, name)
}

export async function pushBlob(state: JournalState, hash: string): Promise<void> {
  const bytes = state.blobs.get(hash)
  // A damaged copy here is no reason to keep the rest back; reading it will name the problem.
  if (bytes === null) return
  await state.store.putBlob(bytes)
  state.blobs.markPublished(hash)
}

/**
 * A store in which nothing has ever been written, although we have: it was wiped, or replaced. All
 * of the replica goes back into it. True when that was so.
 */
export async function refillWipedStore(state: JournalState): Promise<boolean> {
  if (await state.store.hasBegun()) return false
  // Nothing of ours was ever there: it is the founder's first visit.
  if (state.replica.documentOutbox('root').some((each) => each.n === 1)) return false
  const seen = state.trust.roots.length
  state.replica.markAllUnpublished()
  state.alarms.settle('store', [toProblem('journal.rollback', { what: 'store', seen, found: 0 })])
  return true
}

/** Compares every log with the replica and puts back what was taken away. */
export async function restoreLogs(state: JournalState): Promise<void> {
  const problems: Problem[] = []
  for (const workstation of state.replica.logs()) {
    const ours = state.replica.publishedEntries(workstation)
    const listed = await state.store.listAfter(streamOf(workstation), 0)
    const names = new Set(listed.map((entry) => entry.name))
    forgetRemoved(state, workstation, names)
    const lost = ours.filter((each) => !names.has(each.name))
    const [first] = lost
    if (first === undefined) continue
    const found = Math.max(0, ...listed.slice(-1).map((entry) => entry.seq))
    const seen = Math.max(first.seq, lost.at(-1)?.seq ?? 0)
    problems.push(
      seen > found
        ? toProblem('journal.rollback', { what: streamOf(workstation), seen, found })
        : toProblem('journal.chain-gap', { workstation, seq: first.seq }),
    )
    for (const each of lost)
      await pushEntry(state, { ...each, bytes: state.replica.entryBytes(workstation, each.name) })
  }
  state.alarms.settle('store', problems)
}

/** A refused file that somebody has taken away is no alarm any more. */
function forgetRemoved(
  { replica }: JournalState,
  workstation: string,
  listed: ReadonlySet<string>,
): void {
  for (const refused of replica.refused())
    if (refused.workstation === workstation && !listed.has(refused.name))
      replica.forget(workstation, refused.name)
}
