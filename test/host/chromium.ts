import { type ChildProcess, spawn } from 'node:child_process'
import { findChromium, howToInstallChromium } from '../../build/chromium.ts'

interface LaunchOptions {
  readonly profile: string
  readonly switches: readonly string[]
  readonly headed: boolean
}

export interface Chromium {
  readonly process: ChildProcess
  /** The WebSocket address of its DevTools. */
  readonly address: Promise<string>
}

const fixedSwitches = [
  '--remote-debugging-port=0',
  // The pipe is only a lifeline: Chromium quits when this process dies, even by SIGKILL.
  '--remote-debugging-pipe',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-startup-window',
  '--password-store=basic',
  '--disable-component-update',
  '--disable-background-networking',
  '--disable-sync',
  '--disable-popup-blocking',
  // What a browser asks for by itself and Electron does not (updates, form filling, the dictionaries
  // of a spell checker that is off there), and the host's own names for the application's schemes.
  // Everything else would show as a packet.
  `--host-resolver-rules=${['*.googleapis.com', '*.gvt1.com', '*.invalid'].map((name) => `MAP ${name} ~NOTFOUND`).join(' , ')}`,
]

export function launchChromium({ profile, switches, headed }: LaunchOptions): Chromium {
  const binary = findChromium()
  if (binary === null) throw new Error(`test host: no Chromium. ${howToInstallChromium}`)
  const child = spawn(binary, chromiumArguments(profile, switches, headed), {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: undefined },
  })
  return { process: child, address: addressOf(child) }
}

function chromiumArguments(
  profile: string,
  switches: readonly string[],
  headed: boolean,
): string[] {
  const all = [...fixedSwitches, `--user-data-dir=${profile}`, ...switches]
  if (!headed) all.push('--headless', '--disable-gpu')
  if (process.getuid?.() === 0 && !all.includes('--no-sandbox')) all.push('--no-sandbox')
  return mergeFeatures(all)
}

/** Chromium takes the last --disable-features only; what several parties ask for is joined. */
function mergeFeatures(switches: readonly string[]): string[] {
  const prefix = '--disable-features='
  const features = switches.filter((s) => s.startsWith(prefix)).map((s) => s.slice(prefix.length))
  const rest = switches.filter((s) => !s.startsWith(prefix))
  return [...rest, `${prefix}${['Translate', ...features].join(',')}`]
}

function addressOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      const address = /^DevTools listening on (ws:\S+)$/m.exec(output)?.[1]
      if (address === undefined) return
      resolve(address)
      output = ''
    })
    child.on('exit', (code) => reject(new Error(`Chromium ended with ${code}\n${output}`)))
    child.on('error', reject)
  })
}
