import type { PlainTextKey } from './catalog.ts'
import type { Translate } from './language.tsx'

const known: Readonly<Record<string, PlainTextKey>> = {
  name: 'lists.field-name',
  company: 'lists.field-company',
  department: 'lists.field-department',
  title: 'lists.field-title',
  reading: 'import.meaning-reading',
  honorific: 'import.meaning-honorific',
  phone: 'import.meaning-phone',
  'consent-date': 'import.meaning-consent-date',
  'consent-source': 'import.meaning-consent-source',
}

/** The product's own fields are named in every language; the columns of a file keep their names. */
export function fieldName(field: string, t: Translate): string {
  const key = Object.hasOwn(known, field) ? known[field] : undefined
  return key === undefined ? field : t(key)
}
