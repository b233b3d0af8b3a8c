import { afterAll, describe, expect, it } from 'vitest'
import { createListsWorkbench, manager } from '../support/lists-workbench.ts'

const bench = createListsWorkbench()
afterAll(bench.dispose)

/** What became of the rows of a file: line, outcome, code. */
async function outcomesOf(name: string, content: string | Uint8Array) {
  const { id } = await bench.list(name)
  const report = await bench.importInto(id, content)
  const { rows } = await bench.lists.handlers['lists.import-rows'](
    { import: report.import, offset: 0, limit: 1000 },
    manager,
  )
  return rows.map(({ line, problem }) => `${line} ${problem?.code ?? 'taken'}`)
}

describe('I01 hostile files', () => {
  it('a cell of 11 MB', async () => {
    const content = `氏名,メール\n${'長'.repeat(3_700_000)}${'x'.repeat(8_000_000)},a@example.jp\nb,b@example.jp\n`
    expect(await outcomesOf('long', content)).toEqual(['2 lists.row-field-too-long', '3 taken'])
  })

  it('a million cells in one row', async () => {
    const content = `氏名,メール\n${'x,'.repeat(1_000_000)}\nb,b@example.jp\n`
    expect(await outcomesOf('wide', content)).toEqual(['2 lists.row-columns', '3 taken'])
  })

  it('quotation marks out of balance', async () => {
    const content =
      '氏名,メール\n"a,a@example.jp\n"b"",b@example.jp\nc,c@example.jp\n"""d,d@example.jp\n'
    expect(await outcomesOf('quotes', content)).toEqual([
      '2 lists.row-quote-unclosed',
      '3 lists.row-quote-unclosed',
      '4 taken',
      '5 lists.row-quote-unclosed',
    ])
  })

  it('NUL and other control characters', async () => {
    const content =
      '氏名,メール\na\u0000,a@example.jp\nb,b@exam\u0000ple.jp\nc\u001b[2J,c@example.jp\nd,d@example.jp\n'
    expect(await outcomesOf('controls', content)).toEqual([
      '2 lists.row-control-character',
      '3 lists.row-control-character',
      '4 lists.row-control-character',
      '5 taken',
    ])
  })

  it('two encodings in one file', async () => {
    const utf8 = Array.from({ length: 40 }, (_, index) => `山田${index},m${index}@example.jp\n`)
    const shiftJis = Buffer.from([
      0x8e,
      0x52,
      0x93,
      0x63,
      ...Buffer.from(',x@example.jp\nz,z@example.jp\n'),
    ])
    const content = Buffer.concat([Buffer.from(`氏名,メール\n${utf8.join('')}`), shiftJis])
    expect((await outcomesOf('mixed', content)).slice(39)).toEqual([
      '41 taken',
      '42 lists.row-undecodable',
      '43 taken',
    ])
  })

  it('CR as the only line end', async () => {
    expect(await outcomesOf('cr', '氏名,メール\ra,a@example.jp\rb,b@example.jp\r')).toEqual([
      '2 taken',
      '3 taken',
    ])
  })
})
