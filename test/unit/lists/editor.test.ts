import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { attachAddressBook, bookMigrations } from '../../../main/lists/address-book.ts'
import { editorsOf, listsMigrations } from '../../../main/lists/lists.ts'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { openWritable } from '../../../main/sqlite/sqlite.ts'
import type { Caller } from '../../../preload/contract/channel.ts'
import {
  createListsWorkbench,
  type ListsWorkbench,
  listsOnly,
} from '../../support/lists-workbench.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

vi.setConfig({ testTimeout: 60_000 })

let bench: ListsWorkbench
beforeEach(() => {
  bench = createListsWorkbench()
})
afterEach(() => bench.dispose())

const manager = (member: string): Caller => ({ member, roles: ['list-manager'] })

async function makeList(name: string, member: string): Promise<string> {
  return (await bench.lists.handlers['lists.create']({ name }, manager(member))).id
}

async function importAs(member: string, list: string, content: string): Promise<void> {
  const file = await bench.file(content)
  const { format, hasHeader, columns } = await bench.inspect(file)
  const input = { list, file, format, hasHeader, columns }
  await bench.lists.handlers['lists.import'](input, manager(member))
}

it('names whoever made a list and whoever imported into it, and nobody of other lists', async () => {
  const first = await makeList('一', 'm-maker')
  const second = await makeList('二', 'm-maker')
  expect(editorsOf(bench.db, listsOnly(first))).toEqual(['m-maker'])
  await importAs('m-one', first, 'メール,氏名\na@example.jp,山田\n')
  await importAs('m-two', second, 'メール,氏名\nb@example.jp,鈴木\n')
  expect(editorsOf(bench.db, listsOnly(first))).toEqual(['m-maker', 'm-one'])
  expect(editorsOf(bench.db, listsOnly(second))).toEqual(['m-maker', 'm-two'])
  expect(editorsOf(bench.db, listsOnly(first, second))).toEqual(['m-maker', 'm-one', 'm-two'])
  expect(editorsOf(bench.db, listsOnly())).toEqual([])
})

it('follows a contact into the other lists that have it', async () => {
  const first = await makeList('一', 'm-maker')
  const second = await makeList('二', 'm-maker')
  const third = await makeList('三', 'm-maker')
  await importAs('m-one', first, 'メール,氏名\na@example.jp,山田\n')
  // Nothing about the contact changes: the first list is as it was, the second has its fields.
  await importAs('m-two', second, 'メール,氏名\na@example.jp,山田\n')
  expect(editorsOf(bench.db, listsOnly(first))).toEqual(['m-maker', 'm-one'])
  expect(editorsOf(bench.db, listsOnly(second))).toEqual(['m-maker', 'm-one', 'm-two'])
  await importAs('m-three', third, 'メール,氏名\na@example.jp,別人\n')
  expect(editorsOf(bench.db, listsOnly(first))).toEqual(['m-maker', 'm-one', 'm-three'])
})

it('forgets the editors of a deleted list', async () => {
  const first = await makeList('一', 'm-maker')
  await importAs('m-one', first, 'メール\na@example.jp\n')
  await bench.lists.handlers['lists.delete']({ list: first }, manager('m-maker'))
  expect(attachAddressBook(bench.db)).not.toBeNull()
  expect(bench.db.prepare('SELECT * FROM book.list_editor').all()).toEqual([])
})

it('migration 20 keeps the lists and imports that were there, with nobody noted', () => {
  const open = (name: string) =>
    openWritable({ file: `${makeTempFolder()}/${name}`, key: systemRandom.bytes(32) })
  const vault = open('vault.db')
  migrate(vault, 'lists', listsMigrations.slice(0, 1))
  vault.exec("INSERT INTO list VALUES ('l1', '一', '一', '2026-11-24T00:00:00.000Z')")
  migrate(vault, 'lists', listsMigrations)
  expect(editorsOf(vault, listsOnly('l1'))).toEqual([])
  vault.close()
  const book = open('book.db')
  migrate(book, 'address-book', bookMigrations.slice(0, 1))
  book.exec(`INSERT INTO book_list VALUES (1, 'l1', 0, '2026-11-24T00:00:00.000Z');
    INSERT INTO import VALUES (1, 'i1', 1, '[]', '{}')`)
  migrate(book, 'address-book', bookMigrations)
  expect(book.prepare('SELECT id, member FROM import').all()).toEqual([{ id: 'i1', member: null }])
  book.close()
})
