import type { LinkView } from '../../preload/contract/approval.ts'
import { linksOf } from '../message/message.ts'
import { type Check, finding } from './check.ts'
import { Tally } from './tally.ts'

/** Links that open another host than they show, or an address that no mail should link to. */
export const linkMismatch: Check = {
  id: 'link-mismatch',
  start: () => {
    const seen = new Tally<LinkView>()
    return {
      message({ tokens, index }) {
        for (const link of linksOf(tokens)) {
          if (link.suspicious) seen.add(`${link.host} ${link.text.slice(0, 80)}`, link, index)
        }
      },
      finish: () =>
        seen.all().map(({ what, count, index }) =>
          what.host !== '' && /[.．。]/.test(what.text)
            ? finding('warning', 'link-mismatch', 'differs', {
                text: what.text.slice(0, 100),
                host: what.host,
                count,
                index,
              })
            : finding('warning', 'link-mismatch', 'unusual', {
                href: what.href.slice(0, 100),
                count,
                index,
              }),
        ),
    }
  },
}
