import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeFileDeviceKey } from '../support/device-key.ts'
import { problemOfAsync } from '../support/problem.ts'
import { systemRandom } from '../support/random.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { createFilled, goodPassword, makeNewMember, makeTestVault } from '../support/vault.ts'

function contentOf(folder: string): Record<string, string> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => [name, readFileSync(join(folder, name)).toString('base64')]),
  )
}

test('A06: a profile copied to another PC does not open, even with the right password', async () => {
  const [folder, elsewhere] = [makeTempFolder(), makeTempFolder()]
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1'))
  vault.close()
  cpSync(join(folder, 'data'), join(elsewhere, 'data'), { recursive: true })
  const before = contentOf(join(elsewhere, 'data'))

  const copied = makeTestVault(elsewhere)
  expect(await problemOfAsync(() => copied.open('m-1', goodPassword))).toBe(
    'vault.other-workstation',
  )
  const otherKey = makeFileDeviceKey(elsewhere)
  await otherKey.write(systemRandom.bytes(32))
  expect(await problemOfAsync(() => copied.open('m-1', goodPassword))).toBe(
    'vault.other-workstation',
  )
  expect(contentOf(join(elsewhere, 'data'))).toEqual(before)

  await vault.open('m-1', goodPassword)
  vault.close()
})
