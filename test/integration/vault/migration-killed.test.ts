import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { bookMigrations } from '../../../main/lists/address-book.ts'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { openWritable } from '../../../main/sqlite/sqlite.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { createFilled, goodPassword, makeNewMember, makeTestVault } from '../../support/vault.ts'

vi.setConfig({ testTimeout: 900_000 })
const kills = process.env.SLOW ? 60 : 4
const contacts = process.env.SLOW ? 60_000 : 15_000
const entryOf = (name: string) => fileURLToPath(new URL(`../../support/${name}`, import.meta.url))

test(`killed in the middle of a migration, ${kills} times: every row is there, and it is done at the next start`, async () => {
  const folder = makeTempFolder()
  const key = Buffer.from(systemRandom.bytes(32))
  const old = join(folder, 'old.db')
  makeOldBook(old, key)
  const file = join(folder, 'book.db')
  let cut = 0
  for (let count = 0; count < kills; count += 1) {
    for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
    copyFileSync(old, file)
    const args = [entryOf('migrating-process.ts'), file, key.toString('hex')]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
    })
    const exited = once(child, 'exit')
    await once(child.stdout, 'data')
    await wait((count * 400) / kills)
    child.kill('SIGKILL')
    await exited
    if (!said.includes('done')) cut += 1
    const db = openWritable({ file, key })
    migrate(db, 'address-book', bookMigrations)
    expect(db.prepare('SELECT count(*) AS n, sum(id) AS sum FROM contact').get()).toEqual({
      n: contacts,
      sum: (contacts * (contacts + 1)) / 2,
    })
    expect(db.prepare('SELECT sum(row_count) AS n FROM import_block').get()).toEqual({
      n: contacts,
    })
    expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }])
    db.close()
  }
  // Otherwise nothing was tried.
  expect(cut).toBeGreaterThan(0)
})

function makeOldBook(file: string, key: Uint8Array): void {
  const db = openWritable({ file, key })
  migrate(
    db,
    'address-book',
    bookMigrations.filter(({ number }) => number <= 20),
  )
  db.transaction(() => {
    db.exec(`INSERT INTO book_list VALUES (1, 'l-1', ${contacts}, '2026-11-24T01:00:00.000Z')`)
    db.exec(`INSERT INTO import (number, id, list_number, columns, report)
      VALUES (1, 'i-1', 1, '[]', '{}')`)
    const numbers = `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${contacts})`
    db.exec(
      `${numbers} INSERT INTO contact SELECT i, 'a' || i || '@example.jp', 'a' || i || '@example.jp', '{}' FROM n`,
    )
    db.exec(
      `${numbers} INSERT INTO import_row SELECT 1, i - 1, i + 1, 'added', i, NULL, NULL FROM n`,
    )
  })
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}

test('killed in the middle of a backup: the vault is as it was, and the backup before is whole', async () => {
  const folder = makeTempFolder()
  const target = join(folder, 'backup')
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1'))
  vault.setSetting('fact', 'kept')
  await vault.backUp(target)
  vault.close()
  for (let count = 0; count < (process.env.SLOW ? 30 : 1); count += 1) {
    const args = [entryOf('backing-up-process.ts'), folder, target]
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    const exited = once(child, 'exit')
    await once(child.stdout, 'data')
    await wait(Math.random() * 500)
    child.kill('SIGKILL')
    await exited
    const next = makeTestVault(folder)
    await next.open('m-1', goodPassword)
    expect(next.setting('fact')).toBe('kept')
    await next.checkIntegrity()
    next.close()
    expect(existsSync(target)).toBe(true)
    const proof = { kind: 'password' as const, member: 'm-1', password: goodPassword }
    await next.restore({ source: target, proof })
    await next.open('m-1', goodPassword)
    expect(next.setting('fact')).toBe('kept')
    next.close()
  }
})
