import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressBookFiles } from '../../../main/lists/lists.ts'
import type { ImportMode, RowOutcome } from '../../../preload/contract/import.ts'
import { startImport } from '../../support/import-process.ts'
import {
  createListsWorkbench,
  type ListsWorkbench,
  manager,
} from '../../support/lists-workbench.ts'

/**
 * An import is killed at random instants, by the system and not by itself: before it has begun, in the
 * middle, during its commit, behind it. Each time the vault that is left is opened again.
 */
const kills = process.env.SLOW ? 50 : 1
const rowCount = process.env.SLOW ? 120_000 : 24_000
const duplicates = Math.floor((rowCount - 1) / 10)

const root = mkdtempSync(join(tmpdir(), 'sekisho-import-killed-'))
const file = join(root, 'contacts.csv')
/** A vault with nothing in it, and one whose list has two contacts, of whom the file names one. */
const places = { empty: join(root, 'empty'), known: join(root, 'known') }
const lists = new Map<string, string>()
afterAll(() => rmSync(root, { recursive: true }))

beforeAll(async () => {
  const lines = ['氏名,メール']
  for (let row = 0; row < rowCount; row += 1) {
    // Every tenth names the one before it again.
    const person = row % 10 === 0 && row > 0 ? row - 1 : row
    lines.push(`山田${person},m${person}@example.jp`)
  }
  writeFileSync(file, `${lines.join('\r\n')}\r\n`)
  for (const place of Object.values(places)) {
    cpSync(await emptyVault(place === places.known), place, { recursive: true })
  }
}, 60_000)

async function emptyVault(hasContacts: boolean): Promise<string> {
  const bench = createListsWorkbench(mkdtempSync(join(root, 'made-')))
  const { id } = await bench.list()
  if (hasContacts)
    await bench.importInto(id, '氏名,メール\n昔,m5@example.jp\n別,other@example.jp\n')
  lists.set(hasContacts ? places.known : places.empty, id)
  await bench.dispose()
  return bench.folder
}

/** Kills an import into a copy of the place, so many ms after its first step, or after its start. */
async function killedCopy(place: string, mode: ImportMode): Promise<ListsWorkbench> {
  const folder = mkdtempSync(join(root, 'killed-'))
  cpSync(place, folder, { recursive: true })
  const { child, sayings } = startImport({ folder, list: lists.get(place) ?? '', file, mode })
  const exit = once(child, 'exit')
  const isEarly = randomInt(6) === 0
  const kill = async (afterMs: number) => {
    await wait(afterMs)
    child.kill('SIGKILL')
  }
  let killing: Promise<void> | null = isEarly ? kill(randomInt(600)) : null
  for await (const saying of sayings)
    if (saying.kind === 'step') killing ??= kill(randomInt(rowCount / 40))
  await killing
  await exit
  return createListsWorkbench(folder)
}

const listOf = async (bench: ListsWorkbench) =>
  (await bench.lists.handlers['lists.list']({}, manager))[0]
const importsOf = (bench: ListsWorkbench, list: string) =>
  bench.lists.handlers['lists.imports']({ list }, manager)

function assertSound(bench: ListsWorkbench, list: { id: string; contactCount: number }): void {
  expect(bench.db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  if (addressBookFiles(bench.db).length === 0) {
    // Killed before there was an address book at all.
    expect(list.contactCount).toBe(0)
    return
  }
  expect(bench.db.prepare('PRAGMA book.integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
  const counts = bench.db
    .prepare(
      `SELECT (SELECT count(*) FROM book.contact) AS contacts,
         (SELECT count(DISTINCT address_key) FROM book.contact) AS addresses,
         (SELECT count(*) FROM book.list_contact) AS members,
         (SELECT count(*) FROM book.sqlite_schema WHERE name = 'contact_address_key') AS indexes`,
    )
    .get()
  const count = list.contactCount
  expect(counts).toEqual({ contacts: count, addresses: count, members: count, indexes: 1 })
}

/** Every row of the file stands in the report once, in order, and only the repeated are left out. */
async function assertWhole(bench: ListsWorkbench, id: string): Promise<void> {
  const seen: [number, RowOutcome][] = []
  for (;;) {
    const { rows, total } = await bench.lists.handlers['lists.import-rows'](
      { import: id, offset: seen.length, limit: 5000 },
      manager,
    )
    expect(total).toBe(rowCount)
    if (rows.length === 0) break
    for (const { line, outcome } of rows) seen.push([line, outcome])
  }
  expect(seen.map(([line]) => line)).toEqual(Array.from({ length: rowCount }, (_, at) => at + 2))
  expect(seen.filter(([, outcome]) => outcome === 'duplicate').length).toBe(duplicates)
  expect(seen.filter(([, outcome]) => outcome === 'invalid')).toEqual([])
}

async function importAgain(bench: ListsWorkbench, list: string) {
  const token = await bench.tokenOf(file)
  const { format, hasHeader, columns } = await bench.inspect(token)
  const input = { list, file: token, format, hasHeader, columns, mode: 'strict' as const }
  return bench.lists.handlers['lists.import'](input, manager)
}

describe(`an import of ${rowCount} rows`, {
  timeout: process.env.SLOW ? 3_600_000 : 300_000,
}, () => {
  for (const [name, before, after] of [
    ['empty', 0, rowCount - duplicates],
    ['known', 2, rowCount - duplicates + 1],
  ] as const) {
    it(`that is all or nothing is so when it is killed: ${name}`, async () => {
      for (let kill = 0; kill < kills; kill += 1) {
        const bench = await killedCopy(places[name], 'strict')
        const list = await listOf(bench)
        if (list === undefined) throw new Error('the list is gone')
        expect([before, after]).toContain(list.contactCount)
        assertSound(bench, list)
        const past = await importsOf(bench, list.id)
        expect(past.map(({ state }) => state)).not.toContain('interrupted')
        expect(past.length).toBe((before > 0 ? 1 : 0) + (list.contactCount === after ? 1 : 0))
        const { counts, import: id } = await importAgain(bench, list.id)
        const taken = counts.added + counts.updated + counts.unchanged
        expect([taken, counts.duplicate]).toEqual([rowCount - duplicates, duplicates])
        await assertWhole(bench, id)
        expect((await listOf(bench))?.contactCount).toBe(after)
        await discard(bench)
      }
    })

    it(`that can be resumed is whole up to where it came, and goes on or back: ${name}`, async () => {
      for (let kill = 0; kill < kills; kill += 1) {
        const bench = await killedCopy(places[name], 'resumable')
        const list = await listOf(bench)
        if (list === undefined) throw new Error('the list is gone')
        assertSound(bench, list)
        const [last] = await importsOf(bench, list.id)
        if (last?.state === 'interrupted') {
          expect(last.canResume).toBe(true)
          expect(list.contactCount).toBe(before + last.added)
          const goesOn = randomInt(2) === 0
          if (goesOn) {
            const resumed = { import: last.import }
            const { rowCount: rows } = await bench.lists.handlers['lists.resume-import'](
              resumed,
              manager,
            )
            expect(rows).toBe(rowCount)
            await assertWhole(bench, last.import)
          } else await bench.lists.handlers['lists.undo-import']({ import: last.import }, manager)
          expect((await listOf(bench))?.contactCount).toBe(goesOn ? after : before)
        } else if (list.contactCount !== before) {
          expect(list.contactCount).toBe(after)
          await assertWhole(bench, last?.import ?? '')
        }
        const now = await listOf(bench)
        if (now !== undefined) assertSound(bench, now)
        await discard(bench)
      }
    })
  }
})

async function discard(bench: ListsWorkbench): Promise<void> {
  await bench.dispose()
  rmSync(bench.folder, { recursive: true })
}
