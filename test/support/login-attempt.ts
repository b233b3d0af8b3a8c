import { writeSync } from 'node:fs'
import { createFileTokens } from '../../main/file-token.ts'
import { createIdentity } from '../../main/identity/identity.ts'
import type { Vault } from '../../main/vault/vault.ts'
import { makeTestPorts } from './ports.ts'
import { goodPassword, makeTestVault } from './vault.ts'

/**
 * A process of its own that begins one login and says so at the moment when the vault is asked, on
 * its way to Argon2id: A02 kills it there. The password is right: only a kill can make it count.
 * Arguments: the PC's folder, and its time in milliseconds.
 */
const [, , folder = '', nowMs = ''] = process.argv
const ports = makeTestPorts({ folder, clock: { now: () => Number(nowMs) } })
const real = makeTestVault(folder)
const vault: Vault = {
  ...real,
  open(member, password) {
    const opening = real.open(member, password)
    // By then Argon2id has been handed to the thread pool.
    setTimeout(() => writeSync(1, 'deriving\n'), 5)
    return opening
  },
}
const identity = createIdentity({
  ports,
  fileTokens: createFileTokens(ports.random),
  vault,
  emitChanged: () => undefined,
  language: () => 'ja',
})
await identity.handlers['identity.enter-password']({ member: 'm-1', password: goodPassword }, null)
