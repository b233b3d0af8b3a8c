import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { importRowTexts } from '../../support/import-row-texts.ts'
import {
  createListsWorkbench,
  type ListsWorkbench,
  manager,
} from '../../support/lists-workbench.ts'

vi.setConfig({ testTimeout: 60_000 })

let bench: ListsWorkbench
beforeEach(() => {
  bench = createListsWorkbench()
})
afterEach(() => bench.dispose())

const contactsIn = async (list: string) =>
  (
    await bench.lists.handlers['lists.contacts'](
      { list, search: '', offset: 0, limit: 1000 },
      manager,
    )
  ).rows.map(({ address, fields }) => [address, fields])
const undo = (id: string) => bench.lists.handlers['lists.undo-import']({ import: id }, manager)

describe('undoing an import', () => {
  it('takes out who came by it and gives back what it changed', async () => {
    const { id } = await bench.list()
    await bench.importInto(id, '氏名,メール\n山田,a@example.jp\n')
    const second = await bench.importInto(id, '氏名,メール\n山本,a@example.jp\n鈴木,b@example.jp\n')
    expect(await undo(second.import)).toEqual({ removed: 1, restored: 1, kept: 0 })
    expect(await contactsIn(id)).toEqual([['a@example.jp', { name: '山田' }]])
    expect((await bench.lists.handlers['lists.imports']({ list: id }, manager))[0]).toMatchObject({
      import: second.import,
      state: 'undone',
    })
    await expect(undo(second.import)).rejects.toThrow('lists.import-undone')
  })

  it('leaves alone what a later import has named or changed, and counts it', async () => {
    const { id } = await bench.list()
    const first = await bench.importInto(id, '氏名,メール\n山田,a@example.jp\n鈴木,b@example.jp\n')
    await bench.importInto(id, '氏名,メール\n山本,a@example.jp\n')
    expect(await undo(first.import)).toEqual({ removed: 1, restored: 0, kept: 1 })
    expect(await contactsIn(id)).toEqual([['a@example.jp', { name: '山本' }]])
  })
})

describe('a trial', () => {
  it('counts as the import would, and writes nothing', async () => {
    const { id } = await bench.list()
    const file = await bench.file('氏名,メール\n山田,a@example.jp\n鈴木,b\n山田,A@example.jp\n')
    const { format, hasHeader, columns } = await bench.inspect(file)
    const { report, rows } = await bench.lists.handlers['lists.try-import'](
      { list: null, file, format, hasHeader, columns },
      manager,
    )
    expect(report.counts).toMatchObject({ added: 1, invalid: 1, duplicate: 1 })
    expect(rows.map(({ line, cells }) => [line, cells])).toEqual([
      [3, ['鈴木', 'b']],
      [4, ['山田', 'A@example.jp']],
    ])
    expect(await contactsIn(id)).toEqual([])
    expect(bench.db.prepare('SELECT count(*) AS n FROM book.import').get()).toEqual({ n: 0 })
  })
})

describe('how an import is asked for', () => {
  it('into a new list: it is there when the import is, and a refused one leaves nothing', async () => {
    const file = await bench.file('メール\na@example.jp\nb\n')
    const { format, hasHeader, columns } = await bench.inspect(file)
    const input = { list: { name: '新規' }, file, format, hasHeader, columns }
    const into = (mode: 'strict' | 'once' | 'resumable') =>
      bench.lists.handlers['lists.import']({ ...input, mode }, manager)
    const names = async () =>
      (await bench.lists.handlers['lists.list']({}, manager)).map(({ name, contactCount }) => [
        ...[name, contactCount],
      ])
    await expect(into('strict')).rejects.toThrow('lists.import-not-whole')
    expect(await names()).toEqual([])
    const empty = { ...input, file: await bench.file('メール\n'), mode: 'resumable' as const }
    await expect(bench.lists.handlers['lists.import'](empty, manager)).rejects.toThrow(
      'lists.file-empty',
    )
    expect(await names()).toEqual([])
    const { list } = await into('once')
    expect(await names()).toEqual([['新規', 1]])
    expect(await contactsIn(list)).toEqual([['a@example.jp', {}]])
    await expect(into('once')).rejects.toThrow('lists.name-taken')
    // The next act forgets whatever belongs to no list: the new one is one by then.
    await bench.importInto(list, 'メール\nc@example.jp\n')
    expect(await names()).toEqual([['新規', 2]])
  })

  it('what was handed over is forgotten when the vault closes, and its name is told', async () => {
    const { id } = await bench.list()
    const bytes = new TextEncoder().encode('メール\na@example.jp\n')
    const given = { name: '貼り付け.txt', bytes }
    const { file } = await bench.lists.handlers['lists.hand-over'](given, manager)
    const forgotten = (member = manager.member) =>
      bench.lists.handlers['lists.forgotten-file']({}, { ...manager, member })
    expect(forgotten()).toBeNull()
    const { format, hasHeader, columns } = await bench.inspect(file)
    bench.reopen()
    expect(forgotten()).toEqual({ name: '貼り付け.txt' })
    expect(forgotten('somebody-else')).toBeNull()
    const input = { list: id, file, format, hasHeader, columns }
    await expect(bench.lists.handlers['lists.import'](input, manager)).rejects.toThrow(
      'lists.file-forgotten',
    )
    await bench.lists.handlers['lists.hand-over'](given, manager)
    expect(forgotten()).toBeNull()
  })

  it('strict: one bad row leaves everything as it was', async () => {
    const { id } = await bench.list()
    const file = await bench.file('メール\na@example.jp\nb\n')
    const { format, hasHeader, columns } = await bench.inspect(file)
    const input = { list: id, file, format, hasHeader, columns, mode: 'strict' as const }
    await expect(bench.lists.handlers['lists.import'](input, manager)).rejects.toThrow(
      'lists.import-not-whole',
    )
    expect(await contactsIn(id)).toEqual([])
  })

  it('with consent alone: rows without its day are left out and say so', async () => {
    const { id } = await bench.list()
    const file = await bench.file(
      'メール,同意日,同意方法\na@example.jp,令和6年1月31日,書面\nb@example.jp,,\n',
    )
    const { format, hasHeader, columns } = await bench.inspect(file)
    const input = { list: id, file, format, hasHeader, columns, requireConsent: true }
    const report = await bench.lists.handlers['lists.import'](input, manager)
    expect(report.counts).toMatchObject({ added: 1, 'no-consent': 1 })
    expect(await contactsIn(id)).toEqual([
      ['a@example.jp', { 'consent-date': '2024-01-31', 'consent-source': '書面' }],
    ])
  })

  it('remembers what the columns meant when the same titles come again', async () => {
    const { id } = await bench.list()
    const text = '氏名,メール,備考\n山田,a@example.jp,x\n'
    const { columns } = await bench.inspect(await bench.file(text))
    const mine = columns.map((each) =>
      each.index === 2 ? { ...each, meaning: 'ignore' as const } : each,
    )
    await bench.importInto(id, text, { columns: mine })
    expect(await bench.inspect(await bench.file(text))).toMatchObject({
      mapping: 'remembered',
      columns: mine,
    })
  })

  it('flags characters of the own font and variation selectors, and takes the rows', async () => {
    const { id } = await bench.list()
    const report = await bench.importInto(
      id,
      '氏名,メール\n\ue000田,a@example.jp\n葛\u{e0100}城,b@example.jp\n髙﨑①,c@example.jp\n',
    )
    expect(report).toMatchObject({ flagged: 2, counts: { added: 3 } })
    const { rows } = await bench.lists.handlers['lists.import-rows'](
      { import: report.import, outcome: 'flagged', offset: 0, limit: 10 },
      manager,
    )
    expect(rows.map(({ line, flags }) => [line, flags])).toEqual([
      [2, ['user-defined']],
      [3, ['variation']],
    ])
  })
})

it('I03 rows to hand back hold no formula, and everything that stood there', async () => {
  const { id } = await bench.list()
  const report = await bench.importInto(id, '氏名,メール\n=cmd(),x\n山田,a@example.jp\n')
  const path = join(bench.folder, 'back.csv')
  writeFileSync(path, '')
  bench.saveTo(path)
  const saved = await bench.lists.handlers['lists.save-import-rows'](
    { import: report.import, rows: 'not-taken', texts: importRowTexts },
    manager,
  )
  expect(saved).toEqual({ isSaved: true, rowCount: 1 })
  expect(readFileSync(path, 'utf8')).toBe(
    '\ufeff"氏名","メール","行","結果","理由"\r\n"\'=cmd()","x","2","不可","アットマークなし"\r\n',
  )
})
