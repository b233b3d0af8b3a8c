import { setTimeout as wait } from 'node:timers/promises'
import { fail, ProblemError } from '../../preload/problem.ts'
import { type DocumentType, extendChain, type Trust } from './directory.ts'
import { acceptDocument, chainOfType, syncDocuments } from './document-sync.ts'
import { type JournalState, withStore } from './journal-state.ts'
import { pushOutbox } from './outbox.ts'
import { hashOf } from './signature.ts'

const dayMs = 24 * 60 * 60 * 1000
/** How long a version stays good: a store that withholds the next one can freeze us for so long. */
export const lifetimeMs: Readonly<Record<DocumentType, number>> = {
  root: 3650 * dayMs,
  directory: 90 * dayMs,
  policy: 90 * dayMs,
}
const attemptsMax = 5
const claimReadingsMax = 20
const claimReadingMs = 100

/**
 * Makes the next version of a chain on top of the newest one, and makes sure that nobody else makes
 * the same one: whoever claims its number first wins, and the claim holds the whole envelope, so
 * that a winner who dies at once has still published. The loser takes over the winner's version and
 * makes his own change on top.
 * `make` answers null when there is nothing left to do.
 * Fails with `journal.store-unreachable` (a chain is never extended offline),
 * `journal.threshold-not-met` when the signer is no administrator of the root, or `journal.fork`.
 */
export async function publish(
  state: JournalState,
  type: DocumentType,
  make: (trust: Trust) => Uint8Array | null,
): Promise<void> {
  const done = await withStore(state, async () => {
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      await syncDocuments(state)
      requireNoFork(state)
      const bytes = make(state.trust)
      if (bytes === null) return true
      const next = extendChain(state.trust, type, bytes)
      if (await state.store.claim(claimName(state.trust, type), bytes)) {
        acceptDocument(state, next, { type, published: false })
        await pushOutbox(state)
        return true
      }
      acceptDocument(state, await readWinner(state, type), { type, published: false })
      await pushOutbox(state)
    }
    return fail('journal.fork', { workstation: type, seq: nextOf(state.trust, type) })
  })
  if (done === null) fail('journal.store-unreachable', { folder: state.store.place })
}

/** The name under which the next version of a chain is claimed. */
export function claimName(trust: Trust, type: DocumentType): string {
  return hashOf(Buffer.from(`${trust.fingerprint} ${type} ${nextOf(trust, type)}`))
}

function nextOf(trust: Trust, type: DocumentType): number {
  return chainOfType(trust, type).length + 1
}

/** The claim was taken: by the version that it holds, once it has been written whole. */
async function readWinner(state: JournalState, type: DocumentType): Promise<Trust> {
  for (let reading = 0; reading < claimReadingsMax; reading += 1) {
    const bytes = await state.store.readClaim(claimName(state.trust, type))
    const next = bytes === null ? null : attempt(() => extendChain(state.trust, type, bytes))
    if (next !== null) return next
    await wait(claimReadingMs)
  }
  return fail('journal.fork', { workstation: type, seq: nextOf(state.trust, type) })
}

function requireNoFork(state: JournalState): void {
  const fork = state.alarms.activeIn('documents').find((each) => each.code === 'journal.fork')
  if (fork)
    fail('journal.fork', {
      workstation: fork.params.workstation ?? '',
      seq: fork.params.seq ?? 0,
    })
}

function attempt<T>(act: () => T): T | null {
  try {
    return act()
  } catch (error) {
    if (error instanceof ProblemError) return null
    throw error
  }
}
