import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseFromEngine, type ToEngine } from '../../main/sending/engine-channel.ts'
import { approveRelease } from '../support/approved-release.ts'
import { createAuthority } from '../support/certificate.ts'
import { createForkEngineHost } from '../support/engine-host.ts'
import { systemRandom } from '../support/random.ts'
import { startFront, startSink } from './sink.ts'

/**
 * `npm run bench:rows [-- recipients...]`: the real engine process with 10,000 to 1,000,000
 * approved recipients: how long it takes to verify and freeze them, what its first messages cost, and
 * the most memory it ever had. It is stopped after `sentMax` messages: what they cost does not
 * depend on how many more follow, and that is what is to be shown.
 */
const counts = process.argv.slice(2).map(Number)
const sentMax = 10_000

/** The most memory that a process had so far, in MB. */
function peakOf(processId: number): number {
  const found = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))
  return Number(found?.[1] ?? 0) / 1024
}

/** User and system time of a process so far, in ms. */
function cpuOf(processId: number): number {
  const text = readFileSync(`/proc/${processId}/stat`, 'utf8')
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}

async function measure(count: number, relay: { port: number; ca: string }): Promise<void> {
  const release = approveRelease({
    count,
    relay: { ...relay, host: '127.0.0.1', user: null, password: null, connectionsMax: 20 },
  })
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-rows-'))
  const host = createForkEngineHost()
  const engine = host.start()
  const [processId = 0] = host.processIds
  const post = (message: ToEngine) => engine.post(message)
  const log = { file: join(folder, 'flight.db'), key: systemRandom.bytes(32) }
  const startedAt = performance.now()
  let readyMs = 0
  let cpuMs = 0
  let peak = 0
  await new Promise<void>((resolve) => {
    engine.onMessage((raw) => {
      const message = parseFromEngine(raw)
      if (message.type === 'ready') {
        const { material, content, secrets } = release
        const { template, attachments } = content
        const keys = { runKey: systemRandom.bytes(32), seed: systemRandom.bytes(32) }
        const given = {
          content: { template, attachments, files: null },
          secrets,
          log,
          direct: null,
          ...keys,
        }
        post({ type: 'start', material: material(), ...given })
      } else if (message.type === 'need-rows') {
        const bytes = release.content.rows[message.piece] ?? new Uint8Array()
        post({ type: 'rows', piece: message.piece, bytes })
      } else if (message.type === 'need-records') {
        if (readyMs === 0) {
          readyMs = performance.now() - startedAt
          cpuMs = cpuOf(processId)
        }
        peak = peakOf(processId)
        if (message.counts.sent >= sentMax) post({ type: 'stop' })
        const { batch } = message
        post({ type: 'records', batch, suppressed: [], material: release.material() })
      } else if (message.type === 'done') {
        const { sent } = message.counts
        const perMessage = ((cpuOf(processId) - cpuMs) * 1000) / Math.max(1, sent)
        console.log(
          [
            `${count.toLocaleString('en').padStart(9)} recipients`,
            `verified and frozen in ${(readyMs / 1000).toFixed(1)} s`,
            `${sent} sent at ${perMessage.toFixed(0)} µs of processor each (gate included)`,
            `peak ${Math.max(peak, peakOf(processId)).toFixed(0)} MB`,
            `flight log ${(statSync(log.file).size / 2 ** 20).toFixed(0)} MB`,
            message.problem === null ? message.phase : message.problem.code,
          ].join(', '),
        )
      }
    })
    engine.onExit(() => resolve())
  })
  rmSync(folder, { recursive: true })
}

const sink = await startSink()
const authority = createAuthority()
const { keyPem, certificatePem } = authority.issue({ names: ['localhost', '127.0.0.1'] })
const tls = { key: keyPem, cert: certificatePem }
const front = await startFront({ sinkPort: sink.port, delayMs: 0, tls })
const { port } = front
if (counts.length === 1 && counts[0])
  await measure(counts[0], { port, ca: authority.certificatePem })
// A process for each, so that what one needs here does not stay for the next.
else
  for (const count of counts.length > 0 ? counts : [10_000, 100_000, 1_000_000])
    await new Promise<void>((resolve, reject) => {
      const child = execFile(process.execPath, [import.meta.filename, `${count}`], (error) =>
        error ? reject(error) : resolve(),
      )
      child.stdout?.pipe(process.stdout)
    })
for (const each of [sink, front]) each.stop()
