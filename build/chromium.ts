import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
// A Japanese font too: without one, the screens show boxes.
const debianPackages = ['chromium', 'fonts-noto-cjk']

export const howToInstallChromium = `Install it with "apt-get install ${debianPackages.join(' ')}", or name one in HOST_CHROMIUM.`

/** The machine's Chromium, or null when there is none. HOST_CHROMIUM wins. */
export function findChromium(): string | null {
  const named = process.env.HOST_CHROMIUM
  const candidates = named === undefined || named === '' ? places : [named]
  return candidates.find(isExecutable) ?? null
}

/** On a Debian machine, as root: fetches Chromium and a Japanese font. False when it could not. */
export function installChromium(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  for (const args of [
    ['update'],
    ['install', '-y', '--no-install-recommends', ...debianPackages],
  ]) {
    const { status } = spawnSync('/usr/bin/apt-get', ['-qq', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    if (status !== 0) return false
  }
  return findChromium() !== null
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}
