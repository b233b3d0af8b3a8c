import { appendFileSync } from 'node:fs'

/**
 * Says that a run of tests may send packets to this place, and why (build/quiet-network.ts). To be called before
 * the first one; a packet to any other place fails the run.
 */
export function announceTraffic(host: string, port: number | string, why: string): void {
  const file = process.env.ANNOUNCED_TRAFFIC
  if (file !== undefined) appendFileSync(file, `${host}:${port} ${why}\n`)
}
