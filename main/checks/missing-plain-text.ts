import { type Check, finding } from './check.ts'
import { Tally } from './tally.ts'

/** HTML without a text beside it, or nothing at all. */
export const missingPlainText: Check = {
  id: 'missing-plain-text',
  start: () => {
    const seen = new Tally<'empty-body' | 'html-only'>()
    return {
      message({ index, rendered }) {
        if (rendered.text.trim() !== '') return
        const what = rendered.html.trim() === '' ? 'empty-body' : 'html-only'
        seen.add(what, what, index)
      },
      finish: () =>
        seen.all().map(({ what, count, index }) => {
          const verdict = what === 'empty-body' ? 'stop' : 'warning'
          return finding(verdict, 'missing-plain-text', what, { count, index })
        }),
    }
  },
}
