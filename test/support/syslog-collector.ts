import { createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { onTestFinished } from 'vitest'
import type { Issued } from './certificate.ts'

export interface Collector {
  readonly port: number
  /** Whole messages, without their lengths. */
  readonly messages: readonly string[]
  readonly close: () => Promise<void>
}

/** A syslog receiver on loopback that reads octet-counted frames (RFC 6587 section 3.4.1). */
export async function startCollector(o: {
  readonly certificate?: Issued
  /** Hangs up in the middle after so many messages, with a reset. */
  readonly cutAfter?: number
}): Promise<Collector> {
  const messages: string[] = []
  const take = (socket: Socket) => {
    let rest = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk])
      for (;;) {
        const space = rest.indexOf(0x20)
        const length = Number(rest.subarray(0, Math.max(space, 0)).toString())
        if (space < 0 || rest.length < space + 1 + length) break
        messages.push(rest.subarray(space + 1, space + 1 + length).toString('latin1'))
        rest = rest.subarray(space + 1 + length)
        if (messages.length !== o.cutAfter) continue
        socket.resetAndDestroy()
        return
      }
    })
  }
  const { certificate } = o
  const server: Server = certificate
    ? createTlsServer({ cert: certificate.certificatePem, key: certificate.keyPem }, take)
    : createTcpServer(take)
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const close = () => new Promise<void>((resolve) => void server.close(() => resolve()))
  onTestFinished(close)
  return { port: address.port, messages, close }
}
