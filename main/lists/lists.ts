/**
 * Lists of contacts: importing them from what offices really have, showing them to whom they may be
 * shown, and freezing them into the audience of a request.
 */
import { lists as listsSchema } from './schema/0010-lists.ts'
import { listMaker } from './schema/0020-list-maker.ts'
import { audience } from './schema/0050-audience.ts'
import { destruction } from './schema/0070-destruction.ts'
import { department } from './schema/0080-department.ts'

export { addressBookFiles } from './address-book.ts'
export type { Recipient } from './audience.ts'
export { audienceState, fieldsOf, freezeAudience } from './audience.ts'
export { departmentsOfAudience, isAudienceReadable } from './audience-plan.ts'
export { audienceSummary } from './audience-reader.ts'
export { contactOf } from './contact.ts'
export { editorsOf } from './editor.ts'
export { type ExportMark, writeContacts, writeSuppressions } from './export-file.ts'
export type { Lists, ListsOptions } from './handlers.ts'
export { createLists } from './handlers.ts'
export { countKnown, formerNames, mailedBy } from './known-contacts.ts'
export {
  areReadable,
  assertCurated,
  assertLists,
  isHidden,
  listViews,
} from './list.ts'
export { limitLists, withinReach } from './list-reach.ts'
export { type DueList, dayAt, dueLists, markDestroyed } from './list-retention.ts'
export { type MailingSource, wholeMailings } from './mailing.ts'
export { canReadAddresses } from './reading-right.ts'
export { isSegmentHidden, segmentViews } from './segment.ts'
export type { Suppression } from './suppression.ts'
export { suppressAddress, suppressionsSince, suppressionVersion } from './suppression.ts'
export {
  addSuppressions,
  liftSuppression,
  pageOfSuppressions,
  type SuppressionRow,
} from './suppression-page.ts'

/** The vault's tables of this capability. The address book brings itself up to date. */
export const listsMigrations = [listsSchema, listMaker, audience, destruction, department] as const
