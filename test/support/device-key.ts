import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceKey } from '../../main/ports.ts'

/** The keystore of a test's PC: a file beside its data folder, not in it. */
export function makeFileDeviceKey(folder: string): DeviceKey {
  const file = join(folder, 'device-key')
  return {
    read: async () => (existsSync(file) ? new Uint8Array(readFileSync(file)) : null),
    write: async (secret) => writeFileSync(file, secret, { mode: 0o600 }),
  }
}
