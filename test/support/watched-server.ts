import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { announceTraffic } from './announced-traffic.ts'

/** A web server that answers everything: what must not be loaded never reaches it. */
export interface WatchedServer {
  readonly url: string
  /** The paths that were asked for. */
  readonly reached: () => readonly string[]
  readonly close: () => Promise<void>
}

export async function startWatchedServer(): Promise<WatchedServer> {
  const paths: string[] = []
  const server = createServer((call, answer) => {
    paths.push(call.url ?? '')
    answer.setHeader('access-control-allow-origin', '*')
    answer.end('reached')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  // The host's browser connects where a link leads before it asks whether it may; asking is watched here.
  announceTraffic('127.0.0.1', port, 'watched server')
  return {
    url: `http://127.0.0.1:${port}`,
    reached: () => paths,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
