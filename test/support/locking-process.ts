import { setTimeout as wait } from 'node:timers/promises'
import type { MemberKeys } from '../../main/vault/vault.ts'
import { goodPassword, makeTestVault } from './vault.ts'

/**
 * A process of its own that opens a vault, signs with what is in it, says 'open', and at the next
 * line locks and says 'locked': whose memory is searched from outside. Argument: the PC's folder.
 */
const [, , folder = ''] = process.argv
const vault = makeTestVault(folder)

async function work(): Promise<void> {
  let keys: MemberKeys | null = await vault.open('m-1', goodPassword)
  keys.signing.sign(Buffer.from('something'))
  vault.workstation().signing.sign(Buffer.from('something'))
  vault.setSetting('fact', 'kept')
  process.stdout.write('open\n')
  await new Promise((resolve) => process.stdin.once('data', resolve))
  keys = null
}

await work()
vault.close()
await wait(300)
process.stdout.write('locked\n')
process.stdin.once('data', () => process.exit(0))
