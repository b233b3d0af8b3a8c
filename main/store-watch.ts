import { ProblemError } from '../preload/problem.ts'
import type { Identity } from './identity/identity.ts'
import type { Log, Random } from './ports.ts'
import type { Sending } from './sending/sending.ts'

export interface WatchOptions {
  readonly log: Log
  readonly random: Random
  readonly identity: Pick<Identity, 'caller' | 'session' | 'keepVaultOpen'>
  readonly sending: Pick<Sending, 'isRunning' | 'resume' | 'lock'>
  /** The journal has something new: requests, decisions, members, routes. */
  readonly journalChanged: () => void
  /** Somebody has just signed in. */
  readonly signedIn: () => Promise<void>
  /** What the frame shows of the store is another. */
  readonly stateChanged: () => void
}

const tickMs = 1000
/** How often the store is asked: every 7 s, a little apart from the other workstations. */
const syncMs = 7000
const jitterMs = 2000
/** One that calls when there is news is asked less often: a call can be lost. */
const wokenSyncMs = 15_000

export interface StoreWatch {
  /** Keeps the vault open for a run that has just begun; without one it does nothing. */
  readonly holdForRun: () => void
  readonly end: () => void
}

/**
 * Keeps this workstation in step with the store while somebody is signed in, takes up an
 * interrupted run when a sender comes back, and keeps the vault open for a run that goes on
 * behind the lock.
 */
export function keepInStep(options: WatchOptions): StoreWatch {
  const { identity, sending, log } = options
  /** Who was signed in at the last look: another one may have come in between. */
  let lastSeen: string | null = null
  let release: (() => void) | null = null
  let untilSyncMs = 0
  let endWatching: (() => void) | null = null
  let shown = ''
  let isToTakeUp = false

  /** So that the workstations of an office do not all ask in the same second. */
  const jitter = () => ((options.random.bytes(1)[0] ?? 0) / 255) * jitterMs

  const sync = async () => {
    const { journal } = identity.session()
    const { changed } = await journal.sync()
    if (changed) options.journalChanged()
    const status = JSON.stringify(journal.storeStatus())
    if (status !== shown) options.stateChanged()
    shown = status
  }

  /** While somebody is signed in, the store may wake us. True when it can. */
  const watchStore = (isSignedIn: boolean): boolean => {
    const watch = isSignedIn ? identity.session().journal.watchStore : null
    if (!isSignedIn) endWatching?.()
    if (!isSignedIn) endWatching = null
    endWatching ??=
      watch?.(() => {
        untilSyncMs = Math.min(untilSyncMs, tickMs)
      }) ?? null
    return watch !== null
  }

  /** Beside the exchange with the store, since a collector may be slow; the vault stays open for it. */
  const exportWhenDue = () => {
    // A lock came while the store was asked: a lease taken now would never end.
    if (identity.caller() === null) return
    const letGo = identity.keepVaultOpen()
    identity
      .session()
      .journal.exportRecords('due')
      .catch((error: unknown) => {
        const code = error instanceof ProblemError ? error.problem.code : 'unexpected'
        log.write('warning', 'journal.export-failed', { code })
      })
      .finally(letGo)
  }

  const holdForRun = () => {
    if (sending.isRunning()) release ??= identity.keepVaultOpen()
  }

  /** What could not be taken up because the store was away is taken up when it is back. */
  const takeUp = async () => {
    isToTakeUp = false
    try {
      await sending.resume()
    } catch (error) {
      const isAway = () => identity.session().journal.storeStatus().offlineSinceAt !== null
      isToTakeUp = identity.caller() !== null && isAway()
      throw error
    }
  }

  const keepUp = async (isSignedIn: boolean) => {
    const before = lastSeen
    lastSeen = identity.caller()?.member ?? null
    if (before !== null && lastSeen !== before) sending.lock()
    if (lastSeen !== null && lastSeen !== before) {
      untilSyncMs = 0
      try {
        await options.signedIn()
      } finally {
        await takeUp()
      }
    }
    holdForRun()
    if (!sending.isRunning()) {
      release?.()
      release = null
    }
    const isWoken = watchStore(isSignedIn)
    untilSyncMs -= tickMs
    if (!isSignedIn || untilSyncMs > 0) return
    untilSyncMs = (isWoken ? wokenSyncMs : syncMs) + jitter()
    await sync()
    exportWhenDue()
    if (isToTakeUp) await takeUp()
  }

  const tick = async () => {
    const isSignedIn = identity.caller() !== null
    // A lock in the middle must not close the database under it.
    const letGo = isSignedIn ? identity.keepVaultOpen() : null
    try {
      await keepUp(isSignedIn)
    } finally {
      letGo?.()
    }
  }

  let isBusy = false
  const timer = setInterval(() => {
    if (isBusy) return
    isBusy = true
    tick()
      .catch((error: unknown) => {
        const code = error instanceof ProblemError ? error.problem.code : 'unexpected'
        log.write('warning', 'store.watch-failed', { code })
      })
      .finally(() => {
        isBusy = false
      })
  }, tickMs)
  timer.unref()
  return {
    holdForRun,
    end() {
      clearInterval(timer)
      endWatching?.()
    },
  }
}
