import { writeSync } from 'node:fs'
import { goodPassword, makeTestVault } from './vault.ts'

/** A process of its own that restores a backup again and again until it is killed. */
const [, , folder = '', source = ''] = process.argv
const vault = makeTestVault(folder)
for (;;) {
  writeSync(1, 'restoring\n')
  const proof = { kind: 'password' as const, member: 'm-1', password: goodPassword }
  await vault.restore({ source, proof })
}
