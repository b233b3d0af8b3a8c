import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createAuthority } from './certificate.ts'

/** Debian's Postfix from a private configuration and queue: STARTTLS and AUTH, mail into a Maildir. */
export interface Postfix {
  readonly host: '127.0.0.1'
  readonly port: number
  readonly user: string
  readonly password: string
  readonly caPem: string
  /** Every message in the Maildir, with the headers that delivery adds. */
  readonly delivered: () => Promise<Buffer[]>
  readonly log: () => Promise<string>
  readonly stop: () => Promise<void>
}

/** Null when it can run; else what is missing, for a test that skips aloud. */
export function postfixMissing(): string | null {
  const needed = ['/usr/sbin/postfix', '/usr/sbin/saslpasswd2', '/usr/lib/postfix/sbin/master']
  const missing = needed.filter((file) => !existsSync(file))
  if (missing.length > 0) return `apt-get install postfix sasl2-bin libsasl2-modules (${missing})`
  return process.getuid?.() === 0 ? null : 'Postfix needs root to start'
}

const run = promisify(execFile)
const nobody = 65_534

export async function startPostfix(domains: readonly string[]): Promise<Postfix> {
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-postfix-'))
  await chmod(folder, 0o755)
  const [user, password] = ['sekisho', 'relay-password']
  const authority = createAuthority()
  const issued = authority.issue({ names: ['localhost', '127.0.0.1'] })
  const port = await freePort()
  for (const name of ['config', 'config/sasl', 'queue', 'data', 'mail'])
    await mkdir(join(folder, name))
  const owner = Number((await run('id', ['-u', 'postfix'])).stdout)
  await chown(join(folder, 'data'), owner, 0)
  await chown(join(folder, 'mail'), nobody, nobody)
  await writeFile(join(folder, 'cert.pem'), issued.certificatePem)
  await writeFile(join(folder, 'key.pem'), issued.keyPem, { mode: 0o600 })
  await writeFile(join(folder, 'config/sasl/smtpd.conf'), saslConfig(folder))
  await writeFile(join(folder, 'config/main.cf'), mainConfig(folder, domains))
  await writeFile(join(folder, 'config/master.cf'), masterConfig(port))
  await setPassword(folder, user, password)
  await chown(join(folder, 'sasldb2'), owner, 0)
  const control = (what: string) => run('/usr/sbin/postfix', ['-c', join(folder, 'config'), what])
  await control('start')
  await untilOpen(port)
  const inbox = join(folder, 'mail/inbox/new')
  return {
    host: '127.0.0.1',
    ...{ port, user, password, caPem: authority.certificatePem },
    async delivered() {
      const names = existsSync(inbox) ? await readdir(inbox) : []
      return Promise.all(names.map((name) => readFile(join(inbox, name))))
    },
    log: () => readFile(join(folder, 'mail.log'), 'utf8'),
    async stop() {
      await control('stop')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function setPassword(folder: string, user: string, password: string): Promise<void> {
  const file = join(folder, 'sasldb2')
  const child = run('/usr/sbin/saslpasswd2', ['-p', '-c', '-u', 'relay.test', '-f', file, user])
  child.child.stdin?.end(password)
  await child
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function untilOpen(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect(port, '127.0.0.1')
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.destroy()
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('Postfix does not listen')
}

/** Debian's Postfix looks for it in `sasl` beside its main.cf. */
const saslConfig = (folder: string) => `pwcheck_method: auxprop
auxprop_plugin: sasldb
sasldb_path: ${folder}/sasldb2
mech_list: PLAIN LOGIN CRAM-MD5
`

const mainConfig = (folder: string, domains: readonly string[]) => `compatibility_level = 3.6
queue_directory = ${folder}/queue
data_directory = ${folder}/data
maillog_file = ${folder}/mail.log
maillog_file_prefixes = ${folder}
mail_owner = postfix
setgid_group = postdrop
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = relay.test
mydestination =
local_recipient_maps =
alias_maps =
virtual_mailbox_domains = ${domains.join(', ')}
virtual_mailbox_base = ${folder}/mail
virtual_mailbox_maps = static:inbox/
virtual_uid_maps = static:${nobody}
virtual_gid_maps = static:${nobody}
smtpd_tls_cert_file = ${folder}/cert.pem
smtpd_tls_key_file = ${folder}/key.pem
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = cyrus
smtpd_sasl_path = smtpd
smtpd_sasl_local_domain = relay.test
smtpd_relay_restrictions = permit_sasl_authenticated, reject
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
smtpd_client_connection_count_limit = 0
`

const masterConfig = (port: number) => `127.0.0.1:${port} inet n - n - - smtpd
cleanup   unix  n       -       n       -       0       cleanup
qmgr      unix  n       -       n       300     1       qmgr
tlsmgr    unix  -       -       n       1000?   1       tlsmgr
rewrite   unix  -       -       n       -       -       trivial-rewrite
bounce    unix  -       -       n       -       0       bounce
defer     unix  -       -       n       -       0       bounce
trace     unix  -       -       n       -       0       bounce
flush     unix  n       -       n       1000?   0       flush
proxymap  unix  -       -       n       -       -       proxymap
virtual   unix  -       n       n       -       -       virtual
local     unix  -       n       n       -       -       local
error     unix  -       -       n       -       -       error
retry     unix  -       -       n       -       -       error
discard   unix  -       -       n       -       -       discard
smtp      unix  -       -       n       -       -       smtp
anvil     unix  -       -       n       -       1       anvil
scache    unix  -       -       n       -       1       scache
showq     unix  n       -       n       -       -       showq
postlog   unix-dgram n  -       n       -       1       postlogd
`
