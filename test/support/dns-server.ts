import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findCommand } from '../../build/debian-package.ts'
import { createDnsClient } from '../../main/deliverability/dns-client.ts'
import { announceTraffic } from './announced-traffic.ts'
import { systemRandom } from './random.ts'

/**
 * Debian's Unbound on loopback: a resolver that recurses over the zones it is given and validates
 * them, and has no way to any other server.
 */
export interface DnsTestServer {
  /** `127.0.0.1:port`, as IT would write it. */
  readonly line: string
  readonly port: number
  readonly stop: () => Promise<void>
}

export interface TestZone {
  /** Lines of a zone file, relative to the zone; SOA and NS are there already. */
  readonly records: string
  /** Signed anew, and anchored. `broken`: one record was altered after signing. */
  readonly dnssec?: 'signed' | 'broken'
}

/** Null when it can run; else what is missing, for a test that skips aloud. */
export function dnsServerMissing(): string | null {
  const needed = ['unbound', 'ldns-keygen', 'ldns-signzone']
  const missing = needed.filter((command) => findCommand(command) === null)
  return missing.length === 0 ? null : `apt-get install unbound ldnsutils (${missing})`
}

const run = promisify(execFile)

/** Serves each zone by its name. Reverse zones are named in full, such as `2.0.192.in-addr.arpa`. */
export async function startDnsServer(
  zones: Readonly<Record<string, TestZone>>,
): Promise<DnsTestServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-dns-'))
  const parts: string[] = []
  for (const [name, zone] of Object.entries(zones)) parts.push(await makeZone(folder, name, zone))
  const port = await freePort()
  await writeFile(join(folder, 'root.zone'), zoneText('.', ''))
  await writeFile(join(folder, 'unbound.conf'), [config(folder, port), ...parts].join('\n'))
  announceTraffic('127.0.0.1', port, 'the DNS server of the tests')
  const child = spawn(
    findCommand('unbound') ?? 'unbound',
    ['-d', '-p', '-c', join(folder, 'unbound.conf')],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  const gone = once(child, 'exit')
  await Promise.race([
    untilAnswering(port),
    gone.then(() => Promise.reject(new Error(`Unbound did not start: ${said}`))),
  ])
  return {
    line: `127.0.0.1:${port}`,
    port,
    async stop() {
      child.kill('SIGKILL')
      await gone
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function makeZone(folder: string, name: string, zone: TestZone): Promise<string> {
  const file = join(folder, `${name}.zone`)
  await writeFile(file, zoneText(name, zone.records))
  const served = zone.dnssec === undefined ? file : await signZone(folder, { name, file, zone })
  const anchor = zone.dnssec === undefined ? '' : `server:\n  trust-anchor-file: "${file}.key"\n`
  return `${anchor}auth-zone:
  name: "${name}"
  zonefile: "${served}"
  for-upstream: yes
  for-downstream: no
`
}

async function signZone(
  folder: string,
  { name, file, zone }: { readonly name: string; readonly file: string; readonly zone: TestZone },
): Promise<string> {
  const algorithm = ['-a', 'ECDSAP256SHA256']
  const { stdout } = await run('ldns-keygen', ['-k', ...algorithm, name], { cwd: folder })
  const key = join(folder, stdout.trim())
  await writeFile(`${file}.key`, await readFile(`${key}.key`))
  await run('ldns-signzone', ['-o', name, file, key], { cwd: folder })
  const signed = await readFile(`${file}.signed`, 'utf8')
  if (zone.dnssec === 'broken')
    await writeFile(`${file}.signed`, signed.replaceAll('signed-value', 'forged-value'))
  return `${file}.signed`
}

function zoneText(name: string, records: string): string {
  const origin = name === '.' ? '.' : `${name}.`
  return `$ORIGIN ${origin}
$TTL 60
@ IN SOA ns.invalid. hostmaster.invalid. 1 3600 600 86400 60
@ IN NS ns.invalid.
${records}
`
}

/** Names of the root are answered here as well, so that nothing is ever asked elsewhere. */
function config(folder: string, port: number): string {
  return `server:
  interface: 127.0.0.1
  port: ${port}
  do-ip6: no
  access-control: 127.0.0.0/8 allow
  chroot: ""
  username: ""
  directory: "${folder}"
  pidfile: ""
  use-syslog: no
  logfile: ""
  verbosity: 0
  num-threads: 1
  module-config: "validator iterator"
  qname-minimisation: no
  local-zone: "test." nodefault
  local-zone: "2.0.192.in-addr.arpa." nodefault
  local-zone: "8.b.d.0.1.0.0.2.ip6.arpa." nodefault
remote-control:
  control-enable: no
auth-zone:
  name: "."
  zonefile: "${join(folder, 'root.zone')}"
  for-upstream: yes
  for-downstream: no
`
}

async function untilAnswering(port: number): Promise<void> {
  for (;;) {
    const client = createDnsClient({
      servers: [{ address: '127.0.0.1', port }],
      ...{ random: systemRandom, trustsDnssec: false, timeoutMs: 200 },
    })
    const answer = await client.lookup('ready.test', 'A')
    if (answer.outcome !== 'unreachable') return
    await new Promise((wait) => setTimeout(wait, 20))
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
