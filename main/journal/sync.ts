import { toProblem } from '../../preload/problem.ts'
import { noteMet, settleDatedBack } from './dated-back.ts'
import { carryOut } from './destruction.ts'
import { syncDocuments } from './document-sync.ts'
import { type JournalState, keepChain, withStore } from './journal-state.ts'
import {
  checkOwnLog,
  inspectChains,
  reviewAfterUpdate,
  reviewPending,
  syncLogs,
} from './log-sync.ts'
import { pushOutbox, refillWipedStore, restoreLogs } from './outbox.ts'
import { type NewerRow, nameOf } from './replica.ts'
import { isStoreFailure } from './store.ts'

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
  await state.index.warm()
  const updated = await reviewAfterUpdate(state)
  const changed = await withStore(state, async () => {
    const wasWiped = await refillWipedStore(state)
    if (!(await holdsOurRoot(state))) return false
    await pushWhereAllowed(state)
    const moved = await syncDocuments(state)
    const reviewed = moved && (await reviewPending(state))
    const taken = await syncLogs(state, { whole })
    state.storeConfirmed = true
    noteMet(state)
    if (whole && !wasWiped) {
      await restoreLogs(state)
      state.comparedMs = now
    }
    return moved || reviewed || taken
  })
  await carryOut(state)
  await inspectChains(state)
  settleDatedBack(state)
  nameNewer(state)
  keepChain(state)
  return updated || (changed ?? false)
}

/** Without the right to add, we still read: a stop must not be missed because we cannot write. */
async function pushWhereAllowed(state: JournalState): Promise<void> {
  try {
    await pushOutbox(state)
    state.alarms.settle('rights', [])
  } catch (error) {
    if (!isStoreFailure(error) || error.problem.code !== 'journal.store-right-missing') throw error
    state.alarms.settle('rights', [error.problem])
  }
}

/** What only a newer Sekisho can read is named, once per kind and workstation. */
function nameNewer(state: JournalState): void {
  const first = new Map<string, NewerRow>()
  for (const each of state.replica.newer()) {
    const key = `${each.kind} ${each.workstation}`
    if (!first.has(key)) first.set(key, each)
  }
  const problems = [...first.values()].map(({ kind, workstation, seq }) =>
    toProblem('journal.newer-record', { kind, workstation, seq }),
  )
  state.alarms.settle('newer', problems)
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
