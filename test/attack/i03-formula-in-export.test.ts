import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { csvLine, unguarded, writeContacts } from '../../main/lists/export-file.ts'
import { createListsWorkbench } from '../support/lists-workbench.ts'

const signs = ['=', '+', '-', '@', '\t', '\r', '\u0000', '＝', '＋', '－', '＠']

describe('I03 a cell that a spreadsheet would take for a formula', () => {
  it('begins with an apostrophe, in quotes', () => {
    for (const sign of signs)
      for (const cell of [`${sign}1+1`, `'${sign}1`])
        expect(csvLine([cell, 'x'])).toBe(`"'${cell}","x"\r\n`)
    expect(csvLine([`=HYPERLINK("http://evil.example","x")`])).toBe(
      `"'=HYPERLINK(""http://evil.example"",""x"")"\r\n`,
    )
    expect(csvLine(["'70年代", '1=1'])).toBe(`"'70年代","1=1"\r\n`)
  })

  it('gives back what it was, whatever stood there', () => {
    const cell = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom('', "'", "''"), fc.constantFrom(...signs), fc.string())
        .map((all) => all.join('')),
    )
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        const [read] = parse(csvLine(cells), { relax_column_count: true }) as string[][]
        expect(read?.map(unguarded)).toEqual(cells)
        for (const each of read ?? []) expect(each).not.toMatch(/^[=+\-@\t\r＝＋－＠]/)
      }),
    )
  })

  it('is guarded in the file of a whole list, below who took it and when', async () => {
    const bench = createListsWorkbench()
    onTestFinished(() => bench.dispose())
    const { id } = await bench.list()
    const formula = '=cmd|/C calc!A0'
    await bench.importInto(id, `メール,メモ\na@example.jp,"${formula}"\n+b@example.jp,ふつう\n`)
    const path = join(bench.folder, 'out.csv')
    const mark = { lines: ['持ち出し: =悪意'], addressTitle: 'メールアドレス' }
    expect(await writeContacts(bench.db, path, { list: id, mark })).toBe(2)
    const lines = readFileSync(path, 'utf8').split('\r\n')
    expect(lines).toEqual([
      '\ufeff"持ち出し: =悪意"',
      '"メールアドレス","メモ"',
      `"a@example.jp","'${formula}"`,
      `"'+b@example.jp","ふつう"`,
      '',
    ])
  })
})
