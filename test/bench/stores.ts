/**
 * What the two stores carry: `node test/bench/stores.ts [SECONDS]`. Records are written as a journal
 * writes them, durable when put resolves, by one workstation and by ten at once; then all are listed
 * and read. Every workstation has a store of its own, and so a connection.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openPostgresStore, openShareStore, type Store } from '../../main/journal/journal.ts'
import { postgresMissing, startPostgres } from '../support/postgres.ts'
import { systemRandom as random } from '../support/random.ts'

const seconds = Number(process.argv[2] ?? 5)
const clock = { now: () => Date.now() }
const at = '2026-11-24T01:00:00.000Z'
const recordBytes = 1300
const say = (what: string, figure: string) => process.stdout.write(`${what.padEnd(58)} ${figure}\n`)

await benchShare()
await benchPostgres()

async function benchShare(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-stores-'))
  mkdirSync(join(folder, 'share'))
  try {
    await bench('a folder on the local disk', () =>
      openShareStore({ folder: join(folder, 'share'), clock, random }),
    )
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function benchPostgres(): Promise<void> {
  const missing = postgresMissing()
  if (missing !== null) {
    say('PostgreSQL', `not measured: needs ${missing}`)
    return
  }
  const server = await startPostgres()
  try {
    const access = await server.makeDatabase()
    await bench('PostgreSQL', () => openPostgresStore({ access, clock, random }))
  } finally {
    await server.stop()
  }
}

async function bench(what: string, open: () => Store): Promise<void> {
  for (const count of [1, 10]) {
    const stores = Array.from({ length: count }, open)
    const streams = stores.map((_, n) => `log/w-${count}-${n}` as const)
    const untilMs = performance.now() + seconds * 1000
    const written = await Promise.all(
      stores.map(async (store, n) => {
        let seq = 0
        while (performance.now() < untilMs) {
          seq += 1
          const bytes = random.bytes(recordBytes)
          await store.put({ stream: streams[n] ?? 'log/none', seq, at, bytes })
        }
        return seq
      }),
    )
    const all = written.reduce((sum, each) => sum + each, 0)
    say(`${what}: ${count} append at once`, `${(all / seconds).toFixed(0)} records/s`)
    const readAt = performance.now()
    await Promise.all(stores.map((store, n) => readAll(store, streams[n] ?? 'log/none')))
    const readMs = performance.now() - readAt
    say(`${what}: ${count} read at once`, `${((all / readMs) * 1000).toFixed(0)} records/s`)
    for (const store of stores) await store.close()
  }
}

async function readAll(store: Store, stream: `log/${string}`): Promise<void> {
  const entries = await store.listAfter(stream, 0)
  for (let from = 0; from < entries.length; from += 32)
    await Promise.all(entries.slice(from, from + 32).map((entry) => store.get(entry)))
}
