import { fail, ProblemError } from '../../preload/problem.ts'
import { domainOf, parseAddress } from '../address/address.ts'
import type { NoticeRelay } from '../journal/journal.ts'
import { data, endOfData, mailFrom, rcptTo } from './smtp/command.ts'
import { ConnectionLost, type Stage, standardTimeouts, type Timeouts } from './smtp/connection.ts'
import { toDataContent } from './smtp/dot-stuffing.ts'
import { toText } from './smtp/reply.ts'
import {
  endSession,
  openSession,
  type RelayTarget,
  type Session,
  SessionRefused,
} from './smtp/session.ts'

/** Nobody waits for it, but a relay within the building that takes longer than this is out of order. */
const timeouts: Timeouts = {
  ...standardTimeouts,
  connect: 10_000,
  greeting: 20_000,
  ehlo: 20_000,
  starttls: 20_000,
  tls: 20_000,
  mail: 20_000,
  rcpt: 20_000,
  data: 20_000,
  content: 20_000,
  dot: 60_000,
}

export interface NoticeMail {
  readonly recipient: string
  /** A whole message with CRLF line ends. */
  readonly message: Uint8Array
}

/** The address as it can be mailed, or a failure: `sending.notice-domain` outside the own domains. */
export function requireOwnDomain(
  { domains }: Pick<NoticeRelay, 'domains'>,
  address: string,
): string {
  const parsed = parseAddress(address)
  if (typeof parsed === 'string' && domains.includes(domainOf(parsed))) return parsed
  return fail('sending.notice-domain', { domains: domains.join(', ') })
}

/**
 * One notification through the notification relay: TLS always, no authentication, nothing of a route.
 * Sent once and never again, whatever comes of it. Fails with `sending.notice-domain`,
 * `sending.notice-refused`, or why there was no session.
 */
export async function sendNoticeMail(relay: NoticeRelay, mail: NoticeMail): Promise<void> {
  const recipient = requireOwnDomain(relay, mail.recipient)
  const { host, port, tls, ca } = relay
  const target = { host, port, tls, ca, pins: [], credentials: null }
  const session = await open(target)
  try {
    await hand(session, { ...mail, recipient, sender: relay.sender })
    await endSession(session)
  } catch (error) {
    session.connection.close()
    if (!(error instanceof ConnectionLost)) throw error
    fail('sending.relay-unreachable', { host, port, detail: error.message })
  }
}

async function open(target: RelayTarget): Promise<Session> {
  try {
    return await openSession({ target, timeouts })
  } catch (error) {
    throw error instanceof SessionRefused ? new ProblemError(error.problem) : error
  }
}

async function hand(
  { connection, host }: Session,
  o: NoticeMail & { readonly sender: string },
): Promise<void> {
  const ask = async (bytes: string, stage: Stage, expected: number) => {
    connection.write(bytes, 1)
    const reply = await connection.reply(stage)
    const isExpected = Math.trunc(reply.code / 100) === expected
    if (!isExpected) fail('sending.notice-refused', { host, reply: toText(reply) })
  }
  await ask(mailFrom(o.sender, null), 'mail', 2)
  await ask(rcptTo(o.recipient), 'rcpt', 2)
  await ask(data, 'data', 3)
  connection.write(toDataContent(o.message), 0)
  await ask(endOfData, 'dot', 2)
}
