import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import { fail } from '../../preload/problem.ts'
import type { DeviceKey, Log } from '../ports.ts'

export interface DeviceKeyParts {
  readonly dataFolder: string
  readonly log: Log
  readonly keystore: Pick<
    SafeStorage,
    | 'isAsyncEncryptionAvailable'
    | 'getSelectedStorageBackend'
    | 'encryptStringAsync'
    | 'decryptStringAsync'
  >
  readonly platform: NodeJS.Platform
  readonly isPackaged: boolean
}

/**
 * The workstation's secret, encrypted by the operating system's keystore (DPAPI on Windows) in a
 * file of the data folder. When the keystore fails the file stays: nothing is ever deleted here.
 */
export function createDeviceKey(parts: DeviceKeyParts): DeviceKey {
  const file = join(parts.dataFolder, 'device.key')
  return {
    async read() {
      const encrypted = await readIfThere(file)
      if (encrypted === null) return null
      if (isPlain(encrypted, parts)) return new Uint8Array(encrypted)
      await requireKeystore(parts)
      return decrypt(encrypted, parts)
    },
    async write(secret) {
      await requireKeystore(parts)
      const text = Buffer.from(secret).toString('base64')
      const encrypted = await parts.keystore.encryptStringAsync(text)
      await writeFile(`${file}.new`, encrypted, { mode: 0o600, flush: true })
      await rename(`${file}.new`, file)
    },
  }
}

async function decrypt(encrypted: Buffer, { keystore, log }: DeviceKeyParts): Promise<Uint8Array> {
  try {
    const { result } = await keystore.decryptStringAsync(encrypted)
    return new Uint8Array(Buffer.from(result, 'base64'))
  } catch (error) {
    // Another Windows user, another PC or a reset keystore: the person enrols this PC again.
    log.write('error', 'vault.keystore-unavailable', { reason: errorName(error) })
    return fail('vault.keystore-unavailable', {})
  }
}

/** A folder that the demo made holds the secret as it is: opened from the source folder only. */
function isPlain(bytes: Buffer, { isPackaged, log }: DeviceKeyParts): boolean {
  if (isPackaged || bytes.length !== 32) return false
  log.write('warning', 'vault.keystore-is-plain-text')
  return true
}

/** FAULTS A11: `basic_text` on Linux is no keystore; it only serves runs from the source folder. */
async function requireKeystore(parts: DeviceKeyParts): Promise<void> {
  const { keystore, platform, isPackaged, log } = parts
  if (!(await keystore.isAsyncEncryptionAvailable())) fail('vault.keystore-unavailable', {})
  if (platform !== 'linux' || keystore.getSelectedStorageBackend() !== 'basic_text') return
  if (isPackaged) fail('vault.keystore-unavailable', {})
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
