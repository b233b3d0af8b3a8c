import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { bookMigrations } from '../../../main/lists/address-book.ts'
import { createAudienceCounter } from '../../../main/lists/audience-count.ts'
import { compileCondition, defineFieldFunctions } from '../../../main/lists/condition-sql.ts'
import { parseDay, parseNumber, parseYesNo } from '../../../main/lists/field-value.ts'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { openReadable, openWritable, type WritableDb } from '../../../main/sqlite/sqlite.ts'
import type { Condition, ContactTest } from '../../../preload/contract/condition.ts'
import { isGroup } from '../../../preload/contract/condition.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

vi.setConfig({ testTimeout: 120_000 })

const nowMs = Date.parse('2026-11-24T00:00:00.000Z')
const dayMs = 86_400_000

interface Person {
  readonly address: string
  readonly fields: Readonly<Record<string, string>>
  readonly tags: readonly string[]
  readonly mailedAt: readonly number[]
  readonly consent: 'none' | 'given' | 'withdrawn'
}

/** Values that could become SQL, JSON paths, patterns or other people's values. */
const word = fc.oneof(
  fc.constantFrom(
    ...['営業部', '総務部', 'ABC', 'abc', "'", "' OR 1=1 --", '"', '%', '_', '*', '?', '[a]', '\\'],
    ...[
      '$.a',
      '',
      ' ',
      '1,200',
      '-3.5',
      '１２',
      '2026-11-24',
      '令和8年11月1日',
      '2026/10/01',
      '〇',
      'いいえ',
    ],
  ),
  fc.string({ unit: 'grapheme', maxLength: 6 }).filter((text) => /^\P{Cc}*$/u.test(text)),
)
const fieldName = fc.constantFrom(
  '部署',
  'name',
  '__proto__',
  'a"b',
  "x'y",
  '$',
  'a.b',
  'constructor',
)
const domain = fc.constantFrom('example.jp', 'sub.example.jp', 'notexample.jp', 'example.com')

const person: fc.Arbitrary<Omit<Person, 'address'> & { domain: string }> = fc.record({
  domain,
  fields: fc
    .array(
      fc.tuple(
        fieldName,
        word.filter((each) => each !== ''),
      ),
      { maxLength: 5 },
    )
    .map((pairs) => Object.fromEntries(pairs)),
  tags: fc.subarray(['VIP', "o'clock"]),
  mailedAt: fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 3 }),
  consent: fc.constantFrom('none', 'given', 'withdrawn'),
})

const days = fc.integer({ min: 0, max: 60 })
const day = fc
  .integer({ min: 20_700, max: 20_850 })
  .map((each) => new Date(each * dayMs).toISOString().slice(0, 10))
const test: fc.Arbitrary<ContactTest> = fc.oneof(
  fc.record({
    about: fc.constant('text' as const),
    field: fieldName,
    is: fc.constantFrom(
      'equals',
      'differs',
      'contains',
      'lacks',
      'begins',
      'ends',
      'empty',
      'filled',
    ),
    value: word,
  }),
  fc.record({
    about: fc.constant('choice' as const),
    field: fieldName,
    is: fc.constantFrom('one-of', 'none-of'),
    values: fc.array(word, { maxLength: 3 }),
  }),
  fc.record({
    about: fc.constant('number' as const),
    field: fieldName,
    is: fc.constantFrom('equals', 'less', 'at-most', 'more', 'at-least'),
    value: fc.constantFrom(0, 12, 1200, -3.5, 1e15),
  }),
  fc.record({
    about: fc.constant('date' as const),
    field: fieldName,
    is: fc.constantFrom('on', 'before', 'after'),
    value: day,
  }),
  fc.record({
    about: fc.constant('age' as const),
    field: fieldName,
    is: fc.constantFrom('longer-ago', 'within'),
    days,
  }),
  fc.record({
    about: fc.constant('yes-no' as const),
    field: fieldName,
    is: fc.constantFrom('yes', 'no'),
  }),
  fc.record({
    about: fc.constant('address' as const),
    is: fc.constantFrom('equals', 'contains', 'begins', 'ends'),
    value: fc.constantFrom('p1', 'P2@EXAMPLE.JP', 'example', '%', ''),
  }),
  fc.record({
    about: fc.constant('domain' as const),
    is: fc.constantFrom('equals', 'within', 'differs'),
    value: fc.constantFrom('example.jp', 'EXAMPLE.com', '%', ''),
  }),
  fc.record({
    about: fc.constant('mailed' as const),
    is: fc.constantFrom('never', 'longer-ago', 'within'),
    days,
  }),
  fc.record({
    about: fc.constant('tag' as const),
    is: fc.constantFrom('has', 'lacks'),
    value: fc.constantFrom('VIP', "o'clock", '%'),
  }),
  fc.record({ about: fc.constant('consent' as const), is: fc.constantFrom('given', 'missing') }),
)
const { condition } = fc.letrec<{ condition: Condition; part: Condition | ContactTest }>((tie) => ({
  condition: fc.record({
    match: fc.constantFrom('all', 'any'),
    isNot: fc.boolean(),
    parts: fc.array(tie('part'), { maxLength: 3 }),
  }),
  part: fc.oneof({ depthSize: 'small', withCrossShrink: true }, test, tie('condition')),
}))

/** What a person would say that it means, one contact at a time. */
function holds(part: Condition | ContactTest, who: Person): boolean {
  if (isGroup(part)) {
    const each = part.parts.map((inner) => holds(inner, who))
    return (part.match === 'all' ? each.every(Boolean) : each.some(Boolean)) !== part.isNot
  }
  const lower = (text: string) => text.replace(/[A-Z]/g, (each) => each.toLowerCase())
  const said = (text: string, is: string, wanted: string): boolean => {
    const [a, b] = [lower(text), lower(wanted)]
    if (is === 'equals') return a === b
    if (is === 'differs') return a !== b
    if (is === 'contains') return a.split(b).length > 1 || b === ''
    if (is === 'lacks') return a.split(b).length === 1 && b !== ''
    if (is === 'begins') return a.slice(0, b.length) === b
    if (is === 'ends') return b === '' || a.slice(-b.length) === b
    return (text === '') === (is === 'empty')
  }
  const own = (field: string) => (Object.hasOwn(who.fields, field) ? (who.fields[field] ?? '') : '')
  switch (part.about) {
    case 'text':
      return said(own(part.field), part.is, part.value)
    case 'choice':
      return (
        part.values.some((each) => lower(each) === lower(own(part.field))) ===
        (part.is === 'one-of')
      )
    case 'number': {
      const found = parseNumber(own(part.field))
      if (found === null) return false
      const order = Math.sign(found - part.value)
      return {
        equals: order === 0,
        less: order < 0,
        'at-most': order <= 0,
        more: order > 0,
        'at-least': order >= 0,
      }[part.is]
    }
    case 'date': {
      const found = parseDay(own(part.field))
      const wanted = Date.parse(part.value) / dayMs
      if (found === null) return false
      return { on: found === wanted, before: found < wanted, after: found > wanted }[part.is]
    }
    case 'age': {
      const found = parseDay(own(part.field))
      if (found === null) return false
      const age = nowMs / dayMs - found
      return part.is === 'within' ? age >= 0 && age <= part.days : age > part.days
    }
    case 'yes-no':
      return parseYesNo(own(part.field)) === (part.is === 'yes')
    case 'address':
      return said(who.address, part.is, part.value)
    case 'domain': {
      const found = who.address.split('@')[1] ?? ''
      const wanted = lower(part.value)
      if (part.is === 'differs') return found !== wanted
      return found === wanted || (part.is === 'within' && found.endsWith(`.${wanted}`))
    }
    case 'mailed': {
      if (part.is === 'never') return who.mailedAt.length === 0
      const newest = Math.max(...who.mailedAt)
      const isRecent = who.mailedAt.length > 0 && newest >= nowMs - part.days * dayMs
      return part.is === 'within' ? isRecent : who.mailedAt.length > 0 && !isRecent
    }
    case 'tag':
      return who.tags.includes(part.value) === (part.is === 'has')
    case 'consent':
      return (who.consent === 'given') === (part.is === 'given')
  }
}

function openBook() {
  const book = { file: `${makeTempFolder()}/book.db`, key: systemRandom.bytes(32) }
  const writer = openWritable(book)
  migrate(writer, 'address-book', bookMigrations)
  const reader = openReadable(book)
  for (const db of [writer, reader]) {
    defineFieldFunctions(db)
    onTestFinished(() => db.close())
  }
  return { writer, counter: createAudienceCounter(reader) }
}

function fill(writer: WritableDb, people: readonly Person[]): void {
  writer.transaction(() => {
    writer.exec('DELETE FROM list_contact; DELETE FROM contact; DELETE FROM book_list')
    writer.exec("INSERT INTO book_list VALUES (1, 'l', 0, '')")
    for (const [at, who] of people.entries()) {
      const id = at + 1
      writer
        .prepare('INSERT INTO contact (id, address_key, address, fields) VALUES (?, ?, ?, ?)')
        .run(id, who.address, who.address, JSON.stringify(who.fields))
      writer.prepare('INSERT INTO list_contact (list_number, contact_id) VALUES (1, ?)').run(id)
      for (const tag of who.tags)
        writer.prepare('INSERT INTO contact_tag VALUES (?, ?)').run(id, tag)
      for (const [index, mailed] of who.mailedAt.entries())
        writer.prepare('INSERT INTO mailing VALUES (?, ?, ?)').run(id, `r${index}`, mailed)
      if (who.consent !== 'none')
        writer
          .prepare(
            `INSERT INTO contact_consent (contact_id, way, given_at, wording, proof, withdrawn_at,
             member, at) VALUES (?, 'form', '', '', '', ?, 'm', '')`,
          )
          .run(id, who.consent === 'withdrawn' ? '2026' : null)
    }
  })
}

describe('a condition', () => {
  it('means the same in SQL, in memory and one contact at a time', () => {
    const people = fc.array(person, { minLength: 1, maxLength: 12 }).map((all) =>
      all.map((each, at) => ({
        ...each,
        address: `p${at}@${each.domain}`,
        mailedAt: each.mailedAt.map((ago) => nowMs - ago * dayMs),
      })),
    )
    const { writer, counter } = openBook()
    let some = 0
    fc.assert(
      fc.property(
        people,
        fc.array(condition, { minLength: 5, maxLength: 5 }),
        (all, conditions) => {
          fill(writer, all)
          for (const each of conditions) {
            const { sql, params } = compileCondition(each, { schema: 'main', nowMs })
            const found = writer
              .prepare<{ id: number }>(`SELECT c.id FROM contact c WHERE ${sql} ORDER BY c.id`)
              .all(...params)
              .map((row) => row.id)
            const expected = all.flatMap((who, at) => (holds(each, who) ? [at + 1] : []))
            expect(found).toEqual(expected)
            const plan = { lists: [], exceptLists: [], exceptRequests: [], cap: null, nowMs }
            const segments = [{ lists: [1], condition: each }]
            expect(counter.count({ ...plan, segments })).toEqual({
              count: expected.length,
              total: all.length,
            })
            if (expected.length > 0 && expected.length < all.length) some += 1
          }
        },
      ),
      { numRuns: process.env.SLOW ? 5000 : 300 },
    )
    // Conditions that everybody or nobody fits would prove little.
    expect(some).toBeGreaterThan(50)
  })

  it('I04 never has a name or a value in the text of its SQL', () => {
    fc.assert(
      fc.property(condition, (each) => {
        const { sql, params } = compileCondition(each, { schema: 'book', nowMs })
        // Constants of ours alone: letters, digits, and the signs of SQL.
        expect(sql).toMatch(/^[a-zA-Z0-9_ .,()'=<>|?@$:+*-]*$/s)
        const literals = new Set(sql.match(/'[^']*'/g) ?? [])
        for (const literal of literals) expect(["''", "'@'", "'.'"]).toContain(literal)
        expect(sql.split('?').length - 1).toBe(params.length)
      }),
    )
  })
})

describe('days, numbers and answers as offices write them', () => {
  it('are read', () => {
    const day = Date.parse('2026-11-24') / dayMs
    for (const text of [
      ...[
        '2026-11-24',
        '2026/11/24',
        '2026.11.24',
        '20261124',
        '2026年11月24日',
        '２０２６年１１月２４日',
      ],
      ...['令和8年11月24日', 'R8.11.24', '2026-11-24T10:30:00', '2026/11/24 10:30'],
    ])
      expect(parseDay(text), text).toBe(day)
    for (const text of ['2026-02-30', '2026-13-01', '24/11/2026', '昨日', '', '20261', '2026-11'])
      expect(parseDay(text), text).toBeNull()
    expect(['1,200', '￥1,200', '1200円', '-3.5', '１２', 'x', ''].map(parseNumber)).toEqual([
      ...[1200, 1200, 1200, -3.5, 12],
      ...[null, null],
    ])
    expect(['はい', '○', 'TRUE', '×', 'いいえ', '多分'].map(parseYesNo)).toEqual([
      ...[true, true, true, false, false],
      null,
    ])
  })
})
