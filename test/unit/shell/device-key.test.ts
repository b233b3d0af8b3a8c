import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Log } from '../../../main/ports.ts'
import { createDeviceKey, type DeviceKeyParts } from '../../../main/shell/device-key.ts'

const root = mkdtempSync(join(tmpdir(), 'sekisho-key-'))
afterAll(() => rmSync(root, { recursive: true }))

const secret = Uint8Array.from({ length: 32 }, (_, i) => i)

/** A keystore that can be made to fail, as DPAPI does after a password reset or on another PC. */
function keystore(backend: 'gnome_libsecret' | 'basic_text' = 'gnome_libsecret') {
  const state = { isAvailable: true, isReset: false }
  const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0x5a))
  return {
    state,
    isAsyncEncryptionAvailable: async () => state.isAvailable,
    getSelectedStorageBackend: () => backend,
    encryptStringAsync: async (text: string) => flip(Buffer.from(text)),
    decryptStringAsync: async (bytes: Buffer) => {
      if (state.isReset) throw new Error(`cannot decrypt ${secret}`)
      // DPAPI and libsecret authenticate what they open.
      const result = flip(bytes).toString()
      if (!/^[a-z0-9+/]+=*$/i.test(result)) throw new Error('cannot decrypt')
      return { result, shouldReEncrypt: false }
    },
  }
}

function deviceKey(parts: Partial<DeviceKeyParts> = {}) {
  const dataFolder = mkdtempSync(join(root, 'data-'))
  const lines: string[] = []
  const log: Log = { write: (...line) => lines.push(JSON.stringify(line)) }
  const key = createDeviceKey({
    dataFolder,
    log,
    keystore: keystore(),
    platform: 'linux',
    isPackaged: true,
    ...parts,
  })
  return { key, lines, file: join(dataFolder, 'device.key') }
}

const unavailable = { problem: { code: 'vault.keystore-unavailable', params: {} } }

describe("the workstation's secret", () => {
  it('is null before it is made, and the same afterwards', async () => {
    const { key, file } = deviceKey()
    expect(await key.read()).toBeNull()
    await key.write(secret)
    expect(await key.read()).toEqual(secret)
    expect(readFileSync(file).includes(Buffer.from(secret).toString('base64'))).toBe(false)
  })

  it('A07 survives a keystore that fails: the file is not touched', async () => {
    const failing = keystore()
    const { key, lines, file } = deviceKey({ keystore: failing })
    await key.write(secret)
    const before = readFileSync(file)
    failing.state.isReset = true
    await expect(key.read()).rejects.toMatchObject(unavailable)
    failing.state.isReset = false
    failing.state.isAvailable = false
    await expect(key.read()).rejects.toMatchObject(unavailable)
    await expect(key.write(secret)).rejects.toMatchObject(unavailable)
    expect(readFileSync(file)).toEqual(before)
    failing.state.isAvailable = true
    expect(await key.read()).toEqual(secret)
    expect(lines.join()).not.toContain('cannot decrypt')
  })

  it('A11 does not take basic_text for a keystore, once installed', async () => {
    const { key } = deviceKey({ keystore: keystore('basic_text') })
    await expect(key.write(secret)).rejects.toMatchObject(unavailable)
    expect(await key.read()).toBeNull()
  })

  it('A11 takes basic_text with a line in the log when run from the source folder', async () => {
    const { key, lines } = deviceKey({ keystore: keystore('basic_text'), isPackaged: false })
    await key.write(secret)
    expect(await key.read()).toEqual(secret)
    expect(lines.join()).toContain('vault.keystore-is-plain-text')
  })

  it('opens what the demo made, from the source folder only', async () => {
    const development = deviceKey({ isPackaged: false })
    writeFileSync(development.file, secret)
    expect(await development.key.read()).toEqual(secret)
    const installed = deviceKey()
    writeFileSync(installed.file, secret)
    await expect(installed.key.read()).rejects.toMatchObject(unavailable)
  })

  it('A11 without a keystore is refused, unless the machine’s policy puts up with it', async () => {
    const refused = deviceKey({ keystore: keystore('basic_text') })
    await expect(refused.key.write(secret)).rejects.toMatchObject(unavailable)
    const allowed = deviceKey({ keystore: keystore('basic_text'), allowsPlainText: true })
    await allowed.key.write(secret)
    expect(await allowed.key.read()).toEqual(secret)
    expect(allowed.key.isPlainText?.()).toBe(true)
    expect(allowed.lines.join()).toContain('vault.keystore-is-plain-text')
    expect(deviceKey().key.isPlainText?.()).toBe(false)
  })

  it('is written again when the keystore has a newer key', async () => {
    const rotating = keystore()
    const { key, file } = deviceKey({ keystore: rotating })
    await key.write(secret)
    const decryptStringAsync = rotating.decryptStringAsync
    rotating.decryptStringAsync = async (bytes) => ({
      ...(await decryptStringAsync(bytes)),
      shouldReEncrypt: true,
    })
    rotating.encryptStringAsync = async (text) => Buffer.from(`new ${text}`)
    expect(await key.read()).toEqual(secret)
    expect(readFileSync(file, 'utf8')).toMatch(/^new /)
  })
})
