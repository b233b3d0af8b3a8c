import { isOffered } from '../message/message.ts'
import { type Check, type FailedMessage, finding } from './check.ts'
import { Tally } from './tally.ts'

/** Recipients for whom a printed field is empty without a fallback, or no link where one has to be. */
export const emptyField: Check = {
  id: 'empty-field',
  start: ({ fields }) => {
    const offered = new Set(fields)
    const seen = new Tally<FailedMessage>()
    return {
      failed(message) {
        // A field that nobody has is the other check's finding, once, instead of everybody's here.
        if (!isOffered(message.field, offered)) return
        seen.add(`${message.code} ${message.part} ${message.field}`, message, message.index)
      },
      finish: () =>
        seen.all().map(({ what: { code, part, field }, count, index }) => {
          const kind = code === 'message.field-empty' ? 'no-fallback' : 'unsafe-value'
          return finding('stop', 'empty-field', kind, { part, field, count, index })
        }),
    }
  },
}
