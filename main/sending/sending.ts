/**
 * Sending: an approved request becomes mail, once, and every recipient's outcome is on record. Face
 * of the folder.
 */
import type { RelayTranscript, ReleaseProgress } from '../../preload/contract/releases.ts'
import { type SendingHandlers, sendingHandlers } from './handlers.ts'
import { Releases } from './releases.ts'
import { releases0010 } from './schema/0010-releases.ts'
import { engineStarts } from './schema/0020-engine-starts.ts'
import { relayTroubles0030 } from './schema/0030-relay-troubles.ts'
import type { SendingOptions } from './sending-options.ts'

export type { SendingHandlers } from './handlers.ts'
export { createMailings } from './mailings.ts'
export { showHostChain } from './mx/host-chain.ts'
export { requireOwnDomain, sendNoticeMail } from './notice-mail.ts'
export { flightLogFiles } from './release-table.ts'
export type { SendingOptions } from './sending-options.ts'

export const sendingMigrations = [releases0010, engineStarts, relayTroubles0030] as const

export interface Sending {
  readonly handlers: SendingHandlers
  /** How a release stands, on whichever workstation. Fails with `sending.no-such-release`. */
  readonly progress: (request: string) => Promise<ReleaseProgress>
  /** Of each relay the last session that failed, redacted: for IT. */
  readonly troubles: () => RelayTranscript[]
  /** True while an engine runs here: the session and the application stay open for it. */
  readonly isRunning: () => boolean
  /** To be called when somebody has signed in: goes on with a run that was interrupted. */
  readonly resume: () => Promise<void>
  /** To be called before the vault closes. A run holds at its next gate until somebody signs in. */
  readonly lock: () => void
  /** Ends the engine at once; its log is enough to go on later. */
  readonly close: () => void
}

export function createSending(options: SendingOptions): Sending {
  const releases = new Releases(options)
  return {
    handlers: sendingHandlers(options, releases),
    progress: (request) => releases.progress(request),
    troubles: () => releases.troubles(),
    isRunning: () => releases.isRunning(),
    resume: () => releases.resume(),
    lock: () => releases.lock(),
    close: () => releases.close(),
  }
}
