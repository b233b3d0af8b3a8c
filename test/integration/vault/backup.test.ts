import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openWritable, type ReadableDb } from '../../../main/sqlite/sqlite.ts'
import { makeRecoveryGroup } from '../../../main/vault/vault.ts'
import { makeFileDeviceKey } from '../../support/device-key.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { systemRandom as random } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { createFilled, goodPassword, makeNewMember, makeTestVault } from '../../support/vault.ts'

const bookKey = random.bytes(32)
const bookName = 'contacts-00c0ffee.db'
const migrations = [
  {
    capability: 'thing',
    migrations: [
      { number: 10, sql: 'CREATE TABLE thing (id INTEGER PRIMARY KEY, text TEXT) STRICT' },
    ],
  },
]
const parts = { migrations, companions: (_: ReadableDb) => [{ name: bookName, key: bookKey }] }
const proof = { kind: 'password' as const, member: 'm-1', password: goodPassword }

async function setUp() {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder, parts)
  await createFilled(vault, makeNewMember('m-1'))
  const group = await makeRecoveryGroup({ count: 2, threshold: 2, random })
  vault.setRecovery(group)
  const data = join(folder, 'data')
  const book = openWritable({ file: join(data, bookName), key: bookKey })
  book.exec('CREATE TABLE contact (address TEXT NOT NULL) STRICT')
  book.exec(`INSERT INTO contact VALUES ('hanako@example.jp')`)
  const insert = vault.db().prepare('INSERT INTO thing (text) VALUES (?)')
  for (let count = 0; count < 500; count += 1) insert.run(`row ${count} `.repeat(50))
  return { folder, data, vault, book, group, target: join(folder, 'monday.sekisho-backup') }
}

const countOf = (vault: { db: () => ReadableDb }) =>
  vault.db().prepare<{ n: number }>('SELECT count(*) AS n FROM thing').get()?.n

test('S19: a backup that is made while working comes back whole, and says that it was set back', async () => {
  const { vault, data, book, target } = await setUp()
  const insert = vault.db().prepare('INSERT INTO thing (text) VALUES (?)')
  let isOver = false
  const backup = vault.backUp(target).finally(() => {
    isOver = true
  })
  let written = 0
  while (!isOver) {
    insert.run('meanwhile')
    written += 1
    await new Promise((resolve) => setImmediate(resolve))
  }
  await backup
  expect(written).toBeGreaterThan(0)
  expect(readdirSync(data).filter((name) => name.startsWith('backup-'))).toEqual([])
  const bytes = readFileSync(target)
  for (const needle of ['hanako@example.jp', 'row 1 ', 'CREATE TABLE', 'SQLite format'])
    expect(bytes.includes(needle)).toBe(false)
  book.close()
  vault.close()
  await vault.restore({ source: target, proof })
  expect(vault.state()).toBe('locked')
  await vault.open('m-1', goodPassword)
  const count = countOf(vault) ?? 0
  expect(count).toBeGreaterThanOrEqual(500)
  expect(count).toBeLessThanOrEqual(500 + written)
  expect(vault.restoredAt()).not.toBeNull()
  expect(await vault.checkIntegrity()).toEqual([])
  const restored = openWritable({ file: join(data, bookName), key: bookKey })
  expect(restored.prepare('SELECT address FROM contact').all()).toEqual([
    { address: 'hanako@example.jp' },
  ])
  restored.close()
  vault.close()
  const [kept = ''] = readdirSync(data).filter((name) => name.startsWith('replaced-'))
  expect(readdirSync(join(data, kept))).toContain('slots.json')
  expect(readdirSync(join(data, kept))).toContain(bookName)
})

test('A10: on another PC only the recovery group opens a backup: with one share too few, nothing', async () => {
  const { vault, book, group, target } = await setUp()
  await vault.backUp(target)
  book.close()
  vault.close()
  const elsewhere = makeTempFolder()
  const other = makeTestVault(elsewhere, parts)
  const recovery = (count: number) => ({
    source: target,
    proof: { kind: 'recovery' as const, shares: group.shares.slice(0, count) },
  })
  expect(await problemOfAsync(() => other.restore({ source: target, proof }))).toBe(
    'vault.other-workstation',
  )
  await makeFileDeviceKey(elsewhere).write(random.bytes(32))
  expect(await problemOfAsync(() => other.restore({ source: target, proof }))).toBe(
    'vault.other-workstation',
  )
  expect(await problemOfAsync(() => other.restore(recovery(1)))).toBe(
    'vault.recovery-shares-missing',
  )
  expect(other.state()).toBe('absent')
  expect(readdirSync(join(elsewhere, 'data'))).toEqual([])
  await other.restore(recovery(2))
  await other.openWithRecovery(group.shares)
  expect(countOf(other)).toBe(500)
  await other.recoverMember(makeNewMember('m-1', 'the password of another year'))
  other.close()
  await other.open('m-1', 'the password of another year')
  expect(countOf(other)).toBe(500)
  other.close()
})

test('an altered, cut or foreign backup replaces nothing', async () => {
  const { folder, data, vault, book, target } = await setUp()
  await vault.backUp(target)
  book.close()
  vault.close()
  const whole = readFileSync(target)
  const names = () => readdirSync(data).sort()
  const before = names()
  const damaged = join(folder, 'damaged')
  const places = [0, 7, 60, 600, Math.floor(whole.length / 2), whole.length - 1]
  for (const at of places) {
    const bytes = Buffer.from(whole)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(damaged, bytes)
    const answer = await problemOfAsync(() => vault.restore({ source: damaged, proof }))
    expect(answer, `byte ${at}`).toMatch(/^(vault|identity)\./)
    expect(names()).toEqual(before)
  }
  for (const length of [0, 4, 100, whole.length - 65_552, whole.length - 1]) {
    writeFileSync(damaged, whole.subarray(0, length))
    expect(await problemOfAsync(() => vault.restore({ source: damaged, proof }))).toBe(
      'vault.backup-damaged',
    )
  }
  copyFileSync(join(data, 'slots.json'), damaged)
  expect(await problemOfAsync(() => vault.restore({ source: damaged, proof }))).toBe(
    'vault.backup-damaged',
  )
  const wrong = { ...proof, password: 'not the password' }
  expect(await problemOfAsync(() => vault.restore({ source: target, proof: wrong }))).toBe(
    'vault.wrong-password',
  )
  expect(names()).toEqual(before)
  await vault.open('m-1', goodPassword)
  expect(vault.restoredAt()).toBeNull()
  vault.close()
})

test('a flipped byte in any page of any file is found, and named by its file', async () => {
  const { data, vault, book } = await setUp()
  book.close()
  expect(await vault.checkIntegrity()).toEqual([])
  vault.close()
  const [database = ''] = readdirSync(data).filter((name) => /^vault-.*\.db$/.test(name))
  const path = join(data, database)
  const whole = readFileSync(path)
  await vault.open('m-1', goodPassword)
  // Past the pages that opening has read already, and in each half of the file.
  for (const at of [Math.floor(whole.length * 0.4), Math.floor(whole.length * 0.8)]) {
    const bytes = Buffer.from(whole)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(path, bytes)
    const findings = await vault.checkIntegrity()
    expect(findings.length).toBeGreaterThan(0)
    expect(findings.every(({ file }) => file === database)).toBe(true)
  }
  writeFileSync(path, whole)
  expect(await vault.checkIntegrity()).toEqual([])
  vault.close()
  expect(statSync(path).size).toBeGreaterThan(0)
  expect(existsSync(path)).toBe(true)
  rmSync(path)
})
