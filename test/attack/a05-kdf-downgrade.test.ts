import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { problemOfAsync } from '../support/problem.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { createFilled, goodPassword, makeNewMember, makeTestVault } from '../support/vault.ts'

test.each([
  ['memory of 1 MiB', { memoryKiB: 1024 }],
  ['one pass', { passes: 1 }],
  ['one lane', { lanes: 1 }],
])('A05: %s in the slots file is a downgrade; no unlock is attempted', async (_, lowered) => {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1'))
  vault.close()
  const file = join(folder, 'data', 'slots.json')
  const slots = JSON.parse(readFileSync(file, 'utf8'))
  Object.assign(slots.slots[0].kdf, lowered)
  writeFileSync(file, JSON.stringify(slots))
  expect(await problemOfAsync(() => vault.open('m-1', goodPassword))).toBe('vault.kdf-below-floor')
  expect(vault.state()).toBe('locked')
})

test('A05: raised costs do not open either: they are part of the key', async () => {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1'))
  vault.close()
  const file = join(folder, 'data', 'slots.json')
  const slots = JSON.parse(readFileSync(file, 'utf8'))
  slots.slots[0].kdf.passes = 4
  writeFileSync(file, JSON.stringify(slots))
  expect(await problemOfAsync(() => vault.open('m-1', goodPassword))).toBe('vault.wrong-password')
})
