import { afterAll, describe, expect, it } from 'vitest'
import { ProblemError } from '../../preload/problem.ts'
import { createListsWorkbench } from '../support/lists-workbench.ts'
import { workbookOf, zipOf } from '../support/workbook-file.ts'

const bench = createListsWorkbench()
afterAll(bench.dispose)

const inspect = async (bytes: Uint8Array) => bench.inspect(await bench.file(bytes))
const text = (reference: string, value: string) =>
  `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`
const plain = `<row r="1">${text('A1', 'メール')}</row><row r="2">${text('A2', 'a@example.jp')}</row>`

async function codeOf(bytes: Uint8Array): Promise<string> {
  try {
    await inspect(bytes)
    return 'no problem'
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
}

describe('I02: a workbook', () => {
  it('that is a bomb is refused by what it declares', async () => {
    const zeros = Buffer.alloc(64 * 1024 ** 2, 0x20)
    const sheet = { name: 'xl/worksheets/sheet1.xml', bytes: zeros }
    expect(await codeOf(workbookOf({ rows: plain, others: [sheet] }))).toBe(
      'lists.workbook-too-large',
    )
  })

  it('that becomes larger than it declares is refused where it does', async () => {
    const bytes = Buffer.alloc(4 * 1024 ** 2, 0x20)
    const sheet = { name: 'xl/worksheets/sheet1.xml', bytes, declaredBytes: 1000 }
    expect(await codeOf(workbookOf({ rows: plain, others: [sheet] }))).toBe(
      'lists.workbook-damaged',
    )
  })

  it('with ten million shared strings is refused', async () => {
    const strings = '<si><t/></si>'.repeat(10_000_000)
    expect(await codeOf(workbookOf({ rows: plain, strings }))).toBe('lists.workbook-too-large')
  })

  it('that declares entities is refused: neither files nor laughs', async () => {
    for (const prolog of [
      '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
    ])
      expect(await codeOf(workbookOf({ rows: plain, prolog }))).toBe('lists.workbook-damaged')
    const rows = `<row r="1">${text('A1', '&unknown;')}</row>`
    expect(await codeOf(workbookOf({ rows }))).toBe('lists.workbook-damaged')
  })

  it('with macros, archives and links inside is read as a table and no more', async () => {
    const bytes = Buffer.from('not looked at')
    const found = await inspect(
      workbookOf({
        rows: plain,
        others: [
          { name: 'xl/vbaProject.bin', bytes },
          { name: 'xl/embeddings/inner.zip', bytes: zipOf([{ name: 'x', bytes }]) },
          { name: 'xl/externalLinks/externalLink1.xml', bytes },
        ],
      }),
    )
    expect(found.rows.map((row) => row.cells)).toEqual([['a@example.jp']])
  })

  it('with names that lead out of it is refused', async () => {
    const others = [{ name: '../../outside.xml', bytes: Buffer.from('x') }]
    expect(await codeOf(workbookOf({ rows: plain, others }))).toBe('lists.workbook-damaged')
  })

  it('with a million columns is refused with how many there may be', async () => {
    const row = (line: number, cells: number) =>
      `<row r="${line}">${text(`A${line}`, 'x')}${'<c t="str"><v>y</v></c>'.repeat(cells)}</row>`
    expect(await codeOf(workbookOf({ rows: row(1, 1_000_000) }))).toBe('lists.workbook-too-large')
    expect(await codeOf(workbookOf({ rows: row(1, 20_000) }))).toBe('lists.workbook-damaged')
    expect(await codeOf(workbookOf({ rows: row(1, 600) + row(2, 600) }))).toBe(
      'lists.too-many-columns',
    )
  })

  it('that is cut off is refused', async () => {
    const whole = workbookOf({ rows: plain })
    for (const length of [30, 200, Math.floor(whole.length / 2), whole.length - 1])
      expect(await codeOf(whole.subarray(0, length))).toBe('lists.workbook-damaged')
  })
})
