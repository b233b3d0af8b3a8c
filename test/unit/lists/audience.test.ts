import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EmailAddress, parseAddress } from '../../../main/address/address.ts'
import {
  audienceSummary,
  fieldsOf,
  freezeAudience,
  suppressAddress,
} from '../../../main/lists/lists.ts'
import { ProblemError } from '../../../preload/problem.ts'
import {
  createListsWorkbench,
  type ListsWorkbench,
  listsOnly,
  manager,
} from '../../support/lists-workbench.ts'

vi.setConfig({ testTimeout: 60_000 })

const now = Date.parse('2026-11-24T01:00:00.000Z')
let bench: ListsWorkbench
beforeEach(() => {
  bench = createListsWorkbench()
})
afterEach(() => bench.dispose())

function address(text: string): EmailAddress {
  const parsed = parseAddress(text)
  if (typeof parsed !== 'string') throw new Error(parsed.reason)
  return parsed
}

function suppress(text: string): void {
  const suppression = { reason: 'bounced', at: '2026-11-24T00:00:00.000Z' } as const
  suppressAddress(bench.db, { address: address(text), ...suppression })
}

function codeOf(act: () => unknown): string {
  try {
    act()
    return 'no problem'
  } catch (error) {
    if (error instanceof ProblemError) return error.problem.code
    throw error
  }
}

describe('an audience of two lists', () => {
  it('has everybody once, in one order, without the suppressed', async () => {
    const first = await bench.list('一')
    const second = await bench.list('二')
    await bench.importInto(
      first.id,
      '氏名,メール\n一,a@example.jp\n二,b@example.jp\n三,c@日本語.jp\n',
    )
    await bench.importInto(
      second.id,
      '氏名,メール,会社名\n二,B@example.jp,例示\n四,d@example.com,\n',
    )
    suppress('A@EXAMPLE.jp')
    const expected = [
      { address: 'b@example.jp', fields: { name: '二', company: '例示' } },
      { address: 'c@xn--wgv71a119e.jp', fields: { name: '三' } },
      { address: 'd@example.com', fields: { name: '四' } },
    ]
    expect([...freezeAudience(bench.db, listsOnly(first.id, second.id), now)]).toEqual(expected)
    expect([...freezeAudience(bench.db, listsOnly(second.id, first.id), now)]).toEqual(expected)
    expect(await audienceSummary(bench.db, listsOnly(first.id, second.id), now)).toEqual({
      count: 3,
      removed: { duplicate: 1, excluded: 0, earlier: 0, suppressed: 1, capped: 0, unreachable: 0 },
      domains: [
        { domain: 'example.com', count: 1 },
        { domain: 'example.jp', count: 1 },
        { domain: 'xn--wgv71a119e.jp', count: 1 },
      ],
    })
    expect(fieldsOf(bench.db, listsOnly(first.id))).toEqual(['name'])
    expect(fieldsOf(bench.db, listsOnly(second.id))).toEqual(['name', 'company'])
    expect(fieldsOf(bench.db, listsOnly(second.id, first.id))).toEqual(['name'])
  })

  it('is read in pages, between which the vault can be written', async () => {
    const first = await bench.list('一')
    const second = await bench.list('二')
    const lines = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, index) => `m${from + index}@example.jp`).join('\n')
    await bench.importInto(first.id, `メール\n${lines(0, 2500)}`)
    await bench.importInto(second.id, `メール\n${lines(2000, 4500)}`)
    const seen: string[] = []
    for (const recipient of freezeAudience(bench.db, listsOnly(first.id, second.id), now)) {
      if (seen.length % 500 === 0) await bench.list(`リスト${seen.length}`)
      seen.push(recipient.address)
    }
    expect(seen).toEqual(Array.from({ length: 4500 }, (_, index) => `m${index}@example.jp`))
  })
})

describe('no audience', () => {
  it('is a problem, not an empty one', async () => {
    const { id } = await bench.list()
    expect(codeOf(() => [...freezeAudience(bench.db, listsOnly(id), now)])).toBe('lists.empty')
    expect(codeOf(() => [...freezeAudience(bench.db, listsOnly(), now)])).toBe('lists.empty')
    expect(codeOf(() => freezeAudience(bench.db, listsOnly('none'), now))).toBe(
      'lists.no-such-list',
    )
    await expect(audienceSummary(bench.db, listsOnly('none'), now)).rejects.toThrow(
      'lists.no-such-list',
    )
    expect(codeOf(() => fieldsOf(bench.db, listsOnly('none')))).toBe('lists.no-such-list')
    expect(await audienceSummary(bench.db, listsOnly(id), now)).toMatchObject({
      count: 0,
      domains: [],
    })
    await bench.importInto(id, 'メール\na@example.jp\n')
    suppress('a@example.jp')
    expect(codeOf(() => [...freezeAudience(bench.db, listsOnly(id), now)])).toBe('lists.empty')
    expect(await audienceSummary(bench.db, listsOnly(id), now)).toMatchObject({
      count: 0,
      removed: { suppressed: 1 },
    })
  })
})

describe('a deleted list', () => {
  it('is gone with its contacts, but not with those of other lists', async () => {
    const first = await bench.list('一')
    const second = await bench.list('二')
    const report = await bench.importInto(first.id, 'メール\na@example.jp\nb@example.jp\nbad\n')
    await bench.importInto(second.id, 'メール\nb@example.jp\n')
    await bench.lists.handlers['lists.delete']({ list: first.id }, manager)
    expect(codeOf(() => freezeAudience(bench.db, listsOnly(first.id), now))).toBe(
      'lists.no-such-list',
    )
    expect(
      [...freezeAudience(bench.db, listsOnly(second.id), now)].map((each) => each.address),
    ).toEqual(['b@example.jp'])
    const count = (table: string) =>
      bench.db.prepare<{ n: number }>(`SELECT count(*) AS n FROM book.${table}`).get()?.n
    expect(['contact', 'list_contact', 'book_list', 'import', 'import_block'].map(count)).toEqual([
      1, 1, 1, 1, 1,
    ])
    expect(
      codeOf(() =>
        bench.lists.handlers['lists.import-rows'](
          { import: report.import, offset: 0, limit: 1 },
          manager,
        ),
      ),
    ).toBe('lists.no-such-import')
    await expect(
      bench.lists.handlers['lists.delete']({ list: first.id }, manager),
    ).rejects.toMatchObject({ problem: { code: 'lists.no-such-list' } })
    await bench.list('一')
  })
})

it('lets no two lists have one name', async () => {
  await bench.list('お客様 A')
  for (const name of ['お客様 A', 'お客様 Ａ', 'お客様 a'])
    await expect(bench.list(name)).rejects.toMatchObject({
      problem: { code: 'lists.name-taken', params: { name } },
    })
})
