import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** Every file below a folder, as paths, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .sort()
}

/** The record files of one workstation's log in a share, by number. */
export function logFiles(share: string, workstation: string): string[] {
  return filesBelow(join(share, 'v1/log', workstation))
}
