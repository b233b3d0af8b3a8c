import { type SpawnSyncOptions, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Something of the machine that a command of ours needs, and how Debian calls it. */
export interface MachineNeed {
  /** Found in the PATH or among the system's programs. */
  readonly command?: string
  readonly file?: string
  readonly packages: readonly string[]
  readonly why: string
}

/**
 * Installs what is missing where that is possible (root and apt); elsewhere says what to install.
 * It never fails by itself: what then cannot run says so with its own name.
 */
export function ensurePackages(needs: readonly MachineNeed[]): void {
  const missing = needs.filter((need) => !isPresent(need))
  if (missing.length === 0) return
  const packages = missing.flatMap((need) => need.packages)
  for (const need of missing) console.log(`Missing: ${need.packages.join(', ')} (${need.why}).`)
  if (!installPackages(packages)) console.log(`Install: sudo apt-get install ${packages.join(' ')}`)
}

/** On a Debian machine, as root. False when it could not. */
export function installPackages(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || !findCommand('apt-get')) return false
  console.log(`Installing ${packages.join(' ')} ...`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const quiet: SpawnSyncOptions = { stdio: ['ignore', 'ignore', 'inherit'], env }
  const steps = [['update'], ['-y', '--no-install-recommends', 'install', ...packages]]
  return steps.every((step) => spawnSync('apt-get', ['-qq', ...step], quiet).status === 0)
}

function isPresent(need: MachineNeed): boolean {
  return need.command ? findCommand(need.command) !== null : existsSync(need.file ?? '')
}

/** The full path of a program, looking also where a plain user's PATH does not. */
export function findCommand(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null
}
