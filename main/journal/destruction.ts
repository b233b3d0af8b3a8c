import { isStoreOpen, type JournalState, withStore } from './journal-state.ts'
import { listedRefsOf, refsOf } from './request-blobs.ts'
import { type Destruction, destroyableFromMs, foldDestructions } from './retention.ts'

/**
 * Takes out of the vault, and of the store where that is allowed, what destructions name. Never before
 * this PC's own clock agrees, and never what the newest policy wants kept longer: a clock that is
 * ahead, or a policy that has been replaced, destroys nothing here.
 */
export async function carryOut(state: JournalState): Promise<void> {
  const { trust } = state
  const known = foldDestructions(trust, state.index)
  const messageDays = trust.policy?.body.rules.retention.messageDays ?? null
  for (const destruction of known.values()) {
    const fromMs = destroyableFromMs(destruction.request, messageDays)
    if (fromMs === null || fromMs > state.clock.now()) continue
    const left = leftOf(state, destruction.request.hash)
    const isTried = state.triedDestructions.has(destruction.record)
    if (left === null || (left > 0 && !isTried)) await destroy(state, destruction)
  }
}

async function destroy(state: JournalState, { request, at, record }: Destruction): Promise<void> {
  // The list of its files goes last: without it nobody could tell what else to remove.
  const refs = [...(await listedRefsOf(state, request)), ...refsOf(request)]
  const contents = refs.map(({ hash }) => hash)
  state.replica.db.transaction(() => {
    for (const hash of contents) state.blobs.drop(hash)
    noteLeft(state, { request: request.hash, at, leftCount: contents.length })
  })
  if (!isStoreOpen(state)) return
  let leftCount = 0
  await withStore(state, async (store) => {
    for (const hash of contents) {
      const isListNeeded = hash === request.body.blobs.files?.hash && leftCount > 0
      if (isListNeeded || !(await store.removeBlob(hash))) leftCount += 1
    }
    noteLeft(state, { request: request.hash, at, leftCount })
    // Without the right to remove, asking again in a minute would be of no use.
    state.triedDestructions.add(record)
  })
}

/** How many contents this PC could not remove from the store; null: it has not tried. */
function leftOf({ replica }: JournalState, request: string): number | null {
  return (
    replica.db
      .prepare<{ n: number }>('SELECT left_count AS n FROM journal_destroyed WHERE request = ?')
      .get(request)?.n ?? null
  )
}

function noteLeft(
  { replica }: JournalState,
  o: { readonly request: string; readonly at: string; readonly leftCount: number },
): void {
  replica.db
    .prepare(
      `INSERT INTO journal_destroyed (request, at, left_count) VALUES (?, ?, ?)
       ON CONFLICT (request) DO UPDATE SET left_count = excluded.left_count`,
    )
    .run(o.request, o.at, o.leftCount)
}

export interface DestructionStatus {
  readonly destroyedCount: number
  /** Contents that this PC could not remove from the store: IT does. */
  readonly leftCount: number
}

export function destructionStatus({ replica }: JournalState): DestructionStatus {
  const row = replica.db
    .prepare<DestructionStatus>(
      `SELECT count(*) AS destroyedCount, coalesce(sum(left_count), 0) AS leftCount
       FROM journal_destroyed`,
    )
    .get()
  return row ?? { destroyedCount: 0, leftCount: 0 }
}

/** When the content with this hash was destroyed; null: it was not, as far as the records say. */
export function destroyedAt({ trust, index }: JournalState, hash: string): string | null {
  for (const each of foldDestructions(trust, index).values())
    if (refsOf(each.request).some((ref) => ref.hash === hash)) return each.at
  return null
}
