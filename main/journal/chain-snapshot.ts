import { setImmediate as breathe } from 'node:timers/promises'
import type { WritableDb } from '../sqlite/sqlite.ts'
import { type ChainIndex, type ChainLink, type ChainSnapshot, createChainIndex } from './chain.ts'
import type { Replica } from './replica.ts'
import { sha256 } from './share-file.ts'

/** How many links are taken in one go: some 20 ms. */
const pageCount = 1000

interface ChainSource {
  readonly replica: Pick<Replica, 'db' | 'links'>
  /** Applications that count in a chain by the newest directory. */
  readonly enrolments: () => readonly ChainLink[]
}

/** The chains of the replica, up to which of its entries, and how many the snapshot did not have. */
export interface LoadedChain {
  readonly chain: ChainIndex
  readonly through: number
  readonly unsavedLinks: number
}

/**
 * The chains from the last snapshot and what has come since; without one that fits, from every
 * record of the replica. Gives way to others between pages. The same in both cases.
 */
export async function loadChain(source: ChainSource): Promise<LoadedChain> {
  const { replica } = source
  const known = (workstation: string, seq: number) => hashAt(source, workstation, seq)
  const saved = readSnapshot(replica.db)
  const chain = createChainIndex(saved ? { snapshot: saved.chain, known } : undefined)
  let through = saved?.through ?? 0
  let unsavedLinks = 0
  for (;;) {
    const page = replica.links(through, pageCount)
    for (const link of page) chain.add(link)
    unsavedLinks += page.length
    through = page.at(-1)?.id ?? through
    if (page.length < pageCount) break
    await breathe()
  }
  for (const link of source.enrolments()) chain.add(link)
  return { chain, through, unsavedLinks }
}

/** After the chains have grown a good deal: the next opening begins here. */
export function saveSnapshot(db: WritableDb, chain: ChainIndex): void {
  db.transaction(() => {
    const through = newestId(db)
    const text = JSON.stringify(chain.toSnapshot())
    db.prepare(
      `INSERT INTO journal_snapshot (one, through, digest, chain) VALUES (1, ?, ?, ?)
       ON CONFLICT (one) DO UPDATE SET through = excluded.through, digest = excluded.digest,
         chain = excluded.chain`,
    ).run(through, digestOf(through, text), text)
  })
}

/** When what it covers has been judged anew. */
export function dropSnapshot(db: WritableDb): void {
  db.exec('DELETE FROM journal_snapshot')
}

/**
 * Null when there is none: the vault's triggers take it away with what it covers. The pages are
 * authenticated, so nobody else can have written it.
 */
function readSnapshot(db: WritableDb): { through: number; chain: ChainSnapshot } | null {
  const row = db
    .prepare<{ through: number; digest: string; chain: string }>(
      'SELECT through, digest, chain FROM journal_snapshot',
    )
    .get()
  if (row === undefined) return null
  const { through, digest, chain } = row
  // Written by saveSnapshot into our own vault.
  return digest === digestOf(through, chain)
    ? { through, chain: JSON.parse(chain) as ChainSnapshot }
    : null
}

function digestOf(through: number, chain: string): string {
  return sha256(Buffer.from(`${through} ${chain}`))
}

function newestId(db: WritableDb): number {
  return db.prepare<{ id: number | null }>('SELECT max(id) AS id FROM journal_entry').get()?.id ?? 0
}

/** The record that came first with this number: what a cold start would have taken too. */
function hashAt({ replica, enrolments }: ChainSource, workstation: string, seq: number) {
  const row = replica.db
    .prepare<{ hash: string }>(
      `SELECT hash FROM journal_entry
       WHERE workstation = ? AND seq = ? AND state IN ('verified', 'newer') ORDER BY id LIMIT 1`,
    )
    .get(workstation, seq)
  if (row) return row.hash
  const isIt = (link: ChainLink) => link.workstation === workstation && link.seq === seq
  return enrolments().find(isIt)?.hash ?? null
}
