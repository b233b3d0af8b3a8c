import { type Check, finding } from './check.ts'
import { Tally } from './tally.ts'

/** A subject that is empty for anybody. */
export const emptySubject: Check = {
  id: 'empty-subject',
  start: () => {
    const seen = new Tally<null>()
    return {
      message({ index, rendered }) {
        if (rendered.subject.trim() === '') seen.add('', null, index)
      },
      finish: () =>
        seen
          .all()
          .map(({ count, index }) => finding('stop', 'empty-subject', 'empty', { count, index })),
    }
  },
}
