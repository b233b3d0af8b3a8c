import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { attachAddressBook } from '../../../main/lists/address-book.ts'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { openWritable } from '../../../main/sqlite/sqlite.ts'
import { createListsWorkbench, type ListsWorkbench } from '../../support/lists-workbench.ts'

vi.setConfig({ testTimeout: 60_000 })

let bench: ListsWorkbench
beforeEach(() => {
  bench = createListsWorkbench()
})
afterEach(() => bench.dispose())

async function filledBook() {
  const { id } = await bench.list()
  await bench.importInto(id, '氏名,メール\n山田,canary@example.jp\n')
  const book = attachAddressBook(bench.db)
  if (book === null) throw new Error('there is no address book')
  return book
}

it('is not there before the first import', () => {
  expect(attachAddressBook(bench.db)).toBeNull()
})

it('shows nothing to whoever has the file alone', async () => {
  const book = await filledBook()
  for (const file of [book.file, `${book.file}-wal`]) {
    const bytes = readFileSync(file).toString('latin1')
    expect(bytes).not.toContain('canary')
    expect(bytes).not.toContain('SQLite format')
  }
  expect(() => openWritable({ file: book.file, key: new Uint8Array(32) })).toThrow('vault.damaged')
})

it('that is missing, damaged or newer is said to be so', async () => {
  const book = await filledBook()
  bench.reopen()
  renameSync(book.file, `${book.file}.away`)
  expect(() => attachAddressBook(bench.db)).toThrow('vault.damaged')
  writeFileSync(book.file, new Uint8Array(8192).fill(1))
  expect(() => attachAddressBook(bench.db)).toThrow('vault.damaged')
  renameSync(`${book.file}.away`, book.file)
  const newer = openWritable(book)
  migrate(newer, 'address-book', [{ number: 99_990, sql: 'SELECT 1' }])
  newer.close()
  expect(() => attachAddressBook(bench.db)).toThrow('vault.newer')
})

it('can be attached within a transaction', async () => {
  await filledBook()
  bench.reopen()
  const count = bench.db.transaction(() => {
    attachAddressBook(bench.db)
    return bench.db.prepare<{ n: number }>('SELECT count(*) AS n FROM book.contact').get()?.n
  })
  expect(count).toBe(1)
})

it('forgets what a crash left of a deleted list with the next import', async () => {
  await filledBook()
  // As if the process had ended between the vault's part of the deletion and the address book's.
  bench.db.prepare('DELETE FROM list').run()
  const { id } = await bench.list('次')
  await bench.importInto(id, 'メール\nnext@example.jp\n')
  expect(bench.db.prepare('SELECT address FROM book.contact').all()).toEqual([
    { address: 'next@example.jp' },
  ])
})
