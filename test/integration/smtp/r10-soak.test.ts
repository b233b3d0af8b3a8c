import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { verifyApproval } from '../../../main/approval/approval.ts'
import { approveRelease } from '../../support/approved-release.ts'
import { type EngineRun, makeKeys, runEngine } from '../../support/engine-run.ts'
import { startPeer } from '../../support/smtp-peer.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

/** Recipients of each PC, and its messages an hour: `SOAK_COUNT=500000 SOAK_RATE=500000 SLOW=1`. */
const count = Number(process.env.SOAK_COUNT ?? (process.env.SLOW ? 100_000 : 1_000))
const ratePerHourMax = process.env.SOAK_RATE ? Number(process.env.SOAK_RATE) : null
const connectionsMax = 4
const mib = 1024 * 1024

/** What the engine's process holds now (Linux). */
function sampleOf({ processIds }: EngineRun): { rssBytes: number; handles: number } | null {
  try {
    const status = readFileSync(`/proc/${processIds[0]}/status`, 'utf8')
    const rssBytes = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024
    return { rssBytes, handles: readdirSync(`/proc/${processIds[0]}/fd`).length }
  } catch (error) {
    // It has ended.
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
}

it.skipIf(process.platform !== 'linux')(
  `R10: two PCs with ${count} recipients each: memory, handles and log stay bounded`,
  { timeout: process.env.SLOW ? 5_400_000 : 300_000 },
  async () => {
    const peer = await startPeer()
    onTestFinished(() => peer.close())
    const { host, port, caPem: ca } = peer
    const relay = { host, port, ca, password: 'secret', connectionsMax, ratePerHourMax }
    const pcs = [1, 2].map(() => {
      const release = approveRelease({ count, relay })
      const folder = makeTempFolder()
      return { release, folder, run: runEngine({ release, folder, keys: makeKeys() }) }
    })
    const startedAt = performance.now()
    const samples: { rssBytes: number; handles: number }[] = []
    let received = 0
    const timer = setInterval(() => {
      // The peer would keep every mail.
      received += peer.accepted.splice(0).length
      samples.push(...pcs.flatMap(({ run }) => sampleOf(run) ?? []))
    }, 200)
    const ends = await Promise.all(pcs.map(({ run }) => run.done))
    clearInterval(timer)
    const tookMs = performance.now() - startedAt
    for (const end of ends)
      expect(end).toMatchObject({ phase: 'finished', counts: { sent: count } })
    expect(received + peer.accepted.length).toBe(2 * count)

    const rssBytesMax = Math.max(...samples.map(({ rssBytes }) => rssBytes))
    const handlesMax = Math.max(...samples.map(({ handles }) => handles))
    const logBytes = pcs.map(({ folder }) =>
      readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0),
    )
    expect(samples.length).toBeGreaterThan(2)
    expect(rssBytesMax).toBeLessThan(400 * mib)
    expect(handlesMax).toBeLessThan(64 + connectionsMax)
    // Its write-ahead log has a size of its own, whatever the number of rows.
    for (const bytes of logBytes) expect(bytes).toBeLessThan(16 * mib + count * 1024)

    const [pc] = pcs
    const gates = (pc?.run.messages ?? []).filter(({ type }) => type === 'need-records').length
    const before = performance.now()
    for (let nth = 0; nth < 20; nth += 1) pc && verifyApproval(pc.release.material())
    const gateMs = (performance.now() - before) / 20
    console.log(
      `R10: ${count} each in ${(tookMs / 1000).toFixed(0)} s, ${(rssBytesMax / mib).toFixed(0)} MiB, ${handlesMax} handles, log ${logBytes.map((each) => (each / count).toFixed(0)).join(' and ')} bytes a row; ${gates} gates of ${gateMs.toFixed(1)} ms: ${((gates * gateMs * 100) / tookMs).toFixed(2)} % of the time`,
    )
  },
)
