import { afterAll, describe, expect, it } from 'vitest'
import { dateText, isDateFormat } from '../../../main/lists/cell-date.ts'
import { columnOf } from '../../../main/lists/sheet-reader.ts'
import { createListsWorkbench, manager } from '../../support/lists-workbench.ts'
import { workbookOf } from '../../support/workbook-file.ts'

const bench = createListsWorkbench()
afterAll(bench.dispose)

const inspect = async (bytes: Uint8Array) => bench.inspect(await bench.file(bytes))
const strings = [
  '<si><t>氏名</t></si>',
  '<si><t>メールアドレス</t></si>',
  '<si><r><t>山</t></r><r><t xml:space="preserve">田 </t></r><rPh sb="0" eb="1"><t>ヤマダ</t></rPh></si>',
  '<si><t>行_x000A_二</t></si>',
].join('')
const styles =
  '<numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="176"/><xf numFmtId="22"/></cellXfs>'
const header =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><t>誕生日</t></is></c><c r="D1" t="inlineStr"><is><t>電話</t></is></c></row>'
const address = (reference: string, value: string) =>
  `<c r="${reference}" t="str"><v>${value}</v></c>`

describe('a workbook', () => {
  it('gives the texts that a person sees in it', async () => {
    const rows = `${header}
      <row r="2"><c r="A2" t="s"><v>2</v></c>${address('B2', 'a@example.jp')}<c r="C2" s="1"><v>45000</v></c><c r="D2"><v>9012345678</v></c></row>
      <row r="4"><c r="A4" t="s"><v>3</v></c>${address('B4', 'b@example.jp')}<c r="C4" s="2"><v>25569.5</v></c><c r="D4"><v>1.2000000000000002</v></c></row>
      <row r="5"/>
      <row r="6">${address('B6', 'c@example.jp')}<c r="C6" t="b"><v>1</v></c><c r="D6" t="e"><v>#N/A</v></c></row>
      <row r="7">${address('B7', 'd@example.jp')}</row>`
    const found = await inspect(workbookOf({ rows, strings, styles }))
    expect(found).toMatchObject({
      format: { kind: 'workbook', sheet: 0 },
      sheets: ['名簿', '控え'],
    })
    expect(found.columns.map(({ meaning }) => meaning).slice(0, 2)).toEqual(['name', 'address'])
    expect(found.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [2, '山田 ', 'a@example.jp', '2023-03-15', '9012345678'],
      [4, '行\n二', 'b@example.jp', '1970-01-01 12:00', '1.2000000000000002'],
      [6, '', 'c@example.jp', 'TRUE', '#N/A'],
      [7, '', 'd@example.jp', '', ''],
    ])
  })

  it('has its table under a title, without the zeros that Excel drops', async () => {
    const text = (reference: string, value: string) =>
      `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`
    const rows = `<row r="1">${text('A1', '会員名簿')}</row>
      <row r="2">${text('B2', '2026年11月現在')}</row>
      <row r="4">${text('A4', '氏名')}${text('B4', 'メール')}${text('C4', '電話番号')}</row>
      <row r="5">${text('A5', '山田')}${text('B5', 'a@example.jp')}<c r="C5"><v>9012345678</v></c></row>
      <row r="6">${text('A6', '鈴木')}${text('B6', 'b@example.jp')}</row>`
    const bytes = workbookOf({ rows, strings: '', styles: '' })
    const found = await inspect(bytes)
    expect(found.format).toEqual({ kind: 'workbook', sheet: 0, skipRows: 2 })
    expect(found.columns.map(({ meaning }) => meaning)).toEqual(['name', 'address', 'phone'])
    expect(found.rows.map(({ line, flags }) => [line, ...flags])).toEqual([[5, 'phone-zero'], [6]])
    const { id } = await bench.list('名簿')
    const report = await bench.importInto(id, bytes)
    expect(report).toMatchObject({ rowCount: 2, flagged: 1, counts: { added: 2 } })
  })

  it('is imported by the sheet that is chosen', async () => {
    const { id } = await bench.list()
    const token = await bench.file(workbookOf({ rows: header, strings, styles }))
    const { format, hasHeader, columns } = await bench.lists.handlers['lists.inspect'](
      { file: token, sheet: 1 },
      manager,
    )
    const report = await bench.lists.handlers['lists.import'](
      { list: id, file: token, format, hasHeader, columns },
      manager,
    )
    expect(report.counts).toMatchObject({ added: 1, invalid: 0 })
  })

  it('dates of both calendars, and the day that never was', () => {
    expect(dateText(1, false)).toBe('1900-01-01')
    expect(dateText(59, false)).toBe('1900-02-28')
    expect(dateText(61, false)).toBe('1900-03-01')
    expect(dateText(0, true)).toBe('1904-01-01')
    expect(dateText(43_538, true)).toBe('2023-03-15')
    expect(dateText(0.75, false)).toBe('18:00')
    expect(dateText(45_000.000_011_574, false)).toBe('2023-03-15 00:00:01')
    expect(dateText(-1, false)).toBeNull()
  })

  it('knows a date by its format, and nothing else', () => {
    const dates = ['yyyy/m/d', '[$-411]ggge"年"m"月"d"日"', 'h:mm', '[h]:mm:ss', '[$-F800]dddd']
    expect(dates.filter((code) => !isDateFormat(code))).toEqual([])
    const numbers = ['General', '0.00', '#,##0"様"', '0.00E+00', '@', '"day" 0', '[Red]0', '\\d0']
    expect(numbers.filter(isDateFormat)).toEqual([])
  })

  it('counts columns as Excel names them', () => {
    expect(['A1', 'Z9', 'AA1', 'AB7', 'XFD1'].map(columnOf)).toEqual([0, 25, 26, 27, 16_383])
    expect(columnOf('1')).toBeNull()
  })
})
