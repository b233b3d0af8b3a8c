import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { attachAddressBook } from '../../../main/lists/address-book.ts'
import { audienceSummary, dueLists, markDestroyed } from '../../../main/lists/lists.ts'
import { openReadable } from '../../../main/sqlite/sqlite.ts'
import { createListsWorkbench, listsOnly, manager } from '../../support/lists-workbench.ts'
import { thrownProblem } from '../../support/thrown-problem.ts'

const bench = createListsWorkbench()
afterAll(bench.dispose)

const now = Date.parse('2026-11-24T01:00:00.000Z')
const keep = bench.lists.handlers['lists.keep']

function bookOf() {
  const book = attachAddressBook(bench.db)
  if (book === null) throw new Error('there is no address book')
  return book
}

/** Every page of the address book as the key opens it, free ones too, in one text. */
function textUnder(book: { readonly file: string; readonly key: Uint8Array }): string {
  const db = openReadable(book)
  // The rows of all tables; the file itself is as long as its pages that are in use.
  const tables = db
    .prepare<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all()
  const text = tables
    .map(({ name }) => JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all()))
    .join('\n')
  const free = db.prepare<{ freelist_count: number }>('PRAGMA freelist_count').get()
  db.close()
  return `${text}\nfree pages: ${free?.freelist_count}`
}

it('a list that is destroyed is nowhere: not in the book, its log, or under the former key', async () => {
  const kept = await bench.list('残すリスト')
  const gone = await bench.list('期限のあるリスト')
  const table = (names: string[]) =>
    `メール,氏名\n${names.map((name) => `${name}@example.jp,${name}さん`).join('\n')}\n壊れた行,secretnote\n`
  await bench.importInto(kept.id, table(['stays', 'shared']))
  const many = Array.from({ length: 300 }, (_, at) => `canary${at}`)
  await bench.importInto(gone.id, table(['shared', ...many]))
  expect(thrownProblem(() => keep({ list: gone.id, keepUntil: '2020-01-01' }, manager)).code).toBe(
    'lists.keep-until-past',
  )
  const view = await keep({ list: gone.id, keepUntil: '2999-12-31' }, manager)
  expect(view.keepUntil).toBe('2999-12-31')
  expect(dueLists(bench.db, '2999-12-31')).toEqual([])
  expect(dueLists(bench.db, '3000-01-01')).toEqual([
    { list: gone.id, keepUntil: '2999-12-31', contactCount: 301 },
  ])

  const before = bookOf()
  expect((await audienceSummary(bench.db, listsOnly(kept.id, gone.id), now)).count).toBe(302)
  expect(textUnder(before).includes('canary42')).toBe(true)
  const copy = join(bench.folder, 'backup-of-yesterday')
  writeFileSync(copy, readFileSync(before.file))

  markDestroyed(bench.db, gone.id)
  // An import that was asked for meanwhile goes into the new file.
  const forgotten = bench.lists.forgetDestroyed()
  const imported = bench.importInto(kept.id, table(['later']))
  await Promise.all([forgotten, imported])

  const after = bookOf()
  expect(after.file).not.toBe(before.file)
  expect(Buffer.from(after.key).equals(Buffer.from(before.key))).toBe(false)
  // Who was erased before is still known as such.
  expect(after.erasureKey).toEqual(before.erasureKey)
  const files = readdirSync(bench.folder).filter((name) => name.startsWith('contacts-'))
  expect(files.every((name) => after.file.endsWith(name.replace(/-(wal|shm)$/, '')))).toBe(true)
  const text = textUnder(after)
  expect(/canary/.test(text)).toBe(false)
  for (const kept of ['shared@example.jp', 'later@example.jp', 'free pages: 0'])
    expect(text.includes(kept), kept).toBe(true)
  // A copy that somebody kept is noise to whoever has the vault: it has this key and no other.
  expect(thrownProblem(() => openReadable({ file: copy, key: after.key })).code).toBe(
    'vault.damaged',
  )
  const keys = bench.db.prepare<{ key: Buffer }>('SELECT key FROM address_book').all()
  expect(keys.map(({ key }) => key.equals(Buffer.from(after.key)))).toEqual([true])
  expect((await audienceSummary(bench.db, listsOnly(kept.id), now)).count).toBe(3)
})

it('begins again where it was cut off, and does nothing when nothing is to be done', async () => {
  const lists = await bench.lists.handlers['lists.list']({}, manager)
  const before = bookOf()
  await bench.lists.forgetDestroyed()
  expect(bookOf().file).toBe(before.file)
  // The mark is there and a half-made copy lies about: as after a power cut.
  for (const { id } of lists) markDestroyed(bench.db, id)
  const stray = join(bench.folder, 'contacts-0badc0de.db')
  writeFileSync(stray, 'half')
  bench.reopen()
  await bench.lists.forgetDestroyed()
  expect(readdirSync(bench.folder)).not.toContain('contacts-0badc0de.db')
  expect(bookOf().file).not.toBe(before.file)
  expect(/@example/.test(textUnder(bookOf()))).toBe(false)
})
