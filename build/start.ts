import './node-version.ts'
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildStale } from './build.ts'
import { findChromium, howToInstallChromium, installChromium } from './chromium.ts'
import { readDemoPeople, showCodes } from './demo/people.ts'
import { fetchElectron, findElectron } from './electron-binary.ts'

const root = join(import.meta.dirname, '..')

interface Program {
  readonly command: string
  readonly switches: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

const { values } = parseArgs({
  options: {
    dir: { type: 'string', multiple: true, default: [] },
    'stand-in': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(`npm start [-- options]

  --dir <folder>   the data folder to open: one folder is one workstation. Give it more than once
                   to open several workstations side by side.
  --stand-in       use the development host on Chromium even where Electron is installed`)
  process.exit(0)
}

const built = await buildStale()
if (built.length > 0) console.log(`Built ${built.join(', ')}.`)
const hasDisplay =
  process.platform !== 'linux' ||
  process.env.DISPLAY !== undefined ||
  process.env.WAYLAND_DISPLAY !== undefined
const program = (values['stand-in'] ? null : electron()) ?? standIn()
// The programs get Ctrl+C themselves and close what is open; this one waits for them.
process.on('SIGINT', () => {})
const folders = values.dir.length === 0 ? [null] : values.dir.flatMap(workstationsIn)
const exitCodes = await Promise.all(folders.map((folder) => run(program, folder)))
process.exit(Math.max(...exitCodes))

/** A folder that the demo has made holds several workstations; any other is one. */
function workstationsIn(folder: string): string[] {
  const people = readDemoPeople(folder)
  if (people === null) return [folder]
  showCodes(people)
  return [...new Set(people.map(({ workstation }) => join(folder, workstation)))]
}

function electron(): Program | null {
  if (!hasDisplay) return null
  const found = findElectron()
  if (found === null) console.log('Electron is not here yet: trying to fetch it.')
  const command = found ?? fetchElectron()
  if (command === null) return null
  const isRoot = process.getuid?.() === 0
  return { command, switches: isRoot ? ['--no-sandbox'] : [], env: process.env }
}

function standIn(): Program {
  console.log(
    hasDisplay
      ? 'Electron could not be fetched.'
      : 'There is no display, so that Electron cannot open a window.',
  )
  console.log(
    "Sekisho opens in the development host instead: the same built main, preload and renderer in this machine's Chromium. It is no place for real addresses: there is no keystore.",
  )
  const chromium = findChromium() ?? (installWithNotice() ? findChromium() : null)
  if (chromium === null) {
    console.error(`There is no Chromium either. ${howToInstallChromium}`)
    process.exit(1)
  }
  return {
    command: join(root, 'test/host/bin/electron'),
    switches: [],
    env: { ...process.env, HOST_CHROMIUM: chromium, ...(hasDisplay ? { HOST_HEADED: '1' } : {}) },
  }
}

function installWithNotice(): boolean {
  console.log('There is no Chromium: installing it with apt-get.')
  return installChromium()
}

function run({ command, switches, env }: Program, folder: string | null): Promise<number> {
  const flag = folder === null ? [] : [`--data-dir=${resolve(folder)}`]
  return new Promise((done) => {
    const child = spawn(command, [...switches, root, ...flag], {
      stdio: 'inherit',
      env: { ...env, ...(hasDisplay ? {} : { HOST_PICTURE: picture(folder) }) },
    })
    child.on('exit', (code) => done(code ?? 1))
    child.on('error', (error) => {
      console.error(`${command} does not start: ${error.message}`)
      done(1)
    })
  })
}

/** Without a display, the host keeps a picture of its window here. */
function picture(folder: string | null): string {
  const file =
    folder === null ? join(root, 'screenshots/window.png') : join(resolve(folder), 'window.png')
  console.log(`The window as it looks now: ${file} (every two seconds; Ctrl+C ends).`)
  return file
}
