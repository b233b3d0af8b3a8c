import type { NoticeRelayView } from '../../preload/contract/notices.ts'
import { fail } from '../../preload/problem.ts'
import { parseDomain } from '../address/domain.ts'
import type { Session } from '../identity/identity.ts'
import type { NoticeRelay, Policy } from '../journal/journal.ts'
import { requireAllowedRelay } from '../policy/policy.ts'
import type { Random } from '../ports.ts'
import { requireOwnDomain } from '../sending/sending.ts'

type Relay = Omit<NoticeRelay, 'addressKey'>
type Detail = Policy['detail']

/** The one that the policy in force names; null: nobody is told by mail. */
export function noticeRelayOf({ journal }: Pick<Session, 'journal'>): NoticeRelay | null {
  return journal.policy().detail.noticeRelay ?? null
}

export function toRelayView({ addressKey: _, ...relay }: NoticeRelay): NoticeRelayView {
  return relay
}

/**
 * Signs the relay into the next policy, or out of it. Its key stays, so that members' addresses do.
 * True when that is in force; false while other administrators have to sign it.
 */
export async function setNoticeRelay(
  session: Session,
  random: Random,
  view: NoticeRelayView | null,
): Promise<boolean> {
  const relay = view === null ? null : checked(session, view)
  const freshKey = Buffer.from(random.bytes(32)).toString('hex')
  const proposal = await session.journal.publishPolicy(({ detail, ...rest }) => {
    const { noticeRelay: before, ...others } = detail
    const addressKey = before?.addressKey ?? freshKey
    return {
      ...rest,
      detail: relay === null ? others : { ...others, noticeRelay: { ...relay, addressKey } },
    }
  }, session)
  return proposal === null
}

function checked(session: Session, view: NoticeRelayView): Relay {
  const domains = [...new Set(view.domains.map(parseOwnDomain))]
  const sender = requireOwnDomain({ domains }, view.sender)
  const relay = { ...view, domains, sender }
  requireNoRoute(session, relay)
  return relay
}

function parseOwnDomain(text: string): string {
  const domain = parseDomain(text)
  return typeof domain === 'string' ? domain : fail('sending.notice-domain', { domains: text })
}

/**
 * Fails with `sending.notice-relay-is-route` for what a campaign could be sent by or as, and with
 * `policy.relay-not-allowed` for what IT does not allow here. Asked again before each mail.
 */
export function requireNoRoute({ journal }: Pick<Session, 'journal'>, relay: Relay): void {
  const taken = takenBy(journal.policy().detail, relay)
  if (taken !== null) fail('sending.notice-relay-is-route', { relay: taken })
  requireAllowedRelay({ ...relay, pins: [] }, journal.machine)
}

/** The relay or the address that is a route's or a sender's, or null. Pure. */
export function takenBy(
  { routes, senderIdentities }: Pick<Detail, 'routes' | 'senderIdentities'>,
  { host, port, sender }: Pick<Relay, 'host' | 'port' | 'sender'>,
): string | null {
  const toName = (text: string) => text.toLowerCase().replace(/\.$/, '')
  const isSame = (other: { readonly host: string; readonly port: number }) =>
    toName(other.host) === toName(host) && other.port === port
  const isRoute = routes.some((each) =>
    [each, ...(each.transport?.fallbacks ?? [])].some((relay) => isSame(relay)),
  )
  if (isRoute) return `${host}:${port}`
  const isSender = senderIdentities.some(({ address }) => toName(address) === toName(sender))
  return isSender ? sender : null
}
