import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { DeviceKey } from '../../main/ports.ts'
import { fail } from '../../preload/problem.ts'
import { makeFileDeviceKey } from '../support/device-key.ts'
import { makeOffice } from '../support/office.ts'
import { problemOfAsync } from '../support/problem.ts'
import { addSecondPc, handBack } from '../support/second-pc.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import { createFilled, goodPassword, makeNewMember, makeTestVault } from '../support/vault.ts'

const broken: DeviceKey = {
  read: async () => fail('vault.keystore-unavailable', {}),
  write: async () => fail('vault.keystore-unavailable', {}),
  setAside: async () => undefined,
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
  const forgetful: DeviceKey = {
    read: async () => null,
    write: async () => undefined,
    setAside: async () => undefined,
  }
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

test('A07: a PC whose keystore forgot is set up anew by its member’s other PC, and its data is kept whole', async () => {
  const office = await makeOffice({ people: [] })
  const { founder } = office
  const second = await addSecondPc(office, founder)
  const { pc } = second
  const aside = () =>
    problemOfAsync(async () => pc.identity.handlers['identity.set-aside']({}, null))
  // As long as a password opens it, nobody at the keyboard moves anything.
  expect(await aside()).toBe('identity.keystore-works')
  const secret = await pc.ports.deviceKey.read()
  await pc.ports.deviceKey.write(Buffer.alloc(32, 7))
  expect(await problemOfAsync(second.signIn)).toBe('vault.other-workstation')
  const before = readdirSync(pc.ports.dataFolder).filter((name) => /^vault-.*\.db$/.test(name))
  // What its login set going has come to an end first.
  await vi.waitFor(async () => expect(await aside()).toBeNull(), 30_000)
  expect(pc.identity.state().phase).toBe('first-run')
  const [kept = ''] = readdirSync(pc.ports.dataFolder).filter((name) => name.startsWith('kept-'))
  const inside = readdirSync(join(pc.ports.dataFolder, kept))
  for (const name of ['slots.json', 'workstation.json', ...before]) expect(inside).toContain(name)
  const again = await handBack(office, founder, pc)
  expect(again.pc.caller().member).toBe(founder.id)
  expect(secret).not.toBeNull()
})
