import { connect, type Socket } from 'node:net'
import type { TlsRule, Transport } from '../../../preload/contract/transport.ts'
import { type Problem, toProblem } from '../../../preload/problem.ts'
import { type Credentials, chooseMechanism, toDialogue } from './auth.ts'
import { type Capabilities, noCapabilities, toCapabilities } from './capabilities.ts'
import { authLine, ehlo, quit, startTls } from './command.ts'
import {
  type Connection,
  ConnectionLost,
  createConnection,
  type Stage,
  type Timeouts,
} from './connection.ts'
import { type Reply, toText } from './reply.ts'
import { type HostProof, type SecurePeer, TlsFailure } from './tls-rule.ts'

/** Where a session goes: nothing in it comes from anywhere but the approved route. */
export interface RelayTarget {
  readonly host: string
  readonly port: number
  readonly tls: TlsRule
  readonly ca: string | null
  readonly credentials: Credentials | null
  readonly pins: readonly string[]
  /** Of a receiver's mail host, which no route names. */
  readonly receiver?: ReceiverTarget
}

/** How a mail host that DNS named is reached, and what is asked of it. */
export interface ReceiverTarget {
  readonly address: string
  /** By which name we greet it (RFC 5321 section 4.1.1.1). */
  readonly clientName: string
  /** clear: without TLS. if-offered: with it where it is offered. */
  readonly tls: 'required' | 'if-offered' | 'clear'
  readonly proof: HostProof
}

/**
 * What one relay is asked to use and has been seen to do, shared by all sessions of a run: what it
 * offers and does not keep is not tried again.
 */
export interface RelayHabits {
  pipelining: boolean
  chunking: boolean
  /** Messages on one connection that may wait for the answer to their end. */
  inFlightMax: number
  readonly dsn: boolean
}

export function toHabits(o: Pick<Transport, 'chunking' | 'dsn' | 'inFlightMax'>): RelayHabits {
  const { chunking, dsn, inFlightMax = 1 } = o
  return { pipelining: true, chunking, inFlightMax, dsn }
}

/** A relay that is connected, secured and authenticated, and has been sent no message. */
export interface Session {
  readonly host: string
  readonly port: number
  readonly connection: Connection
  readonly habits: RelayHabits
  readonly capabilities: Capabilities
  /** Null: in the clear, as only a receiver's host may be where the route says so. */
  readonly peer: SecurePeer | null
}

export type SessionStep = 'connect' | 'greeting' | 'tls' | 'auth'

/**
 * Why no session came about. `halt`: a person must act, trying again changes nothing or does harm
 * (certificates, credentials); `retry`: the route rests and is tried again. Nothing was sent.
 */
export class SessionRefused extends Error {
  readonly problem: Problem
  readonly remedy: 'halt' | 'retry'
  readonly step: SessionStep

  constructor(problem: Problem, remedy: 'halt' | 'retry', step: SessionStep) {
    super(problem.code)
    this.name = 'SessionRefused'
    this.problem = problem
    this.remedy = remedy
    this.step = step
  }
}

/** What one session with a relay said before it failed, redacted. */
export interface RelayTrouble {
  readonly host: string
  readonly port: number
  readonly lines: readonly string[]
}

export interface SessionOptions {
  readonly target: RelayTarget
  readonly timeouts: Timeouts
  readonly habits?: RelayHabits
  readonly onStep?: (step: SessionStep, detail: string) => void
  /** No session came about: what was said until then. */
  readonly onTrouble?: (trouble: RelayTrouble) => void
}

/** connect -> (TLS) -> greeting -> EHLO -> (STARTTLS -> EHLO) -> AUTH; rejects with SessionRefused. */
export async function openSession({
  target,
  timeouts,
  onStep,
  onTrouble,
  habits = toHabits({ chunking: false, dsn: false }),
}: SessionOptions): Promise<Session> {
  const { host, port } = target
  const tell = (lines: readonly string[], refusal: unknown) => {
    const why = refusal instanceof SessionRefused ? [`* ${toReason(refusal.problem)}`] : []
    onTrouble?.({ host, port, lines: [...lines, ...why] })
    return refusal
  }
  const socket = await dial(target, timeouts.connect).catch((error: unknown) => {
    throw tell([], error)
  })
  const connection = createConnection(socket, timeouts)
  let step: SessionStep = 'connect'
  const passed = (detail: string, next: SessionStep) => {
    onStep?.(step, detail)
    step = next
  }
  const ask = async (line: string, stage: Stage): Promise<Reply> => {
    connection.write(line, 1)
    return connection.reply(stage)
  }
  try {
    const { receiver } = target
    const hello = ehlo(receiver?.clientName ?? toClientName(connection.localAddress()))
    const place = receiver === undefined ? target : { ...target, proof: receiver.proof }
    let peer: SecurePeer | null = null
    if (target.tls === 'implicit') {
      passed(`${target.host}:${target.port}`, 'tls')
      peer = await connection.secure(place, false)
      passed(toDetail(peer), 'greeting')
    } else passed(`${target.host}:${target.port}`, 'greeting')
    const greeting = await greet(connection, target)
    let capabilities = await hail(ask, hello, target)
    passed(toText(greeting), peer === null ? 'tls' : 'auth')
    if (peer === null && mayStayClear(receiver, capabilities)) passed('', 'auth')
    else if (peer === null) {
      await demandTls(connection, ask, capabilities, target)
      capabilities = noCapabilities
      peer = await connection.secure(place, true)
      capabilities = await hail(ask, hello, target)
      passed(toDetail(peer), 'auth')
    }
    if (target.credentials) await authenticate(ask, capabilities, target.host, target.credentials)
    passed(target.credentials ? target.credentials.user : '', 'auth')
    return { host, port, connection, habits, capabilities, peer }
  } catch (error) {
    const lines = connection.transcript()
    connection.close()
    throw tell(lines, toRefusal(error, target, step))
  }
}

/** Says QUIT and waits a moment for the answer; an impolite server changes nothing. */
export async function endSession({ connection }: Session): Promise<void> {
  connection.write(quit, 1)
  try {
    await connection.reply('quit')
  } catch (error) {
    if (!(error instanceof ConnectionLost)) throw error
  }
  connection.close()
}

function mayStayClear(receiver: ReceiverTarget | undefined, { startTls }: Capabilities): boolean {
  return receiver?.tls === 'clear' || (receiver?.tls === 'if-offered' && !startTls)
}

function dial({ host, port, receiver }: RelayTarget, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: receiver?.address ?? host, port, autoSelectFamily: true })
    const refuse = (problem: Problem) => {
      clearTimeout(timer)
      socket.destroy()
      reject(new SessionRefused(problem, 'retry', 'connect'))
    }
    const timer = setTimeout(
      () => refuse(toProblem('sending.relay-unreachable', { host, port, detail: 'ETIMEDOUT' })),
      timeoutMs,
    )
    socket.once('error', (error: NodeJS.ErrnoException) => {
      const detail = error.code ?? error.message
      const isNameUnknown = detail === 'ENOTFOUND' || detail === 'EAI_AGAIN'
      refuse(
        isNameUnknown
          ? toProblem('sending.relay-name-unknown', { host })
          : toProblem('sending.relay-unreachable', { host, port, detail }),
      )
    })
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.removeAllListeners('error')
      resolve(socket)
    })
  })
}

async function greet(connection: Connection, { host }: RelayTarget): Promise<Reply> {
  const reply = await connection.reply('greeting')
  if (reply.code === 220) return reply
  throw new SessionRefused(
    toProblem('sending.greeting-refused', { host, reply: toText(reply) }),
    'retry',
    'greeting',
  )
}

/** EHLO, never HELO: a server without it could not be asked for TLS. */
async function hail(
  ask: (line: string, stage: Stage) => Promise<Reply>,
  hello: string,
  { host }: RelayTarget,
): Promise<Capabilities> {
  const reply = await ask(hello, 'ehlo')
  if (reply.code === 250) return toCapabilities(reply)
  throw new SessionRefused(
    toProblem('sending.greeting-refused', { host, reply: toText(reply) }),
    reply.code < 500 ? 'retry' : 'halt',
    'greeting',
  )
}

/** STARTTLS or nothing; a byte behind its 220 was put there by somebody else (RFC 3207 section 6). */
async function demandTls(
  connection: Connection,
  ask: (line: string, stage: Stage) => Promise<Reply>,
  capabilities: Capabilities,
  { host }: RelayTarget,
): Promise<void> {
  const missing = new SessionRefused(toProblem('sending.starttls-missing', { host }), 'halt', 'tls')
  if (!capabilities.startTls) throw missing
  const reply = await ask(startTls, 'starttls')
  if (connection.hasUnread())
    throw new SessionRefused(toProblem('sending.starttls-injected', { host }), 'halt', 'tls')
  if (reply.code !== 220) throw missing
}

async function authenticate(
  ask: (line: string, stage: Stage) => Promise<Reply>,
  capabilities: Capabilities,
  host: string,
  credentials: Credentials,
): Promise<void> {
  const mechanism = chooseMechanism(capabilities.auth, credentials.kind)
  if (!mechanism) {
    const offered = capabilities.auth.join(' ')
    throw new SessionRefused(toProblem('sending.auth-mechanism', { host, offered }), 'halt', 'auth')
  }
  const dialogue = toDialogue(mechanism, credentials)
  let reply = await ask(authLine(dialogue.first), 'auth')
  for (const answer of dialogue.answers) {
    if (reply.code !== 334) break
    reply = await ask(authLine(answer(reply.lines[0] ?? '')), 'auth')
  }
  if (reply.code === 235) return
  // 4xx is the server's own trouble; 5xx repeated would only lock the account.
  const isTemporary = reply.code >= 400 && reply.code < 500
  throw new SessionRefused(
    isTemporary
      ? toProblem('sending.greeting-refused', { host, reply: toText(reply) })
      : toProblem('sending.auth-refused', { host, user: credentials.user }),
    isTemporary ? 'retry' : 'halt',
    'auth',
  )
}

function toRefusal(error: unknown, { host, port }: RelayTarget, step: SessionStep): unknown {
  if (error instanceof TlsFailure) {
    const isNetwork = error.problem.code === 'sending.relay-unreachable'
    return new SessionRefused(error.problem, isNetwork ? 'retry' : 'halt', 'tls')
  }
  if (error instanceof ConnectionLost) {
    // Bytes behind the 220 that are no reply at all are an injection like any other.
    if (error.how === 'violation' && error.stage === 'starttls')
      return new SessionRefused(toProblem('sending.starttls-injected', { host }), 'halt', 'tls')
    const problem =
      error.how === 'violation'
        ? toProblem('sending.protocol-violation', { host, stage: error.stage })
        : toProblem('sending.relay-unreachable', { host, port, detail: error.message })
    return new SessionRefused(problem, 'retry', step)
  }
  return error
}

/** An address literal (RFC 5321 section 4.1.3): true everywhere, and tells nothing of the office. */
function toClientName(address: string): string {
  const bare = address.startsWith('::ffff:') ? address.slice(7) : address
  return bare.includes(':') ? `[IPv6:${bare}]` : `[${bare}]`
}

/** The code and what the network or the certificate said; a user name stays out. */
function toReason({ code, params }: Problem): string {
  const detail = 'detail' in params ? ` ${String(params.detail)}` : ''
  return `${code}${detail}`
}

function toDetail(peer: SecurePeer): string {
  return `${peer.version} ${peer.cipher} ${peer.certificateHash}`
}
