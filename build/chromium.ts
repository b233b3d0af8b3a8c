import { accessSync, constants } from 'node:fs'

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export const howToInstallChromium =
  'Install it with "apt-get install chromium fonts-noto-cjk", or name one in HOST_CHROMIUM.'

/** The machine's Chromium, or null when there is none. HOST_CHROMIUM wins. */
export function findChromium(): string | null {
  const named = process.env.HOST_CHROMIUM
  return [...(named === undefined ? [] : [named]), ...places].find(isExecutable) ?? null
}

function isExecutable(path: string): boolean {
  return accessible(path)
}

function accessible(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false
    throw error
  }
}
