import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/**
 * What stands before smtp-sink, in a process of its own: a front that speaks STARTTLS for it, or one
 * that holds every byte back, both ways. Its orders come as one message; the port goes back.
 */
export interface FrontOrder {
  readonly sinkPort: number
  /** ms each way. */
  readonly delayMs: number
  readonly tls: { readonly key: string; readonly cert: string } | null
}

function pass(from: Socket, to: Socket, delayMs: number): void {
  from.on('data', (chunk: Buffer) => {
    if (delayMs === 0) to.write(chunk)
    else setTimeout(() => to.write(chunk), delayMs)
  })
  from.on('close', () => setTimeout(() => to.end(), delayMs))
  from.on('error', () => to.destroy())
}

/** Answers up to STARTTLS by itself; what the sink greets with has gone to the client already. */
async function secure(client: Socket, tls: NonNullable<FrontOrder['tls']>): Promise<Socket> {
  client.write('220 front ESMTP\r\n')
  for (;;) {
    const [line] = (await once(client, 'data')) as [Buffer]
    if (/^STARTTLS/i.test(line.toString())) break
    client.write('250-front\r\n250-PIPELINING\r\n250 STARTTLS\r\n')
  }
  client.write('220 ready\r\n')
  client.removeAllListeners('data')
  return new TLSSocket(client, { isServer: true, ...tls })
}

async function serve(client: Socket, { sinkPort, delayMs, tls }: FrontOrder): Promise<void> {
  client.setNoDelay(true)
  client.on('error', () => {})
  const sink = connect(sinkPort, '127.0.0.1')
  sink.setNoDelay(true)
  const inner = tls === null ? client : await secure(client, tls)
  inner.on('error', () => {})
  // Its greeting has been said by the front.
  if (tls !== null) await once(sink, 'data')
  pass(inner, sink, delayMs)
  pass(sink, inner, delayMs)
}

process.once('message', async (order: FrontOrder) => {
  const server = createServer((client) => void serve(client, order)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  process.send?.({ port: (server.address() as AddressInfo).port })
})
process.once('disconnect', () => process.exit(0))
