import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterAll, describe, expect, it } from 'vitest'
import { columnCountMax } from '../../../main/lists/inspection.ts'
import { createListsWorkbench, manager } from '../../support/lists-workbench.ts'
import { problemOfAsync } from '../../support/problem.ts'

const bench = createListsWorkbench()
afterAll(bench.dispose)

const inspect = async (content: string | Uint8Array) => bench.inspect(await bench.file(content))

const codeOf = (act: Promise<unknown>) => problemOfAsync(() => act)

describe('inspection', () => {
  it('understands UTF-8 with BOM, semicolons and quoted line breaks', async () => {
    const found = await inspect(
      '\ufeffKontakt;E-Mail;Firma\r\n"Müller;\r\nAnna";anna@example.com;"Example; GmbH"\r\n',
    )
    expect(found).toEqual({
      format: { kind: 'text', encoding: 'utf-8', delimiter: ';' },
      encodingCertain: true,
      sheets: [],
      hasHeader: true,
      mapping: 'detected',
      columns: [
        { index: 0, name: 'Kontakt', meaning: 'field' },
        { index: 1, name: 'E-Mail', meaning: 'address' },
        { index: 2, name: 'Firma', meaning: 'field' },
      ],
      rows: [
        {
          line: 2,
          cells: ['Müller;\r\nAnna', 'anna@example.com', 'Example; GmbH'],
          problem: null,
          flags: [],
        },
      ],
      rowCountEstimate: 1,
    })
  })

  it.each([
    ['utf-16le', '\t'],
    ['utf-16be', '|'],
    ['euc-jp', ','],
    ['shift_jis', '\t'],
  ] as const)('understands %s with %j', async (encoding, delimiter) => {
    const rows = [
      ['氏名', 'メール'],
      ['山田', 'a@example.jp'],
      ['鈴木', 'b@example.jp'],
    ]
    const text = rows.map((row) => row.join(delimiter)).join('\r\n')
    const found = await inspect(iconv.encode(text, encoding, { addBOM: false }))
    expect(found).toMatchObject({
      format: { kind: 'text', encoding, delimiter },
      hasHeader: true,
      rows: rows.slice(1).map((cells) => ({ cells, problem: null })),
    })
  })

  it('understands a file of addresses alone', async () => {
    const found = await inspect('a@example.jp\nb@example.jp\n')
    expect(found).toMatchObject({
      hasHeader: false,
      columns: [{ index: 0, name: '列1', meaning: 'address' }],
      rows: [{ cells: ['a@example.jp'] }, { cells: ['b@example.jp'] }],
    })
  })

  it('leaves out empty columns at the end, but not ones with data and no title', async () => {
    const names = async (text: string) => (await inspect(text)).columns.map((each) => each.name)
    expect(await names('氏名,メール,,\n山田,a@example.jp,,\n')).toEqual(['氏名', 'メール'])
    expect(await names('氏名,メール,,\n山田,a@example.jp,メモ\n')).toEqual([
      ...['氏名', 'メール', '列3'],
    ])
    const { id } = await bench.list()
    const report = await bench.importInto(
      id,
      '氏名,メール,,\n山田,a@example.jp\n鈴木,b@example.jp,,\n佐藤,c@example.jp,,,,\n',
    )
    expect(report.counts.added).toBe(3)
  })

  it('shows the odd rows first and estimates how many there are', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => `山田${index},m${index}@example.jp`)
    lines[40] = '山田,bad'
    const found = await inspect(`氏名,メール\n${lines.join('\n')}\n`)
    expect(found.rows.length).toBe(20)
    expect(found.rows[0]).toMatchObject({
      line: 42,
      cells: ['山田', 'bad'],
      problem: { code: 'lists.row-address-no-at' },
    })
    expect(found.rows[1]).toMatchObject({ cells: ['山田0', 'm0@example.jp'], problem: null })
    expect(found.rowCountEstimate).toBeGreaterThan(18_000)
    expect(found.rowCountEstimate).toBeLessThan(24_000)
  })

  it('finds the encoding where the beginning is ASCII', async () => {
    const ascii = `name,email,note\n${'Taro,taro@example.jp,x\n'.repeat(10_000)}`
    const found = await inspect(iconv.encode(`${ascii}山田,y@example.jp,備考\n`, 'cp932'))
    expect(found).toMatchObject({ format: { encoding: 'shift_jis' } })
  })

  it('takes what a person says over what it has found', async () => {
    const file = await bench.file('a;b,c@example.jp\n')
    const found = await bench.lists.handlers['lists.inspect'](
      { file, delimiter: ';', encoding: 'shift_jis', hasHeader: true },
      manager,
    )
    expect(found).toMatchObject({
      format: { kind: 'text', delimiter: ';', encoding: 'shift_jis' },
      hasHeader: true,
      rows: [],
    })
  })
})

describe('files that cannot be imported', () => {
  it('missing, empty, a folder, an unknown token', async () => {
    expect(await codeOf(bench.tokenOf(join(bench.folder, 'none.csv')))).toBe('lists.file-not-found')
    expect(await codeOf(bench.file(''))).toBe('lists.file-empty')
    mkdirSync(join(bench.folder, 'folder.csv'))
    expect(await codeOf(bench.tokenOf(join(bench.folder, 'folder.csv')))).toBe(
      'lists.file-unreadable',
    )
    expect(await codeOf(bench.inspect('0'.repeat(32)))).toBe('lists.file-not-found')
  })

  it('damaged workbooks, old ones, and ones with a password', async () => {
    const compound = [0xd0, 0xcf, 0x11, 0xe0]
    const locked = [...compound, ...Buffer.from('EncryptedPackage', 'utf16le')]
    expect(await codeOf(inspect(Uint8Array.from([0x50, 0x4b, 3, 4, 0])))).toBe(
      'lists.workbook-damaged',
    )
    expect(await codeOf(inspect(Uint8Array.from(compound)))).toBe('lists.workbook-old')
    expect(await codeOf(inspect(Uint8Array.from(locked)))).toBe('lists.workbook-locked')
  })

  it('more columns than anybody has', async () => {
    expect(await codeOf(inspect(`${','.repeat(columnCountMax)}\n`))).toBe('lists.too-many-columns')
    expect(await codeOf(inspect(`a@example.jp${','.repeat(1_000_000)}\n`))).toBe(
      'lists.too-many-columns',
    )
  })
})
