import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server that answers everything and counts: what must not be loaded is not counted. */
export interface CountingServer {
  readonly url: string
  readonly count: () => number
  readonly close: () => Promise<void>
}

export async function startCountingServer(): Promise<CountingServer> {
  let hits = 0
  const server = createServer((_call, answer) => {
    hits++
    answer.setHeader('access-control-allow-origin', '*')
    answer.end('reached')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    count: () => hits,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
