import { type Problem, toProblem } from '../../preload/problem.ts'
import type { Move, Reason } from './delivery-state.ts'
import { meaningOf } from './receiver.ts'
import type { Stage } from './smtp/connection.ts'
import { isCommandTrouble } from './smtp/envelope.ts'
import { type Reply, toText } from './smtp/reply.ts'
import type { TransactionEnd } from './smtp/transaction.ts'

/**
 * What the end of a transaction means: FAULTS section 6.4 as a function. The first digit of the
 * code decides, the enhanced code refines, text never does anything.
 */
export interface Outcome {
  readonly move: Move
  readonly reason: Reason
  readonly code: string | null
  readonly reply: string | null
  /** False: this connection carries nothing more. */
  readonly keep: boolean
  /** The relay asked for less: fewer connections. */
  readonly slowDown: boolean
  /** How long a deferred one rests. */
  readonly rest: 'greylist' | 'short' | null
  /** Something concerns every message of the run: nothing more is sent until a person acts. */
  readonly halt: Problem | null
}

export function toOutcome(end: TransactionEnd, recipientDomain = ''): Outcome {
  switch (end.kind) {
    case 'too-large':
      return { ...refused('too-large', null), reply: `SIZE ${end.sizeBytesMax}` }
    case 'lost':
      return toLoss(end)
    case 'reply':
      return (
        toReceiverOutcome(end.stage, end.reply, recipientDomain) ??
        toReplyOutcome(end.stage, end.reply)
      )
  }
}

/**
 * Where a large receiver means something of its own by a code about this message: see its table.
 * The first digit still decides between later and never.
 */
function toReceiverOutcome(stage: Stage, reply: Reply, domain: string): Outcome | null {
  if (stage !== 'rcpt' && stage !== 'data' && stage !== 'dot') return null
  const meaning = meaningOf(domain, reply)
  if (meaning === null) return null
  if (reply.code < 500) {
    const isSlower = meaning === 'too-many' || meaning === 'sender-unaccepted'
    return isSlower ? tooMany(stage, reply) : null
  }
  switch (meaning) {
    case 'mailbox-unknown':
      return refused('mailbox-unknown', reply)
    case 'mailbox-full':
      return refused('refused-for-good', reply)
    case 'policy-refused':
      return refused('policy-refused', reply)
    case 'sender-unaccepted':
      return {
        ...refused('content-refused', reply),
        halt: toProblem('sending.content-refused', { reply: toText(reply) }),
      }
    case 'too-many':
      return null
  }
}

function toLoss({ how, afterDot }: TransactionEnd & { kind: 'lost' }): Outcome {
  const base = { code: null, reply: null, keep: false, slowDown: false, halt: null }
  if (afterDot) {
    const reason = how === 'violation' ? 'garbled-after-dot' : 'no-answer-after-dot'
    return { ...base, move: 'doubt', reason, rest: null }
  }
  const reasonOf = {
    closed: 'connection-lost',
    timeout: 'timed-out',
    violation: 'protocol-violation',
  } as const
  return { ...base, move: 'defer', reason: reasonOf[how], rest: 'short' }
}

function toReplyOutcome(stage: Stage, reply: Reply): Outcome {
  const digit = Math.floor(reply.code / 100)
  if (stage === 'dot' && digit === 2)
    return { ...base(reply), move: 'accept', reason: 'accepted', rest: null }
  if (digit === 4) return toDeferral(stage, reply)
  if (isCommandTrouble(reply) && stage !== 'dot')
    return {
      ...base(reply),
      move: 'defer',
      reason: 'protocol-violation',
      keep: false,
      rest: 'short',
    }
  if (digit === 5) return toRefusal(stage, reply)
  // 2xx or 3xx where it has no place: the two sides no longer talk about the same thing.
  const isAfterDot = stage === 'dot'
  return {
    ...base(reply),
    move: isAfterDot ? 'doubt' : 'defer',
    reason: isAfterDot ? 'garbled-after-dot' : 'protocol-violation',
    keep: false,
    rest: isAfterDot ? null : 'short',
  }
}

function toDeferral(stage: Stage, reply: Reply): Outcome {
  const isClosing = reply.code === 421
  // A session that ends before this message began says nothing about it: back to new, no attempt lost.
  if (isClosing && stage === 'mail')
    return { ...base(reply), move: 'release', reason: 'connection-ended', keep: false, rest: null }
  const isTooMany = isClosing || reply.code === 452 || reply.enhanced?.startsWith('4.7.') === true
  if (isTooMany) return tooMany(stage, reply)
  return { ...base(reply), move: 'defer', reason: 'refused-for-now', rest: 'greylist' }
}

function tooMany(stage: Stage, reply: Reply): Outcome {
  return {
    ...base(reply),
    move: 'defer',
    reason: 'too-many',
    keep: reply.code !== 421 && !(reply.code === 452 && stage === 'rcpt'),
    slowDown: true,
    rest: stage === 'rcpt' ? 'greylist' : 'short',
  }
}

function toRefusal(stage: Stage, reply: Reply): Outcome {
  const { enhanced } = reply
  const isPolicy = enhanced?.startsWith('5.7.') === true
  switch (stage) {
    case 'mail':
      if (reply.code === 552 || enhanced === '5.3.4') return refused('too-large', reply)
      return {
        ...base(reply),
        move: 'release',
        reason: 'run-halted',
        keep: false,
        rest: null,
        halt: toProblem('sending.sender-refused', { reply: toText(reply) }),
      }
    case 'rcpt':
      if (isPolicy) return refused('policy-refused', reply)
      return refused(isUnknownMailbox(enhanced) ? 'mailbox-unknown' : 'refused-for-good', reply)
    case 'dot':
    case 'content':
      if (!isPolicy) return refused('refused-for-good', reply)
      return {
        ...refused('content-refused', reply),
        halt: toProblem('sending.content-refused', { reply: toText(reply) }),
      }
    default:
      return refused('refused-for-good', reply)
  }
}

/** RFC 3463: bad destination mailbox; RFC 7505: the domain takes no mail. */
function isUnknownMailbox(enhanced: string | null): boolean {
  return enhanced === '5.1.1' || enhanced === '5.1.10'
}

function refused(reason: Reason, reply: Reply | null): Outcome {
  const facts = reply ? base(reply) : { ...nothing }
  return { ...facts, move: 'refuse', reason, rest: null }
}

const nothing = { code: null, reply: null, keep: true, slowDown: false, halt: null } as const

function base(reply: Reply) {
  const code = reply.enhanced ? `${reply.code} ${reply.enhanced}` : `${reply.code}`
  return { ...nothing, code, reply: toText(reply) }
}
