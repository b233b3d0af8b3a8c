import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createAuthority } from '../../test/support/certificate.ts'

export interface RelaySettings {
  readonly file: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly certificatePem: string
  readonly keyPem: string
  /** How long it takes over each message before it answers. */
  readonly delayMs: number
}

/** One message as the relay took it. */
export interface ReceivedMail {
  readonly sender: string
  readonly recipients: readonly string[]
  readonly bytes: Uint8Array
}

/** A real SMTP server on loopback that keeps what it accepts. */
export interface Relay {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  /** The authority to pin. */
  readonly caPem: string
  /** Everything accepted so far, in its order. */
  readonly received: () => AsyncGenerator<ReceivedMail>
  readonly stop: () => Promise<void>
}

export interface RelayOptions {
  /** Where accepted mail is kept; by default a folder that `stop` removes. */
  readonly file?: string
  readonly user?: string
  readonly password?: string
  readonly delayMs?: number
}

export async function startRelay(options: RelayOptions = {}): Promise<Relay> {
  const folder = options.file ? null : await mkdtemp(join(tmpdir(), 'sekisho-relay-'))
  const file = options.file ?? join(folder ?? '', 'received.bin')
  await writeFile(file, '', { flag: 'a' })
  const authority = createAuthority()
  const user = options.user ?? 'sekisho'
  const password = options.password ?? 'relay-password'
  const issued = authority.issue({ names: ['localhost', '127.0.0.1'] })
  const child = fork(join(import.meta.dirname, 'relay-process.ts'), [], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  })
  const settings: RelaySettings = {
    file,
    port: 0,
    user,
    password,
    certificatePem: issued.certificatePem,
    keyPem: issued.keyPem,
    delayMs: options.delayMs ?? 0,
  }
  child.send(settings)
  const port = await portOf(child)
  return {
    host: '127.0.0.1',
    port,
    user,
    password,
    caPem: authority.certificatePem,
    received: () => readReceived(file),
    async stop() {
      if (child.exitCode === null) {
        child.kill()
        await once(child, 'exit')
      }
      if (folder) await rm(folder, { recursive: true, force: true })
    },
  }
}

async function portOf(child: ChildProcess): Promise<number> {
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the relay did not start'))),
  ])
  return (message as { port: number }).port
}

async function* readReceived(file: string): AsyncGenerator<ReceivedMail> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer])
    let at = 0
    while (rest.length - at >= 8) {
      const envelopeEnd = at + 8 + rest.readUInt32BE(at)
      const end = envelopeEnd + rest.readUInt32BE(at + 4)
      if (rest.length < end) break
      const envelope: unknown = JSON.parse(rest.toString('utf8', at + 8, envelopeEnd))
      const { sender, recipients } = envelope as { sender: string; recipients: string[] }
      yield { sender, recipients, bytes: rest.subarray(envelopeEnd, end) }
      at = end
    }
    rest = rest.subarray(at)
  }
}
