import { type Check, finding } from './check.ts'
import type { UnreadReason } from './read-file.ts'
import { Tally } from './tally.ts'

/** What the checks could not look into: said, so that a person does it instead. */
export const unreadAttachment: Check = {
  id: 'unread-attachment',
  start: ({ files }) => {
    const own = new Tally<{ reason: UnreadReason; name: string }>()
    return {
      ownFile({ index }, { name, unread }) {
        for (const reason of unread) own.add(reason, { reason, name }, index)
      },
      finish: () => [
        ...files.flatMap(({ name, unread }) =>
          unread.map((reason) => finding('warning', 'unread-attachment', reason, { name })),
        ),
        ...own
          .all()
          .map(({ what: { reason, name }, count, index }) =>
            finding('warning', 'unread-attachment', ownCodes[reason], { name, count, index }),
          ),
      ],
    }
  },
}

const ownCodes = {
  encrypted: 'own-encrypted',
  picture: 'own-picture',
  damaged: 'own-damaged',
  'too-large': 'own-too-large',
  'unknown-kind': 'own-unknown-kind',
} as const satisfies Record<UnreadReason, string>
