/**
 * Lists of contacts: importing them from what offices really have, showing them to whom they may be
 * shown, and freezing them into the audience of a request.
 */
import { lists as listsSchema } from './schema/0010-lists.ts'
import { listMaker } from './schema/0020-list-maker.ts'

export type { Recipient } from './audience.ts'
export { audienceSummary, fieldsOf, freezeAudience } from './audience.ts'
export { editorsOf } from './editor.ts'
export type { Lists, ListsOptions } from './handlers.ts'
export { createLists } from './handlers.ts'
export { listViews } from './list.ts'
export { canReadAddresses } from './reading-right.ts'
export type { Suppression, SuppressionReason } from './suppression.ts'
export { suppressAddress } from './suppression.ts'

/** The vault's tables of this capability. The address book brings itself up to date. */
export const listsMigrations = [listsSchema, listMaker] as const
