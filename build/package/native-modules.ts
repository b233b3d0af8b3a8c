import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadedDigest } from '../../main/shell/pe-digest.ts'
import type { Platform } from './electron-files.ts'

/** Where the packages keep what they prebuilt; the other C library of Linux is not packed. */
const patterns = (platform: Platform) => [
  `node_modules/*/prebuilds/${platform}-x64.node`,
  `node_modules/*/prebuilds/${platform}-x64/*.node`,
]

/**
 * Writes native-modules.json into a folder of its own: what the installed program compares before it loads
 * anything native (FAULTS E10). Signing comes later and does not change these digests.
 */
export function writeNativeModules(root: string, folder: string, platform: Platform): void {
  const paths = globSync(patterns(platform), { cwd: root })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => !path.endsWith('.musl.node'))
    .sort()
  const digests = paths.map((path) => [path, loadedDigest(readFileSync(join(root, path)))])
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const text = `${JSON.stringify(Object.fromEntries(digests), null, 2)}\n`
  writeFileSync(join(folder, 'native-modules.json'), text)
}
