import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { rawKeyText } from '../../../main/sqlite/raw-key.ts'
import { openReadable, openWritable } from '../../../main/sqlite/sqlite.ts'
import { problemOf } from '../../support/problem.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

test('SQLCipher, WAL, full sync, foreign keys, secure delete', () => {
  const db = openWritable({ file: join(makeTempFolder(), 'a.db'), key: systemRandom.bytes(32) })
  const pragma = (name: string) =>
    Object.values(db.prepare<object>(`PRAGMA ${name}`).get() ?? {})[0]
  expect(pragma('cipher')).toBe('sqlcipher')
  expect(pragma('journal_mode')).toBe('wal')
  expect(pragma('synchronous')).toBe(2)
  expect(pragma('foreign_keys')).toBe(1)
  expect(pragma('secure_delete')).toBe(1)
  expect(pragma('temp_store')).toBe(2)
  db.close()
})

test('another key, and a file that is no database, are named; the file stays as it is', () => {
  const file = join(makeTempFolder(), 'a.db')
  const key = systemRandom.bytes(32)
  const db = openWritable({ file, key })
  db.exec('CREATE TABLE t (x TEXT) STRICT')
  db.close()
  const before = readFileSync(file)
  expect(problemOf(() => openWritable({ file, key: systemRandom.bytes(32) }))).toBe('vault.damaged')
  expect(readFileSync(file).equals(before)).toBe(true)
  writeFileSync(file, 'not a database, but long enough to be looked at'.repeat(100))
  expect(problemOf(() => openWritable({ file, key }))).toBe('vault.damaged')
})

test('a reader sees what a writer committed, and cannot write', () => {
  const file = join(makeTempFolder(), 'a.db')
  const key = systemRandom.bytes(32)
  const writer = openWritable({ file, key })
  writer.exec('CREATE TABLE t (x INTEGER) STRICT')
  const reader = openReadable({ file, key })
  writer.transaction(() => writer.prepare('INSERT INTO t VALUES (1)').run())
  expect(reader.prepare('SELECT x FROM t').all()).toEqual([{ x: 1 }])
  expect(() => reader.prepare('INSERT INTO t VALUES (2)').run()).toThrow(/readonly/)
  reader.close()
  writer.close()
})

test('a transaction that fails leaves nothing', () => {
  const db = openWritable({ file: join(makeTempFolder(), 'a.db'), key: systemRandom.bytes(32) })
  db.exec('CREATE TABLE t (x INTEGER) STRICT')
  const half = () =>
    db.transaction(() => {
      db.prepare('INSERT INTO t VALUES (1)').run()
      throw new Error('half-way')
    })
  expect(half).toThrow('half-way')
  expect(db.prepare('SELECT count(*) AS n FROM t').get()).toEqual({ n: 0 })
  db.close()
})

test('a transaction locks its own file from the beginning, and never what is attached', () => {
  const folder = makeTempFolder()
  const key = systemRandom.bytes(32)
  const [file, other] = [join(folder, 'a.db'), join(folder, 'b.db')]
  const db = openWritable({ file, key })
  const second = openWritable({ file, key })
  const owner = openWritable({ file: other, key })
  db.exec('CREATE TABLE t (x INTEGER) STRICT')
  owner.exec('CREATE TABLE u (x INTEGER) STRICT')
  const raw = rawKeyText(key)
  db.prepare('ATTACH DATABASE ? AS other KEY ?').run(other, raw)
  for (const each of [db, second]) each.prepare('PRAGMA busy_timeout = 0').all()

  // As an import does, for as long as it takes.
  owner.exec('BEGIN IMMEDIATE')
  db.transaction(() => {
    expect(() => second.exec('INSERT INTO t VALUES (2)')).toThrow('locked')
    db.prepare('INSERT INTO t VALUES (1)').run()
  })
  owner.exec('INSERT INTO u VALUES (3)')
  owner.exec('COMMIT')
  expect(db.prepare('SELECT (SELECT count(*) FROM t) AS t, (SELECT x FROM u) AS u').get()).toEqual({
    ...{ t: 1, u: 3 },
  })
  for (const each of [db, second, owner]) each.close()
})
