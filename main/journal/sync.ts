import { toProblem } from '../../preload/problem.ts'
import { syncDocuments } from './document-sync.ts'
import { type JournalState, withStore } from './journal-state.ts'
import { checkOwnLog, inspectChains, reviewPending, syncLogs } from './log-sync.ts'
import { pushOutbox, refillWipedStore, restoreLogs } from './outbox.ts'
import { nameOf } from './replica.ts'

/** How often the whole store is compared with the replica, rather than only what is new. */
const compareEveryMs = 10 * 60_000

/**
 * One exchange with the store: gives what it lacks, takes what is new, and looks whether anything
 * was taken away, altered or set back. Out of reach is no failure: storeStatus says so.
 * True when records or chains changed.
 */
export async function synchronise(
  state: JournalState,
  o: { readonly whole?: boolean } = {},
): Promise<boolean> {
  const now = state.clock.now()
  const isDue = state.comparedMs === null || now - state.comparedMs >= compareEveryMs
  const whole = o.whole ?? isDue
  const changed = await withStore(state, async () => {
    const wasWiped = await refillWipedStore(state)
    if (!(await holdsOurRoot(state))) return false
    await pushOutbox(state)
    const moved = await syncDocuments(state)
    const reviewed = moved && reviewPending(state)
    const taken = await syncLogs(state, { whole })
    state.storeConfirmed = true
    if (whole && !wasWiped) {
      await restoreLogs(state)
      state.comparedMs = now
    }
    return moved || reviewed || taken
  })
  inspectChains(state)
  return changed ?? false
}

/** Before the first thing goes to the store: is it ours, and not ahead of this vault? */
export async function confirmStore(state: JournalState): Promise<void> {
  if (state.storeConfirmed || state.offlineSinceMs !== null) return
  await withStore(state, async () => {
    if (!(await holdsOurRoot(state))) return
    await checkOwnLog(state)
    state.storeConfirmed = true
  })
}

/** Nothing of ours goes into a folder that is another organization's. */
async function holdsOurRoot(state: JournalState): Promise<boolean> {
  const [first] = state.trust.roots
  const roots = await state.store.listAfter('root', 0)
  const [ours] = first ? roots.filter((entry) => entry.name === nameOf(first.bytes)) : []
  const isOurs = ours !== undefined || roots.every((entry) => entry.seq !== 1)
  if (isOurs) return true
  state.storeConfirmed = false
  const problem = toProblem('journal.no-organization', { folder: state.store.place })
  state.alarms.settle('store', [problem])
  return false
}
