import { type Check, finding } from './check.ts'
import { digitRuns } from './number-run.ts'
import { Tally } from './tally.ts'

/** A check that looks for one kind of number in every message and in the attachments' text. */
export function numberCheck<C extends 'personal-number' | 'card-number'>(
  id: C,
  {
    lengths,
    isNumber,
  }: { lengths: { min: number; max: number }; isNumber: (d: string) => boolean },
): Check {
  const countIn = (text: string): number => digitRuns(text, lengths).filter(isNumber).length
  return {
    id,
    start: ({ files }) => {
      const seen = new Tally<null>()
      const own = new Tally<string>()
      return {
        message(message) {
          if (countIn(message.readable) > 0) seen.add('', null, message.index)
        },
        ownFile({ index }, file) {
          if (countIn(file.text) > 0) own.add('', file.name, index)
        },
        finish() {
          const inText = seen
            .all()
            .map(({ count, index }) =>
              finding<NumberId, 'text'>('warning', id, 'text', { count, index }),
            )
          const inFiles = files.flatMap((each) => {
            const count = countIn(each.text)
            const params = { name: each.name, count }
            return count === 0
              ? []
              : [finding<NumberId, 'attachment'>('warning', id, 'attachment', params)]
          })
          const inOwn = own
            .all()
            .map(({ what: name, count, index }) =>
              finding<NumberId, 'own-file'>('warning', id, 'own-file', { name, count, index }),
            )
          return [...inText, ...inFiles, ...inOwn]
        },
      }
    },
  }
}

type NumberId = 'personal-number' | 'card-number'
