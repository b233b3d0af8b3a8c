import pg from 'pg'
import { type Problem, ProblemError, toProblem } from '../../preload/problem.ts'
import { codeOf } from './share-file.ts'

/** Where a PostgreSQL store is, and who we are there. The password lies in the vault. */
export interface DatabaseAccess {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly password: string
  /** PEM of the authority that vouches for the server; null: the public ones. */
  readonly ca: string | null
}

const connectMs = 10_000
const answerMs = 60_000

/** What a person calls it. */
export function placeOfDatabase({ host, port, database }: Omit<DatabaseAccess, 'password'>) {
  return `${host.includes(':') ? `[${host}]` : host}:${port}/${database}`
}

/**
 * Everything that pg would otherwise look for elsewhere (PG* in the environment, a pgpass file) is
 * said here. TLS is verify-full: the authority and the host name, always, with no way around.
 */
export function clientConfig(access: DatabaseAccess): pg.ClientConfig {
  const { host, port, database, user, password, ca } = access
  const config: pg.ClientConfig & { readonly replication: 'false'; readonly binary: false } = {
    ...{ host, port, database, user, password },
    ssl: {
      rejectUnauthorized: true,
      minVersion: 'TLSv1.2',
      ...(ca === null ? {} : { ca }),
    },
    sslnegotiation: 'postgres',
    enableChannelBinding: true,
    application_name: 'sekisho',
    client_encoding: 'UTF8',
    replication: 'false',
    binary: false,
    // Durable when it answers, whatever the server's default is.
    options: '-c synchronous_commit=on -c search_path=sekisho -c lock_timeout=30000',
    statement_timeout: answerMs,
    query_timeout: answerMs + 5_000,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: 30_000,
  }
  return config
}

/**
 * What a failure of the database means to a person. Its own text never goes further: it quotes
 * values. Anything that is not the database's doing is thrown again as it is.
 */
export function toStoreProblem(error: unknown, place: string): Problem {
  if (error instanceof ProblemError) return error.problem
  if (!(error instanceof Error) || error instanceof TypeError || error instanceof RangeError)
    throw error
  const code = codeOf(error) ?? ''
  if (/does not support SSL/.test(error.message))
    return toProblem('journal.store-no-tls', { place })
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return toProblem('journal.store-wrong-host', { place })
  if (isUntrusted(code)) return toProblem('journal.store-untrusted', { place })
  if (code.startsWith('28')) return toProblem('journal.store-login-refused', { place })
  if (code === '42501') return toProblem('journal.store-right-missing', { place })
  if (code === '42P01' || code === '3F000' || code === '3D000')
    return toProblem('journal.store-not-prepared', { place })
  return toProblem('journal.store-unreachable', { folder: place })
}

/** OpenSSL's verdicts on a certificate (X509_verify_cert_error_string), as Node names them. */
function isUntrusted(code: string): boolean {
  return (
    /CERT|ISSUER|SELF_SIGNED|CRL|SIGNATURE|PURPOSE/.test(code) || /^(EPROTO$|ERR_SSL_)/.test(code)
  )
}

/** Runs what talks to the database; its failures come out as problems. */
export async function reachDatabase<T>(place: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    throw new ProblemError(toStoreProblem(error, place))
  }
}

/**
 * A connection of its own that hears the database's wake-up calls, and comes back after a loss with
 * growing pauses. It never fails: whoever listens looks by itself, too.
 */
export function listenForNews(access: DatabaseAccess, onNews: () => void): () => void {
  let isOver = false
  let pauseMs = pauseMsMin
  let client: pg.Client | null = null
  let timer: NodeJS.Timeout | null = null
  const lost = (from: pg.Client) => {
    if (from !== client || isOver) return
    client = null
    from.end().catch(() => undefined)
    timer = setTimeout(open, pauseMs)
    timer.unref()
    pauseMs = Math.min(pauseMs * 2, pauseMsMax)
  }
  const open = () => {
    const opened = new pg.Client(clientConfig(access))
    client = opened
    opened.on('error', () => lost(opened))
    opened.on('end', () => lost(opened))
    opened.on('notification', onNews)
    opened
      .connect()
      .then(() => opened.query('LISTEN sekisho'))
      .then(() => {
        pauseMs = pauseMsMin
        // Whatever came while nobody listened.
        onNews()
      })
      .catch(() => lost(opened))
  }
  open()
  return () => {
    isOver = true
    if (timer) clearTimeout(timer)
    client?.end().catch(() => undefined)
  }
}

const pauseMsMin = 1_000
const pauseMsMax = 60_000
