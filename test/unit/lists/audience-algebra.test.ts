import fc from 'fast-check'
import { afterAll, expect, it, vi } from 'vitest'
import { attachAddressBook } from '../../../main/lists/address-book.ts'
import { audienceSummary, editorsOf, freezeAudience } from '../../../main/lists/lists.ts'
import { addSuppression } from '../../../main/lists/suppression.ts'
import { openWritable } from '../../../main/sqlite/sqlite.ts'
import type { Condition } from '../../../preload/contract/condition.ts'
import { type Audience, removedCount } from '../../../preload/contract/segments.ts'
import { createListsWorkbench, listsOnly, manager } from '../../support/lists-workbench.ts'

vi.setConfig({ testTimeout: 120_000 })

const now = Date.parse('2026-11-24T01:00:00.000Z')
const dayMs = 86_400_000
const bench = createListsWorkbench()
afterAll(bench.dispose)

const requests = ['a'.repeat(64), 'b'.repeat(64)]

/** Three lists that overlap, two segments over them, mails that went out, and what is suppressed. */
async function makeOffice() {
  const members = [
    [0, 1, 2, 3, 4, 5],
    [4, 5, 6, 7],
    [1, 7, 8, 9],
  ]
  const address = (at: number) =>
    `p${at}@${at === 8 ? 'mail.bad.example' : at === 3 ? 'notbad.example' : 'example.jp'}`
  const lists: string[] = []
  for (const [at, each] of members.entries()) {
    const { id } = await bench.list(`リスト${at}`)
    const rows = each.map((who) => `${address(who)},${who % 2 === 0 ? '営業部' : '総務部'}`)
    await bench.importInto(id, `メール,部署\n${rows.join('\n')}\n`)
    lists.push(id)
  }
  const condition: Condition = {
    match: 'all',
    isNot: false,
    parts: [{ about: 'text', field: 'department', is: 'equals', value: '営業部' }],
  }
  const save = bench.lists.handlers['segments.save']
  const segment = async (name: string, of: number[], isNot: boolean) =>
    (
      await save(
        {
          segment: null,
          name,
          lists: of.map((at) => lists[at] ?? ''),
          condition: { ...condition, isNot },
        },
        { ...manager, member: `m-${name}` },
      )
    ).id
  const segments = [await segment('営業', [0, 2], false), await segment('営業以外', [1], true)]
  const sales = (who: number) => who % 2 === 0
  const ofSegments = [
    [...new Set([...(members[0] ?? []), ...(members[2] ?? [])])].filter(sales),
    (members[1] ?? []).filter((who) => !sales(who)),
  ]
  const mailed = [
    { who: 0, request: 0, daysAgo: 1 },
    { who: 0, request: 1, daysAgo: 3 },
    { who: 4, request: 0, daysAgo: 40 },
    { who: 9, request: 1, daysAgo: 2 },
  ]
  const book = attachAddressBook(bench.db)
  if (book === null) throw new Error('there is no address book')
  const writer = openWritable(book)
  for (const { who, request, daysAgo } of mailed)
    writer
      .prepare('INSERT INTO mailing SELECT id, ?, ? FROM contact WHERE address_key = ?')
      .run(requests[request], now - daysAgo * dayMs, address(who))
  writer.close()
  const at = '2026-11-24T00:00:00.000Z'
  const rest = { reason: 'by-hand', source: '', member: 'm-1', at } as const
  addSuppression(bench.db, { kind: 'address', value: address(5), ...rest })
  addSuppression(bench.db, { kind: 'domain', value: 'bad.example', ...rest })
  addSuppression(bench.db, { kind: 'pattern', value: 'p6@*', ...rest })
  return { lists, members, segments, ofSegments, mailed, address, suppressed: new Set([5, 8, 6]) }
}

it('is the same counted and frozen, and what set theory says', async () => {
  const office = await makeOffice()
  const { lists, members, segments, ofSegments, mailed, address, suppressed } = office
  const places = (count: number) => fc.subarray(Array.from({ length: count }, (_, at) => at))
  const arbitrary = fc.record({
    lists: places(3),
    segments: places(2),
    exceptLists: places(3),
    exceptRequests: places(2),
    cap: fc.option(
      fc.record({ mailsMax: fc.integer({ min: 1, max: 2 }), days: fc.constantFrom(2, 7, 60) }),
    ),
  })
  await fc.assert(
    fc.asyncProperty(arbitrary, async (chosen) => {
      const audience: Audience = {
        lists: chosen.lists.map((each) => lists[each] ?? ''),
        segments: chosen.segments.map((each) => segments[each] ?? ''),
        exceptLists: chosen.exceptLists.map((each) => lists[each] ?? ''),
        exceptRequests: chosen.exceptRequests.map((each) => requests[each] ?? ''),
        cap: chosen.cap,
      }
      const mentions = [
        ...chosen.lists.flatMap((each) => members[each] ?? []),
        ...chosen.segments.flatMap((each) => ofSegments[each] ?? []),
      ]
      const excluded = new Set(chosen.exceptLists.flatMap((each) => members[each] ?? []))
      const got = mailed.filter(({ request }) => chosen.exceptRequests.includes(request))
      const recent = (who: number) =>
        mailed.filter((each) => each.who === who && each.daysAgo <= (chosen.cap?.days ?? 0)).length
      const removed = {
        duplicate: 0,
        excluded: 0,
        earlier: 0,
        suppressed: 0,
        capped: 0,
        unreachable: 0,
      }
      const kept: number[] = []
      const seen = new Set<number>()
      for (const who of mentions) {
        if (seen.has(who)) removed.duplicate += 1
        else if (excluded.has(who)) removed.excluded += 1
        else if (got.some((each) => each.who === who)) removed.earlier += 1
        else if (suppressed.has(who)) removed.suppressed += 1
        else if (chosen.cap !== null && recent(who) >= chosen.cap.mailsMax) removed.capped += 1
        else kept.push(who)
        seen.add(who)
      }
      const summary = await audienceSummary(bench.db, audience, now)
      expect({ count: summary.count, removed: summary.removed }).toEqual({
        count: kept.length,
        removed,
      })
      expect(summary.domains.reduce((sum, each) => sum + each.count, 0)).toBe(kept.length)
      expect(removedCount(summary.removed) + summary.count).toBe(mentions.length)
      if (kept.length === 0) return
      const frozen = [...freezeAudience(bench.db, audience, now)].map((each) => each.address)
      expect(frozen.sort()).toEqual(kept.map(address).sort())
    }),
    { numRuns: 150 },
  )
})

it('has the makers of its segments among its editors', async () => {
  const segments = bench.lists.handlers['segments.list']({}, manager)
  const [first] = await segments
  const audience = { ...listsOnly(), segments: [first?.id ?? ''] }
  expect(editorsOf(bench.db, audience)).toEqual(['m-営業', manager.member].sort())
})

it('says when a segment is gone, and keeps no two of one name', async () => {
  const { handlers } = bench.lists
  const [first, second] = await handlers['segments.list']({}, manager)
  if (first === undefined || second === undefined) throw new Error('segments are missing')
  const change = { segment: second.id, lists: second.lists, condition: second.condition }
  expect(() => handlers['segments.save']({ ...change, name: first.name }, manager)).toThrow(
    'lists.segment-name-taken',
  )
  await handlers['segments.save']({ ...change, name: '別の名前' }, manager)
  const values = await handlers['segments.values'](
    { lists: [...first.lists], field: 'department' },
    manager,
  )
  expect(values.map(({ value }) => value).sort()).toEqual(['営業部', '総務部'])
  await handlers['segments.delete']({ segment: first.id }, manager)
  const audience = { ...listsOnly(), segments: [first.id] }
  expect(() => freezeAudience(bench.db, audience, now)).toThrow('lists.no-such-segment')
})
