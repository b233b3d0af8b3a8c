import { join } from 'node:path'
import { composeCampaign, importContacts } from '../../build/demo/campaign.ts'
import { writeContactFile } from '../../build/demo/contact-file.ts'
import { reviewAndApprove } from '../../build/demo/review.ts'
import { createAuthority } from '../support/certificate.ts'
import { openTestOffice } from '../support/workstation-office.ts'
import { startFront, startSink } from './sink.ts'

/**
 * `npm run bench:beside [-- rows [recipients]]`: a whole core in a process of its own, whose engine
 * sends an approved request while the same core imports a file of a million rows. How fast it sends
 * alone and meanwhile, and how long the core's main loop keeps others waiting. The relay is smtp-sink
 * behind a front that speaks TLS, on the same machine.
 */
const rowCount = Number(process.argv[2] ?? 1_000_000)
const recipients = Number(process.argv[3] ?? 150_000)
const aloneMs = 8_000

const sink = await startSink()
const authority = createAuthority()
const { keyPem, certificatePem } = authority.issue({ names: ['localhost', '127.0.0.1'] })
const tls = { key: keyPem, cert: certificatePem }
const front = await startFront({ sinkPort: sink.port, delayMs: 0, tls })
const office = await openTestOffice()
const { administrator, author, approver, folder } = office
const { workstation } = author

async function importRows(name: string, rows: number) {
  const file = join(folder, `${name}.csv`)
  writeContactFile({ file, rowCount: rows, seed: rows })
  const options = { author, file, encoding: null, listName: name, onProgress: () => undefined }
  const startedAt = performance.now()
  const { list, report } = await importContacts(options)
  return { list, report, tookMs: performance.now() - startedAt }
}

async function approvedRequest(): Promise<{ request: string; recipientCount: number }> {
  const code = () => administrator.code()
  const place = { host: '127.0.0.1', port: front.port, ca: authority.certificatePem }
  const route = await administrator.workstation.call('routes.create', {
    ...{ name: '経路', ...place, tls: 'starttls', user: null, password: null },
    ...{ dkimDomain: 'sekisho.example.jp', dkimSelector: 'sekisho2026' },
    ...{ connectionsMax: 20, ratePerHourMax: null, quorum: 1, code: code() },
  })
  const identity = await administrator.workstation.call('routes.create-sender-identity', {
    ...{ name: '関所市役所 広報課', address: 'info@sekisho.example.jp', replyTo: null },
    code: code(),
  })
  await administrator.lock()
  await author.logIn()
  await approver.logIn()
  const { list } = await importRows('宛先', recipients)
  const { id } = await composeCampaign({
    ...{ author, folder, name: 'お知らせ', list, route: route.id, identity: identity.id },
    withAttachment: false,
  })
  await workstation.call('approval.file', {
    ...{ campaign: id, comment: '', approveWithinHours: 24, executeWithinHours: 24, urgent: null },
  })
  await reviewAndApprove(approver, id)
  await workstation.call('journal.sync', {})
  const found = (await workstation.call('approval.list', {})).find((each) => each.campaign === id)
  if (found === undefined) throw new Error('the request is not there')
  return found
}

/** Messages a second, and the main loop's delay, while the act runs. */
async function rateWhile(request: string, act: () => Promise<unknown>) {
  const counts = async () => (await workstation.call('releases.progress', { request })).counts
  await workstation.loopDelay()
  const before = await counts()
  const startedAt = performance.now()
  await act()
  const after = await counts()
  const tookMs = performance.now() - startedAt
  if (after.waiting === 0) throw new Error('everything was sent before the end: more recipients')
  const rate = ((after.sent - before.sent) * 1000) / tookMs
  return { rate, delay: await workstation.loopDelay() }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const { request, recipientCount } = await approvedRequest()
await workstation.call('releases.start', { request, recipientCount, code: author.code() })
while ((await workstation.call('releases.progress', { request })).counts.sent === 0) await wait(100)
const alone = await rateWhile(request, () => wait(aloneMs))
const imported = { rows: 0, tookMs: 0 }
const beside = await rateWhile(request, async () => {
  const { report, tookMs } = await importRows('百万行', rowCount)
  Object.assign(imported, { rows: report.rowCount, tookMs })
})
const after = await rateWhile(request, () => wait(aloneMs))
await workstation.call('releases.stop', { request })
await office.close()
for (const each of [front, sink]) each.stop()

const say = (what: string, figure: string) => console.log(`${what.padEnd(36)}${figure}`)
const toDelay = ({ delay: { p50, p99, max } }: typeof alone) =>
  `main loop p50 ${p50.toFixed(1)}, p99 ${p99.toFixed(1)}, max ${max.toFixed(0)} ms`
const share = (100 * beside.rate * 2) / (alone.rate + after.rate)
say('recipients', `${recipientCount}`)
say('alone, before', `${alone.rate.toFixed(0)}/s, ${toDelay(alone)}`)
say(
  `while ${imported.rows} rows are imported`,
  `${beside.rate.toFixed(0)}/s, ${toDelay(beside)}, import ${(imported.tookMs / 1000).toFixed(1)} s`,
)
say('alone, after', `${after.rate.toFixed(0)}/s, ${toDelay(after)}`)
say('send rate kept', `${share.toFixed(0)} % (wanted: 70 %)`)
say('main loop p99', `${beside.delay.p99.toFixed(1)} ms (wanted: under 50 ms)`)
