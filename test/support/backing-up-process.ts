import { writeSync } from 'node:fs'
import { goodPassword, makeTestVault } from './vault.ts'

/** A process of its own that backs its vault up again and again until it is killed. */
const [, , folder = '', target = ''] = process.argv
const vault = makeTestVault(folder)
await vault.open('m-1', goodPassword)
for (let n = 0; ; n += 1) {
  writeSync(1, 'backing up\n')
  vault.setSetting('round', String(n))
  await vault.backUp(target)
}
