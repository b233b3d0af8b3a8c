import type { ConsentWay } from '../../../preload/contract/contacts.ts'
import type { PlainTextKey } from '../../i18n/catalog.ts'

export const consentWayText: Readonly<Record<ConsentWay, PlainTextKey>> = {
  form: 'contacts.way-form',
  paper: 'contacts.way-paper',
  mail: 'contacts.way-mail',
  oral: 'contacts.way-oral',
  trade: 'contacts.way-trade',
  published: 'contacts.way-published',
}
