import './node-version.ts'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { Arch, build, Platform as Target } from 'electron-builder'
import { buildStale } from './build.ts'
import {
  electronVersion,
  type Platform,
  verifiedArchive,
  writeStandIn,
} from './package/electron-files.ts'
import { writeNativeModules } from './package/native-modules.ts'

/**
 * `npm run package [-- linux]`: the unpacked application in dist/. Electron itself comes from its
 * archive in ELECTRON_ARCHIVES (checked against the sums of the electron package); without it a
 * stand-in is packed, which has everything of ours and does not run.
 */

const root = join(import.meta.dirname, '..')
const targets = { win32: Target.WINDOWS, linux: Target.LINUX }
const folders = { win32: 'win-unpacked', linux: 'linux-unpacked' }

export interface Packed {
  readonly folder: string
  readonly isStandIn: boolean
}

/** Packs for a platform, whatever this machine is. */
export async function packApplication(platform: Platform): Promise<Packed> {
  await buildStale()
  const archive = verifiedArchive(
    process.env.ELECTRON_ARCHIVES ?? join(root, 'dist/electron'),
    platform,
  )
  const standIn = join(root, 'dist/stand-in', platform)
  if (archive === null) writeStandIn(standIn, platform)
  const native = join(root, 'dist/native-modules', platform)
  writeNativeModules(root, native, platform)
  const folder = join(root, 'dist', folders[platform])
  rmSync(folder, { recursive: true, force: true })
  await build({
    projectDir: root,
    targets: targets[platform].createTarget('dir', Arch.x64),
    publish: 'never',
    config: {
      extends: join(root, 'electron-builder.yml'),
      electronDist: archive ?? standIn,
      files: [...otherPrebuilds(platform), { from: native, to: 'out/main' }],
    },
  })
  return { folder, isStandIn: archive === null }
}

/** electron-builder's own ${platform} is the machine that packs, not the one that is packed for. */
function otherPrebuilds(platform: Platform): string[] {
  return [
    `!**/node_modules/better-sqlite3/prebuilds/!(${platform}-x64).node`,
    `!**/node_modules/argon2/prebuilds/!(${platform}-x64)/**`,
    '!**/node_modules/argon2/prebuilds/*/*.musl.node',
  ]
}

if (import.meta.main) {
  const platform = process.argv[2] === 'linux' ? 'linux' : 'win32'
  const { folder, isStandIn } = await packApplication(platform)
  console.log(`Packed ${folder}`)
  if (isStandIn)
    console.log(
      `WITHOUT ELECTRON: put electron-v${electronVersion}-${platform}-x64.zip into dist/electron, or name its folder in ELECTRON_ARCHIVES.`,
    )
}
