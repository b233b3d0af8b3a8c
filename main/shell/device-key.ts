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
  /** The machine's policy puts up with a Linux that has no keystore; refused without it. */
  readonly allowsPlainText?: boolean
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
      const { secret, isOutdated } = await decrypt(encrypted, parts)
      // The keystore has a newer key: what the older one protects is written again under it.
      if (isOutdated) await writeEncrypted(file, secret, parts)
      return secret
    },
    async write(secret) {
      await requireKeystore(parts)
      await writeEncrypted(file, secret, parts)
    },
    async setAside(token) {
      if ((await readIfThere(file)) !== null) await rename(file, `${file}.kept-${token}`)
    },
    isPlainText: () => isPlainText(parts),
  }
}

async function writeEncrypted(
  file: string,
  secret: Uint8Array,
  { keystore }: DeviceKeyParts,
): Promise<void> {
  const encrypted = await keystore.encryptStringAsync(Buffer.from(secret).toString('base64'))
  await writeFile(`${file}.new`, encrypted, { mode: 0o600, flush: true })
  await rename(`${file}.new`, file)
}

/** What Electron calls basic_text: a key that every installation knows. */
function isPlainText({ keystore, platform }: DeviceKeyParts): boolean {
  return platform === 'linux' && keystore.getSelectedStorageBackend() === 'basic_text'
}

async function decrypt(
  encrypted: Buffer,
  { keystore, log }: DeviceKeyParts,
): Promise<{ secret: Uint8Array; isOutdated: boolean }> {
  try {
    const { result, shouldReEncrypt } = await keystore.decryptStringAsync(encrypted)
    return { secret: new Uint8Array(Buffer.from(result, 'base64')), isOutdated: shouldReEncrypt }
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

/** FAULTS A11: `basic_text` is no keystore; only the source folder and a policy put up with it. */
async function requireKeystore(parts: DeviceKeyParts): Promise<void> {
  const { keystore, isPackaged, allowsPlainText, log } = parts
  if (!(await keystore.isAsyncEncryptionAvailable())) fail('vault.keystore-unavailable', {})
  if (!isPlainText(parts)) return
  if (isPackaged && allowsPlainText !== true) fail('vault.keystore-unavailable', {})
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
