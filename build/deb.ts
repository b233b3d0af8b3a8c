import './node-version.ts'
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { packApplication } from './package.ts'

/**
 * `npm run deb`: packs the application for Linux and makes dist/sekisho_<version>_amd64.deb of it, for trials. The
 * same folder gives the same file, byte for byte.
 */

const root = join(import.meta.dirname, '..')

interface DebianWish {
  /** The unpacked application. */
  readonly folder: string
  readonly version: string
  readonly target: string
  /** Where the tree of the package is put together; emptied first. */
  readonly work: string
}

/** What Electron for Linux loads from the system. */
const depends = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libsecret-1-0',
  'libgbm1',
  'libasound2 | libasound2t64',
  'libxss1',
  'xdg-utils',
]

const desktopEntry = `[Desktop Entry]
Type=Application
Name=Sekisho
Name[ja]=関所
Comment=Bulk mail that a second person has signed for
Comment[ja]=もう一人が署名したメールだけを配信します
Exec=/opt/Sekisho/sekisho
Icon=sekisho
Terminal=false
Categories=Office;
StartupWMClass=Sekisho
`

export function makeDebianPackage({ folder, version, target, work }: DebianWish): void {
  rmSync(work, { recursive: true, force: true })
  const application = join(work, 'opt/Sekisho')
  cpSync(folder, application, { recursive: true })
  for (const path of entriesBelow(application)) {
    const stat = statSync(path)
    chmodSync(path, stat.isDirectory() || (stat.mode & 0o100) !== 0 ? 0o755 : 0o644)
  }
  // Chromium's own sandbox, where the system gives users no namespaces of their own.
  chmodSync(join(application, 'chrome-sandbox'), 0o4755)
  put(join(work, 'usr/share/applications'), 'sekisho.desktop', desktopEntry)
  const icons = join(work, 'usr/share/icons/hicolor/256x256/apps')
  put(icons, 'sekisho.png', readFileSync(join(root, 'build/icon.png')))
  mkdirSync(join(work, 'usr/bin'), { recursive: true })
  symlinkSync('/opt/Sekisho/sekisho', join(work, 'usr/bin/sekisho'))
  put(join(work, 'DEBIAN'), 'control', control(version, sizeOf(application)))
  // Of the version, not of the moment.
  for (const path of [...entriesBelow(work), work]) setTime(path)
  run('dpkg-deb', ['--root-owner-group', '-Zgzip', '--build', work, target])
}

const madeAtSeconds = Date.UTC(2026, 0, 1) / 1000

function setTime(path: string): void {
  if (!path.endsWith('usr/bin/sekisho')) utimesSync(path, madeAtSeconds, madeAtSeconds)
}

function control(version: string, sizeBytes: number): string {
  return `Package: sekisho
Version: ${version}
Section: mail
Priority: optional
Architecture: amd64
Maintainer: Sekisho
Installed-Size: ${Math.ceil(sizeBytes / 1024)}
Depends: ${depends.join(', ')}
Description: on-premise bulk mailer, for trials
 Nothing is sent that a second person has not signed for, byte for byte.
`
}

function put(folder: string, name: string, content: string | Uint8Array): void {
  mkdirSync(folder, { recursive: true, mode: 0o755 })
  writeFileSync(join(folder, name), content, { mode: 0o644 })
}

function entriesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) =>
    join(folder, name),
  )
}

function sizeOf(folder: string): number {
  return entriesBelow(folder)
    .map((path) => statSync(path))
    .reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0)
}

function run(command: string, args: readonly string[]): void {
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(madeAtSeconds) }
  const { status, error, stderr } = spawnSync(command, args, { encoding: 'utf8', env })
  if (error !== undefined) throw new Error(`${command} is needed: install dpkg. ${error.message}`)
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`)
}

if (import.meta.main) {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const { folder, isStandIn } = await packApplication('linux')
  const target = join(root, `dist/sekisho_${version}_amd64.deb`)
  makeDebianPackage({ folder, version, target, work: join(root, 'dist/deb') })
  console.log(`Made ${target}`)
  if (isStandIn)
    console.log('WITHOUT ELECTRON: the program inside is a stand-in. It is not for users.')
}
