import { createSocket } from 'node:dgram'
import { connect, isIPv6 } from 'node:net'
import type { DnsServer } from '../policy/policy.ts'

export interface Exchange {
  readonly server: DnsServer
  readonly query: Uint8Array
  /** How long to wait for an answer that `accepts` takes. */
  readonly timeoutMs: number
  /** Whether a datagram is the answer; whatever else arrives is left lying (RFC 5452 section 9.1). */
  readonly accepts: (reply: Buffer) => boolean
}

/**
 * One question by UDP, from a port of its own that the system picks, connected, so that only the
 * server's datagrams arrive. Null when nothing acceptable came in time or nobody listens there.
 */
export function askByUdp({ server, query, timeoutMs, accepts }: Exchange): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const socket = createSocket(isIPv6(server.address.replace(/%.*$/, '')) ? 'udp6' : 'udp4')
    const end = (reply: Buffer | null) => {
      clearTimeout(timer)
      socket.removeAllListeners('message')
      socket.close()
      resolve(reply)
    }
    let isOver = false
    const endOnce = (reply: Buffer | null) => {
      if (isOver) return
      isOver = true
      end(reply)
    }
    const timer = setTimeout(endOnce, timeoutMs, null)
    socket.on('error', () => endOnce(null))
    socket.on('message', (reply) => {
      if (accepts(reply)) endOnce(reply)
    })
    socket.connect(server.port, server.address, () => {
      if (!isOver) socket.send(query, (error) => (error === null ? undefined : endOnce(null)))
    })
  })
}

/** The same by TCP, for what a datagram cannot hold (RFC 7766). */
export function askByTcp({ server, query, timeoutMs, accepts }: Exchange): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const socket = connect({ host: server.address, port: server.port })
    let held = Buffer.alloc(0)
    const end = (reply: Buffer | null) => {
      clearTimeout(timer)
      socket.destroy()
      resolve(reply)
    }
    const timer = setTimeout(end, timeoutMs, null)
    socket.on('error', () => end(null))
    socket.on('end', () => end(null))
    socket.on('connect', () => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(query.length)
      socket.write(Buffer.concat([length, query]))
    })
    socket.on('data', (chunk) => {
      held = Buffer.concat([held, chunk])
      if (held.length < 2) return
      const reply = held.subarray(2, 2 + held.readUInt16BE(0))
      if (held.length >= 2 + held.readUInt16BE(0)) end(accepts(reply) ? reply : null)
    })
  })
}
