import { createFileAssignment, isOffered } from '../message/message.ts'
import { type Check, finding } from './check.ts'
import { Tally } from './tally.ts'

/** Every recipient's row names a file that is there, by exactly its name. */
export const recipientFile: Check = {
  id: 'recipient-file',
  start: ({ ownFiles, fields, count }) => {
    if (ownFiles === null) return { finish: () => [] }
    const { column, files } = ownFiles
    const assignment = createFileAssignment(column, files)
    const empty = new Tally<null>()
    const wrong = new Tally<{ code: 'missing' | 'refused'; name: string }>(20)
    const near = new Tally<{ name: string; suggestion: string }>(20)
    return {
      recipient(recipient) {
        const { index } = recipient
        const { state, named: name, suggestion } = assignment.look(recipient.fields)
        if (state === 'empty') empty.add('', null, index)
        else if (state === 'near') near.add(name, { name, suggestion: suggestion ?? '' }, index)
        else if (state !== 'assigned') wrong.add(state, { code: state, name }, index)
      },
      finish() {
        const isColumnThere = count === 0 || isOffered(column, new Set(fields))
        if (!isColumnThere)
          return [finding('stop', 'recipient-file', 'no-column', { field: column })]
        return [
          ...wrong
            .all()
            .map(({ what: { code, name }, count: rows, index }) =>
              finding('stop', 'recipient-file', code, { name, count: rows, index }),
            ),
          ...near
            .all()
            .map(({ what, count: rows, index }) =>
              finding('stop', 'recipient-file', 'near', { ...what, count: rows, index }),
            ),
          ...empty
            .all()
            .map(({ count: rows, index }) =>
              finding('stop', 'recipient-file', 'empty', { field: column, count: rows, index }),
            ),
        ]
      },
    }
  },
}
