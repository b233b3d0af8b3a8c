import { isOffered } from '../message/message.ts'
import { type Check, finding } from './check.ts'

/** A merge field that none of the chosen lists has: misspelt, or written for another list. */
export const unknownField: Check = {
  id: 'unknown-field',
  start: ({ template, fields }) => ({
    finish() {
      const offered = new Set(fields)
      return template.uses
        .filter(({ field }) => !isOffered(field, offered))
        .map(({ part, field }) => finding('stop', 'unknown-field', 'unknown', { part, field }))
    },
  }),
}
