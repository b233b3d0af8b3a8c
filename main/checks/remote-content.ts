import { type HtmlFinding, htmlFindings } from '../message/message.ts'
import { type Check, finding } from './check.ts'
import { Tally } from './tally.ts'

/** Scripts, forms and frames, which mail must not carry; and what is fetched when it is opened. */
export const remoteContent: Check = {
  id: 'remote-content',
  start: () => {
    const seen = new Tally<HtmlFinding>()
    return {
      message({ tokens, index }) {
        const keys = new Set<string>()
        for (const each of htmlFindings(tokens)) {
          const key = `${each.kind} ${each.what}`
          if (!keys.has(key)) seen.add(key, each, index)
          keys.add(key)
        }
      },
      finish: () =>
        seen
          .all()
          .map(({ what: { kind, what, detail }, count, index }) =>
            kind === 'active'
              ? finding('stop', 'remote-content', 'active', { what, count, index })
              : finding('warning', 'remote-content', 'remote', { what, detail, count, index }),
          ),
    }
  },
}
