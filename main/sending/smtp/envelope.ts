import { data, mailFrom, rcptTo, rset } from './command.ts'
import { ConnectionLost, type Stage } from './connection.ts'
import type { Reply } from './reply.ts'
import type { Session } from './session.ts'

/** One message for one recipient, ready for the wire. */
export interface Cargo {
  readonly sender: string
  readonly recipient: string
  /** Names the message in the relay's failure reports (RFC 3461 ENVID); null: none. */
  readonly envelopeId: string | null
  /** Dot-stuffed, without its last CRLF: what stands between 354 and the end of data. */
  readonly content: Uint8Array
}

/** What stood against the content being sent. */
export interface Refusal {
  readonly stage: Stage
  readonly reply: Reply
  readonly mustClose: boolean
}

/** How one session speaks envelopes: all at once or step by step, before DATA or before BDAT. */
export interface EnvelopeStyle {
  readonly isPipelined: boolean
  readonly isChunked: boolean
}

type Note = (stage: Stage) => void

/** The commands in one piece, for PIPELINING (RFC 2920 section 3.1), and how many replies they ask. */
export function toEnvelope(
  session: Session,
  cargo: Cargo,
  o: { readonly isChunked: boolean; readonly resetFirst: boolean },
): { readonly text: string; readonly replies: number } {
  const [mail, rcpt] = toCommands(session, cargo)
  const lines = [...(o.resetFirst ? [rset] : []), mail, rcpt, ...(o.isChunked ? [] : [data])]
  return { text: lines.join(''), replies: lines.length }
}

/** Reads the replies of a pipelined envelope, all of them; null: the content may go. */
export async function readEnvelope(
  { connection }: Session,
  o: { readonly isChunked: boolean; readonly resetFirst: boolean },
  at: Note,
): Promise<Refusal | null> {
  if (o.resetFirst) {
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
  if (o.isChunked) return refusalOf(mail, rcpt, false)
  at('data')
  const go = await connection.reply('data')
  // A 354 without a recipient would want a dot for nobody; closing is the answer without one.
  const refusal = refusalOf(mail, rcpt, go.code === 354)
  if (refusal !== null) return refusal
  return go.code === 354 ? null : { stage: 'data', reply: go, mustClose: mustCloseAfter(go) }
}

/** The same without PIPELINING: one command, one reply. */
export async function walkEnvelope(
  session: Session,
  cargo: Cargo,
  o: { readonly isChunked: boolean; readonly resetFirst: boolean },
  at: Note,
): Promise<Refusal | null> {
  const { connection } = session
  const [mail, rcpt] = toCommands(session, cargo)
  const steps: readonly (readonly [Stage, string])[] = [
    ...(o.resetFirst ? [['rset', rset] as const] : []),
    ['mail', mail],
    ['rcpt', rcpt],
    ...(o.isChunked ? [] : [['data', data] as const]),
  ]
  for (const [stage, line] of steps) {
    at(stage)
    connection.write(line, 1)
    const reply = await connection.reply(stage)
    if (stage === 'data' ? reply.code === 354 : isPositive(reply)) continue
    if (stage === 'rset') throw new ConnectionLost('violation', 'rset')
    return { stage, reply, mustClose: mustCloseAfter(reply) }
  }
  return null
}

export function isPositive(reply: Reply): boolean {
  return reply.code >= 200 && reply.code < 300
}

/**
 * True when a reply says something about the command and not about what it asks (RFC 5321 section
 * 4.2.2: not recognized, not implemented, bad sequence): nobody's mailbox is judged by it.
 */
export function isCommandTrouble({ code }: Reply): boolean {
  return code === 500 || code === 502 || code === 503
}

function refusalOf(mail: Reply, rcpt: Reply, mustClose: boolean): Refusal | null {
  const close = (reply: Reply) => mustClose || mustCloseAfter(reply)
  if (!isPositive(mail)) return { stage: 'mail', reply: mail, mustClose: close(mail) }
  if (!isPositive(rcpt)) return { stage: 'rcpt', reply: rcpt, mustClose: close(rcpt) }
  return null
}

/** 421 closes; a positive answer that has no place here means that the two sides disagree. */
function mustCloseAfter(reply: Reply): boolean {
  return reply.code === 421 || reply.code < 400 || isCommandTrouble(reply)
}

function toCommands(
  { capabilities, habits }: Session,
  cargo: Cargo,
): readonly [mail: string, rcpt: string] {
  const sizeBytes = capabilities.size ? cargo.content.length + 2 : null
  const isReported = capabilities.dsn && habits.dsn && cargo.envelopeId !== null
  return [
    mailFrom(cargo.sender, sizeBytes, isReported ? cargo.envelopeId : null),
    rcptTo(cargo.recipient, isReported),
  ]
}
