import type { EventName, EventPayload } from '../preload/contract.ts'
import type { Answer } from '../preload/contract/channel.ts'
import { createAppHandlers } from './app-handlers.ts'
import { createApproval } from './approval/approval.ts'
import { createChecks } from './checks/checks.ts'
import { createFileTokens } from './file-token.ts'
import { createIdentity } from './identity/identity.ts'
import { createRouter } from './ipc/router.ts'
import { createJournalHandlers, journalMigrations } from './journal/journal.ts'
import { createLists, listsMigrations } from './lists/lists.ts'
import { createMessage, messageMigrations } from './message/message.ts'
import type { Ports } from './ports.ts'
import { createReports } from './reports/reports.ts'
import { createSending, sendingMigrations } from './sending/sending.ts'
import { createVault, runSelfTest } from './vault/vault.ts'

export type Emit = <N extends EventName>(name: N, payload: EventPayload<N>) => void
export type CoreListener = (name: EventName, payload: unknown) => void

/** The whole application without Electron: the shell, the demo and the tests stand around it. */
export interface Core {
  readonly call: (name: string, input: unknown) => Promise<Answer<unknown>>
  /** Returns the function that ends the subscription. */
  readonly subscribe: (listener: CoreListener) => () => void
  /** The rendered HTML that a preview token stands for; null when it is unknown or forgotten. */
  readonly previewDocument: (token: string) => string | null
  readonly close: () => Promise<void>
}
