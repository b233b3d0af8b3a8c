import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRecoveryGroup, makeWorkstation } from '../../../main/vault/vault.ts'
import { makeFileDeviceKey } from '../../support/device-key.ts'
import { problemOf, problemOfAsync } from '../../support/problem.ts'
import { systemRandom as random } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'
import { createFilled, goodPassword, makeNewMember, makeTestVault } from '../../support/vault.ts'

const newPassword = 'a password of another year'

async function setUp() {
  const folder = makeTempFolder()
  const vault = makeTestVault(folder)
  await createFilled(vault, makeNewMember('m-1'))
  vault.setSetting('fact', 'kept')
  const digests = () =>
    Object.fromEntries(
      readdirSync(join(folder, 'data')).map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(folder, 'data', name)))
          .digest('hex'),
      ]),
    )
  return { folder, vault, digests }
}

test('a new password wraps the same keys again, and touches nothing but the slots file', async () => {
  const { vault, digests } = await setUp()
  await vault.addMember(makeNewMember('m-2'))
  vault.close()
  const before = digests()
  const keys = await vault.open('m-1', goodPassword)
  vault.close()
  await vault.changePassword({ member: 'm-1', password: goodPassword, newPassword })
  const after = digests()
  expect(Object.keys(after).filter((name) => after[name] !== before[name])).toEqual(['slots.json'])
  expect(await problemOfAsync(() => vault.open('m-1', goodPassword))).toBe('vault.wrong-password')
  expect((await vault.open('m-1', newPassword)).signing.publicKey).toBe(keys.signing.publicKey)
  vault.close()
  await vault.open('m-2', goodPassword)
  expect(vault.setting('fact')).toBe('kept')
  vault.close()
})

test('without the old password there is no new one', async () => {
  const { vault, digests } = await setUp()
  vault.close()
  const before = digests()
  const change = { member: 'm-1', password: 'not the password', newPassword }
  expect(await problemOfAsync(() => vault.changePassword(change))).toBe('vault.wrong-password')
  expect(digests()).toEqual(before)
})

test('what a slot holds is overwritten when the act with it is over', async () => {
  const { vault } = await setUp()
  const held = await vault.withSecrets({ member: 'm-1', password: goodPassword }, (secrets) => {
    expect(secrets.signingSeed.some((byte) => byte !== 0)).toBe(true)
    return secrets
  })
  const { vaultKey, signingSeed, sealingSecret } = held
  for (const secret of [vaultKey, signingSeed, sealingSecret])
    expect(Buffer.from(secret).equals(Buffer.alloc(32))).toBe(true)
  vault.close()
})

test('the recovery group opens the vault without password and keystore, and only with its shares', async () => {
  const { folder, vault } = await setUp()
  expect(vault.recoveryGroup()).toBeNull()
  expect(await problemOfAsync(() => vault.openWithRecovery([]))).toBe('vault.no-recovery-group')
  const group = await makeRecoveryGroup({ count: 3, threshold: 2, random })
  vault.setRecovery(group)
  vault.close()
  // The keystore has lost its secret: another Windows user, another PC.
  await makeFileDeviceKey(folder).write(random.bytes(32))
  expect(await problemOfAsync(() => vault.open('m-1', goodPassword))).toBe(
    'vault.other-workstation',
  )
  const few = group.shares.slice(0, 1)
  expect(await problemOfAsync(() => vault.openWithRecovery(few))).toBe(
    'vault.recovery-shares-missing',
  )
  expect(vault.state()).toBe('locked')
  await vault.openWithRecovery(group.shares.slice(1))
  expect(vault.setting('fact')).toBe('kept')
  await vault.recoverMember(makeNewMember('m-1', newPassword))
  vault.close()
  await vault.open('m-1', newPassword)
  expect(vault.setting('fact')).toBe('kept')
  const kept = readdirSync(join(folder, 'data')).filter((name) => name.endsWith('.kept'))
  expect(kept).toHaveLength(1)
  vault.close()
})

test('the recovery slot follows the group, and goes when there is none', async () => {
  const { vault } = await setUp()
  const [first, second] = [
    await makeRecoveryGroup({ count: 1, threshold: 1, random }),
    await makeRecoveryGroup({ count: 2, threshold: 2, random }),
  ]
  vault.setRecovery(first)
  vault.setRecovery(second)
  expect(vault.recoveryGroup()?.publicKey).toBe(second.publicKey)
  expect(problemOf(() => vault.setRecovery(null))).toBeNull()
  expect(vault.recoveryGroup()).toBeNull()
  vault.close()
  expect(problemOf(() => vault.setRecovery(first))).toBe('vault.locked')
})

test('one member’s slot takes the place of another’s', async () => {
  const { vault } = await setUp()
  await vault.replaceMember('m-1', makeNewMember('m-9', newPassword))
  expect(vault.members().map(({ id }) => id)).toEqual(['m-9'])
  vault.close()
  await vault.open('m-9', newPassword)
  expect(vault.setting('fact')).toBe('kept')
  vault.close()
})

test('a PC with another identity keeps its data', async () => {
  const { vault } = await setUp()
  const fresh = makeWorkstation('PC-1', random)
  vault.replaceWorkstation(fresh)
  expect(vault.workstation().id).toBe(fresh.id)
  vault.close()
  await vault.open('m-1', goodPassword)
  expect(vault.workstation().signing.publicKey).toBe(fresh.signing.publicKey)
  expect(vault.setting('fact')).toBe('kept')
  vault.close()
})
