import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { join } from 'node:path'
import type { FrontOrder } from './front.ts'

export interface Peer {
  readonly port: number
  readonly stop: () => void
}

/** smtp-sink on a free port of loopback: it takes everything and keeps nothing. */
export async function startSink(): Promise<Peer> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  const sink = spawn('/usr/sbin/smtp-sink', ['-u', 'nobody', `127.0.0.1:${port}`, '1000'])
  await new Promise((resolve) => setTimeout(resolve, 500))
  return { port, stop: () => sink.kill() }
}

export const startFront = (order: FrontOrder): Promise<Peer> => startProcess('front.ts', order)

/** One that offers CHUNKING. */
export const startChunkSink = (): Promise<Peer> => startProcess('chunk-sink.ts', {})

async function startProcess(file: string, order: object): Promise<Peer> {
  const child = fork(join(import.meta.dirname, file))
  child.send(order)
  const [{ port }] = (await once(child, 'message')) as [{ port: number }]
  return { port, stop: () => child.disconnect() }
}
