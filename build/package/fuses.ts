import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type FuseConfig, FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'

/**
 * FAULTS E09. Strict: a fuse that a later Electron adds ends the build until it stands here.
 * The V8 snapshot of the browser process alone is off because we ship none of our own.
 */
export const fuses: FuseConfig = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
}

/** Writes the fuses into the program of an unpacked application. */
export async function setFuses(appFolder: string): Promise<void> {
  await flipFuses(join(appFolder, executableIn(appFolder)), fuses)
}

/** The program among the unpacked files: `Sekisho.exe` or `sekisho`. */
export function executableIn(appFolder: string): string {
  const found = readdirSync(appFolder).find((name) => /^(Sekisho\.exe|sekisho)$/.test(name))
  if (found === undefined) throw new Error(`No program of ours is in ${appFolder}`)
  return found
}
