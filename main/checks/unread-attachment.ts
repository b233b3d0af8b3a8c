import { type Check, finding } from './check.ts'

/** What the checks could not look into: said, so that a person does it instead. */
export const unreadAttachment: Check = {
  id: 'unread-attachment',
  start: ({ files }) => ({
    finish: () =>
      files.flatMap(({ name, unread }) =>
        unread.map((reason) => finding('warning', 'unread-attachment', reason, { name })),
      ),
  }),
}
