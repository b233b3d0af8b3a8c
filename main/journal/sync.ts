import { toProblem } from '../../preload/problem.ts'
import { syncDocuments } from './document-sync.ts'
import { type JournalState, withStore } from './journal-state.ts'
import { inspectChains, reviewPending, syncLogs } from './log-sync.ts'
import { pushOutbox, refillWipedStore, restoreLogs } from './outbox.ts'
import { nameOf } from './replica.ts'

/** How often the whole store is compared with the replica, rather than only what is new. */
export const compareEveryMs = 10 * 60_000

/**
 * One exchange with the store: gives what it lacks, takes what is new, and looks whether anything
 * was taken away, altered or set back. Out of reach is no failure: storeStatus says so.
 * True when records or chains changed.
 */
export async function synchronise(state: JournalState): Promise<boolean> {
  const now = state.clock.now()
  const whole = state.comparedMs === null || now - state.comparedMs >= compareEveryMs
  const changed = await withStore(state, async () => {
    const wasWiped = await refillWipedStore(state)
    if (!wasWiped && !(await holdsOurRoot(state))) return false
    await pushOutbox(state)
    const moved = await syncDocuments(state)
    const reviewed = moved && reviewPending(state)
    const taken = await syncLogs(state, { whole })
    state.ownLogChecked = true
    if (whole && !wasWiped) {
      await restoreLogs(state)
      state.comparedMs = now
    }
    return moved || reviewed || taken
  })
  inspectChains(state)
  return changed ?? false
}

/** Nothing of ours goes into a folder that is another organization's. */
async function holdsOurRoot(state: JournalState): Promise<boolean> {
  const [first] = state.trust.roots
  const roots = await state.store.listAfter('root', 0)
  const [ours] = first ? roots.filter((entry) => entry.name === nameOf(first.bytes)) : []
  const isOurs = ours !== undefined || roots.every((entry) => entry.seq !== 1)
  if (!isOurs)
    state.alarms.settle('store', [
      toProblem('journal.no-organization', { folder: state.store.place }),
    ])
  return isOurs
}
