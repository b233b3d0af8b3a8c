import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { DeviceKey } from '../../main/ports.ts'
import { fail } from '../../preload/problem.ts'
import { makeFileDeviceKey } from '../support/device-key.ts'
import { problemOfAsync } from '../support/problem.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { createFilled, goodPassword, makeNewMember, makeTestVault } from '../support/vault.ts'

const broken: DeviceKey = {
  read: async () => fail('vault.keystore-unavailable', {}),
  write: async () => fail('vault.keystore-unavailable', {}),
}

test('A07: a keystore that fails is named, the vault stays intact and opens when it is back', async () => {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1'))
  vault.setSetting('fact', 'kept')
  vault.close()
  const during = makeTestVault(folder, { deviceKey: broken })
  expect(await problemOfAsync(() => during.open('m-1', goodPassword))).toBe(
    'vault.keystore-unavailable',
  )
  expect(during.state()).toBe('locked')
  await vault.open('m-1', goodPassword)
  expect(vault.setting('fact')).toBe('kept')
  vault.close()
})

test('A07: no vault is made on a keystore that fails, or forgets', async () => {
  const folder = makeTempFolder()
  const forgetful: DeviceKey = { read: async () => null, write: async () => undefined }
  for (const deviceKey of [broken, forgetful]) {
    const vault = makeTestVault(folder, { deviceKey })
    expect(await problemOfAsync(() => createFilled(vault, makeNewMember('m-1')))).toBe(
      'vault.keystore-unavailable',
    )
    expect(readdirSync(join(folder, 'data'))).toEqual([])
  }
  const vault = makeTestVault(folder, { deviceKey: makeFileDeviceKey(folder) })
  await createFilled(vault, makeNewMember('m-1'))
  vault.close()
})
