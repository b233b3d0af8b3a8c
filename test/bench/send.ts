import { execFile, spawn } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
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
import { toCapabilities } from '../../main/sending/smtp/capabilities.ts'
import { ehlo } from '../../main/sending/smtp/command.ts'
import { createConnection, standardTimeouts } from '../../main/sending/smtp/connection.ts'
import { type Session, toHabits } from '../../main/sending/smtp/session.ts'
import { systemRandom } from '../support/random.ts'

/**
 * `node test/bench/send.ts [messages] [rounds]`: the loop with its durable flight log and rsa-2048
 * DKIM, nodemailer's pool with the same, and `smtp-source -d`, which personalises and signs
 * nothing, against one smtp-sink, which knows no TLS: only this bench speaks without it.
 */
const count = Number(process.argv[2] ?? 3000)
const rounds = Number(process.argv[3] ?? 5)
const connections = 20
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
  text: `{{ 氏名 }} 様\n\n${`${paragraph}\n`.repeat(6)}`,
  html: `<p>{{ 氏名 }} 様</p>${`<p>${paragraph}</p>`.repeat(9)}`,
}
const fieldsOf = (index: number) => ({ 会社名: `会社${index}`, 氏名: `氏名${index}` })
const recipientOf = (index: number) => `user${index}@example.com`

/** What the engine is given for its threads, over rows that the bench makes. */
function toComposerStart(log: ComposerStart['log']): ComposerStart {
  const leaves = new SharedArrayBuffer(count * 32)
  let index = 0
  for (const line of lines()) new Uint8Array(leaves).set(leafHash(Buffer.from(line)), index++ * 32)
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
    ...{ secrets: { dkimPrivateKey: privateKey }, runKey: systemRandom.bytes(32) },
  }
}

async function sendByEngine(port: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-bench-'))
  const file = { file: join(folder, 'flight.db'), key: systemRandom.bytes(32) }
  loadRows(file, lines())
  const log = await openFlightLog({ ...file, now: Date.now() })
  const clock = { now: Date.now }
  const composer = createComposer(toComposerStart(file), clock)
  await composer.check([0])
  const dispatch = new Dispatch({
    ...{ log, clock, random: systemRandom, host: 'sink', toHaltProblem },
    ...{ connectionsMax: connections, ratePerHourMax: null, until: Date.now() + 3_600_000 },
    open: () => openPlain(port),
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
  const rate = rateSince(startedAt)
  const { user, system } = process.cpuUsage(cpu)
  const sent = log.states().get('sent')
  await Promise.all([composer.close(), log.close()])
  rmSync(folder, { recursive: true })
  if (end !== 'finished' || sent !== count) throw new Error(`the engine ${end} with ${sent} sent`)
  cpuPerMessage.push((user + system) / count)
  return rate
}
const cpuPerMessage: number[] = []

function* lines(): Generator<string> {
  for (let index = 0; index < count; index += 1)
    yield JSON.stringify([index, recipientOf(index), fieldsOf(index)])
}

/** A session without TLS: smtp-sink has none. Nothing of the product can open one. */
async function openPlain(port: number): Promise<Session> {
  const socket = connect(port, '127.0.0.1')
  await once(socket, 'connect')
  const connection = createConnection(socket, standardTimeouts)
  await connection.reply('greeting')
  connection.write(ehlo('[127.0.0.1]'), 1)
  const capabilities = toCapabilities(await connection.reply('ehlo'))
  const peer = { version: '', cipher: '', certificateHash: '', publicKeyHash: '' }
  const habits = toHabits({ chunking: false, dsn: false })
  return { host: '127.0.0.1', connection, capabilities, habits, peer }
}

async function sendByNodemailer(port: number): Promise<number> {
  const { domain, selector, privateKey } = dkim
  const transport = createTransport({
    ...{ pool: true, maxConnections: connections, maxMessages: Number.POSITIVE_INFINITY },
    ...{ host: '127.0.0.1', port, ignoreTLS: true },
    dkim: { domainName: domain, keySelector: selector, privateKey },
  })
  const startedAt = performance.now()
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
  return rateSince(startedAt)
}

async function sendBySource(port: number): Promise<number> {
  const startedAt = performance.now()
  const options = ['-d', '-l', '4096', '-m', `${count}`, '-s', `${connections}`]
  await run('/usr/sbin/smtp-source', [...options, `127.0.0.1:${port}`])
  return rateSince(startedAt)
}

const rateSince = (startedAt: number) => (count * 1000) / (performance.now() - startedAt)
const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0

async function startSink(): Promise<{ port: number; stop: () => void }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  const sink = spawn('/usr/sbin/smtp-sink', ['-u', 'nobody', `127.0.0.1:${port}`, '1000'])
  await new Promise((resolve) => setTimeout(resolve, 500))
  return { port, stop: () => sink.kill() }
}

const sink = await startSink()
const rates = { engine: [] as number[], nodemailer: [] as number[], source: [] as number[] }
for (let round = 0; round < rounds; round += 1) {
  rates.engine.push(await sendByEngine(sink.port))
  rates.nodemailer.push(await sendByNodemailer(sink.port))
  rates.source.push(await sendBySource(sink.port))
}
sink.stop()
const [engine, nodemailer, fastest] = [rates.engine, rates.nodemailer, rates.source].map(median)
console.log(`messages ${count}, connections ${connections}, medians of ${rounds}`)
console.log(`engine, durable log, rsa-2048 DKIM  ${engine?.toFixed(0)}/s`)
console.log(`nodemailer pool, rsa-2048 DKIM      ${nodemailer?.toFixed(0)}/s`)
console.log(`smtp-source -d, nothing signed      ${fastest?.toFixed(0)}/s`)
console.log(`engine : nodemailer   ${((engine ?? 0) / (nodemailer ?? 1)).toFixed(1)} (wanted: 7)`)
console.log(
  `engine : smtp-source  ${(((engine ?? 0) / (fastest ?? 1)) * 100).toFixed(0)} % (wanted: 40)`,
)
console.log(`engine: ${median(cpuPerMessage).toFixed(0)} µs of processor a message, all threads`)
