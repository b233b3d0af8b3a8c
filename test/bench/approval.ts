/**
 * npm run bench:approval [-- ROWS]: what a large audience costs: freezing, sealing and filing it,
 * opening it on the approver's workstation, one page of it, and the gate before every batch. Figures
 * go to stdout; nothing is judged, since that depends on the machine.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { openAudienceWork } from '../../main/approval/audience-work.ts'
import { freeze } from '../../main/approval/freeze.ts'
import { encodeManifest, manifestDigest } from '../../main/approval/manifest.ts'
import { openRelease, openRequest, requestOf } from '../../main/approval/open-request.ts'
import { sealContent } from '../../main/approval/seal-content.ts'
import { verifyApproval } from '../../main/approval/verify-release.ts'
import { makeTeam } from '../support/organization.ts'
import { systemRandom } from '../support/random.ts'
import { createSignedRequest, requestBody, template } from '../support/signed-request.ts'

const rowCount = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'sekisho-bench-'))
const team = await makeTeam(folder)
const approver = await team.join('approver', ['approver'])
const { administrator } = team
const signed = createSignedRequest()

const work = openAudienceWork(rowCount)
const audience = await measure('freeze and hash', () => freeze(work, recipients(), template))
const manifest = {
  ...signed.manifest,
  requester: administrator.id,
  executor: administrator.workstation.id,
  attachments: [],
  fields: ['会社名', '氏名', '番号'],
  audience: {
    ...signed.manifest.audience,
    count: audience.count,
    root: audience.root,
    pieces: [...audience.pieces],
    domains: [...audience.domains],
  },
  samples: [...audience.samples],
}
const bytes = encodeManifest(manifest)
const sealed = await measure('seal and file', () =>
  sealContent(administrator.journal, systemRandom, {
    ...{ manifest, bytes, template, attachments: [], work, files: null },
    readers: [administrator.sealing.publicKey, approver.sealing.publicKey],
  }),
)
await work.close()
const { hash } = await administrator.journal.append({
  kind: 'request',
  body: { ...requestBody(manifest, bytes), ...sealed, manifest: manifestDigest(bytes) },
  signer: administrator.signer,
})
await approver.journal.sync()
const request = requestOf(approver.journal, hash)
console.log(
  `${'record'.padEnd(28)}${request.bytes.length} bytes, ${sealed.blobs.rows.length} pieces`,
)
const opened = await measure('open, verify and survey', () =>
  openRequest(approver.journal, request, [approver.sealing]),
)
await measure('a page of 100 in the middle', async () => {
  for (let at = 0; at < 100; at += 1) await opened.rowAt(Math.floor(rowCount / 2) + at)
})
await measure('open all that is sent', async () => {
  const release = await openRelease(administrator.journal, request, [administrator.sealing])
  let size = 0
  for (const piece of request.body.blobs.rows.keys()) size += (await release.pieceAt(piece)).length
  console.log(`${'plaintext'.padEnd(28)}${mega(size)} MB`)
})
await measureGate()
rmSync(folder, { recursive: true })

function* recipients() {
  for (let at = 0; at < rowCount; at += 1)
    yield {
      address: `user${at}@${at % 7 === 0 ? 'example.com' : `d${at % 500}.example.jp`}`,
      fields: {
        会社名: `株式会社関所${at}`,
        氏名: at % 5 === 0 ? '' : `山田${at}`,
        番号: String(at),
      },
    }
}

/** Chains, request, two decisions and an activation: what is verified before every 500 messages. */
async function measureGate(): Promise<void> {
  const decisions = [signed.decide('first', 'approve'), signed.decide('second', 'approve')]
  const material = signed.material(decisions)
  const times = 200
  const before = process.cpuUsage()
  for (let at = 0; at < times; at += 1) verifyApproval(material)
  const { user, system } = process.cpuUsage(before)
  const gateMs = (user + system) / 1000 / times
  console.log(
    `${'the gate'.padEnd(28)}${gateMs.toFixed(2)} ms of CPU for 500 messages: ${((100 * gateMs) / (500 / 0.4)).toFixed(2)} % of sending at 400 messages a second`,
  )
}

async function measure<T>(what: string, act: () => Promise<T>): Promise<T> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  let rssMax = process.memoryUsage.rss()
  const sampling = setInterval(() => {
    rssMax = Math.max(rssMax, process.memoryUsage.rss())
  }, 20)
  delay.enable()
  const started = performance.now()
  const result = await act()
  const ms = performance.now() - started
  delay.disable()
  clearInterval(sampling)
  const lag = (ns: number) => Math.max(0, ns / 1e6 - 5).toFixed(0)
  console.log(
    `${what.padEnd(28)}${ms.toFixed(0).padStart(8)} ms, ${mega(rssMax)} MB at most, main loop p99 ${lag(delay.percentile(99))} ms, max ${lag(delay.max)} ms`,
  )
  return result
}

function mega(count: number): string {
  return (count / 1e6).toFixed(0)
}
