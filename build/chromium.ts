import { accessSync, constants } from 'node:fs'
import { installPackages } from './debian-package.ts'

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
  return installPackages(debianPackages) && findChromium() !== null
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
