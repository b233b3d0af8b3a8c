import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { makeWorkstation, signingKeyFromSeed } from '../../../main/vault/vault.ts'
import { problemOf, problemOfAsync } from '../../support/problem.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { createFilled, goodPassword, makeNewMember, makeTestVault } from '../../support/vault.ts'

// Argon2id at its floor, several times over: seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

test('absent, then open, then locked; the password brings back the same keys and data', async () => {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder)
  expect(vault.state()).toBe('absent')
  expect(problemOf(() => vault.db())).toBe('vault.locked')
  const member = makeNewMember('m-1')
  await createFilled(vault, member)
  expect(vault.state()).toBe('open')
  vault.setSetting('greeting', 'こんにちは')
  const workstation = vault.workstation()
  vault.close()
  expect(vault.state()).toBe('locked')

  const again = makeTestVault(folder)
  expect(again.state()).toBe('locked')
  expect(again.members()).toEqual([{ id: 'm-1', name: 'm-1 さん' }])
  const keys = await again.open('m-1', goodPassword)
  expect(keys.signing.publicKey).toBe(signingKeyFromSeed(member.secrets.signingSeed).publicKey)
  expect(again.setting('greeting')).toBe('こんにちは')
  expect(again.workstation().signing.publicKey).toBe(workstation.signing.publicKey)
  again.renameWorkstation('PC-2')
  expect(again.workstation().name).toBe('PC-2')
  again.close()
})

test('a wrong password opens nothing, nor does somebody else’s', async () => {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1', 'the first password'))
  await vault.addMember(makeNewMember('m-2', 'the second password'))
  vault.close()
  expect(await problemOfAsync(() => vault.open('m-1', 'the second password'))).toBe(
    'vault.wrong-password',
  )
  expect(await problemOfAsync(() => vault.open('m-3', 'the second password'))).toBe(
    'identity.no-such-member',
  )
  expect(vault.state()).toBe('locked')
  await vault.open('m-2', 'the second password')
  expect(vault.state()).toBe('open')
  vault.close()
})

test('full-width and half-width spellings of a password are the same password (NFKC)', async () => {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1', 'パスワード 2026 がながい'))
  vault.close()
  await vault.open('m-1', 'ﾊﾟｽﾜｰﾄﾞ ２０２６ がながい')
  vault.close()
})

test('while it is being filled there is no vault yet, and a failure leaves nothing', async () => {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder)
  const failing = vault.create({
    member: makeNewMember('m-1'),
    workstation: makeWorkstation('PC-1', systemRandom),
    async prepare() {
      expect(makeTestVault(folder).state()).toBe('absent')
      expect(readdirSync(join(folder, 'data'))).not.toContain('slots.json')
      throw new Error('the store went away')
    },
  })
  await expect(failing).rejects.toThrow('the store went away')
  expect(readdirSync(join(folder, 'data'))).toEqual([])
  expect(vault.state()).toBe('absent')
  await createFilled(vault, makeNewMember('m-1'))
  vault.close()
})

test('what a crash before the last step leaves is not taken for a vault', async () => {
  const folder = makeTempFolder()
  const first = makeTestVault(folder)
  await createFilled(first, makeNewMember('m-1'))
  first.close()
  rmSync(join(folder, 'data', 'slots.json'))
  const vault = makeTestVault(folder)
  expect(vault.state()).toBe('absent')
  await createFilled(vault, makeNewMember('m-2'))
  expect(vault.members()).toEqual([{ id: 'm-2', name: 'm-2 さん' }])
  vault.close()
})

test('a second vault in the same folder is refused', async () => {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1'))
  expect(await problemOfAsync(() => createFilled(vault, makeNewMember('m-2')))).toBe('vault.exists')
  vault.close()
  expect(await problemOfAsync(() => createFilled(vault, makeNewMember('m-2')))).toBe('vault.exists')
})

test('neither passwords, settings, names of tables nor keys are readable on the disk', async () => {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder)
  const member = makeNewMember('m-1')
  await createFilled(vault, member)
  vault.setSetting('canary', 'himitsu-no-kotoba')
  vault.close()
  const data = join(folder, 'data')
  const everything = readdirSync(data).map((name) => readFileSync(join(data, name)))
  expect(everything.length).toBe(2)
  const { signingSeed, sealingSecret } = member.secrets
  for (const needle of [goodPassword, 'himitsu-no-kotoba', 'CREATE TABLE', 'SQLite format'])
    for (const bytes of everything) expect(bytes.includes(needle)).toBe(false)
  for (const bytes of everything) {
    expect(bytes.includes(Buffer.from(signingSeed))).toBe(false)
    expect(bytes.includes(Buffer.from(sealingSecret).toString('hex'))).toBe(false)
  }
})

test('migrations of a capability run at creation and at opening, and a newer vault is refused', async () => {
  const folder = makeTempFolder()
  const ten = { number: 10, sql: 'CREATE TABLE thing (id INTEGER PRIMARY KEY) STRICT' }
  const twenty = { number: 20, sql: 'ALTER TABLE thing ADD COLUMN name TEXT' }
  const migrations = (...steps: { number: number; sql: string }[]) => ({
    migrations: [{ capability: 'thing', migrations: steps }],
  })
  const old = makeTestVault(folder, migrations(ten))
  await createFilled(old, makeNewMember('m-1'))
  old.db().prepare('INSERT INTO thing (id) VALUES (7)').run()
  old.close()
  const newer = makeTestVault(folder, migrations(ten, twenty))
  await newer.open('m-1', goodPassword)
  expect(newer.db().prepare('SELECT id, name FROM thing').all()).toEqual([{ id: 7, name: null }])
  newer.close()
  expect(await problemOfAsync(() => old.open('m-1', goodPassword))).toBe('vault.newer')
  expect(old.state()).toBe('locked')
})

test('a damaged slots file or a missing database is named, not repaired by force', async () => {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1'))
  vault.close()
  const data = join(folder, 'data')
  for (const name of readdirSync(data)) if (name.endsWith('.db')) rmSync(join(data, name))
  expect(await problemOfAsync(() => vault.open('m-1', goodPassword))).toBe('vault.damaged')
  expect(readdirSync(data)).toEqual(['slots.json'])
})
