import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packApplication } from '../../build/package.ts'

const root = join(import.meta.dirname, '../..')

/** Where the packed application and the installers of these tests are. */
export const places = {
  root,
  windows: join(root, 'dist/win-unpacked'),
  linux: join(root, 'dist/linux-unpacked'),
  installers: join(root, 'dist/installers'),
} as const

export function productVersion(): string {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version
}

/** Called by vitest once for the whole project: packs for both systems. */
export async function setup(): Promise<void> {
  await packApplication('win32')
  await packApplication('linux')
}
