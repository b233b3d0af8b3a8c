import * as v from 'valibot'
import type { FieldDefinition, FieldKind } from '../../preload/contract/contacts.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import type { Act } from './act.ts'
import { parseDay, parseNumber, parseYesNo } from './field-value.ts'

/** Fields with a meaning of their own, in every list (column.ts): their kind is not for choosing. */
const ownFields: ReadonlySet<string> = new Set([
  ...['name', 'company', 'department', 'title', 'reading', 'honorific', 'phone'],
  ...['consent-date', 'consent-source'],
])

const Choices = v.pipe(v.string(), v.parseJson(), v.array(v.string()))

interface DefinitionRow {
  readonly name: string
  readonly kind: FieldKind
  readonly choices: string
}

/** Every definition, by name. schema: where the book's tables are on this connection. */
export function fieldDefinitions(db: ReadableDb, schema: 'book' | 'main'): FieldDefinition[] {
  return db
    .prepare<DefinitionRow>(
      `SELECT name, kind, choices FROM ${schema}.field_definition ORDER BY name`,
    )
    .all()
    .map((row) => ({ ...row, choices: v.parse(Choices, row.choices) }))
}

/** Makes or changes one. Fails with `lists.field-reserved`, `lists.choices-needed`. */
export function saveField(
  book: WritableDb,
  definition: FieldDefinition,
  { member, at }: Act,
): void {
  const { name, kind } = definition
  if (ownFields.has(name)) fail('lists.field-reserved', { field: name })
  const choices = kind === 'choice' ? [...new Set(definition.choices)] : []
  if (kind === 'choice' && choices.length === 0) fail('lists.choices-needed', { field: name })
  book
    .prepare(
      `INSERT INTO field_definition (name, kind, choices, member, at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET kind = excluded.kind, choices = excluded.choices,
         member = excluded.member, at = excluded.at`,
    )
    .run(name, kind, JSON.stringify(choices), member, at)
}

/** Nothing happens to the values: they were text all along. */
export function deleteField(book: WritableDb, name: string): void {
  book.prepare('DELETE FROM field_definition WHERE name = ?').run(name)
}

/**
 * The text that a field keeps of what somebody entered: a day in the one spelling that sorts, a choice
 * as it was defined; empty stays empty. What a file brought is kept as it stands there, and only what
 * is typed has to fit. Fails with `lists.value-not-number`, `-date`, `-yes-no`, `-choice`.
 */
export function toFieldText(definition: FieldDefinition | undefined, text: string): string {
  const value = text.trim().replace(/\r\n?/g, '\n')
  if (value === '' || definition === undefined) return value
  const { name: field, kind } = definition
  switch (kind) {
    case 'text':
      return value
    case 'number':
      return parseNumber(value) === null ? fail('lists.value-not-number', { field }) : value
    case 'date': {
      const day = parseDay(value)
      return day === null ? fail('lists.value-not-date', { field }) : isoDay(day)
    }
    case 'yes-no':
      return parseYesNo(value) === null ? fail('lists.value-not-yes-no', { field }) : value
    case 'choice':
      return (
        definition.choices.find((each) => each === value) ??
        fail('lists.value-not-choice', { field })
      )
    default:
      return kind satisfies never
  }
}

/** `2026-11-24`, of days since 1970-01-01. */
function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10)
}
