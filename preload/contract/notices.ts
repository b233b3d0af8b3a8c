import * as v from 'valibot'
import { Code, channel, Hash, Instant, Nothing } from './channel.ts'
import { DomainName, Host, Port } from './routes.ts'
import { TlsRule } from './transport.ts'

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
  'mail-failed',
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

/** What somebody else's act may bring, so that whoever acts can tell it by mail. */
export const mailKinds = [
  'run-halted',
  'waits-for-decision',
  'waits-for-release',
  'rejected',
  'returned',
  'approved',
  'run-stopped',
  'run-finished',
] as const satisfies readonly NoticeKind[]
export const MailKind = v.picklist(mailKinds)
export type MailKind = v.InferOutput<typeof MailKind>

const RelayView = v.strictObject({
  host: Host,
  port: Port,
  tls: TlsRule,
  /** PEM of the authority that it is pinned to; null: the system's. */
  ca: v.nullable(v.pipe(v.string(), v.maxLength(100_000))),
  sender: v.pipe(v.string(), v.trim(), v.maxLength(254)),
  /** The organization's own: mail goes nowhere else. */
  domains: v.pipe(v.array(DomainName), v.minLength(1), v.maxLength(50)),
})
export type NoticeRelayView = v.InferOutput<typeof RelayView>

const MailSettings = v.strictObject({
  /** Empty: no mail. */
  address: v.pipe(v.string(), v.trim(), v.maxLength(254)),
  kinds: v.pipe(v.array(MailKind), v.maxLength(mailKinds.length)),
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
  'notices.relay': channel({
    input: Nothing,
    output: v.nullable(RelayView),
    access: ['administrator'],
    problems: ['journal', 'vault'],
  }),
  /** Null: no mail any more. Makes the next policy, as a route does. */
  'notices.set-relay': channel({
    input: v.strictObject({ relay: v.nullable(RelayView), code: Code }),
    output: v.strictObject({ isInForce: v.boolean() }),
    access: ['administrator'],
    problems: ['policy', 'sending', 'identity', 'lists', 'journal', 'vault'],
  }),
  /** `domains` null: the organization sends no notifications. */
  'notices.mail-settings': channel({
    input: Nothing,
    output: v.strictObject({
      ...MailSettings.entries,
      domains: v.nullable(v.array(v.string())),
    }),
    access: 'member',
    problems: ['journal', 'vault'],
  }),
  'notices.change-mail-settings': channel({
    input: MailSettings,
    output: Nothing,
    access: 'member',
    problems: ['sending', 'journal', 'vault'],
  }),
}
