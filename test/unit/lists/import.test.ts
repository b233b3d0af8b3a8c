import { join } from 'node:path'
import iconv from 'iconv-lite'
import * as v from 'valibot'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { writeContactFile } from '../../../build/demo/contact-file.ts'
import { parseAddress } from '../../../main/address/address.ts'
import { suppressAddress } from '../../../main/lists/lists.ts'
import type { ImportRow, RowOutcome } from '../../../preload/contract/import.ts'
import { ImportProgress, ImportReport } from '../../../preload/contract/import.ts'
import {
  createListsWorkbench,
  type ListsWorkbench,
  manager,
} from '../../support/lists-workbench.ts'
import { problemOfAsync } from '../../support/problem.ts'

// Every import starts a thread and syncs to the disk: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 60_000 })

let bench: ListsWorkbench
beforeEach(() => {
  bench = createListsWorkbench()
})
afterEach(() => bench.dispose())

const rowsOf = async (report: ImportReport, outcome?: RowOutcome): Promise<ImportRow[]> => {
  const page = { import: report.import, offset: 0, limit: 1000 }
  const query = outcome === undefined ? page : { ...page, outcome }
  return (await bench.lists.handlers['lists.import-rows'](query, manager)).rows
}
const contactsIn = async (list: string, search = '') =>
  bench.lists.handlers['lists.contacts']({ list, search, offset: 0, limit: 1000 }, manager)

const codeOf = (act: Promise<unknown>) => problemOfAsync(() => act)

describe('every row', () => {
  it('is accounted for, with its line, what became of it, and what stood there', async () => {
    const { id } = await bench.list()
    const report = await bench.importInto(
      id,
      [
        '氏名,メール,会社名',
        '山田,yamada@example.jp,"株式会社',
        'サンプル"',
        '鈴木,suzuki,例示',
        '',
        '山田 様,YAMADA＠example。jp,例示',
        '佐藤,sato@example.jp',
        '田中,tanaka@example.jp,例示,余り',
        '"伊藤,ito@example.jp,例示',
        '加藤,kato@example.jp,例\u0007示',
        '渡辺,watanabe@example.jp,例\ufffd示',
        ',,',
        `小林,kobayashi@example.jp,${'長'.repeat(10_001)}`,
        '中村,nakamura@example.jp,,,',
      ].join('\r\n'),
    )
    expect(v.is(ImportReport, report)).toBe(true)
    expect(report).toMatchObject({
      rowCount: 11,
      counts: { added: 2, updated: 0, unchanged: 0, duplicate: 1, invalid: 8, suppressed: 0 },
    })
    expect(
      (await rowsOf(report)).map(({ line, outcome, problem, cells }) => [
        line,
        outcome,
        problem && `${problem.code} ${Object.values(problem.params).join(' ')}`.trim(),
        cells.length,
      ]),
    ).toEqual([
      [2, 'added', null, 3],
      [4, 'invalid', 'lists.row-address-no-at', 3],
      [6, 'duplicate', 'lists.row-duplicate 2', 3],
      [7, 'invalid', 'lists.row-columns 2 3', 2],
      [8, 'invalid', 'lists.row-columns 4 3', 4],
      [9, 'invalid', 'lists.row-quote-unclosed 9', 3],
      [10, 'invalid', 'lists.row-control-character 会社名', 3],
      [11, 'invalid', 'lists.row-undecodable 会社名', 3],
      [12, 'invalid', 'lists.row-address-missing', 3],
      [13, 'invalid', 'lists.row-field-too-long 会社名 10000', 3],
      [14, 'added', null, 3],
    ])
  })

  it('can be looked at by outcome and page by page', async () => {
    const { id } = await bench.list()
    const lines = Array.from({ length: 50 }, (_, index) =>
      index % 5 ? `m${index}@example.jp` : 'x',
    )
    const report = await bench.importInto(id, `メール\n${lines.join('\n')}`)
    expect((await rowsOf(report, 'invalid')).map((row) => row.line)).toEqual(
      Array.from({ length: 10 }, (_, index) => 2 + 5 * index),
    )
    const page = await bench.lists.handlers['lists.import-rows'](
      { import: report.import, outcome: 'added', offset: 38, limit: 10 },
      manager,
    )
    expect(page).toMatchObject({ total: 40, rows: [{ line: 50 }, { line: 51 }] })
    expect(page.rows[1]?.cells).toEqual(['m49@example.jp'])
    expect(
      await codeOf(
        Promise.resolve().then(() =>
          bench.lists.handlers['lists.import-rows'](
            { import: 'none', offset: 0, limit: 1 },
            manager,
          ),
        ),
      ),
    ).toBe('lists.no-such-import')
  })

  it('of the demo file is counted as its maker counts them', async () => {
    const file = join(bench.folder, 'demo.csv')
    const facts = writeContactFile({ file, rowCount: 5000, seed: 7 })
    const { id } = await bench.list()
    const token = await bench.tokenOf(file)
    const found = await bench.inspect(token)
    expect(found).toMatchObject({
      format: { kind: 'text', encoding: 'shift_jis', delimiter: ',' },
      encodingCertain: true,
    })
    const { format, hasHeader, columns } = found
    const input = { list: id, file: token, format, hasHeader, columns }
    const report = await bench.lists.handlers['lists.import'](input, manager)
    const { added, duplicate, invalid } = report.counts
    expect(report.rowCount).toBe(5000)
    expect({ added, duplicate }).toEqual({ added: facts.added, duplicate: facts.duplicate })
    expect(invalid).toBe(Object.values(facts.invalid).reduce((sum, each) => sum + each, 0))
    expect(
      Object.fromEntries(
        report.reasons
          .filter(({ code }) => code !== 'lists.row-duplicate')
          .map(({ code, count }) => [code, count]),
      ),
    ).toEqual(facts.invalid)
    const [view] = await bench.lists.handlers['lists.list']({}, manager)
    expect(view).toMatchObject({ contactCount: facts.added })
    expect(view?.fields).toEqual(['name', 'reading', 'company', 'department', 'title', '備考'])
  })
})

describe('importing again', () => {
  it('updates what differs, clears what is empty now, and leaves other fields', async () => {
    const { id } = await bench.list()
    await bench.importInto(
      id,
      '氏名,メール,会社名,備考\n山田,a@example.jp,例示,メモ\n鈴木,b@example.jp,例示,\n',
    )
    const report = await bench.importInto(
      id,
      '氏名,メール,会社名\n山田,A@example.jp,\n鈴木,b@example.jp,例示\n佐藤,c@example.jp,例示\n',
    )
    expect(report.counts).toMatchObject({ added: 1, updated: 1, unchanged: 1, duplicate: 0 })
    expect((await contactsIn(id)).rows.map(({ address, fields }) => [address, fields])).toEqual([
      ['a@example.jp', { name: '山田', 備考: 'メモ' }],
      ['b@example.jp', { name: '鈴木', company: '例示' }],
      ['c@example.jp', { name: '佐藤', company: '例示' }],
    ])
  })

  it('keeps one contact for one mailbox over all lists', async () => {
    const first = await bench.list('一')
    const second = await bench.list('二')
    await bench.importInto(first.id, '氏名,メール\n山田,a@example.jp\n')
    const report = await bench.importInto(second.id, '会社名,メール\n例示,A@EXAMPLE.jp\n')
    expect(report.counts.added).toBe(1)
    const contact = { address: 'a@example.jp', fields: { name: '山田', company: '例示' } }
    expect((await contactsIn(first.id)).rows).toMatchObject([contact])
    expect((await contactsIn(second.id)).rows).toMatchObject([contact])
  })

  it('does not take the suppressed', async () => {
    const { id } = await bench.list()
    const address = parseAddress('stop@example.jp')
    if (typeof address !== 'string') throw new Error(address.reason)
    suppressAddress(bench.db, { address, reason: 'unsubscribed', at: '2026-11-24T00:00:00.000Z' })
    const report = await bench.importInto(id, 'メール\nSTOP@example.jp\ngo@example.jp\n')
    expect(report.counts).toMatchObject({ added: 1, suppressed: 1 })
    expect((await rowsOf(report, 'suppressed'))[0]).toMatchObject({
      line: 2,
      problem: { code: 'lists.row-suppressed' },
      cells: ['STOP@example.jp'],
    })
  })
})

describe('all or nothing', () => {
  it('says what is wrong with the whole file, and leaves the list as it was', async () => {
    const { id } = await bench.list()
    await bench.importInto(id, 'メール\na@example.jp\n')
    const japanese = iconv.encode('氏名,メール\n山田,b@example.jp\n鈴木,c@example.jp\n', 'cp932')
    const none = { columns: [{ index: 0, name: 'x', meaning: 'field' as const }] }
    const problems = [
      bench.importInto(id, japanese, {
        format: { kind: 'text', encoding: 'utf-8', delimiter: ',' },
      }),
      bench.importInto(id, 'メール\n'),
      bench.importInto(id, 'b@example.jp\n', none),
      bench.importInto('none', 'b@example.jp\n'),
    ]
    expect(await Promise.all(problems.map(codeOf))).toEqual([
      'lists.encoding-mismatch',
      'lists.file-empty',
      'lists.no-address-column',
      'lists.no-such-list',
    ])
    expect((await contactsIn(id)).rows.map((row) => row.address)).toEqual(['a@example.jp'])
    const left = bench.db.prepare<{ n: number }>('SELECT count(*) AS n FROM book.import').get()
    expect(left).toEqual({ n: 1 })
  })

  it('undoes an import that is stopped, and one that waits', async () => {
    const { id } = await bench.list()
    const lines = Array.from({ length: 400_000 }, (_, index) => `m${index}@example.jp`).join('\n')
    const file = await bench.file('メール\na@example.jp\n')
    const { format, hasHeader, columns } = await bench.inspect(file)
    const running = codeOf(bench.importInto(id, `メール\n${lines}`))
    while (bench.progress.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const waiting = codeOf(
      bench.lists.handlers['lists.import'](
        { list: id, file, format, hasHeader, columns },
        manager,
      ) as Promise<unknown>,
    )
    await new Promise((resolve) => setTimeout(resolve, 300))
    await bench.lists.close()
    expect(await running).toBe('lists.import-stopped')
    expect(await waiting).toBe('lists.import-stopped')
    expect(await contactsIn(id)).toEqual({ total: 0, rows: [] })
    await bench.importInto(id, 'メール\na@example.jp\n')
    expect((await contactsIn(id)).total).toBe(1)
  })
})

it('tells how far it is, at least four times a second', async () => {
  const { id } = await bench.list()
  const lines = Array.from({ length: 30_000 }, (_, index) => `山田,m${index}@example.jp`).join('\n')
  const report = await bench.importInto(id, `氏名,メール\n${lines}`)
  expect(bench.progress.every((each) => v.is(ImportProgress, each))).toBe(true)
  const counts = bench.progress.map((each) => each.rowCount)
  expect(counts).toEqual(counts.toSorted((a, b) => a - b))
  expect(bench.progress.at(-1)).toMatchObject({ import: report.import, list: id, rowCount: 30_000 })
  expect(bench.progress.at(-1)?.bytesRead).toBe(bench.progress.at(-1)?.bytesTotal)
  const tookMs = Date.parse(report.finishedAt) - Date.parse(report.startedAt)
  expect(counts.length).toBeGreaterThanOrEqual(Math.max(2, Math.floor(tookMs / 250)))
})

it('finds everything again after a restart', async () => {
  const { id } = await bench.list()
  const report = await bench.importInto(id, '氏名,メール\n山田,a@example.jp\n')
  bench.reopen()
  expect((await bench.lists.handlers['lists.list']({}, manager))[0]).toMatchObject({
    contactCount: 1,
    fields: ['name'],
  })
  expect((await contactsIn(id)).rows).toMatchObject([{ address: 'a@example.jp' }])
  expect((await rowsOf(report))[0]?.cells).toEqual(['山田', 'a@example.jp'])
})
