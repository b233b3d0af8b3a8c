import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { app } from './app.ts'
import { type Members, strict } from './strict.ts'

/** No keystore here: a key file beside the data, which is what Electron calls basic_text. */
function key(): Buffer {
  const file = join(app.getPath('userData'), 'host-keystore')
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, randomBytes(32), { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(file)
}

function encryptString(plainText: string): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key(), iv)
  const body = Buffer.concat([cipher.update(plainText, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from('v10'), iv, cipher.getAuthTag(), body])
}

function decryptString(encrypted: Buffer): string {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key(), encrypted.subarray(3, 15))
    decipher.setAuthTag(encrypted.subarray(15, 31))
    return decipher.update(encrypted.subarray(31), undefined, 'utf8') + decipher.final('utf8')
  } catch (error) {
    throw new Error(
      'Error while decrypting the ciphertext provided to safeStorage.decryptString.',
      {
        cause: error,
      },
    )
  }
}

export const safeStorage = strict('safeStorage', {
  isEncryptionAvailable: () => app.isReady(),
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'basic_text' as const,
  encryptString,
  decryptString,
  encryptStringAsync: async (plainText: string) => encryptString(plainText),
  decryptStringAsync: async (encrypted: Buffer) => ({
    result: decryptString(encrypted),
    shouldReEncrypt: false,
  }),
} satisfies Members<Electron.SafeStorage>)
