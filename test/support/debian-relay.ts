import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { findCommand } from '../../build/debian-package.ts'
import { createAuthority } from './certificate.ts'

/**
 * Debian's Exim and OpenSMTPD as relays: STARTTLS and AUTH, and on to another server. As packages they
 * exclude Postfix and each other, so they are unpacked into a root of their own and run there.
 */
export interface DebianRelay {
  readonly host: '127.0.0.1'
  readonly port: number
  readonly user: string
  readonly password: string
  readonly caPem: string
  readonly log: () => string
  readonly stop: () => Promise<void>
}

export type RelayKind = 'exim' | 'opensmtpd'

interface Recipe {
  readonly packages: readonly string[]
  readonly program: string
  readonly arguments: readonly string[]
  readonly configFile: string
  readonly config: (o: { port: number; onwardPort: number; password: string }) => string
  readonly accounts: readonly string[]
  readonly folders: readonly string[]
}

const user = 'sekisho'

const recipes: Readonly<Record<RelayKind, Recipe>> = {
  exim: {
    packages: ['exim4-daemon-light', 'libidn12'],
    program: '/usr/sbin/exim4',
    arguments: ['-bdf', '-q1s', '-C', '/etc/exim.conf'],
    configFile: '/etc/exim.conf',
    config: eximConfig,
    accounts: ['Debian-exim'],
    folders: ['var/spool/exim4', 'var/log/exim4'],
  },
  opensmtpd: {
    packages: ['opensmtpd', 'libevent-2.1-7'],
    program: '/usr/sbin/smtpd',
    arguments: ['-d', '-f', '/etc/smtpd.conf'],
    configFile: '/etc/smtpd.conf',
    config: smtpdConfig,
    accounts: ['opensmtpd', 'opensmtpq'],
    folders: ['var/spool/smtpd', 'var/lib/opensmtpd/empty', 'var/run'],
  },
}

/** The relay, or why it cannot be had here, for a test that skips aloud. */
export async function startDebianRelay(
  kind: RelayKind,
  onwardPort: number,
): Promise<DebianRelay | string> {
  const recipe = recipes[kind]
  if (process.getuid?.() !== 0 || findCommand('apt-get') === null)
    return `${kind} needs root and apt-get`
  const root = mkdtempSync(join(tmpdir(), `sekisho-${kind}-`))
  const missing = unpack(root, recipe) ?? copyLibraries(root, recipe.program)
  if (missing !== null) {
    rmSync(root, { recursive: true, force: true })
    return `${kind}: ${missing}`
  }
  chmodSync(root, 0o755)
  const password = 'relay-password'
  const port = await freePort()
  const authority = createAuthority()
  const issued = authority.issue({
    names: ['localhost', '127.0.0.1'],
    isRsa: kind === 'opensmtpd',
  })
  furnish(root, recipe)
  place(root, '/etc/cert.pem', issued.certificatePem)
  place(root, '/etc/key.pem', issued.keyPem)
  place(root, recipe.configFile, recipe.config({ port, onwardPort, password }))
  chmodSync(join(root, 'etc/key.pem'), kind === 'exim' ? 0o644 : 0o600)
  const child = spawn('/usr/sbin/chroot', [root, recipe.program, ...recipe.arguments])
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
  const log = () => said + readLog(root)
  const stop = async () => {
    await end(child)
    rmSync(root, { recursive: true, force: true })
  }
  if (await isOpen(port, child))
    return { host: '127.0.0.1', port, user, password, caPem: authority.certificatePem, log, stop }
  const why = log().trim()
  await stop()
  return `${kind} does not listen: ${why}`
}

function unpack(root: string, { packages }: Recipe): string | null {
  const folder = join(root, 'packages')
  mkdirSync(folder, { mode: 0o777 })
  const quiet = { cwd: folder, stdio: 'ignore' as const }
  if (spawnSync('apt-get', ['-q', 'download', ...packages], quiet).status !== 0)
    return `apt-get download ${packages.join(' ')} failed`
  const unpacked = spawnSync('sh', ['-c', 'for each in *.deb; do dpkg -x "$each" ..; done'], quiet)
  return unpacked.status === 0 ? null : 'dpkg -x failed'
}

/** What the program is linked with, from its own packages or from this machine. */
function copyLibraries(root: string, program: string): string | null {
  const own = join(root, 'usr/lib/x86_64-linux-gnu')
  const env = { ...process.env, LD_LIBRARY_PATH: own }
  for (const each of [program, '/bin/sh']) {
    const file = each === program ? join(root, each) : each
    const { stdout } = spawnSync('/usr/bin/ldd', [file], { env, encoding: 'utf8' })
    const absent = /^\s*(\S+) => not found/m.exec(stdout)?.[1]
    if (absent !== undefined) return `${absent} is missing`
    for (const [, path] of stdout.matchAll(/(?:=> |^\s*)(\/\S+) \(0x/gm))
      if (path && !path.startsWith(root)) copyInto(root, path)
  }
  return null
}

function copyInto(root: string, path: string): void {
  const target = join(root, path)
  if (existsSync(target)) return
  mkdirSync(dirname(target), { recursive: true })
  copyFileSync(path, target)
}

function furnish(root: string, { accounts, folders }: Recipe): void {
  const all = accounts.map((name, at) => ({ name, id: 2101 + at }))
  const passwd = all.map(({ name, id }) => `${name}:x:${id}:${id}::/nonexistent:/usr/sbin/nologin`)
  const groups = all.map(({ name, id }) => `${name}:x:${id}:`)
  place(root, '/etc/passwd', ['root:x:0:0:root:/root:/bin/sh', ...passwd, ''].join('\n'))
  place(root, '/etc/group', ['root:x:0:', 'mail:x:8:', ...groups, ''].join('\n'))
  place(root, '/etc/hosts', '127.0.0.1 localhost relay.test\n')
  place(root, '/etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files\n')
  place(root, '/etc/mailname', 'relay.test\n')
  place(root, '/etc/resolv.conf', 'nameserver 127.0.0.1\n')
  for (const name of ['dev', 'tmp', ...folders]) mkdirSync(join(root, name), { recursive: true })
  for (const [name, minor] of [
    ['null', '3'],
    ['urandom', '9'],
  ] as const)
    if (spawnSync('mknod', ['-m', '666', join(root, 'dev', name), 'c', '1', minor]).status !== 0)
      writeFileSync(join(root, 'dev', name), '', { mode: 0o666 })
  chmodSync(join(root, 'tmp'), 0o1777)
  for (const name of folders)
    if (name.includes('exim')) spawnSync('chown', ['2101:2101', join(root, name)])
    else chmodSync(join(root, name), 0o711)
}

function place(root: string, path: string, text: string): void {
  const file = join(root, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
}

function readLog(root: string): string {
  const file = join(root, 'var/log/exim4/mainlog')
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const over = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), 5_000)
  await over
  clearTimeout(timer)
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function isOpen(port: number, child: ChildProcess): Promise<boolean> {
  for (let tries = 0; tries < 200 && child.exitCode === null; tries += 1) {
    const socket = connect(port, '127.0.0.1')
    const opened = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (opened) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

function eximConfig(o: { port: number; onwardPort: number; password: string }): string {
  return `primary_hostname = relay.test
exim_user = Debian-exim
exim_group = Debian-exim
spool_directory = /var/spool/exim4
log_file_path = /var/log/exim4/%slog
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${o.port}
tls_advertise_hosts = *
tls_certificate = /etc/cert.pem
tls_privatekey = /etc/key.pem
auth_advertise_hosts = \${if def:tls_in_cipher {*}{}}
acl_smtp_rcpt = check
host_lookup =
rfc1413_query_timeout = 0s
smtp_accept_max = 100
keep_environment =
begin acl
check:
  accept authenticated = *
  deny message = authenticate first
begin routers
onward:
  driver = manualroute
  route_list = * 127.0.0.1 byname
  self = send
  transport = onward
begin transports
onward:
  driver = smtp
  port = ${o.onwardPort}
  hosts_avoid_tls = *
  allow_localhost
begin retry
* * F,1h,1s
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{${user}}}{eq{$auth3}{${o.password}}}}}
  server_set_id = $auth2
`
}

function smtpdConfig(o: { port: number; onwardPort: number; password: string }): string {
  const hash = spawnSync('openssl', ['passwd', '-6', o.password], { encoding: 'utf8' }).stdout
  return `pki relay.test cert "/etc/cert.pem"
pki relay.test key "/etc/key.pem"
table people { ${user} = "${hash.trim()}" }
listen on 127.0.0.1 port ${o.port} tls-require pki relay.test auth <people> hostname relay.test
action "onward" relay host "smtp://127.0.0.1:${o.onwardPort}"
match auth from any for any action "onward"
`
}
