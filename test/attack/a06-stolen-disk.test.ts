import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openReadable } from '../../main/sqlite/sqlite.ts'
import { makeFileDeviceKey } from '../support/device-key.ts'
import { problemOf, problemOfAsync } from '../support/problem.ts'
import { systemRandom } from '../support/random.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { createFilled, goodPassword, makeNewMember, makeTestVault } from '../support/vault.ts'

test('A06: a stolen disk image with the vault, the configuration and even the password opens nothing', async () => {
  const [folder, thief] = [makeTempFolder(), makeTempFolder()]
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1'))
  vault.setSetting('canary', 'hanako@example.jp')
  await vault.backUp(join(folder, 'data', 'monday.sekisho-backup'))
  vault.close()
  cpSync(join(folder, 'data'), join(thief, 'data'), { recursive: true })
  const stolen = makeTestVault(thief)
  const open = () => problemOfAsync(() => stolen.open('m-1', goodPassword))
  expect(await open()).toBe('vault.other-workstation')
  await makeFileDeviceKey(thief).write(systemRandom.bytes(32))
  expect(await open()).toBe('vault.other-workstation')
  expect(await problemOfAsync(() => stolen.openWithRecovery([]))).toBe('vault.no-recovery-group')
  const source = join(thief, 'data', 'monday.sekisho-backup')
  const proof = { kind: 'password' as const, member: 'm-1', password: goodPassword }
  expect(await problemOfAsync(() => stolen.restore({ source, proof }))).toBe(
    'vault.other-workstation',
  )
  const data = join(thief, 'data')
  for (const name of readdirSync(data)) {
    const bytes = readFileSync(join(data, name))
    for (const needle of ['hanako@example.jp', goodPassword, 'SQLite format', 'CREATE TABLE'])
      expect(bytes.includes(needle), `${needle} in ${name}`).toBe(false)
    if (!name.endsWith('.db')) continue
    const guess = () => openReadable({ file: join(data, name), key: systemRandom.bytes(32) })
    expect(problemOf(guess)).toBe('vault.damaged')
  }
  rmSync(thief, { recursive: true })
})
