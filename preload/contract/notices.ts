import * as v from 'valibot'
import { channel, Hash, Instant, Nothing } from './channel.ts'

/**
 * What a person is told without having asked. In the order of how much depends on it: what may still
 * go wrong, what waits, what ends soon, what has happened.
 */
export const noticeKinds = [
  'stop-unanswered',
  'run-halted',
  'in-doubt',
  'waits-for-decision',
  'waits-for-release',
  'approval-ends',
  'execution-ends',
  'rejected',
  'returned',
  'expired',
  'approved',
  'run-stopped',
  'run-finished',
] as const
export const NoticeKind = v.picklist(noticeKinds)
export type NoticeKind = v.InferOutput<typeof NoticeKind>

export const NoticeView = v.strictObject({
  /** One thing that happened: the same id is the same notice. */
  id: v.pipe(v.string(), v.maxLength(100)),
  kind: NoticeKind,
  request: Hash,
  campaignName: v.string(),
  /** When it began, or when it ends. */
  at: Instant,
  isNew: v.boolean(),
})
export type NoticeView = v.InferOutput<typeof NoticeView>

const Desktop = v.strictObject({
  /** Kinds that the operating system shows too, outside the window. */
  desktop: v.pipe(v.array(NoticeKind), v.maxLength(noticeKinds.length)),
})

export const noticesChannels = {
  'notices.list': channel({
    input: Nothing,
    output: v.array(NoticeView),
    access: 'member',
    problems: ['approval', 'sending', 'journal', 'vault'],
  }),
  'notices.mark-seen': channel({
    input: v.strictObject({ ids: v.pipe(v.array(NoticeView.entries.id), v.maxLength(1000)) }),
    output: Nothing,
    access: 'member',
    problems: ['vault'],
  }),
  'notices.settings': channel({
    input: Nothing,
    output: Desktop,
    access: 'member',
    problems: ['vault'],
  }),
  'notices.change-settings': channel({
    input: Desktop,
    output: Desktop,
    access: 'member',
    problems: ['vault'],
  }),
}
