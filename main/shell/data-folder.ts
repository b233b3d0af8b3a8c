import { join, resolve } from 'node:path'

interface Surroundings {
  readonly argv: readonly string[]
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** Electron's appData: %APPDATA%, ~/.config, ~/Library/Application Support. */
  readonly appData: string
}

const flag = '--data-dir='

/**
 * Where this workstation keeps everything: what --data-dir names, else a folder of the person's
 * profile. On Windows the local one: a roaming profile would copy the vault to a server.
 */
export function dataFolderOf({ argv, platform, env, appData }: Surroundings): string {
  const named = argv.find((argument) => argument.startsWith(flag))?.slice(flag.length)
  if (named !== undefined && named !== '') return resolve(named)
  const local = platform === 'win32' ? env.LOCALAPPDATA : undefined
  return join(local ?? appData, 'Sekisho')
}
