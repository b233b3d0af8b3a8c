import { data, endOfData, mailFrom, rcptTo, rset } from './command.ts'
import { type Connection, ConnectionLost, type Stage } from './connection.ts'
import type { Reply } from './reply.ts'
import { endSession, type Session } from './session.ts'

/** One message for one recipient, ready for the wire. */
export interface Cargo {
  readonly sender: string
  readonly recipient: string
  /** Dot-stuffed, without its last CRLF: what stands between 354 and the end of data. */
  readonly content: Uint8Array
}

/** How one transaction ended, as bare fact; outcome.ts says what it means. */
export type TransactionEnd =
  | { readonly kind: 'reply'; readonly stage: Stage; readonly reply: Reply }
  | {
      readonly kind: 'lost'
      readonly stage: Stage
      readonly how: ConnectionLost['how']
      /** The end of data may have reached the server. */
      readonly afterDot: boolean
    }
  | { readonly kind: 'too-large'; readonly sizeBytesMax: number }

/** The engine's side of a connection: where messages come from and where their ends go. */
export interface Carrier<C extends Cargo> {
  /** Waits for the next message; null: nothing more for this connection. */
  readonly next: () => Promise<C | null>
  /** A message that can go at once, riding behind the content of the one before; null: none. */
  readonly ready: () => C | null
  /** Resolves true once `at dot` is on disk; false: the run ended, no dot may leave any more. */
  readonly atDot: (cargo: C) => Promise<boolean>
  /** Records the end; false: this connection must not carry another. */
  readonly ended: (cargo: C, end: TransactionEnd) => boolean
  /** Nothing of this message has counted; it goes back where it came from. */
  readonly released: (cargo: C) => void
}

/**
 * Carries messages over one session until there are none, the server wants no more or the
 * connection breaks. With PIPELINING the next MAIL, RCPT and DATA ride behind the content of the
 * one before (RFC 2920 section 3.1), yet never more than one end of data waits for its reply.
 */
export async function carry<C extends Cargo>(session: Session, carrier: Carrier<C>): Promise<void> {
  const { connection, capabilities } = session
  let resetFirst = false
  let current = await carrier.next()
  let isEnvelopeOut = false
  while (current !== null) {
    if (isTooLarge(session, current)) {
      carrier.ended(current, { kind: 'too-large', sizeBytesMax: capabilities.sizeBytesMax ?? 0 })
      current = await carrier.next()
      continue
    }
    if (capabilities.pipelining && !isEnvelopeOut) writeEnvelope(session, current, resetFirst)
    const trip: Trip<C> = await carryOne({ session, carrier, cargo: current, resetFirst })
    resetFirst = trip.resetFirst
    if (!trip.keep) {
      if (trip.riding) carrier.released(trip.riding)
      connection.close()
      return
    }
    isEnvelopeOut = trip.riding !== null
    current = trip.riding ?? (await carrier.next())
  }
  await endSession(session)
}

interface Trip<C> {
  readonly keep: boolean
  readonly riding: C | null
  readonly resetFirst: boolean
}

async function carryOne<C extends Cargo>(o: {
  readonly session: Session
  readonly carrier: Carrier<C>
  readonly cargo: C
  readonly resetFirst: boolean
}): Promise<Trip<C>> {
  const { session, carrier, cargo } = o
  const { connection } = session
  let stage: Stage = o.resetFirst ? 'rset' : 'mail'
  let riding: C | null = null
  let afterDot = false
  const lost = (how: ConnectionLost['how']): Trip<C> => {
    carrier.ended(cargo, { kind: 'lost', stage, how, afterDot })
    return { keep: false, riding, resetFirst: false }
  }
  try {
    const refusal = session.capabilities.pipelining
      ? await readEnvelope(connection, o.resetFirst, (at) => (stage = at))
      : await walkEnvelope(session, cargo, o.resetFirst, (at) => (stage = at))
    if (refusal) {
      const keep = carrier.ended(cargo, {
        kind: 'reply',
        stage: refusal.stage,
        reply: refusal.reply,
      })
      return { keep: keep && !refusal.mustClose, riding: null, resetFirst: true }
    }
    stage = 'content'
    connection.write(cargo.content, 0)
    const [isAllowed] = await Promise.all([carrier.atDot(cargo), connection.flushed('content')])
    const early = connection.early()
    if (early) {
      carrier.ended(cargo, { kind: 'reply', stage, reply: early })
      return { keep: false, riding: null, resetFirst: false }
    }
    if (connection.isLost()) return lost('closed')
    if (!isAllowed) {
      carrier.released(cargo)
      return { keep: false, riding: null, resetFirst: false }
    }
    afterDot = true
    stage = 'dot'
    riding = session.capabilities.pipelining ? carrier.ready() : null
    if (riding && isTooLarge(session, riding)) {
      carrier.ended(riding, {
        kind: 'too-large',
        sizeBytesMax: session.capabilities.sizeBytesMax ?? 0,
      })
      riding = null
    }
    if (riding) connection.write(endOfData + toEnvelope(session, riding, false), 4)
    else connection.write(endOfData, 1)
    const reply = await connection.reply('dot')
    const keep = carrier.ended(cargo, { kind: 'reply', stage, reply })
    return { keep, riding, resetFirst: false }
  } catch (error) {
    if (!(error instanceof ConnectionLost)) throw error
    const early = afterDot ? null : connection.early()
    if (!early) return lost(error.how)
    carrier.ended(cargo, { kind: 'reply', stage, reply: early })
    return { keep: false, riding, resetFirst: false }
  }
}

interface Refusal {
  readonly stage: Stage
  readonly reply: Reply
  readonly mustClose: boolean
}

/** Reads the replies of a pipelined envelope, all of them; null: 354, the content may go. */
async function readEnvelope(
  connection: Connection,
  resetFirst: boolean,
  at: (stage: Stage) => void,
): Promise<Refusal | null> {
  if (resetFirst) {
    at('rset')
    const reset = await connection.reply('rset')
    if (!isPositive(reset)) throw new ConnectionLost('violation', 'rset')
  }
  at('mail')
  const mail = await connection.reply('mail')
  // 421 ends the session (RFC 5321 section 3.8): the answers behind it need not come.
  if (mail.code === 421) return { stage: 'mail', reply: mail, mustClose: true }
  at('rcpt')
  const rcpt = await connection.reply('rcpt')
  if (isPositive(mail) && rcpt.code === 421) return { stage: 'rcpt', reply: rcpt, mustClose: true }
  at('data')
  const go = await connection.reply('data')
  // A 354 without a recipient would want a dot for nobody; closing is the answer without one.
  const mustClose = go.code === 354
  if (!isPositive(mail)) return { stage: 'mail', reply: mail, mustClose }
  if (!isPositive(rcpt)) return { stage: 'rcpt', reply: rcpt, mustClose }
  return go.code === 354 ? null : { stage: 'data', reply: go, mustClose: isPositive(go) }
}

/** The same without PIPELINING: one command, one reply. */
async function walkEnvelope(
  session: Session,
  cargo: Cargo,
  resetFirst: boolean,
  at: (stage: Stage) => void,
): Promise<Refusal | null> {
  const { connection } = session
  const steps: readonly (readonly [Stage, string])[] = [
    ...(resetFirst ? [['rset', rset] as const] : []),
    ['mail', toMail(session, cargo)],
    ['rcpt', rcptTo(cargo.recipient)],
    ['data', data],
  ]
  for (const [stage, line] of steps) {
    at(stage)
    connection.write(line, 1)
    const reply = await connection.reply(stage)
    if (stage === 'data' ? reply.code === 354 : isPositive(reply)) continue
    if (stage === 'rset') throw new ConnectionLost('violation', 'rset')
    return { stage, reply, mustClose: reply.code === 421 || (stage === 'data' && reply.code < 400) }
  }
  return null
}

function writeEnvelope(session: Session, cargo: Cargo, resetFirst: boolean): void {
  session.connection.write(toEnvelope(session, cargo, resetFirst), resetFirst ? 4 : 3)
}

function toEnvelope(session: Session, cargo: Cargo, resetFirst: boolean): string {
  return (resetFirst ? rset : '') + toMail(session, cargo) + rcptTo(cargo.recipient) + data
}

function toMail({ capabilities }: Session, cargo: Cargo): string {
  return mailFrom(cargo.sender, capabilities.size ? cargo.content.length + 2 : null)
}

function isTooLarge({ capabilities }: Session, cargo: Cargo): boolean {
  return capabilities.sizeBytesMax !== null && cargo.content.length + 2 > capabilities.sizeBytesMax
}

function isPositive(reply: Reply): boolean {
  return reply.code >= 200 && reply.code < 300
}
