import type { Socket } from 'node:net'
import { createDialogue } from './dialogue.ts'
import { createReplyParser, type Reply, ReplyViolation } from './reply.ts'
import { type SecurePeer, secure, type TlsTarget } from './tls-rule.ts'

export type Stage =
  | 'connect'
  | 'greeting'
  | 'ehlo'
  | 'starttls'
  | 'tls'
  | 'auth'
  | 'mail'
  | 'rcpt'
  | 'data'
  | 'content'
  | 'dot'
  | 'rset'
  | 'quit'

export type Timeouts = Readonly<Record<Stage, number>>

const minutes = 60_000
/**
 * How long each reply may take, from asking to its last byte, so that a trickle does not reset it:
 * together they bound a whole transaction, whatever the peer does
 * (RFC 5321 section 4.5.3.2: greeting 5, MAIL 5, RCPT 5, DATA 2, block 3, end of data 10 minutes).
 */
export const standardTimeouts: Timeouts = {
  connect: 0.5 * minutes,
  greeting: 5 * minutes,
  ehlo: 5 * minutes,
  starttls: 2 * minutes,
  tls: 1 * minutes,
  auth: 2 * minutes,
  mail: 5 * minutes,
  rcpt: 5 * minutes,
  data: 2 * minutes,
  content: 3 * minutes,
  dot: 10 * minutes,
  rset: 1 * minutes,
  quit: 5_000,
}

/** A peer that takes content more slowly is given up: FAULTS section 6.4. */
export const bytesPerSecondMin = 500

/** The connection cannot be used any more. What that means for a message depends on the stage. */
export class ConnectionLost extends Error {
  readonly how: 'closed' | 'timeout' | 'violation'
  readonly stage: Stage

  constructor(how: 'closed' | 'timeout' | 'violation', stage: Stage, detail = '') {
    super(`${how} at ${stage}${detail ? `: ${detail}` : ''}`)
    this.name = 'ConnectionLost'
    this.how = how
    this.stage = stage
  }
}

/** One socket with its replies in order. A reply that nobody asked for never answers a command. */
export interface Connection {
  /** Sends bytes that the server answers with so many replies. */
  readonly write: (bytes: string | Uint8Array, replies: number) => void
  /** What is written within leaves together. */
  readonly together: (act: () => void) => void
  /** The next reply. Rejects with ConnectionLost; one caller at a time. */
  readonly reply: (stage: Stage) => Promise<Reply>
  /**
   * Resolves when the bytes written so far have left for the kernel. So many bytes may take longer
   * than the stage allows, as long as they go at `bytesPerSecondMin`.
   */
  readonly flushed: (stage: Stage, sizeBytes?: number) => Promise<void>
  /** What the server said unasked: 421 between messages, or a refusal before the final dot. */
  readonly early: () => Reply | null
  readonly isLost: () => boolean
  /** STARTTLS or implicit: from here on everything goes through TLS and nothing old counts. */
  readonly secure: (target: TlsTarget, afterStartTls: boolean) => Promise<SecurePeer>
  /** True when the server has sent bytes that no reply has consumed: fatal before STARTTLS. */
  readonly hasUnread: () => boolean
  readonly localAddress: () => string
  /** What was said so far, redacted, for whoever looks for the reason of a failure. */
  readonly transcript: () => string[]
  readonly close: () => void
}

interface Waiter {
  readonly stage: Stage
  readonly resolve: (reply: Reply) => void
  readonly reject: (error: ConnectionLost) => void
  /** By performance.now(). */
  readonly deadline: number
}

export function createConnection(plain: Socket, timeouts: Timeouts): Connection {
  let socket = plain
  let parser = createReplyParser()
  /** Replies asked for and not yet here. The greeting comes without asking. */
  let outstanding = 1
  let unasked: Reply | null = null
  let lost: { how: ConnectionLost['how']; detail: string } | null = null
  let waiter: Waiter | null = null
  /** One for all replies: it stays when one has come, and looks at its end who waits by then. */
  let timer: { readonly handle: NodeJS.Timeout; readonly at: number } | null = null
  const replies: Reply[] = []
  const dialogue = createDialogue()

  function watch(deadline: number): void {
    if (timer !== null && timer.at <= deadline) return
    if (timer !== null) clearTimeout(timer.handle)
    const act = () => {
      timer = null
      if (waiter === null) return
      if (performance.now() >= waiter.deadline) lose('timeout')
      else watch(waiter.deadline)
    }
    timer = { handle: setTimeout(act, Math.max(1, deadline - performance.now())), at: deadline }
  }

  function lose(how: ConnectionLost['how'], detail = ''): void {
    if (lost === null) dialogue.noted(detail === '' ? how : `${how}: ${detail}`)
    lost ??= { how, detail }
    socket.destroy()
    if (timer !== null) clearTimeout(timer.handle)
    timer = null
    if (waiter === null) return
    const { reject, stage } = waiter
    waiter = null
    reject(new ConnectionLost(lost.how, stage, lost.detail))
  }

  function accept(reply: Reply): void {
    dialogue.heard(reply)
    if (outstanding === 0) {
      const isSecond = unasked !== null
      unasked ??= reply
      if (isSecond || reply.code < 400) lose('violation', 'unasked reply')
      return
    }
    outstanding -= 1
    if (waiter === null) {
      replies.push(reply)
      return
    }
    const { resolve } = waiter
    waiter = null
    resolve(reply)
  }

  const onData = (chunk: Uint8Array): void => {
    try {
      for (const reply of parser.push(chunk)) accept(reply)
    } catch (error) {
      if (!(error instanceof ReplyViolation)) throw error
      lose('violation', error.message)
    }
  }
  const onClose = () => lose('closed')
  const onError = (error: NodeJS.ErrnoException) => lose('closed', error.code ?? error.message)

  function attach(): void {
    socket.setNoDelay(true)
    socket.on('data', onData)
    socket.on('error', onError)
    socket.on('close', onClose)
    socket.on('end', onClose)
  }

  function detach(): void {
    socket.off('data', onData)
    socket.off('error', onError)
    socket.off('close', onClose)
    socket.off('end', onClose)
    socket.pause()
  }

  attach()
  return {
    write(bytes, count) {
      if (lost) return
      outstanding += count
      dialogue.said(bytes)
      if (typeof bytes === 'string') socket.write(bytes, 'latin1')
      else socket.write(bytes)
    },
    together(act) {
      socket.cork()
      act()
      socket.uncork()
    },
    reply(stage) {
      return new Promise((resolve, reject) => {
        const next = replies.shift()
        if (next) return resolve(next)
        if (lost) return reject(new ConnectionLost(lost.how, stage, lost.detail))
        const deadline = performance.now() + timeouts[stage]
        waiter = { stage, resolve, reject, deadline }
        watch(deadline)
      })
    },
    flushed(stage, sizeBytes = 0) {
      if (socket.writableLength === 0) return Promise.resolve()
      const deadlineMs = Math.max(timeouts[stage], (sizeBytes * 1000) / bytesPerSecondMin)
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          lose('timeout')
          reject(new ConnectionLost('timeout', stage))
        }, deadlineMs)
        const settle = () => {
          clearTimeout(timer)
          socket.off('drain', settle)
          socket.off('close', settle)
          if (lost) reject(new ConnectionLost(lost.how, stage, lost.detail))
          else resolve()
        }
        socket.write('', settle)
        socket.once('close', settle)
      })
    },
    early: () => unasked,
    isLost: () => lost !== null,
    async secure(target, afterStartTls) {
      detach()
      dialogue.noted('TLS')
      const made = await secure(socket, target, { afterStartTls, timeoutMs: timeouts.tls })
      socket = made.socket
      parser = createReplyParser()
      replies.length = 0
      unasked = null
      attach()
      return made.peer
    },
    hasUnread: () =>
      parser.hasRest() || replies.length > 0 || socket.readableLength > 0 || unasked !== null,
    localAddress: () => socket.localAddress ?? '127.0.0.1',
    transcript: dialogue.lines,
    close: () => lose('closed'),
  }
}
