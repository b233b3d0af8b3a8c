import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ProblemError } from '../../preload/problem.ts'
import { moveFiles, vaultFiles } from './backup.ts'
import { slotsFileName } from './slots-file.ts'
import { type Holder, needSlots, needWorkstationSecret } from './vault-files.ts'

/** Whether no password can open this vault, because its workstation's secret is not to be had. */
export async function isKeystoreLost(holder: Holder): Promise<boolean> {
  try {
    const secret = await needWorkstationSecret(holder, needSlots(holder))
    secret.fill(0)
    return false
  } catch (error) {
    const code = error instanceof ProblemError ? error.problem.code : null
    if (code === 'vault.keystore-unavailable' || code === 'vault.other-workstation') return true
    throw error
  }
}

/**
 * Moves the closed vault and what its keystore holds out of the way, whole: should the keystore come
 * back, IT puts both back. Returns the folder. Fails with `vault.in-use`.
 */
export async function keepAside(holder: Holder): Promise<string> {
  if (holder.opened) fail('vault.in-use', {})
  const token = Buffer.from(holder.ports.random.bytes(4)).toString('hex')
  const kept = join(holder.folder, `kept-${token}`)
  mkdirSync(kept, { mode: 0o700 })
  // The slots file first: without it what is left is no vault, whatever else is still there.
  moveFiles(holder.folder, kept, [slotsFileName, ...vaultFiles(holder.folder)])
  await holder.ports.deviceKey.setAside(token)
  return kept
}
