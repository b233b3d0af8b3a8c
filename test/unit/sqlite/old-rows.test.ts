import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { openWritable, type WritableDb } from '../../../main/sqlite/sqlite.ts'
import { insertOldRows, missingRows } from '../../support/old-rows.ts'
import { oldCapabilities } from '../../support/old-rows-table.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const root = join(import.meta.dirname, '../../..')

function openNew(): WritableDb {
  const db = openWritable({ file: join(makeTempFolder(), 'old.db'), key: systemRandom.bytes(32) })
  // What an older Sekisho wrote passed its own foreign keys; the order of rows here is only ours.
  db.exec('PRAGMA foreign_keys = OFF')
  return db
}

for (const { capability, migrations, rows } of oldCapabilities)
  describe(`old rows of ${capability}`, () => {
    test('there are some of every version before the newest', () => {
      const earlier = migrations.slice(0, -1).map(({ number }) => number)
      expect(Object.keys(rows).map(Number)).toEqual(earlier)
    })

    for (const [number, old] of Object.entries(rows))
      test(`of version ${number} arrive whole`, () => {
        const db = openNew()
        migrate(
          db,
          capability,
          migrations.filter((each) => each.number <= Number(number)),
        )
        insertOldRows(db, old)
        migrate(db, capability, migrations)
        expect(missingRows(db, old)).toEqual([])
        expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([])
        expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
        db.close()
      })
  })

test('every capability that has more than one migration has old rows', () => {
  const folders = readdirSync(join(root, 'main'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /schema\/\d{4}-[a-z-]+\.ts$/.test(path.replaceAll('\\', '/')))
    .map((path) => path.replaceAll('\\', '/').split('/').slice(0, 2).join('/'))
  const several = new Set(
    folders.filter((folder) => folders.filter((each) => each === folder).length > 1),
  )
  // sending/schema has two files of different databases besides the one that is here.
  const covered = oldCapabilities.map(({ capability }) =>
    capability === 'address-book' ? 'lists/book-schema' : `${capability}/schema`,
  )
  expect([...several].sort()).toEqual(covered.sort())
})
