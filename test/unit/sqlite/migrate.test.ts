import { join } from 'node:path'
import { expect, test } from 'vitest'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { openWritable } from '../../../main/sqlite/sqlite.ts'
import { problemOf } from '../../support/problem.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const ten = { number: 10, sql: 'CREATE TABLE t (x INTEGER) STRICT' }
const twenty = { number: 20, sql: 'ALTER TABLE t ADD COLUMN y INTEGER' }

function openNew() {
  return openWritable({ file: join(makeTempFolder(), 'a.db'), key: systemRandom.bytes(32) })
}

test('each step runs once, per capability', () => {
  const db = openNew()
  migrate(db, 'one', [ten])
  migrate(db, 'one', [ten, twenty])
  migrate(db, 'one', [ten, twenty])
  migrate(db, 'two', [{ number: 10, sql: 'CREATE TABLE u (x INTEGER) STRICT' }])
  expect(db.prepare('SELECT capability, number FROM migration ORDER BY 1, 2').all()).toEqual([
    { capability: 'one', number: 10 },
    { capability: 'one', number: 20 },
    { capability: 'two', number: 10 },
  ])
  db.close()
})

test('a failing step leaves the database as the step before left it', () => {
  const db = openNew()
  migrate(db, 'one', [ten])
  const broken = { number: 20, sql: 'CREATE TABLE half (x INTEGER) STRICT; CREATE TABLE t (x)' }
  expect(() => migrate(db, 'one', [ten, broken])).toThrow(/already exists/)
  expect(db.prepare("SELECT name FROM sqlite_schema WHERE name = 'half'").all()).toEqual([])
  migrate(db, 'one', [ten, twenty])
  db.close()
})

test('a database that a newer Sekisho wrote is refused, not touched', () => {
  const db = openNew()
  migrate(db, 'one', [ten, twenty])
  expect(problemOf(() => migrate(db, 'one', [ten]))).toBe('vault.newer')
  db.close()
})
