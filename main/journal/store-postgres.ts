import pg from 'pg'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { Clock, Random } from '../ports.ts'
import { envelopeSizeBytesMax } from './dsse.ts'
import {
  clientConfig,
  type DatabaseAccess,
  listenForNews,
  placeOfDatabase,
  reachDatabase,
} from './postgres-connection.ts'
import type { BlobRef } from './record.ts'
import { sha256 } from './share-file.ts'
import type { Store, StoreEntry, StoreReading, Stream } from './store.ts'

/** A blob above this is kept in pieces, so that neither side ever holds it twice. */
const pieceBytes = 4 * 1024 * 1024
/** How many lists of pieces for one blob are looked at: anybody may add one, one of them is right. */
const listsMax = 16
const connectionsMax = 4
const idleMs = 60_000

interface PostgresOptions {
  readonly access: DatabaseAccess
  readonly clock: Clock
  readonly random: Random
}

/**
 * A PostgreSQL database as the store, prepared by build/postgresql/sekisho.sql. The role may insert
 * and select, and nothing else. Besides `journal.store-unreachable` its functions fail with
 * `store-untrusted`, `-wrong-host`, `-no-tls`, `-login-refused`, `-not-prepared`, `-right-missing`.
 */
export function openPostgresStore({ access, clock, random }: PostgresOptions): Store {
  const place = `postgres://${placeOfDatabase(access)}`
  const pool = new pg.Pool({
    ...clientConfig(access),
    max: connectionsMax,
    idleTimeoutMillis: idleMs,
    allowExitOnIdle: true,
  })
  // An idle connection that the server ends is replaced when the next one is needed.
  pool.on('error', () => undefined)
  const once: Query = (text, values) =>
    reachDatabase(place, () => pool.query({ text, values: [...values] }))
  /** What may be asked twice: a connection that was ended meanwhile is replaced without a word. */
  const query: Query = async (text, values) => {
    try {
      return await once(text, values)
    } catch (error) {
      const isLost =
        error instanceof ProblemError && error.problem.code === 'journal.store-unreachable'
      if (isLost) return once(text, values)
      throw error
    }
  }
  return {
    place,
    async hasBegun() {
      const { rows } = await query(`SELECT 1 FROM record WHERE stream = 'root' LIMIT 1`, [])
      return rows.length > 0
    },
    put: ({ stream, seq, bytes }) => insertRecord(query, { stream, seq, bytes }),
    listLogs: () => listLogs(query),
    listAfter: (stream, seq) => listAfter(query, stream, seq),
    get: (entry) => getRecord(query, entry),
    putBlob: (bytes) => putBlob(query, bytes),
    getBlob: (ref) => getBlob(query, ref),
    // The role can only insert and select: a DBA removes what the window lists.
    removeBlob: async (hash) =>
      (await getPiece(query, hash)) === null && !(await hasParts(query, hash)),
    async claim(name, content) {
      // Asked once: to win, to lose the answer and to ask again would look like having lost.
      const { rowCount } = await once(
        'INSERT INTO claim (name, content) VALUES ($1, $2) ON CONFLICT DO NOTHING',
        [name, Buffer.from(content)],
      )
      return rowCount === 1
    },
    readClaim: async (name) =>
      bytesOf(await query('SELECT content AS bytes FROM claim WHERE name = $1', [name])),
    selfTest: () => testDatabase(query, { clock, random, place }),
    watch: (onNews) => listenForNews(access, onNews),
    close: () => pool.end().catch(() => undefined),
  }
}

interface Answer {
  readonly rows: readonly unknown[]
  readonly rowCount: number | null
}
type Query = (text: string, values: readonly unknown[]) => Promise<Answer>

async function insertRecord(
  query: Query,
  { stream, seq, bytes }: { stream: string; seq: number; bytes: Uint8Array },
): Promise<void> {
  await query(
    'INSERT INTO record (stream, seq, name, bytes) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [stream, seq, sha256(bytes).slice(0, 32), Buffer.from(bytes)],
  )
}

/** Hops from one log to the next along the index, however many records each has. */
async function listLogs(query: Query): Promise<readonly Stream[]> {
  const { rows } = await query(
    `WITH RECURSIVE log (stream) AS (
       SELECT min(stream) FROM record WHERE stream >= 'log/' AND stream < 'log0'
       UNION ALL
       SELECT (SELECT min(stream) FROM record WHERE stream > log.stream AND stream < 'log0')
       FROM log WHERE log.stream IS NOT NULL
     ) SELECT stream FROM log WHERE stream IS NOT NULL`,
    [],
  )
  return rows
    .map((row) => textOf(row, 'stream'))
    .filter((stream) => /^log\/[a-z0-9][a-z0-9-]{0,63}$/.test(stream))
    .map((stream): Stream => `log/${stream.slice(4)}`)
}

async function listAfter(query: Query, stream: Stream, seq: number) {
  const { rows } = await query(
    'SELECT seq, name FROM record WHERE stream = $1 AND seq > $2 ORDER BY seq, name',
    [stream, seq],
  )
  return rows
    .map(
      (row): StoreEntry => ({
        stream,
        seq: Number(textOf(row, 'seq')),
        name: textOf(row, 'name'),
      }),
    )
    .filter(({ seq, name }) => Number.isSafeInteger(seq) && /^[0-9a-f]{32}$/.test(name))
}

async function getRecord(query: Query, { stream, seq, name }: StoreEntry): Promise<StoreReading> {
  const sizeBytesMax = envelopeSizeBytesMax(stream.startsWith('log/') ? 'record' : 'policy')
  const bytes = bytesOf(
    await query(
      `SELECT bytes FROM record
       WHERE stream = $1 AND seq = $2 AND name = $3 AND octet_length(bytes) <= $4`,
      [stream, seq, name, sizeBytesMax],
    ),
  )
  if (bytes === null) return { status: 'missing' }
  return sha256(bytes).slice(0, 32) === name ? { status: 'whole', bytes } : { status: 'damaged' }
}

async function putBlob(query: Query, bytes: Uint8Array): Promise<BlobRef> {
  const ref = { hash: sha256(bytes), sizeBytes: bytes.length }
  const insert = (hash: string, part: Uint8Array) =>
    query('INSERT INTO blob (hash, bytes) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      hash,
      Buffer.from(part),
    ])
  if (bytes.length <= pieceBytes) {
    await insert(ref.hash, bytes)
    return ref
  }
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += pieceBytes) {
    const part = bytes.subarray(at, at + pieceBytes)
    const hash = sha256(part)
    await insert(hash, part)
    pieces.push(hash)
  }
  // The list last: once it is there, so is everything that it names.
  const list = Buffer.from(pieces.join('\n'))
  await insertRecord(query, { stream: `parts/${ref.hash}`, seq: 1, bytes: list })
  return ref
}

async function hasParts(query: Query, hash: string): Promise<boolean> {
  const { rows } = await query('SELECT 1 FROM record WHERE stream = $1 LIMIT 1', [`parts/${hash}`])
  return rows.length > 0
}

async function getBlob(query: Query, { hash, sizeBytes }: BlobRef): Promise<Uint8Array | null> {
  const isRight = (bytes: Uint8Array) => bytes.length === sizeBytes && sha256(bytes) === hash
  if (sizeBytes <= pieceBytes) {
    const bytes = await getPiece(query, hash)
    return bytes !== null && isRight(bytes) ? bytes : null
  }
  const { rows } = await query(
    'SELECT bytes FROM record WHERE stream = $1 AND octet_length(bytes) <= 1048576 LIMIT $2',
    [`parts/${hash}`, listsMax],
  )
  for (const row of rows) {
    const bytes = await joinPieces(query, toBytes(row), sizeBytes)
    if (bytes !== null && isRight(bytes)) return bytes
  }
  return null
}

async function joinPieces(query: Query, list: Uint8Array | null, sizeBytes: number) {
  const hashes = Buffer.from(list ?? [])
    .toString('latin1')
    .split('\n')
  if (hashes.length !== Math.ceil(sizeBytes / pieceBytes)) return null
  const whole = Buffer.allocUnsafe(sizeBytes)
  let filled = 0
  for (const hash of hashes) {
    const piece = await getPiece(query, hash)
    if (piece === null || filled + piece.length > sizeBytes) return null
    filled += Buffer.from(piece).copy(whole, filled)
  }
  return filled === sizeBytes ? whole : null
}

async function getPiece(query: Query, hash: string): Promise<Uint8Array | null> {
  return bytesOf(
    await query('SELECT bytes FROM blob WHERE hash = $1 AND octet_length(bytes) <= $2', [
      hash,
      pieceBytes,
    ]),
  )
}

async function testDatabase(
  query: Query,
  { clock, random, place }: { clock: Clock; random: Random; place: string },
) {
  const name = Buffer.from(random.bytes(32)).toString('hex')
  const content = Buffer.from(random.bytes(64))
  const startedMs = clock.now()
  const attempts = await Promise.all(
    [0, 1].map(() =>
      query('INSERT INTO claim (name, content) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        name,
        content,
      ]),
    ),
  )
  const found = bytesOf(await query('SELECT content AS bytes FROM claim WHERE name = $1', [name]))
  const endedMs = clock.now()
  const { rows } = await query(
    `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms`,
    [],
  )
  const [row] = rows
  if (row === undefined) fail('journal.store-unreachable', { folder: place })
  return {
    isExclusive: attempts.filter(({ rowCount }) => rowCount === 1).length === 1,
    readsBack: found !== null && Buffer.from(found).equals(content),
    latencyMs: endedMs - startedMs,
    skewMs: Number(textOf(row, 'ms')) - clock.now(),
  }
}

/** The first row's `bytes`. What the server answers is nobody's word: other types count as none. */
function bytesOf({ rows: [row] }: Answer): Uint8Array | null {
  return row === undefined ? null : toBytes(row)
}

function toBytes(row: unknown): Uint8Array | null {
  const value = columnOf(row, 'bytes')
  return value instanceof Uint8Array ? value : null
}

function textOf(row: unknown, column: string): string {
  const value = columnOf(row, column)
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

function columnOf(row: unknown, column: string): unknown {
  return typeof row === 'object' && row !== null
    ? Object.getOwnPropertyDescriptor(row, column)?.value
    : undefined
}
