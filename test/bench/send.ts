import { execFile } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createTransport } from 'nodemailer'
import { leafHash } from '../../main/approval/approval.ts'
import { templateBytes } from '../../main/message/message.ts'
import { createComposer } from '../../main/sending/composer.ts'
import type { ComposerStart } from '../../main/sending/composer-thread.ts'
import { Dispatch } from '../../main/sending/dispatch.ts'
import { toHaltProblem } from '../../main/sending/engine.ts'
import { loadRows, openFlightLog } from '../../main/sending/flight-log.ts'
import { createRouteOpener } from '../../main/sending/route-opener.ts'
import { toCapabilities } from '../../main/sending/smtp/capabilities.ts'
import { ehlo } from '../../main/sending/smtp/command.ts'
import { createConnection, standardTimeouts } from '../../main/sending/smtp/connection.ts'
import { type Session, toHabits } from '../../main/sending/smtp/session.ts'
import { plainTransport } from '../../preload/contract/transport.ts'
import { createAuthority } from '../support/certificate.ts'
import { systemRandom } from '../support/random.ts'
import { route } from '../support/signed-request.ts'
import { countSignatures } from './signatures.ts'
import { startChunkSink, startFront, startSink } from './sink.ts'

/**
 * `npm run bench:send [-- messages [rounds [length]]]`: the engine's loop with its threads, its durable
 * flight log and rsa-2048 DKIM, nodemailer's pool with the same key and text, and `smtp-source -d`, which
 * personalises and signs nothing and sends as many bytes, all against one smtp-sink. smtp-sink and
 * smtp-source know no TLS: with STARTTLS both others go through one front that ends it, and with a
 * delay through one that holds every byte back, each in a process of its own.
 *
 * All use the same number of connections. A message has 4 KB on the wire, text, HTML and signature
 * together; `length` multiplies both texts (3: about 4 KB of each before they are encoded). The
 * engine's threads are new in each round and have to warm up in it, while nodemailer's code stays warm.
 */
const count = Number(process.argv[2] ?? 20_000)
const rounds = Number(process.argv[3] ?? 5)
const length = Number(process.argv[4] ?? 1)
/** nodemailer is measured over fewer, and so is a long way: their rates do not depend on it. */
const fewer = Math.max(500, Math.floor(count / 5))
const connections = 20
/** Each way: 20 ms of round trip. */
const delayMs = 10
const run = promisify(execFile)

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const dkim = {
  domain: 'example.jp',
  selector: 's1',
  publicKey: keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
  privateKey: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
}
const paragraph =
  '関所は、二人目が署名したものだけを通します。年末年始の窓口についてお知らせします。'
const source = {
  subject: '{{ 会社名 }} 様 年末年始のお知らせ',
  text: `{{ 氏名 }} 様\n\n${`${paragraph}\n`.repeat(6 * length)}`,
  html: `<p>{{ 氏名 }} 様</p>${`<p>${paragraph}</p>`.repeat(9 * length)}`,
}
const fieldsOf = (index: number) => ({ 会社名: `会社${index}`, 氏名: `氏名${index}` })
const recipientOf = (index: number) => `user${index}@example.com`

/** What the engine is given for its threads, over rows that the bench makes. */
function toComposerStart(log: ComposerStart['log'], count: number): ComposerStart {
  const leaves = new SharedArrayBuffer(count * 32)
  let index = 0
  for (const line of lines(count))
    new Uint8Array(leaves).set(leafHash(Buffer.from(line)), index++ * 32)
  const from = { name: '総務', address: 'info@example.jp' }
  const { privateKey, ...approved } = dkim
  return {
    request: '0'.repeat(64),
    manifest: {
      campaign: { id: 'bench', name: 'bench' },
      headers: { from, replyTo: null, listUnsubscribe: null, envelopeSender: from.address },
      attachments: [],
      route: { dkim: approved },
    },
    ...{ template: templateBytes(source), attachments: [], leaves, log },
    ...{ secrets: { dkimPrivateKey: privateKey }, runKey: systemRandom.bytes(32), spool: null },
  }
}

async function sendByEngine({ port, ca, inFlightMax = 1 }: Place, count: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-bench-'))
  const file = { file: join(folder, 'flight.db'), key: systemRandom.bytes(32) }
  loadRows(file, lines(count))
  const log = await openFlightLog({ ...file, now: Date.now() })
  const clock = { now: Date.now }
  const composer = createComposer(toComposerStart(file, count), clock)
  // Each thread has loaded its code, as nodemailer has.
  await Promise.all(Array.from({ length: composer.atOnce }, () => composer.check([0])))
  const [first] = await composer.compose([0], true)
  if (first && 'content' in first) sizeBytes = first.content.length
  const dispatch = new Dispatch({
    ...{ log, clock, random: systemRandom, host: 'sink', toHaltProblem },
    ...{ connectionsMax: connections, ratePerHourMax: null, until: Date.now() + 3_600_000 },
    open: ca === null ? () => openPlain(port, inFlightMax) : openerThroughTls(port, ca),
    gate: async () => {},
    checkRows: composer.check,
    compose: composer.compose,
    composeAtOnce: composer.atOnce,
    onChange: () => {},
  })
  const startedAt = performance.now()
  const cpu = process.cpuUsage()
  dispatch.start()
  const end = await dispatch.done
  const rate = rateSince(startedAt, count)
  const { user, system } = process.cpuUsage(cpu)
  const sent = log.states().get('sent')
  await Promise.all([composer.close(), log.close()])
  rmSync(folder, { recursive: true })
  if (end !== 'finished' || sent !== count) throw new Error(`the engine ${end} with ${sent} sent`)
  processor.engine.push((user + system) / count)
  return rate
}
/** Of the engine's message, with its signature. */
let sizeBytes = 4096
/** Microseconds a message, all threads. */
const processor = { engine: [] as number[], nodemailer: [] as number[] }

function* lines(count: number): Generator<string> {
  for (let index = 0; index < count; index += 1)
    yield JSON.stringify([index, recipientOf(index), fieldsOf(index)])
}

/** The product's own way to a relay, with the front's authority as the route's. */
function openerThroughTls(port: number, ca: string): () => Promise<Session> {
  return createRouteOpener({
    route: { ...route, host: '127.0.0.1', port, ca, user: null, transport: plainTransport },
    secrets: { password: null, dkimPrivateKey: '' },
    clock: { now: Date.now },
    timeouts: standardTimeouts,
  })
}

/** A session without TLS: smtp-sink has none. Nothing of the product can open one. */
async function openPlain(port: number, inFlightMax: number): Promise<Session> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const connection = createConnection(socket, standardTimeouts)
  await connection.reply('greeting')
  connection.write(ehlo('[127.0.0.1]'), 1)
  const capabilities = toCapabilities(await connection.reply('ehlo'))
  const peer = { version: '', cipher: '', certificateHash: '', publicKeyHash: '' }
  const habits = toHabits({ chunking: inFlightMax > 1, dsn: false, inFlightMax })
  return { host: '127.0.0.1', port, connection, capabilities, habits, peer }
}

async function sendByNodemailer({ port, ca }: Place, count: number): Promise<number> {
  const { domain, selector, privateKey } = dkim
  const transport = createTransport({
    ...{ pool: true, maxConnections: connections, maxMessages: Number.POSITIVE_INFINITY },
    ...{ host: '127.0.0.1', port },
    ...(ca === null ? { ignoreTLS: true } : { requireTLS: true, tls: { ca } }),
    dkim: { domainName: domain, keySelector: selector, privateKey },
  })
  const startedAt = performance.now()
  const cpu = process.cpuUsage()
  await Promise.all(
    Array.from({ length: count }, (_, index) => {
      const fill = (text: string) =>
        text
          .replaceAll('{{ 氏名 }}', fieldsOf(index).氏名)
          .replaceAll('{{ 会社名 }}', fieldsOf(index).会社名)
      return transport.sendMail({
        ...{ from: { name: '総務', address: 'info@example.jp' }, to: recipientOf(index) },
        ...{ subject: fill(source.subject), text: fill(source.text), html: fill(source.html) },
      })
    }),
  )
  transport.close()
  const { user, system } = process.cpuUsage(cpu)
  processor.nodemailer.push((user + system) / count)
  return rateSince(startedAt, count)
}

async function sendBySource(port: number): Promise<number> {
  const startedAt = performance.now()
  const options = ['-d', '-l', `${sizeBytes}`, '-m', `${count}`, '-s', `${connections}`]
  await run('/usr/sbin/smtp-source', [...options, `127.0.0.1:${port}`])
  return rateSince(startedAt, count)
}

const rateSince = (startedAt: number, of: number) => (of * 1000) / (performance.now() - startedAt)
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

interface Place {
  readonly port: number
  /** PEM of the authority, where it wants STARTTLS. */
  readonly ca: string | null
  /** Messages in flight on each connection, by BDAT. */
  readonly inFlightMax?: number
}

const sink = await startSink()
const authority = createAuthority()
const { keyPem, certificatePem } = authority.issue({ names: ['localhost', '127.0.0.1'] })
const tls = { key: keyPem, cert: certificatePem }
const tlsFront = await startFront({ sinkPort: sink.port, delayMs: 0, tls })
const farFront = await startFront({ sinkPort: sink.port, delayMs, tls: null })
const chunkSink = await startChunkSink()
const chunkFront = await startFront({ sinkPort: chunkSink.port, delayMs, tls: null })
const plain = { port: sink.port, ca: null }
const secure = { port: tlsFront.port, ca: authority.certificatePem }
const far = { port: farFront.port, ca: null }
const two = { port: chunkFront.port, ca: null, inFlightMax: 2 }
const four = { ...two, inFlightMax: 4 }
const rates = Array.from({ length: 10 }, (): number[] => [])
for (let round = 0; round < rounds; round += 1) {
  const measured = [
    await sendByEngine(plain, count),
    await sendByNodemailer(plain, fewer),
    await sendBySource(sink.port),
    await sendByEngine(secure, count),
    await sendByNodemailer(secure, fewer),
    await sendByEngine(far, fewer),
    await sendByNodemailer(far, fewer),
    await sendByEngine(two, fewer),
    await sendByEngine(four, fewer),
    await sendByNodemailer(two, fewer),
  ]
  for (const [at, rate] of measured.entries()) rates[at]?.push(rate)
}
for (const each of [sink, tlsFront, farFront, chunkFront, chunkSink]) each.stop()
const ceiling = await countSignatures()
const medians = rates.map(median)
const [engine = 0, pool = 1, bare = 1, engineTls = 0, poolTls = 1, engineFar = 0] = medians
const [poolFar = 1, engineTwo = 0, engineFour = 0, poolChunk = 1] = medians.slice(6)
const line = (what: string, rate: number) => console.log(`${what.padEnd(44)}${rate.toFixed(0)}/s`)
const ratio = (what: string, value: string, wanted: string) =>
  console.log(`${what.padEnd(44)}${value} (wanted: ${wanted})`)
console.log(
  `messages ${count} of ${sizeBytes} bytes, connections ${connections}, medians of ${rounds}`,
)
line('engine, durable log, rsa-2048 DKIM', engine)
line('nodemailer pool, rsa-2048 DKIM', pool)
line('smtp-source -d, nothing signed', bare)
line('rsa-2048 signatures and nothing else', ceiling)
line('engine, STARTTLS', engineTls)
line('nodemailer pool, STARTTLS', poolTls)
line(`engine, ${2 * delayMs} ms of round trip`, engineFar)
line(`nodemailer pool, ${2 * delayMs} ms of round trip`, poolFar)
line(`engine, ${2 * delayMs} ms, CHUNKING, 2 in flight`, engineTwo)
line(`engine, ${2 * delayMs} ms, CHUNKING, 4 in flight`, engineFour)
line(`nodemailer pool, ${2 * delayMs} ms, the same server`, poolChunk)
ratio('engine : nodemailer', (engine / pool).toFixed(1), '7')
ratio(
  'engine : signatures alone',
  `${((engine / ceiling) * 100).toFixed(0)} %`,
  '100 % is the end of it',
)
ratio('engine : nodemailer, STARTTLS', (engineTls / poolTls).toFixed(1), '7')
ratio('engine : smtp-source', `${((engine / bare) * 100).toFixed(0)} %`, '40 %')
ratio(`engine : nodemailer, ${2 * delayMs} ms`, (engineFar / poolFar).toFixed(1), '3')
ratio(
  `engine : nodemailer, ${2 * delayMs} ms, 2 in flight`,
  (engineTwo / poolChunk).toFixed(1),
  '3',
)
ratio(
  `engine : nodemailer, ${2 * delayMs} ms, 4 in flight`,
  (engineFour / poolChunk).toFixed(1),
  '3',
)
// One end of data outstanding on each connection: no message takes less than one round trip.
ratio(
  'engine : one round trip a message',
  `${((engineFar / ((connections * 1000) / (2 * delayMs))) * 100).toFixed(0)} %`,
  '100 % is the end of it',
)
console.log(
  `processor a message, all threads: engine ${median(processor.engine).toFixed(0)} µs, nodemailer ${median(processor.nodemailer).toFixed(0)} µs`,
)
