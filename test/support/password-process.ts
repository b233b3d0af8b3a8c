import { writeSync } from 'node:fs'
import { makeTestVault } from './vault.ts'

/**
 * A process of its own that changes a password to and fro until it is killed, and says before each
 * change which one it is about to set. Arguments: the PC's folder, the two passwords.
 */
const [, , folder = '', first = '', second = ''] = process.argv
const vault = makeTestVault(folder)
for (let count = 0; ; count += 1) {
  const [password, newPassword] = count % 2 === 0 ? [first, second] : [second, first]
  writeSync(1, `${count}\n`)
  await vault.changePassword({ member: 'm-1', password, newPassword })
}
