import type { DeliveryCounts, DeliveryState } from '../../preload/contract/releases.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'

/**
 * The life of one delivery: which states there are, which moves lead from one to another and why.
 *
 * new        frozen and waiting, never yet part of anything that left
 * leased     taken into a batch that passed the gate; nothing of it is on the wire
 * sending    its envelope may have been spoken; the final dot has not left, so going back is safe
 * at-dot     on disk before CRLF.CRLF enters the socket: from here on the server may have it
 * sent       the server said 2xx to the final dot and so took responsibility
 * deferred   the server said not yet, or the connection broke before the dot; due again later
 * failed     the server refused it for good, or it can never be sent
 * suppressed taken out after the freeze; it never leaves
 * in-doubt   the dot may have arrived and no answer came: only a person decides what follows
 */
export const moves = {
  /** The batch passed the gate. */
  lease: { from: ['new', 'deferred'], to: 'leased' },
  /** Given back: nothing of it counts. From at-dot only when it is certain that the dot did not leave. */
  release: { from: ['leased', 'sending', 'at-dot'], to: 'new' },
  /** An attempt begins: its envelope goes to a connection. */
  begin: { from: ['leased'], to: 'sending' },
  /** The final dot is about to leave. */
  dot: { from: ['sending'], to: 'at-dot' },
  /** Accepted by the server. */
  accept: { from: ['at-dot', 'in-doubt'], to: 'sent' },
  /** Not now. From at-dot only after a reply, or when it is certain that the dot did not leave. */
  defer: { from: ['sending', 'at-dot'], to: 'deferred' },
  /** Never. From leased: the message cannot be built or is too large for the relay. */
  refuse: { from: ['leased', 'sending', 'at-dot', 'in-doubt'], to: 'failed' },
  /** No answer after the dot. */
  doubt: { from: ['at-dot'], to: 'in-doubt' },
  /** The recipient asked for no more mail after the freeze; nothing of it has left. */
  suppress: { from: ['new', 'leased', 'deferred'], to: 'suppressed' },
  /** A person signed that it should go once more. */
  resend: { from: ['in-doubt'], to: 'new' },
} as const satisfies Record<string, { from: readonly DeliveryState[]; to: DeliveryState }>

export type Move = keyof typeof moves

/** Why a delivery stands where it stands. Every move names one. */
export const reasons = {
  frozen: 'new',
  'batch-leased': 'lease',
  'run-stopped': 'release',
  'run-halted': 'release',
  'process-ended': 'release',
  'route-resting': 'release',
  'connection-ended': 'release',
  'attempt-begun': 'begin',
  'dot-due': 'dot',
  accepted: 'accept',
  'resolved-arrived': 'accept',
  'refused-for-now': 'defer',
  'too-many': 'defer',
  'connection-lost': 'defer',
  'protocol-violation': 'defer',
  'timed-out': 'defer',
  'refused-for-good': 'refuse',
  'mailbox-unknown': 'refuse',
  'policy-refused': 'refuse',
  'content-refused': 'refuse',
  'too-large': 'refuse',
  unbuildable: 'refuse',
  'resolved-not-arrived': 'refuse',
  'no-answer-after-dot': 'doubt',
  'garbled-after-dot': 'doubt',
  'process-ended-at-dot': 'doubt',
  'suppressed-after-freeze': 'suppress',
  'resolved-resend': 'resend',
} as const satisfies Record<string, Move | 'new'>

export type Reason = keyof typeof reasons
export type ReasonOf<M extends Move> = {
  [R in Reason]: (typeof reasons)[R] extends M ? R : never
}[Reason]

export const deliveryStateNames = [
  'new',
  'leased',
  'sending',
  'at-dot',
  'sent',
  'deferred',
  'failed',
  'suppressed',
  'in-doubt',
] as const satisfies readonly DeliveryState[]

/** True when the move may start from this state: the whole rule, used before and by the database. */
export function canMove(move: Move, from: DeliveryState): boolean {
  return (moves[move].from as readonly DeliveryState[]).includes(from)
}

/** What a move writes besides the state. */
export interface MoveFacts {
  readonly reason: Reason
  /** SMTP code and enhanced code, `550 5.1.1`. */
  readonly code: string | null
  readonly reply: string | null
  /** When a deferred one is due again, in ms. */
  readonly dueAt: number | null
  readonly at: number
}

/** A move that found its row in another state: a bug or a second writer, never routine. */
export class MoveConflict extends Error {
  constructor(towards: Move | DeliveryState, index: number) {
    super(`delivery ${index} cannot go to ${towards} from where it is`)
    this.name = 'MoveConflict'
  }
}

/** Where a row goes in one commit: one move, or several that follow one another. */
export interface Transition extends MoveFacts {
  readonly index: number
  readonly from: DeliveryState
  readonly to: DeliveryState
  /** Attempts that began on the way. */
  readonly begun: number
}

type Packed = readonly [
  index: number,
  from: DeliveryState,
  to: DeliveryState,
  reason: Reason,
  code: string | null,
  reply: string | null,
  dueAt: number | null,
  at: number,
  begun: number,
]

/** For the way to the thread that writes them: one text is copied far faster than many objects. */
export function packTransitions(transitions: readonly Transition[]): string {
  const rows = transitions.map(
    (o): Packed => [o.index, o.from, o.to, o.reason, o.code, o.reply, o.dueAt, o.at, o.begun],
  )
  return JSON.stringify(rows)
}

export function unpackTransitions(packed: string): Transition[] {
  const rows: readonly Packed[] = JSON.parse(packed)
  return rows.map((row) => {
    const [index, from, to, reason, code, reply, dueAt, at, begun] = row
    return { index, from, to, reason, code, reply, dueAt, at, begun }
  })
}

/** The one statement that changes a state: compare-and-set, or the transaction around it is undone. */
export function applyTransition(db: WritableDb, o: Transition): void {
  const changed = db
    .prepare(setState)
    .run(o.to, o.reason, o.code, o.reply, o.dueAt, o.at, o.begun, o.index, o.from).changes
  if (changed !== 1) throw new MoveConflict(o.to, o.index)
}

const setState = `UPDATE delivery SET state = ?, reason = ?, code = ?, reply = ?, dueAt = ?, at = ?,
  attempts = attempts + ? WHERE idx = ? AND state = ?`

/** Recovery at opening: the dot of `sending` never left; that of `at-dot` may have. */
export function recoverDeliveries(db: WritableDb, at: number): void {
  db.prepare(
    `UPDATE delivery SET state = 'new', reason = 'process-ended', at = ?
     WHERE state IN ('leased', 'sending')`,
  ).run(at)
  db.prepare(
    `UPDATE delivery SET state = 'in-doubt', reason = 'process-ended-at-dot', at = ?
     WHERE state = 'at-dot'`,
  ).run(at)
}

/** States as a person counts them: the sum is always the frozen count. */
export function toCounts(states: ReadonlyMap<DeliveryState, number>): DeliveryCounts {
  const of = (state: DeliveryState) => states.get(state) ?? 0
  return {
    waiting: of('new') + of('leased') + of('sending') + of('at-dot'),
    sent: of('sent'),
    deferred: of('deferred'),
    failed: of('failed'),
    suppressed: of('suppressed'),
    inDoubt: of('in-doubt'),
  }
}

/**
 * The same when the engine ends: a dot that was never answered is in doubt, as recovery will write
 * it when the log is opened again.
 */
export function toFinalCounts(states: ReadonlyMap<DeliveryState, number>): DeliveryCounts {
  const atDot = states.get('at-dot') ?? 0
  const { waiting, inDoubt, ...rest } = toCounts(states)
  return { ...rest, waiting: waiting - atDot, inDoubt: inDoubt + atDot }
}
