import { type Condition, type ContactTest, isGroup } from '../../preload/contract/condition.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { isFieldTest } from './field-test.ts'
import { foldCase, parseDay, parseNumber, parseYesNo } from './field-value.ts'

/** An SQL expression over `c`, a row of contact, and what is bound to its question marks. */
export interface Compiled {
  readonly sql: string
  readonly params: readonly (string | number)[]
}

export interface CompileOptions {
  /** Where the address book's tables are: attached to the vault, or a file of their own. */
  readonly schema: 'book' | 'main'
  /** Milliseconds since the epoch. */
  readonly nowMs: number
}

export const dayMs = 86_400_000

/**
 * Compiles a condition. The text is made of constants only: every name of a field and every value,
 * whoever typed it, is bound (FAULTS I04). Needs defineFieldFunctions on the connection.
 */
export function compileCondition(condition: Condition, options: CompileOptions): Compiled {
  const parts = condition.parts.map((part) =>
    isGroup(part) ? compileCondition(part, options) : compileTest(part, options),
  )
  const isAll = condition.match === 'all'
  const joined = parts.map((each) => `(${each.sql})`).join(isAll ? ' AND ' : ' OR ')
  const sql = joined === '' ? (isAll ? '1' : '0') : joined
  return {
    sql: condition.isNot ? `NOT (${sql})` : sql,
    params: parts.flatMap((each) => each.params),
  }
}

/** The same for one question. */
export function compileTest(test: ContactTest, { schema, nowMs }: CompileOptions): Compiled {
  if (isFieldTest(test)) return compileFieldTest(test, Math.floor(nowMs / dayMs))
  switch (test.about) {
    case 'address':
      return compileText('c.address_key', test.is, test.value)
    case 'domain':
      return compileDomain(test.is, foldCase(test.value))
    case 'mailed': {
      const since = nowMs - test.days * dayMs
      const any = `SELECT 1 FROM ${schema}.mailing m WHERE m.contact_id = c.id`
      if (test.is === 'never') return { sql: `NOT EXISTS (${any})`, params: [] }
      if (test.is === 'within') return { sql: `EXISTS (${any} AND m.at >= ?)`, params: [since] }
      return { sql: `EXISTS (${any}) AND NOT EXISTS (${any} AND m.at >= ?)`, params: [since] }
    }
    case 'tag': {
      const sql = `EXISTS (SELECT 1 FROM ${schema}.contact_tag t WHERE t.contact_id = c.id AND t.tag = ?)`
      return { sql: test.is === 'has' ? sql : `NOT ${sql}`, params: [test.value] }
    }
    case 'consent': {
      const sql = `EXISTS (SELECT 1 FROM ${schema}.contact_consent s WHERE s.contact_id = c.id AND s.withdrawn_at IS NULL)`
      return { sql: test.is === 'given' ? sql : `NOT ${sql}`, params: [] }
    }
    default:
      return test satisfies never
  }
}

const fieldText = "coalesce((SELECT f.value FROM json_each(c.fields) f WHERE f.key = ?), '')"

function compileFieldTest(test: Extract<ContactTest, { field: string }>, today: number): Compiled {
  const { field } = test
  switch (test.about) {
    case 'text': {
      const { sql, params } = compileText(fieldText, test.is, test.value)
      return { sql, params: [field, ...params] }
    }
    case 'choice': {
      const sql = `lower(${fieldText}) ${test.is === 'one-of' ? '' : 'NOT '}IN (SELECT lower(value) FROM json_each(?))`
      return { sql, params: [field, JSON.stringify(test.values)] }
    }
    case 'number': {
      const sign = { equals: '=', less: '<', 'at-most': '<=', more: '>', 'at-least': '>=' }[test.is]
      const sql = `coalesce(field_number(${fieldText}) ${sign} ?, 0)`
      return { sql, params: [field, test.value] }
    }
    case 'date': {
      const sign = { on: '=', before: '<', after: '>' }[test.is]
      const sql = `coalesce(field_day(${fieldText}) ${sign} ?, 0)`
      return { sql, params: [field, parseDay(test.value) ?? 0] }
    }
    case 'age': {
      const age = `(? - field_day(${fieldText}))`
      if (test.is === 'longer-ago')
        return { sql: `coalesce(${age} > ?, 0)`, params: [today, field, test.days] }
      return { sql: `coalesce(${age} BETWEEN 0 AND ?, 0)`, params: [today, field, test.days] }
    }
    case 'yes-no':
      return { sql: `field_yes(${fieldText}) IS ?`, params: [field, test.is === 'yes' ? 1 : 0] }
    default:
      return test satisfies never
  }
}

type TextIs = Extract<ContactTest, { about: 'text' | 'address' }>['is']

function compileText(text: string, is: TextIs, wanted: string): Compiled {
  const params = [wanted]
  switch (is) {
    case 'equals':
      return { sql: `lower(${text}) = lower(?)`, params }
    case 'differs':
      return { sql: `lower(${text}) <> lower(?)`, params }
    case 'contains':
      return { sql: `instr(lower(${text}), lower(?)) > 0`, params }
    case 'lacks':
      return { sql: `instr(lower(${text}), lower(?)) = 0`, params }
    case 'begins':
      return { sql: `instr(lower(${text}), lower(?)) = 1`, params }
    case 'ends':
      return {
        sql: `substr(lower(${text}), -length(?)) = lower(?) OR ? = ''`,
        params: [wanted, wanted, wanted],
      }
    case 'empty':
      return { sql: `${text} = ''`, params: [] }
    case 'filled':
      return { sql: `${text} <> ''`, params: [] }
    default:
      return is satisfies never
  }
}

function compileDomain(is: 'equals' | 'within' | 'differs', wanted: string): Compiled {
  const equals = `${domainSql} = ?`
  if (is === 'equals') return { sql: equals, params: [wanted] }
  if (is === 'differs') return { sql: `NOT ${equals}`, params: [wanted] }
  return { sql: `${equals} OR ${belowSql}`, params: [wanted, wanted, wanted] }
}

/** The domain of `c`; an address key has exactly one @ and is in lower case. */
export const domainSql = "substr(c.address_key, instr(c.address_key, '@') + 1)"
/** True when the domain ends with a dot and the text that is bound twice. */
const belowSql = `substr(${domainSql}, -length(?) - 1) = '.' || ?`

/** What SQL cannot say by itself about the text of a field. */
export function defineFieldFunctions(db: ReadableDb): void {
  db.define('field_number', (text) => parseNumber(String(text)))
  db.define('field_day', (text) => parseDay(String(text)))
  db.define('field_yes', (text) => {
    const found = parseYesNo(String(text))
    return found === null ? null : Number(found)
  })
}
