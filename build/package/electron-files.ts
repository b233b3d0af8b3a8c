import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** The platforms that are packaged. */
export type Platform = 'win32' | 'linux'

const require = createRequire(import.meta.url)

/** The version of Electron that the lock file names. */
export const electronVersion: string = require('electron/package.json').version

/**
 * A release's archive of Electron that a person has put into `folder`, when its SHA-256 is the one
 * that the electron package names; null when there is none. Fails when it is another's.
 */
export function verifiedArchive(folder: string, platform: Platform): string | null {
  const name = `electron-v${electronVersion}-${platform}-x64.zip`
  const file = join(folder, name)
  if (!existsSync(file)) return null
  const sums: Record<string, string> = require('electron/checksums.json')
  const actual = createHash('sha256').update(readFileSync(file)).digest('hex')
  if (actual !== sums[name])
    throw new Error(`${name} is not the archive that electron ${electronVersion} names`)
  return file
}

/** What Electron's executable carries where its fuses begin (@electron/fuses). */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'

const libraries: Readonly<Record<Platform, readonly string[]>> = {
  win32: [
    'd3dcompiler_47.dll',
    'dxcompiler.dll',
    'dxil.dll',
    'ffmpeg.dll',
    'libEGL.dll',
    'libGLESv2.dll',
    'vk_swiftshader.dll',
    'vulkan-1.dll',
  ],
  linux: [
    'chrome-sandbox',
    'chrome_crashpad_handler',
    'libEGL.so',
    'libGLESv2.so',
    'libffmpeg.so',
    'libvk_swiftshader.so',
    'libvulkan.so.1',
  ],
}
const data = [
  'LICENSE',
  'LICENSES.chromium.html',
  'chrome_100_percent.pak',
  'chrome_200_percent.pak',
  'icudtl.dat',
  'resources.pak',
  'snapshot_blob.bin',
  'v8_context_snapshot.bin',
  'vk_swiftshader_icd.json',
]

/**
 * A folder with the names of Electron's files and none of their contents, to exercise packing where
 * the archive cannot be had. The program in it is a real executable of the platform, with Electron's
 * fuse wire behind it, so that icon, version, integrity and fuses are really written. It runs nothing.
 */
export function writeStandIn(folder: string, platform: Platform): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'locales'), { recursive: true })
  mkdirSync(join(folder, 'resources'))
  const wire = Buffer.concat([
    Buffer.from(fuseSentinel),
    Buffer.from([1, 9]),
    Buffer.from('101000011'),
  ])
  const program = Buffer.concat([readFileSync(anyProgram(platform)), wire])
  writeFileSync(join(folder, platform === 'win32' ? 'electron.exe' : 'electron'), program, {
    mode: 0o755,
  })
  for (const name of [...libraries[platform], ...data])
    writeFileSync(join(folder, name), `stand-in for ${name}`)
  for (const name of ['en-US', 'ja', 'de'])
    writeFileSync(join(folder, 'locales', `${name}.pak`), 'stand-in')
  writeFileSync(join(folder, 'version'), electronVersion)
}

/** Some x64 program: one that a package of ours brings along, or one of the machine. */
function anyProgram(platform: Platform): string {
  return platform === 'win32'
    ? join(require.resolve('electron-winstaller/package.json'), '../vendor/7z-x64.exe')
    : '/bin/true'
}
