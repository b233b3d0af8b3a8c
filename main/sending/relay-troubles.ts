import type { RelayTranscript } from '../../preload/contract/releases.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import type { RelayTrouble } from './smtp/session.ts'

/** Of the relays that failed longest ago nothing is kept. */
const relaysMax = 20

/** The last failing session of each relay, redacted before it comes here. */
export function keepTrouble(
  db: WritableDb,
  { host, port, lines }: RelayTrouble,
  o: { readonly at: number; readonly request: string | null },
): void {
  db.transaction(() => {
    db.prepare(
      `INSERT INTO relayTrouble (host, port, at, request, lines) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (host, port) DO UPDATE SET at = excluded.at, request = excluded.request,
         lines = excluded.lines`,
    ).run(host, port, o.at, o.request, lines.join('\n'))
    db.prepare(
      `DELETE FROM relayTrouble WHERE rowid NOT IN
         (SELECT rowid FROM relayTrouble ORDER BY at DESC LIMIT ?)`,
    ).run(relaysMax)
  })
}

interface Stored {
  readonly host: string
  readonly port: number
  readonly at: number
  readonly request: string | null
  readonly lines: string
}

/** The newest first. */
export function listTroubles(db: ReadableDb): RelayTranscript[] {
  return db
    .prepare<Stored>('SELECT host, port, at, request, lines FROM relayTrouble ORDER BY at DESC')
    .all()
    .map(({ at, lines, ...rest }) => ({
      ...rest,
      at: new Date(at).toISOString(),
      lines: lines.split('\n'),
    }))
}
