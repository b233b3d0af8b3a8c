import { finishChunk, offerFirstLine, writeChunk } from './chunk.ts'
import { endOfData } from './command.ts'
import { ConnectionLost, type Stage } from './connection.ts'
import {
  type Cargo,
  type EnvelopeStyle,
  isCommandTrouble,
  isPositive,
  type Refusal,
  readEnvelope,
  toEnvelope,
  walkEnvelope,
} from './envelope.ts'
import type { Reply } from './reply.ts'
import { endSession, type Session } from './session.ts'
import { carryWindow, mayGoAhead } from './window.ts'

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

/** What a fresh connection may send before an answer (RFC 6928: ten segments). */
const flightBytes = 14_000

interface Trip<C> {
  readonly keep: boolean
  readonly riding: C | null
  readonly resetFirst: boolean
}

/** How this session speaks, and whether BDAT has been understood on it. */
interface Style extends EnvelopeStyle {
  isChunkingProven: boolean
}

/**
 * Carries messages over one session until there are none, the server wants no more or the
 * connection breaks. With PIPELINING the next envelope rides behind the content of the one before
 * (RFC 2920 section 3.1), yet one end of data at a time waits for its reply, unless the route lets
 * more of them go by BDAT: then carryWindow takes over from the second message on. A session uses
 * DATA or BDAT, never both.
 */
export async function carry<C extends Cargo>(session: Session, carrier: Carrier<C>): Promise<void> {
  const { connection, capabilities, habits } = session
  const style: Style = {
    isPipelined: capabilities.pipelining && habits.pipelining,
    isChunked: capabilities.chunking && habits.chunking,
    isChunkingProven: false,
  }
  let resetFirst = false
  let current = await carrier.next()
  let isEnvelopeOut = false
  while (current !== null) {
    if (isTooLarge(session, current)) {
      carrier.ended(current, { kind: 'too-large', sizeBytesMax: capabilities.sizeBytesMax ?? 0 })
      current = await carrier.next()
      continue
    }
    if (!isEnvelopeOut && hasWindow(style) && mayGoAhead(session, current)) {
      const { keep, next } = await carryWindow(session, carrier, current)
      if (!keep) return connection.close()
      current = next
      resetFirst = true
      continue
    }
    if (style.isPipelined && !isEnvelopeOut) {
      const { text, replies } = toEnvelope(session, current, { ...style, resetFirst })
      connection.write(text, replies)
    }
    const trip: Trip<C> = await new Transaction({ session, carrier, style }, current).run(
      resetFirst,
    )
    resetFirst = trip.resetFirst
    if (!trip.keep) {
      if (trip.riding) carrier.released(trip.riding)
      return connection.close()
    }
    isEnvelopeOut = trip.riding !== null
    current = trip.riding ?? (await carrier.next())
  }
  await endSession(session)
}

/** One message's way, from its envelope to the reply to its end of data. */
class Transaction<C extends Cargo> {
  readonly #session: Session
  readonly #carrier: Carrier<C>
  readonly #style: Style
  readonly #cargo: C
  #stage: Stage = 'mail'
  #riding: C | null = null
  #afterDot = false

  constructor(
    o: { readonly session: Session; readonly carrier: Carrier<C>; readonly style: Style },
    cargo: C,
  ) {
    this.#session = o.session
    this.#carrier = o.carrier
    this.#style = o.style
    this.#cargo = cargo
  }

  async run(resetFirst: boolean): Promise<Trip<C>> {
    const { connection } = this.#session
    try {
      const refusal = await this.#envelope(resetFirst)
      if (refusal) return this.#refused(refusal)
      this.#stage = 'content'
      const offered = await this.#content()
      if (offered) return offered
      const early = connection.early()
      if (early) return this.#ended({ kind: 'reply', stage: 'content', reply: early }, false)
      if (connection.isLost()) return this.#lost('closed')
      return await this.#finish()
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error
      const early = this.#afterDot ? null : connection.early()
      if (early) return this.#ended({ kind: 'reply', stage: this.#stage, reply: early }, false)
      return this.#lost(error.how)
    }
  }

  #envelope(resetFirst: boolean): Promise<Refusal | null> {
    const at = (stage: Stage) => {
      this.#stage = stage
    }
    at(resetFirst ? 'rset' : 'mail')
    const o = { ...this.#style, resetFirst }
    return this.#style.isPipelined
      ? readEnvelope(this.#session, o, at)
      : walkEnvelope(this.#session, this.#cargo, o, at)
  }

  /** Null: the content is out, and its end may leave. */
  async #content(): Promise<Trip<C> | null> {
    const { connection, habits } = this.#session
    const { content } = this.#cargo
    let rest = content
    if (this.#style.isChunked && !this.#style.isChunkingProven) {
      const offer = await offerFirstLine(connection, content)
      if (isCommandTrouble(offer.reply) || offer.reply.code === 504) {
        // Offered and not understood: what it was sent was one line that is no command.
        habits.chunking = false
        return this.#released()
      }
      if (!isPositive(offer.reply))
        return this.#refused({ stage: 'content', reply: offer.reply, mustClose: true })
      this.#style.isChunkingProven = true
      rest = offer.rest
    }
    if (this.#isHeldBack()) {
      const isAllowed = await this.#carrier.atDot(this.#cargo)
      return isAllowed || connection.isLost() || connection.early() ? null : this.#released()
    }
    if (this.#style.isChunked) writeChunk(connection, rest)
    else connection.write(rest, 0)
    const [isAllowed] = await Promise.all([
      this.#carrier.atDot(this.#cargo),
      connection.flushed('content', content.length),
    ])
    return isAllowed || connection.isLost() || connection.early() ? null : this.#released()
  }

  /** Content of one flight gains nothing from leaving before its end: both go in one write. */
  #isHeldBack(): boolean {
    return !this.#style.isChunked && this.#cargo.content.length <= flightBytes
  }

  async #finish(): Promise<Trip<C>> {
    const { connection } = this.#session
    const { isChunked, isPipelined } = this.#style
    // Without PIPELINING a chunk is answered before the next command (RFC 3030 section 4.2).
    const chunk = isChunked && !isPipelined ? await connection.reply('content') : null
    if (chunk && !isPositive(chunk))
      return this.#refused({ stage: 'content', reply: chunk, mustClose: true })
    this.#afterDot = true
    this.#stage = 'dot'
    this.#riding = isPipelined ? this.#takeRiding() : null
    const end = isChunked ? finishChunk : endOfData
    const next = this.#riding
      ? toEnvelope(this.#session, this.#riding, { isChunked, resetFirst: false })
      : { text: '', replies: 0 }
    connection.together(() => {
      if (this.#isHeldBack()) connection.write(this.#cargo.content, 0)
      connection.write(end + next.text, 1 + next.replies)
    })
    if (isChunked && isPipelined) {
      const refusal = await this.#chunkRefusal()
      if (refusal) return refusal
    }
    const reply = await connection.reply('dot')
    const keep = this.#carrier.ended(this.#cargo, { kind: 'reply', stage: 'dot', reply })
    return { keep, riding: this.#riding, resetFirst: false }
  }

  /** The chunk was refused, so that its LAST must be too; where it is not, nobody can say. */
  async #chunkRefusal(): Promise<Trip<C> | null> {
    const { connection } = this.#session
    const chunk = await connection.reply('dot')
    if (isPositive(chunk)) return null
    const last = await connection.reply('dot')
    if (isPositive(last)) return this.#lost('violation')
    return this.#ended({ kind: 'reply', stage: 'content', reply: chunk }, false)
  }

  #takeRiding(): C | null {
    // What follows goes through the window.
    if (hasWindow(this.#style) && this.#session.habits.inFlightMax > 1) return null
    const riding = this.#carrier.ready()
    if (riding === null || !isTooLarge(this.#session, riding)) return riding
    const { sizeBytesMax } = this.#session.capabilities
    this.#carrier.ended(riding, { kind: 'too-large', sizeBytesMax: sizeBytesMax ?? 0 })
    return null
  }

  #refused({ stage, reply, mustClose }: Refusal): Trip<C> {
    if (this.#style.isPipelined && isCommandTrouble(reply)) this.#session.habits.pipelining = false
    const end = { kind: 'reply', stage, reply } as const
    return this.#ended(end, !mustClose)
  }

  #ended(end: TransactionEnd, mayKeep: boolean): Trip<C> {
    const keep = this.#carrier.ended(this.#cargo, end) && mayKeep
    return { keep, riding: this.#riding, resetFirst: true }
  }

  #released(): Trip<C> {
    this.#carrier.released(this.#cargo)
    return { keep: false, riding: null, resetFirst: false }
  }

  #lost(how: ConnectionLost['how']): Trip<C> {
    const stage = this.#stage
    // An envelope in one piece of which not all is answered: PIPELINING may be offered in vain.
    const isEnvelope =
      stage === 'rcpt' || stage === 'data' || (stage === 'mail' && how !== 'closed')
    if (this.#style.isPipelined && isEnvelope) this.#session.habits.pipelining = false
    this.#carrier.ended(this.#cargo, { kind: 'lost', stage, how, afterDot: this.#afterDot })
    return { keep: false, riding: this.#riding, resetFirst: false }
  }
}

function hasWindow({ isPipelined, isChunked, isChunkingProven }: Style): boolean {
  return isPipelined && isChunked && isChunkingProven
}

function isTooLarge({ capabilities }: Session, cargo: Cargo): boolean {
  return capabilities.sizeBytesMax !== null && cargo.content.length + 2 > capabilities.sizeBytesMax
}
