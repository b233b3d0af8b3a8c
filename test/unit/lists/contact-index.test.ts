import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { bookMigrations } from '../../../main/lists/address-book.ts'
import { createContactIndex } from '../../../main/lists/contact-index.ts'
import { foldText } from '../../../main/lists/folded-text.ts'
import { buildChunk, chunkSize, searchField, toSearch } from '../../../main/lists/text-chunk.ts'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { openReadable, openWritable } from '../../../main/sqlite/sqlite.ts'

const folder = mkdtempSync(join(tmpdir(), 'sekisho-index-'))
const options = { file: join(folder, 'book.db'), key: new Uint8Array(32).fill(5) }
const book = openWritable(options)
migrate(book, 'address-book', bookMigrations)
book.exec(`INSERT INTO book_list (number, list, contact_count, updated_at)
  VALUES (1, 'one', 0, ''), (2, 'two', 0, '')`)
const index = createContactIndex(openReadable(options))
afterAll(() => {
  book.close()
  rmSync(folder, { recursive: true })
})

function add(id: number, address: string, fields: Readonly<Record<string, string>>, list = 1) {
  book
    .prepare('INSERT INTO contact (id, address_key, address, fields) VALUES (?, ?, ?, ?)')
    .run(id, address.toLowerCase(), address, JSON.stringify(fields))
  book.prepare('INSERT INTO list_contact (list_number, contact_id) VALUES (?, ?)').run(list, id)
}

async function idsOf(search: string, asked: { canRead?: boolean; list?: number } = {}) {
  const found = await index.find({
    ...{ listNumber: asked.list ?? 1, search, offset: 0, limit: 1000 },
    canReadAddresses: asked.canRead ?? true,
  })
  expect(found.total).toBe(found.ids.length)
  return found.ids
}

describe('what is found', () => {
  it('is folded as people type it, over chunks, and in the list alone', async () => {
    add(1, 'taro@example.jp', { name: '髙橋 太郎', reading: 'ﾀｶﾊｼ ﾀﾛｳ', company: '㈱サンプル' })
    add(2, 'jiro@xn--r8jz45g.xn--zckzah', { name: '山﨑 次郎', 備考: 'keep@home.example へ' })
    add(chunkSize * 2 + 7, 'Saburo@EXAMPLE.com', { name: '田邊', title: '部長 me@example.org' })
    add(9, 'other@example.jp', { name: '髙橋 花子' }, 2)
    const far = chunkSize * 2 + 7
    expect(await idsOf('高橋')).toEqual([1])
    expect(await idsOf('たかはし')).toEqual([1])
    expect(await idsOf('(株)')).toEqual([1])
    expect(await idsOf('崎')).toEqual([2])
    expect(await idsOf('田辺')).toEqual([far])
    expect(await idsOf('例え.テスト')).toEqual([2])
    expect(await idsOf('O@例え')).toEqual([2])
    expect(await idsOf('o@xn--')).toEqual([2])
    expect(await idsOf('ro@ex')).toEqual([1, far])
    expect(await idsOf('@example.com')).toEqual([far])
    expect(await idsOf('saburo@')).toEqual([far])
    expect(await idsOf('taro@example.jp@')).toEqual([])
    expect(await idsOf('keep@home')).toEqual([2])
    expect(await idsOf('')).toEqual([1, 2, far])
    expect(await idsOf('高橋', { list: 2 })).toEqual([9])
  })

  it('holds no address for those who may not read them', async () => {
    for (const term of ['taro', '@', 'keep', 'me@', 'example', '部長'])
      expect(await idsOf(term, { canRead: false }), term).toEqual([])
    expect(await idsOf('山崎', { canRead: false })).toEqual([2])
  })

  it('is what the address book has now: changed, gone, come', async () => {
    book.prepare('UPDATE contact SET fields = ? WHERE id = 2').run('{"name":"海野 次郎"}')
    expect(await idsOf('山崎')).toEqual([])
    expect(await idsOf('海野')).toEqual([2])
    book.exec('DELETE FROM contact WHERE id = 1; DELETE FROM list_contact WHERE contact_id = 1')
    expect(await idsOf('高橋')).toEqual([])
    add(chunkSize * 2 + 8, 'shiro@example.jp', { name: '高橋 四郎' })
    expect(await idsOf('高橋')).toEqual([chunkSize * 2 + 8])
  })
})

describe('any text', () => {
  const letters = fc.constantFrom(...'aab@.1 0-髙高ｶかカ㈱𠮷吉é\u3000ﾞ')
  const text = (maxLength: number) =>
    fc.array(letters, { maxLength }).map((all) => all.join('').trim())

  it('folds once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (any) => {
        expect(foldText(foldText(any))).toBe(foldText(any))
      }),
    )
  })

  it('is found exactly where it stands', () => {
    fc.assert(
      fc.property(fc.array(text(12), { maxLength: 40 }), text(4), (values, term) => {
        const search = toSearch(term)
        fc.pre(search !== null)
        const rows = values.map((value, at) => [at, 'a@b.c', JSON.stringify({ value })] as const)
        const column = buildChunk(rows, 0).fields.get('value')
        const found = new Uint8Array(chunkSize)
        if (column && search) searchField(column, search, { found, withoutAt: false })
        const wanted = foldText(term)
        expect(values.map((_, at) => found[at] === 1)).toEqual(
          values.map((value) => foldText(value).includes(wanted)),
        )
      }),
      { numRuns: 300 },
    )
  })
})
