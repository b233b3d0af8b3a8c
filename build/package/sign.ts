import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'

/** What Windows loads, and so asks a signature of. */
const signed = /\.(exe|dll|node)$/

/**
 * The organization's own signing command, from SIGN_COMMAND: `{file}` stands for the file. It may
 * sign in place, or write `{file}.signed`. Null when releases are not signed on this machine.
 */
export const signCommand = (): string | null => process.env.SIGN_COMMAND ?? null

export function signFiles(files: readonly string[], command: string): void {
  for (const file of files) {
    const [program = '', ...args] = command
      .split(' ')
      .map((word) => word.replaceAll('{file}', file))
    const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
    if (status !== 0) throw new Error(`${file} was not signed: ${error?.message ?? stderr}`)
    if (existsSync(`${file}.signed`)) renameSync(`${file}.signed`, file)
  }
}

/** Every file of the unpacked application that has to carry a signature. */
export function filesToSign(appFolder: string): string[] {
  return readdirSync(appFolder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && signed.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
}
