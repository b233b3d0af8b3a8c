import { writeSync } from 'node:fs'
import { bookMigrations } from '../../main/lists/address-book.ts'
import { migrate } from '../../main/sqlite/migrate.ts'
import { openWritable } from '../../main/sqlite/sqlite.ts'

/** A process of its own that brings an old address book up to date, and may be killed over it. */
const [, , file = '', key = ''] = process.argv
const db = openWritable({ file, key: Buffer.from(key, 'hex') })
writeSync(1, 'migrating\n')
migrate(db, 'address-book', bookMigrations)
writeSync(1, 'done\n')
db.close()
