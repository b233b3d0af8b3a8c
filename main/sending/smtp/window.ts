import { bdat, rset } from './command.ts'
import { ConnectionLost, type Stage } from './connection.ts'
import { fromDataContent } from './dot-stuffing.ts'
import { type Cargo, isCommandTrouble, isPositive, toEnvelope } from './envelope.ts'
import type { Reply } from './reply.ts'
import type { Session } from './session.ts'
import type { Carrier, TransactionEnd } from './transaction.ts'

/** Larger content gains nothing from company: a long way is not what it waits for. */
const aheadBytesMax = 64 * 1024

/** Whether this message may leave while others of its connection wait for their answers. */
export function mayGoAhead({ habits }: Session, { content }: Cargo): boolean {
  return habits.inFlightMax > 1 && content.length <= aheadBytesMax
}

/** What is left when a window has been emptied. */
export interface WindowEnd<C> {
  readonly keep: boolean
  /** The first that must travel alone; null: there is nothing more for this connection. */
  readonly next: C | null
}

/**
 * Carries messages whose ends overlap: RSET, MAIL, RCPT, BDAT LAST and the content of each leave in
 * one piece, and up to `inFlightMax` of them wait for their answers (RFC 3030 section 4.2 with RFC
 * 2920; DATA could not, since it has to be the last of a group). RSET, so that what is left of a
 * refused one is never taken for the beginning of the next. Each row is at its dot on disk before the
 * first byte of its message leaves. Resolves when nothing waits for an answer any more.
 */
export async function carryWindow<C extends Cargo>(
  session: Session,
  carrier: Carrier<C>,
  first: C,
): Promise<WindowEnd<C>> {
  const window = new Window(session, carrier)
  let next: C | null = first
  for (;;) {
    while (window.hasRoom()) {
      next ??= window.isEmpty() ? await carrier.next() : carrier.ready()
      if (next === null || !mayGoAhead(session, next)) break
      const cargo: C = next
      next = null
      await window.send(cargo)
    }
    if (window.isEmpty()) break
    await window.settle()
  }
  if (window.isOpen()) return { keep: true, next }
  if (next !== null) carrier.released(next)
  return { keep: false, next: null }
}

class Window<C extends Cargo> {
  readonly #session: Session
  readonly #carrier: Carrier<C>
  /** Sent, and not answered; in their order. */
  readonly #flight: C[] = []
  #isOpen = true
  /** The newest answer was 421: what stands behind it is not read any more (RFC 5321 section 3.8). */
  #isClosing = false

  constructor(session: Session, carrier: Carrier<C>) {
    this.#session = session
    this.#carrier = carrier
  }

  isOpen(): boolean {
    return this.#isOpen
  }

  isEmpty(): boolean {
    return this.#flight.length === 0
  }

  hasRoom(): boolean {
    return this.#isOpen && this.#flight.length < this.#session.habits.inFlightMax
  }

  /** Puts it on the wire, or gives it back where that has become impossible. */
  async send(cargo: C): Promise<void> {
    const { connection, capabilities } = this.#session
    const { sizeBytesMax } = capabilities
    if (sizeBytesMax !== null && cargo.content.length + 2 > sizeBytesMax) {
      this.#end(cargo, { kind: 'too-large', sizeBytesMax })
      return
    }
    const mayLeave = !this.#isBroken() && (await this.#carrier.atDot(cargo)) && !this.#isBroken()
    if (!mayLeave) {
      this.#isOpen = false
      this.#carrier.released(cargo)
      return
    }
    const { text } = toEnvelope(this.#session, cargo, { isChunked: true, resetFirst: false })
    const bytes = fromDataContent(cargo.content)
    connection.together(() => {
      connection.write(rset + text + bdat(bytes.length, true), repliesPerMessage)
      connection.write(bytes, 0)
    })
    this.#flight.push(cargo)
  }

  /** Reads the answers to the oldest, and ends it by them. */
  async settle(): Promise<void> {
    const cargo = this.#flight.shift()
    if (cargo === undefined) return
    let refusal: Refused | null = null
    try {
      for (const stage of ['rset', 'mail', 'rcpt'] as const) {
        const reply = await this.#answer()
        if (!isPositive(reply)) refusal ??= { stage, reply }
      }
      this.#conclude(cargo, refusal, await this.#answer())
    } catch (error) {
      if (!(error instanceof ConnectionLost)) throw error
      this.#lose(cargo, refusal, error.how)
    }
  }

  /** All four have come. */
  #conclude(cargo: C, refusal: Refused | null, last: Reply): void {
    if (refusal !== null) this.#refuse(cargo, refusal, last)
    // An answer about an address is none to a message: one too many has come before (RFC 3463 X.1.X).
    else if (last.enhanced?.startsWith('2.1.')) this.#lose(cargo, null, 'violation')
    else if (isCommandTrouble(last) || last.code === 504) this.#fallBack(cargo)
    else this.#end(cargo, { kind: 'reply', stage: 'dot', reply: last })
  }

  #refuse(cargo: C, refusal: Refused, last: Reply): void {
    // Taken, although its envelope was not: the two sides count differently.
    const isAtOdds = isPositive(last) || refusal.reply.code < 400 || refusal.stage === 'rset'
    if (isAtOdds) {
      this.#lose(cargo, null, 'violation')
      return
    }
    if (isCommandTrouble(refusal.reply)) this.#session.habits.inFlightMax = 1
    this.#end(cargo, toEnd(refusal))
  }

  /** BDAT itself is what failed: this one was not taken, and what stands behind it may be read as anything. */
  #fallBack(cargo: C): void {
    this.#session.habits.chunking = false
    this.#carrier.released(cargo)
    this.#abandon('violation')
  }

  /** The connection broke before all answers were here. */
  #lose(cargo: C, refusal: Refused | null, how: ConnectionLost['how']): void {
    const isRefused = refusal !== null && refusal.reply.code >= 400 && refusal.stage !== 'rset'
    if (isRefused) this.#end(cargo, toEnd(refusal))
    else if (this.#isClosing) this.#carrier.released(cargo)
    else this.#end(cargo, { kind: 'lost', stage: 'dot', how, afterDot: true })
    this.#abandon(how)
  }

  /** Whatever else is in flight cannot be answered for any more. */
  #abandon(how: ConnectionLost['how']): void {
    const { connection, habits } = this.#session
    this.#isOpen = false
    connection.close()
    // A server that broke off in the middle once is asked for less: fewer doubts if it does so again.
    habits.inFlightMax = 1
    for (const cargo of this.#flight.splice(0))
      if (this.#isClosing) this.#carrier.released(cargo)
      else this.#carrier.ended(cargo, { kind: 'lost', stage: 'dot', how, afterDot: true })
  }

  #end(cargo: C, end: TransactionEnd): void {
    if (!this.#carrier.ended(cargo, end)) this.#isOpen = false
  }

  async #answer(): Promise<Reply> {
    // All of them stand behind an end of data, so each has its time.
    const reply = await this.#session.connection.reply('dot')
    this.#isClosing = reply.code === 421
    return reply
  }

  #isBroken(): boolean {
    const { connection } = this.#session
    return connection.isLost() || (this.isEmpty() && connection.early() !== null)
  }
}

/** RSET, MAIL, RCPT, BDAT LAST. */
const repliesPerMessage = 4

interface Refused {
  readonly stage: Stage
  readonly reply: Reply
}

function toEnd({ stage, reply }: Refused): TransactionEnd {
  return { kind: 'reply', stage, reply }
}
