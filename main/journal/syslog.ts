import { connect as connectTcp, isIP, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { ProblemError, toProblem } from '../../preload/problem.ts'
import type { SyslogTarget } from './export-target.ts'

/** Facility "log audit" (13) and severity "notice" (5), RFC 5424 section 6.2.1. */
const priority = 13 * 8 + 5
/** What a receiver should be able to take (RFC 5425 section 4.3.1); a longer envelope is only named. */
const messageBytesMax = 8192
const silenceMs = 20_000

/** What one line says. All of it is printable ASCII: ids, hashes and an envelope. */
export interface SyslogLine {
  readonly at: string
  readonly workstation: string
  /** MSGID: the kind of record, or of chain. */
  readonly kind: string
  readonly facts: Readonly<Record<string, string | number | null>>
  /** The signed envelope, byte for byte. */
  readonly envelope: Uint8Array
}

/** RFC 5424, without structured data: the message is a JSON object. */
export function toSyslog({ at, workstation, kind, facts, envelope }: SyslogLine): Buffer {
  const head = `<${priority}>1 ${at} ${workstation} sekisho - ${kind.slice(0, 32)} - `
  const plain = JSON.stringify({ kind, ...facts })
  const whole = `${head}${plain.slice(0, -1)},"envelope":${Buffer.from(envelope).toString('latin1')}}`
  return Buffer.from(whole.length <= messageBytesMax ? whole : `${head}${plain}`, 'latin1')
}

/**
 * Sends lines over one connection, each with its length before it (RFC 6587 section 3.4.1, RFC 5425),
 * and resolves once the collector has taken the end of the stream: what it acknowledges least. A line
 * may arrive twice, never not at all. Over TLS the collector's certificate must be vouched for and carry its
 * name. Fails with `journal.export-failed` or `journal.export-untrusted`.
 */
export async function sendSyslog(
  target: SyslogTarget,
  lines: AsyncIterable<SyslogLine>,
): Promise<void> {
  const socket = await open(target)
  const over = new Promise<void>((resolve, reject) => {
    socket.once('error', reject)
    socket.once('timeout', () => reject(new Error('silence')))
    socket.once('end', resolve)
    socket.once('close', () => reject(new Error('closed')))
  })
  // The collector says nothing during a session: an end before ours is a failure.
  const early = over.then(() => Promise.reject(new Error('ended early')))
  early.catch(() => undefined)
  socket.resume()
  try {
    for await (const line of lines) {
      const bytes = toSyslog(line)
      const framed = Buffer.concat([Buffer.from(`${bytes.length} `), bytes])
      await Promise.race([write(socket, framed), early])
    }
    socket.end()
    await over
  } catch (error) {
    throw failureOf(error, target)
  } finally {
    socket.destroy()
  }
}

async function open(target: SyslogTarget): Promise<Socket> {
  const { host, port, transport, ca } = target
  const socket =
    transport === 'tcp'
      ? connectTcp({ host, port })
      : connectTls({
          ...{ host, port },
          ...(isIP(host) === 0 ? { servername: host } : {}),
          rejectUnauthorized: true,
          minVersion: 'TLSv1.2',
          ...(ca === null ? {} : { ca }),
        })
  socket.setTimeout(silenceMs)
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  socket.once(transport === 'tcp' ? 'connect' : 'secureConnect', resolve)
  socket.once('error', reject)
  socket.once('timeout', () => reject(new Error('silence')))
  try {
    await promise
    return socket
  } catch (error) {
    socket.destroy()
    throw failureOf(error, target)
  }
}

function write(socket: Socket, bytes: Buffer): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  socket.write(bytes, (error) => (error ? reject(error) : resolve()))
  return promise
}

/** The network's own words go no further. */
function failureOf(error: unknown, { host, port }: SyslogTarget): unknown {
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError)
    return error
  if (error instanceof ProblemError) return error
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  const isUntrusted = /CERT|SELF_SIGNED|UNABLE_TO|ALTNAME|ISSUER/.test(code)
  const place = `${host}:${port}`
  return new ProblemError(
    toProblem(isUntrusted ? 'journal.export-untrusted' : 'journal.export-failed', { place }),
  )
}
