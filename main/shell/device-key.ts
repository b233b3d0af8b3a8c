import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, safeStorage } from 'electron'
import { fail } from '../../preload/problem.ts'
import type { DeviceKey, Log } from '../ports.ts'

/**
 * The workstation's secret, encrypted by the operating system's keystore (DPAPI on Windows) in a
 * file of the data folder. When the keystore fails the file stays: nothing is ever deleted here.
 */
export function createDeviceKey(dataFolder: string, log: Log): DeviceKey {
  const file = join(dataFolder, 'device.key')
  return {
    async read() {
      const encrypted = await readIfThere(file)
      if (encrypted === null) return null
      await requireKeystore(log)
      return decrypt(encrypted, log)
    },
    async write(secret) {
      await requireKeystore(log)
      const text = Buffer.from(secret).toString('base64')
      const encrypted = await safeStorage.encryptStringAsync(text)
      await writeFile(`${file}.new`, encrypted, { mode: 0o600, flush: true })
      await rename(`${file}.new`, file)
    },
  }
}

async function decrypt(encrypted: Buffer, log: Log): Promise<Uint8Array> {
  try {
    const { result } = await safeStorage.decryptStringAsync(encrypted)
    return new Uint8Array(Buffer.from(result, 'base64'))
  } catch (error) {
    // Another Windows user, another PC or a reset keystore: the person enrols this PC again.
    log.write('error', 'vault.keystore-unavailable', { reason: errorName(error) })
    return fail('vault.keystore-unavailable', {})
  }
}

/** FAULTS A11: `basic_text` on Linux is no keystore; it only serves runs from the source folder. */
async function requireKeystore(log: Log): Promise<void> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) fail('vault.keystore-unavailable', {})
  if (process.platform !== 'linux') return
  if (safeStorage.getSelectedStorageBackend() !== 'basic_text') return
  if (app.isPackaged) fail('vault.keystore-unavailable', {})
  log.write('warning', 'vault.keystore-is-plain-text')
}

function errorName(error: unknown): string {
  return error instanceof Error ? error.name : typeof error
}

async function readIfThere(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
