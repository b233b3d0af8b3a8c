import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bookMigrations } from '../../../main/lists/address-book.ts'
import { keepingPeriods, monthsAfter } from '../../../main/lists/consent.ts'
import { toFields } from '../../../main/lists/contact.ts'
import { type ContactTask, runContactTask } from '../../../main/lists/contact-task.ts'
import { duplicateKeys } from '../../../main/lists/duplicate.ts'
import { mergeOutcome } from '../../../main/lists/merge.ts'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { openWritable, type WritableDb } from '../../../main/sqlite/sqlite.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const numRuns = process.env.SLOW ? 500 : 15
const key = new Uint8Array(32).fill(3)
const at = '2026-11-24T01:00:00.000Z'

/** A book on its own, with so many contacts in one list. */
function makeBook(count: number): WritableDb {
  const db = openWritable({ file: `${makeTempFolder()}/book.db`, key })
  migrate(db, 'address-book', bookMigrations)
  db.exec('PRAGMA synchronous = OFF')
  db.prepare('INSERT INTO book_list VALUES (1, ?, ?, ?)').run('l-1', count, at)
  for (let id = 1; id <= count; id += 1) {
    const address = `p${id}@example.jp`
    db.prepare('INSERT INTO contact (id, address_key, address, fields) VALUES (?, ?, ?, ?)').run(
      ...[id, address, address, `{"name":"人${id}"}`],
    )
    db.prepare('INSERT INTO list_contact VALUES (1, ?)').run(id)
  }
  return db
}
const run = (db: WritableDb, task: ContactTask) =>
  runContactTask(db, key, { task, member: 'm-1', at }, () => {})

interface State {
  fields: Map<string, string>
  address: string
  tags: Set<string>
  /** As many of each as there are. */
  notes: string[]
  consents: Map<number, string>
}

function stateOf(db: WritableDb, id: number): State {
  const row = db
    .prepare<{ address: string; fields: string }>(
      'SELECT address, fields FROM contact WHERE id = ?',
    )
    .get(id)
  const texts = (sql: string) =>
    db
      .prepare<{ x: string }>(sql)
      .all(id)
      .map(({ x }) => x)
  const consents = db
    .prepare<{ number: number; x: string }>(
      `SELECT number, given_at || ' ' || coalesce(withdrawn_at, '') AS x FROM contact_consent
       WHERE contact_id = ? ORDER BY number`,
    )
    .all(id)
  return {
    address: row?.address ?? '',
    fields: new Map(Object.entries(toFields(row?.fields ?? '{}')).sort()),
    tags: new Set(texts('SELECT tag AS x FROM contact_tag WHERE contact_id = ? ORDER BY tag')),
    notes: texts('SELECT text AS x FROM contact_note WHERE contact_id = ?').sort(),
    consents: new Map(consents.map(({ number, x }) => [number, x])),
  }
}

interface HistoryRow {
  readonly what: string
  readonly before: string
  readonly after: string
}

/** What a contact is, if its own history is all that ever happened to it. */
function replay(start: State, rows: readonly HistoryRow[]): State {
  const state: State = structuredClone(start)
  for (const { what, before, after } of rows) {
    if (what === 'fields') state.fields = new Map(Object.entries(toFields(after)).sort())
    if (what === 'address') state.address = after
    if (what === 'tag') {
      if (before !== '') state.tags.delete(before)
      if (after !== '') state.tags.add(after)
    }
    if (what === 'note') {
      if (before !== '') state.notes.splice(state.notes.indexOf(before), 1)
      if (after !== '') state.notes.push(after)
    }
    if (what === 'consent') {
      const { number, givenOn, withdrawnOn } = JSON.parse(after)
      state.consents.set(number, `${givenOn} ${withdrawnOn ?? ''}`)
    }
  }
  state.notes.sort()
  return {
    ...state,
    tags: new Set([...state.tags].sort()),
    consents: new Map([...state.consents].sort(([a], [b]) => a - b)),
  }
}

const place = (contact: number) => ({ list: 'l-1', contact })
const contact = fc.integer({ min: 1, max: 3 })
const day = fc
  .integer({ min: 1, max: 28 })
  .map((date) => `2026-03-${String(date).padStart(2, '0')}`)
const step: fc.Arbitrary<ContactTask> = fc.oneof(
  fc.record({ contact, name: fc.constantFrom('a', '__proto__', '氏'), text: fc.string() }).map(
    ({ contact: id, name, text }): ContactTask => ({
      act: 'edit',
      edit: { ...place(id), address: null, fields: Object.fromEntries([[name, text]]) },
    }),
  ),
  fc.record({ contact, n: fc.integer({ min: 5, max: 9 }) }).map(
    ({ contact: id, n }): ContactTask => ({
      act: 'edit',
      edit: { ...place(id), address: `q${n}@example.jp`, fields: {} },
    }),
  ),
  fc.record({ contact, tag: fc.constantFrom('x', 'y'), isAdded: fc.boolean() }).map(
    ({ contact: id, tag, isAdded }): ContactTask => ({
      act: 'tag',
      edit: { ...place(id), add: isAdded ? [tag] : [], remove: isAdded ? [] : [tag] },
    }),
  ),
  fc
    .record({ contact, text: fc.constantFrom('n', 'm') })
    .map(
      ({ contact: id, text }): ContactTask => ({ act: 'add-note', note: { ...place(id), text } }),
    ),
  fc.record({ contact, givenOn: day }).map(
    ({ contact: id, givenOn }): ContactTask => ({
      act: 'add-consent',
      consent: { ...place(id), way: 'form', givenOn, wording: '', proof: { text: '', file: null } },
    }),
  ),
  fc.record({ contact, withdrawnOn: day }).map(
    ({ contact: id, withdrawnOn }): ContactTask => ({
      act: 'withdraw-consent',
      consent: { ...place(id), withdrawnOn },
    }),
  ),
  fc.constant<ContactTask>({
    act: 'bulk-edit',
    request: {
      id: 'b-1',
      list: 'l-1',
      selection: { kind: 'found', search: '' },
      change: { kind: 'set-field', field: 'a', value: '1' },
    },
  }),
  fc
    .integer({ min: 0, max: 9 })
    .map((index): ContactTask => ({ act: 'undo-edit', edit: `b-${index}` })),
  fc.constantFrom([1, 2], [2, 1], [2, 3]).map(
    (contacts): ContactTask => ({
      act: 'merge',
      request: { list: 'l-1', contacts, address: contacts[0] ?? 1, fields: [] },
    }),
  ),
)

/** No two bulk edits have one id. */
function numbered(task: ContactTask, index: number): ContactTask {
  if (task.act !== 'bulk-edit') return task
  return { ...task, request: { ...task.request, id: `b-${index}` } }
}

it('the history of a contact replays to what it is, whatever was done', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const db = makeBook(3)
      const start = stateOf(db, 1)
      for (const [index, task] of steps.entries()) {
        try {
          run(db, numbered(task, index))
        } catch (error) {
          // An address that is taken, a contact that has been merged away: nothing has changed then.
          expect(String(error)).toMatch(/lists\./)
        }
      }
      const rows = db
        .prepare<HistoryRow>(
          `SELECT what, before, after FROM contact_history
           WHERE contact_id = 1 AND of_contact IS NULL ORDER BY number`,
        )
        .all()
      expect(replay(start, rows)).toEqual(stateOf(db, 1))
      expect(db.prepare('SELECT contact_count AS n FROM book_list').get()).toEqual(
        db.prepare('SELECT count(*) AS n FROM list_contact').get(),
      )
      db.close()
    }),
    { numRuns },
  )
})

describe('merging', () => {
  it('comes out the same in any order, in the outcome and in the book', () => {
    const fields = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('', '1', '2'))
    const four = fc.tuple(fields, fields, fields, fields)
    const order = fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4 })
    fc.assert(
      fc.property(four, order, fc.integer({ min: 1, max: 4 }), (all, ids, address) => {
        const contacts = all.map((each, index) => ({
          ...{ id: index + 1, address: `p${index}@example.jp`, fields: each },
        }))
        const shuffled = ids.flatMap((id) => contacts[id - 1] ?? [])
        const choice = { address, fields: [{ name: 'a', contact: address }] }
        expect(mergeOutcome(shuffled, choice)).toEqual(mergeOutcome(contacts, choice))
      }),
    )
    const outcomes = [
      [1, 2, 3],
      [3, 1, 2],
    ].map((contacts) => {
      const db = makeBook(3)
      for (const [id, givenOn] of [
        [1, '2026-02-01'],
        [2, '2019-01-01'],
        [3, '2026-05-01'],
      ] as const)
        run(db, {
          act: 'add-consent',
          consent: {
            ...{ ...place(id), way: 'form', givenOn, wording: `文言${id}` },
            proof: { text: '', file: null },
          },
        })
      run(db, { act: 'withdraw-consent', consent: { ...place(2), withdrawnOn: '2026-03-01' } })
      run(db, { act: 'merge', request: { list: 'l-1', contacts, address: 2, fields: [] } })
      const state = stateOf(db, 1)
      db.close()
      return state
    })
    expect(outcomes[0]).toEqual(outcomes[1])
    // The no of March is the person's; what was agreed to in May is newer than it.
    expect([...(outcomes[0]?.consents.values() ?? [])]).toEqual([
      ...['2026-02-01 2026-03-01', '2019-01-01 2026-03-01', '2026-05-01 '],
    ])
  })
})

describe('the periods for which a record of consent is kept', () => {
  const none = { isCommerce: false, orderedOn: null }
  it('are a month, a year after a measures order, three years for what is sold', () => {
    expect(keepingPeriods(null, none)).toMatchObject({ antiSpamUntil: null, commerceUntil: null })
    expect(keepingPeriods('2026-01-31', none)).toMatchObject({ antiSpamUntil: '2026-02-28' })
    const ordered = (orderedOn: string) =>
      keepingPeriods('2026-01-31', { ...none, orderedOn }).antiSpamUntil
    expect(ordered('2025-06-01')).toBe('2027-01-31')
    expect(ordered('2026-02-10')).toBe('2027-02-10')
    expect(ordered('2026-03-01')).toBe('2026-02-28')
    expect(keepingPeriods('2026-01-31', { ...none, isCommerce: true }).commerceUntil).toBe(
      '2029-01-31',
    )
    expect(monthsAfter('2028-02-29', 12)).toBe('2029-02-28')
    expect(monthsAfter('2026-11-30', 3)).toBe('2027-02-28')
  })
})

describe('who may be the same', () => {
  const keyOf = (address: string, fields: Record<string, string>) =>
    duplicateKeys({ address, fields }).map(({ text }) => text)
  it('is seen through spellings, and not in the name alone', () => {
    expect(keyOf('Taro.Yamada+x@gmail.com', {})).toEqual(keyOf('taroyamada@googlemail.com', {}))
    expect(keyOf('taro.yamada@example.jp', {})).not.toEqual(keyOf('taroyamada@example.jp', {}))
    const yamada = { name: '山﨑　太郎', company: '株式会社見本', reading: 'ﾔﾏｻﾞｷ ﾀﾛｳ' }
    const same = { name: '山崎太郎 様', company: '㈱ 見本', reading: 'やまざき たろう' }
    expect(keyOf('a@example.jp', yamada).slice(1)).toEqual(keyOf('b@example.jp', same).slice(1))
    expect(keyOf('a@example.jp', { name: '鈴木' })).toHaveLength(1)
  })
})
