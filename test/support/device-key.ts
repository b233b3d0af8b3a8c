import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DeviceKey } from '../../main/ports.ts'

/** The keystore of a test's PC: a file beside its data folder, not in it. */
export function makeFileDeviceKey(folder: string): DeviceKey {
  const file = join(folder, 'device-key')
  return {
    // readFileSync's bytes lie outside of V8's heap: whoever overwrites them leaves no copy.
    read: async () => (existsSync(file) ? readFileSync(file) : null),
    write: async (secret) => writeFileSync(file, secret, { mode: 0o600 }),
    setAside: async (token) => {
      if (existsSync(file)) renameSync(file, `${file}-${token}`)
    },
  }
}
