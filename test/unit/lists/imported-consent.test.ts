import { afterAll, describe, expect, it, vi } from 'vitest'
import { addSuppression } from '../../../main/lists/suppression.ts'
import type { ConsentView } from '../../../preload/contract/contacts.ts'
import type { ImportReport } from '../../../preload/contract/import.ts'
import type { ChannelInput } from '../../../preload/contract.ts'
import { createListsWorkbench, manager } from '../../support/lists-workbench.ts'

vi.setConfig({ testTimeout: 60_000 })

const bench = createListsWorkbench()
afterAll(bench.dispose)
const { handlers } = bench.lists

type Told = Pick<ChannelInput<'lists.import'>, 'consent' | 'requireConsent'>

async function importInto(list: string, text: string, told: Told = {}): Promise<ImportReport> {
  const file = await bench.file(text)
  const { format, hasHeader, columns } = await bench.inspect(file)
  return handlers['lists.import']({ list, file, format, hasHeader, columns, ...told }, manager)
}

/** Line, what became of it, why or what deserves a look. */
async function outcomesOf(report: ImportReport): Promise<string[]> {
  const page = { import: report.import, offset: 0, limit: 100 }
  const { rows } = await handlers['lists.import-rows'](page, manager)
  return rows.map(({ line, outcome, problem, flags }) =>
    [line, outcome, problem?.code, ...Object.values(problem?.params ?? {}), ...flags]
      .filter((each) => each !== undefined)
      .join(' '),
  )
}

async function contactNamed(list: string, search: string): Promise<number> {
  const page = { list, search, offset: 0, limit: 1 }
  const [row] = (await handlers['lists.contacts'](page, manager)).rows
  if (row === undefined) throw new Error('nobody has this address')
  return row.id
}
async function consentsOf(list: string, search: string): Promise<ConsentView[]> {
  const contact = await contactNamed(list, search)
  return (await handlers['contacts.detail']({ list, contact }, manager)).consents
}

const titles = 'メール,氏名,同意日,同意方法,同意文言,証跡'

describe('consent that a file tells of', () => {
  it('is recorded with how, when, wording and proof, and is taken back with the import', async () => {
    const { id } = await bench.list('同意')
    const report = await importInto(
      id,
      [
        titles,
        'a@example.jp,山,令和6年1月31日,Webフォーム,案内を受け取ります,R-1',
        'b@example.jp,田,2024/2/1,,,',
        'c@example.jp,川,,,,',
      ].join('\n'),
    )
    expect(report).toMatchObject({ consents: 1, flagged: 1, counts: { added: 3 } })
    expect(await outcomesOf(report)).toEqual(['2 added', '3 added consent-unclear', '4 added'])
    expect(await consentsOf(id, 'a@example.jp')).toMatchObject([
      {
        ...{ way: 'form', givenOn: '2024-01-31', wording: '案内を受け取ります', proof: 'R-1' },
        ...{ proofFile: null, withdrawnOn: null, member: manager.member },
      },
    ])
    expect(await consentsOf(id, 'b@example.jp')).toEqual([])
    const page = { import: report.import, offset: 0, limit: 1 }
    expect((await handlers['lists.import-rows'](page, manager)).rows[0]?.cells).toEqual([
      ...['a@example.jp', '山', '2024-01-31', 'Webフォーム', '案内を受け取ります', 'R-1'],
    ])

    const again = await importInto(id, `${titles}\na@example.jp,山,2024-05-01,紙,,\n`)
    expect(again).toMatchObject({ consents: 1, counts: { updated: 1 } })
    const same = await importInto(id, `${titles}\na@example.jp,山,2024-05-01,紙,,\n`)
    expect(same).toMatchObject({ consents: 0, counts: { unchanged: 1 } })
    await handlers['lists.undo-import']({ import: again.import }, manager)
    expect((await consentsOf(id, 'a@example.jp')).map(({ givenOn }) => givenOn)).toEqual([
      '2024-01-31',
    ])
    const contact = await contactNamed(id, 'a@example.jp')
    const history = await handlers['contacts.history'](
      { list: id, contact, offset: 0, limit: 10 },
      manager,
    )
    expect(history.rows.filter(({ what }) => what === 'consent')[0]?.changes).toEqual([
      { name: '', before: 'paper 2024-05-01', after: '' },
    ])
  })

  it('is said for all rows at once; with consent alone the others are left out', async () => {
    const { id } = await bench.list('全員')
    const consent = { way: 'paper', givenOn: '2024-03-01', wording: '申込書の裏面' } as const
    const all = await importInto(id, 'メール\nd@example.jp\ne@example.jp\n', {
      ...{ consent, requireConsent: true },
    })
    expect(all).toMatchObject({ consents: 2, counts: { added: 2, 'no-consent': 0 } })
    expect(await consentsOf(id, 'e@example.jp')).toMatchObject([consent])
    const some = await importInto(
      id,
      `${titles}\nf@example.jp,,2024-03-01,紙,,\ng@example.jp,,,,,\nh@example.jp,,2024-03-01,,,\n`,
      { requireConsent: true },
    )
    expect(await outcomesOf(some)).toEqual([
      '2 added',
      '3 no-consent lists.row-no-consent',
      '4 no-consent lists.row-consent-unclear',
    ])
  })

  it('that was withdrawn does not come back by an old file', async () => {
    const { id } = await bench.list('撤回')
    const old = `${titles}\ni@example.jp,山,2024-01-01,紙,,\n`
    await importInto(id, old)
    const contact = await contactNamed(id, 'i@example.jp')
    const withdrawn = { list: id, contact, withdrawnOn: '2024-06-01' }
    await handlers['contacts.withdraw-consent'](withdrawn, manager)
    expect(await outcomesOf(await importInto(id, old))).toEqual(['2 unchanged consent-withdrawn'])
    expect(await outcomesOf(await importInto(id, old, { requireConsent: true }))).toEqual([
      '2 no-consent lists.row-consent-withdrawn 2024-06-01',
    ])
    const anew = `${titles}\ni@example.jp,山,2024-07-01,紙,,\n`
    expect(await importInto(id, anew)).toMatchObject({ consents: 1, counts: { updated: 1 } })
    expect((await consentsOf(id, 'i@example.jp')).map((each) => each.withdrawnOn)).toEqual([
      '2024-06-01',
      null,
    ])
  })
})

describe('who must not be mailed', () => {
  it('is told row by row: the address, its domain, a pattern, or deleted at their wish', async () => {
    const { id } = await bench.list('停止')
    const entry = { reason: 'by-hand', source: '', member: null } as const
    const at = new Date(0).toISOString()
    for (const [kind, value] of [
      ['address', 'stop@example.jp'],
      ['domain', 'example.com'],
      ['pattern', '*+old@*'],
    ] as const)
      addSuppression(bench.db, { ...entry, kind, value, at })
    await importInto(id, 'メール\ngone@example.jp\nunused@example.jp\n')
    const erase = async (address: string, reason: 'requested' | 'not-needed') => {
      const contact = await contactNamed(id, address)
      await handlers['contacts.erase']({ list: id, contacts: [contact], reason }, manager)
    }
    await erase('gone@example.jp', 'requested')
    await erase('unused@example.jp', 'not-needed')
    bench.db.prepare('UPDATE book.erased SET at = ?').run('2026-03-01T20:00:00.000Z')
    const text = [
      titles,
      'Stop@example.jp,,,,,',
      'x@mail.example.com,,,,,',
      'y+old@example.jp,,,,,',
      'Gone@example.jp,山,2020-01-01,紙,,',
      'unused@example.jp,,,,,',
      'fine@example.jp,,,,,',
    ].join('\n')
    const report = await importInto(id, text)
    expect(report.counts).toMatchObject({ added: 2, suppressed: 3, erased: 1 })
    expect(await outcomesOf(report)).toEqual([
      '2 suppressed lists.row-suppressed',
      '3 suppressed lists.row-suppressed-domain example.com',
      '4 suppressed lists.row-suppressed-pattern *+old@*',
      '5 erased lists.row-erased 2026-03-02',
      '6 added erased-before',
      '7 added',
    ])
    // What was deleted is not kept again, not even as a row that was not taken.
    const kept = bench.db
      .prepare<{ cells: string }>(`SELECT cells FROM book.import_note WHERE outcome = 'erased'`)
      .all()
    expect(kept).toEqual([{ cells: '[]' }])

    const agreed = await importInto(id, `${titles}\ngone@example.jp,山,2026-03-03,紙,,\n`)
    expect(await outcomesOf(agreed)).toEqual(['2 added erased-before'])
  })
})
