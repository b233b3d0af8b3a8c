import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { DatabaseAccess } from '../../main/journal/postgres-connection.ts'
import { type Authority, createAuthority } from './certificate.ts'

/** Debian's PostgreSQL on a port and a cluster of its own, with TLS and the product's own DDL. */
export interface Postgres {
  readonly authority: Authority
  readonly port: number
  /** A database with the tables of Sekisho, and a login that may do what a workstation may. */
  readonly makeDatabase: () => Promise<DatabaseAccess>
  /** As the superuser, over the local socket. */
  readonly administer: (database: string, sql: string) => Promise<pg.QueryResult>
  /** Ends the server at once, as a crash would, and starts it again. */
  readonly crash: () => Promise<void>
  readonly halt: () => Promise<void>
  readonly resume: () => Promise<void>
  readonly log: () => Promise<string>
  readonly stop: () => Promise<void>
}

const versions = '/usr/lib/postgresql'

function binaries(): string | null {
  const names = existsSync(versions) ? readdirSync(versions) : []
  const newest = names.sort((a, b) => Number(b) - Number(a))[0]
  const folder = join(versions, newest ?? '', 'bin')
  return newest !== undefined && existsSync(join(folder, 'initdb')) ? folder : null
}

/** Null when it can run; else what is missing, for a test that skips aloud. */
export function postgresMissing(): string | null {
  if (binaries() === null) return 'apt-get install postgresql'
  // The server refuses to run as root, so root hands it to the package's own user.
  return null
}

const run = promisify(execFile)
const ddl = join(import.meta.dirname, '../../build/postgresql/sekisho.sql')

export async function startPostgres(
  o: { readonly names?: readonly string[]; readonly connectionsMax?: number } = {},
): Promise<Postgres> {
  const bin = binaries()
  if (bin === null) throw new Error('PostgreSQL is missing')
  const folder = await mkdtemp(join(tmpdir(), 'sekisho-pg-'))
  const isRoot = process.getuid?.() === 0
  const id = isRoot
    ? {
        uid: Number((await run('id', ['-u', 'postgres'])).stdout),
        gid: Number((await run('id', ['-g', 'postgres'])).stdout),
      }
    : {}
  if (id.uid !== undefined) await chown(folder, id.uid, id.gid)
  const data = join(folder, 'data')
  const initial = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-locale', '-N']
  await run(join(bin, 'initdb'), initial, { ...id, cwd: folder })
  const authority = createAuthority()
  const issued = authority.issue({ names: o.names ?? ['localhost', '127.0.0.1'] })
  for (const [name, text] of [
    ['server.crt', issued.certificatePem],
    ['server.key', issued.keyPem],
    ['pg_hba.conf', accessRules],
    // In a file, so that a test can turn it off.
    ['postgresql.auto.conf', 'ssl = on\n'],
  ] as const) {
    const file = join(data, name)
    await writeFile(file, text, { mode: 0o600 })
    if (id.uid !== undefined) await chown(file, id.uid, id.gid)
  }
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: folder,
    fsync: 'off',
    max_connections: o.connectionsMax ?? 100,
    password_encryption: 'scram-sha-256',
    log_min_messages: 'warning',
    log_statement: 'none',
  }
  const argv = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const start = async () => {
    const child = spawn(join(bin, 'postgres'), ['-D', data, ...argv], {
      ...id,
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child.stderr?.on('data', (chunk) => void lines.push(chunk))
    const ended = once(child, 'exit')
    await untilReady(folder, port)
    return { child, ended }
  }
  const lines: Buffer[] = []
  let server = await start()
  const end = async (signal: NodeJS.Signals) => {
    server.child.kill(signal)
    await server.ended
  }
  const administer = (database: string, sql: string) => asOwner({ folder, port, database }, sql)
  let databases = 0
  return {
    authority,
    port,
    async makeDatabase() {
      databases += 1
      const [database, user, password] = [`office_${databases}`, `pc_${databases}`, `pw-${port}`]
      await administer('postgres', `CREATE DATABASE ${database}`)
      await administer(database, await readFile(ddl, 'utf8'))
      await administer(
        database,
        `CREATE ROLE ${user} LOGIN PASSWORD '${password}' IN ROLE sekisho_workstation`,
      )
      const ca = authority.certificatePem
      return { host: 'localhost', port, database, user, password, ca }
    },
    administer,
    async crash() {
      await end('SIGQUIT')
      server = await start()
    },
    halt: () => end('SIGINT'),
    async resume() {
      server = await start()
    },
    log: async () => Buffer.concat(lines).toString(),
    async stop() {
      await end('SIGQUIT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Workstations come by TLS with a password; the local socket is the administrator's. */
const accessRules = `local all all trust
hostssl all +sekisho_workstation 127.0.0.1/32 scram-sha-256
`

async function asOwner(o: { folder: string; port: number; database: string }, sql: string) {
  const { folder, port, database } = o
  const client = new pg.Client({ host: folder, port, database, user: 'postgres', password: '-' })
  await client.connect()
  try {
    return await client.query(sql)
  } finally {
    await client.end()
  }
}

async function untilReady(folder: string, port: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    try {
      await asOwner({ folder, port, database: 'postgres' }, 'SELECT 1')
      return
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
  throw new Error('PostgreSQL does not answer')
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
