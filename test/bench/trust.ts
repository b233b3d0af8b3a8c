/**
 * What trust costs: npm run bench:trust [CONTACTS] [RECORDS]. Login, opening a large vault, how often a
 * password can be tried, folding a long journal, and what the stores carry. Figures are of the machine it runs on; a second process on it makes them worse.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { delayMsAfter, failuresInAllMax, failuresMax } from '../../main/identity/lockout.ts'
import { openWritable } from '../../main/sqlite/sqlite.ts'
import { createVault, makeWorkstation } from '../../main/vault/vault.ts'
import { makeFileDeviceKey } from '../support/device-key.ts'
import { systemRandom as random } from '../support/random.ts'
import { goodPassword, makeNewMember } from '../support/vault.ts'

const contacts = Number(process.argv[2] ?? 1_000_000)
const records = process.argv[3] ?? '100000'
const folder = mkdtempSync(join(tmpdir(), 'sekisho-trust-'))
const book = { name: 'contacts-00000000.db', key: random.bytes(32) }
const say = (what: string, figure: string) => process.stdout.write(`${what.padEnd(58)} ${figure}\n`)
const ms = (from: number) => performance.now() - from

try {
  const vault = createVault({
    ports: {
      clock: { now: () => Date.now() },
      random,
      deviceKey: makeFileDeviceKey(folder),
      dataFolder: join(folder, 'data'),
    },
    migrations: [],
    companions: () => [book],
  })
  await vault.create({
    member: makeNewMember('m-1'),
    workstation: makeWorkstation('PC-1', random),
    prepare: async () => undefined,
  })
  const db = openWritable({ file: join(folder, 'data', book.name), key: book.key })
  db.exec('CREATE TABLE contact (id INTEGER PRIMARY KEY, address TEXT NOT NULL UNIQUE) STRICT')
  const insert = db.prepare('INSERT INTO contact (address) VALUES (?)')
  db.transaction(() => {
    for (let at = 0; at < contacts; at += 1) insert.run(`person.${at}@example.jp`)
  })
  db.close()
  vault.close()

  const loginAt = performance.now()
  await vault.withSecrets({ member: 'm-1', password: goodPassword }, () => undefined)
  const derivationMs = ms(loginAt)
  const openAt = performance.now()
  await vault.open('m-1', goodPassword)
  const whole = ms(openAt)
  const bookAt = performance.now()
  const reading = openWritable({ file: join(folder, 'data', book.name), key: book.key })
  reading.prepare('SELECT address FROM contact WHERE id = ?').get(contacts / 2)
  const bookMs = ms(bookAt)
  reading.close()
  say('Argon2id as calibrated here', `${derivationMs.toFixed(0)} ms`)
  say('opening the vault beside it', `${Math.max(0, whole - derivationMs).toFixed(0)} ms`)
  say(`opening an address book of ${contacts} contacts`, `${bookMs.toFixed(1)} ms`)
  const backupAt = performance.now()
  await vault.backUp(join(folder, 'backup'))
  say('backing all of it up, written and read back', `${(ms(backupAt) / 1000).toFixed(1)} s`)
  const checkAt = performance.now()
  await vault.checkIntegrity()
  say('checking every page and row of it', `${(ms(checkAt) / 1000).toFixed(1)} s`)
  vault.close()

  const tries = Array.from({ length: failuresMax }, (_, failures) => failures)
  const tenMs = tries.reduce((sum, failures) => sum + delayMsAfter(failures) + derivationMs, 0)
  say(
    'guessing at the window: tries before the lock',
    `${failuresMax} in ${(tenMs / 1000).toFixed(0)} s`,
  )
  say('guessing at the window, unlocked again and again: at most', `${failuresInAllMax} in all`)
  const perHour = (3_600_000 / derivationMs) * 1
  say('guessing with vault, keystore and this PC, one at a time', `${perHour.toFixed(0)} an hour`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

for (const [script, ...args] of [['journal.ts', records], ['stores.ts']] as const)
  spawnSync(process.execPath, [join(import.meta.dirname, script), ...args], { stdio: 'inherit' })
