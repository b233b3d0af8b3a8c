import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, posix } from 'node:path'
import {
  type FileReading,
  isProtected,
  type KeyExport,
  type PolicySources,
} from './policy/policy.ts'

/** The policies of this machine as its operating system keeps them. Asked once, at the start. */
export function machineSources(): PolicySources {
  return process.platform === 'win32'
    ? windowsSources({
        run: (program, args) => spawnSync(program, args, spawning).status,
        systemFolder: firstThere(['C:\\Windows', process.env.SystemRoot ?? 'C:\\Windows']),
        programData: firstThere(['C:\\ProgramData', process.env.ProgramData ?? 'C:\\ProgramData']),
      })
    : posixSources('/etc/sekisho/policy.json')
}

const spawning = { stdio: 'ignore', windowsHide: true, timeout: 10_000 } as const

export interface WindowsParts {
  /** Runs a program by its full path; its exit code, or null when it could not be run. */
  readonly run: (program: string, args: readonly string[]) => number | null
  readonly systemFolder: string
  readonly programData: string
  /** How those programs see a path of ours. */
  readonly seenPath?: (path: string) => string
}

/** By programs of Windows, whose output is taken from files: on a console it depends on the code page. */
export function windowsSources(parts: WindowsParts): PolicySources {
  const { run, systemFolder, programData, seenPath = (path) => path } = parts
  const program = (name: string) => `${systemFolder}\\System32\\${name}`
  const saved = (name: string, args: (target: string) => readonly string[]): Uint8Array | null => {
    const folder = mkdtempSync(join(tmpdir(), 'sekisho-policy-'))
    try {
      const target = join(folder, 'saved')
      return run(program(name), args(seenPath(target))) === 0 ? readFileSync(target) : null
    } catch (error) {
      if (isFileError(error)) return null
      throw error
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
  const isOpen = (path: string) => {
    const list = saved('icacls.exe', (target) => [path, '/save', target, '/q'])
    return list === null || !isProtected(Buffer.from(list).toString('utf16le'))
  }
  return {
    defaultFile: `${programData}\\Sekisho\\policy.json`,
    exportKey(key): KeyExport {
      const bytes = saved('reg.exe', (target) => ['export', key, target, '/y', '/reg:64'])
      if (bytes !== null) return { status: 'read', bytes }
      // A key that every Windows has: without it, nothing can be said about ours.
      const works = run(program('reg.exe'), ['query', knownKey, '/reg:64']) === 0
      return { status: works ? 'absent' : 'unreadable' }
    },
    readFile: (path) =>
      readProtected(path, () => isOpen(path) || isOpen(path.replace(/[\\/][^\\/]*$/, ''))),
  }
}

const knownKey = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'

/** There is no registry; the file and every folder above it have to be root's alone to change. */
export function posixSources(defaultFile: string): PolicySources {
  return {
    defaultFile,
    exportKey: () => ({ status: 'absent' }),
    readFile: (path) => readProtected(path, () => !isRootsAlone(path)),
  }
}

/** One file in the place of everything, whoever may change it: to see from the source folder what it does. */
export function trialSources(file: string): PolicySources {
  return {
    defaultFile: file,
    exportKey: () => ({ status: 'absent' }),
    readFile: (path) => readProtected(path, () => false),
  }
}

function isRootsAlone(path: string): boolean {
  const { uid, mode } = statSync(path)
  // In a folder with the sticky bit, others can add but neither rename nor remove what is root's.
  const isSticky = (mode & 0o1000) !== 0
  const parent = dirname(path)
  if (uid !== 0 || ((mode & 0o022) !== 0 && !isSticky)) return false
  return parent === path || parent === posix.sep || isRootsAlone(parent)
}

function readProtected(path: string, isUnprotected: () => boolean): FileReading {
  if (!existsSync(path)) return { status: 'absent' }
  try {
    if (isUnprotected()) return { status: 'unprotected' }
    return { status: 'read', bytes: readFileSync(path) }
  } catch (error) {
    if (isFileError(error)) return { status: 'unreadable' }
    throw error
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
}

function firstThere(folders: readonly [string, string]): string {
  return folders.find((each) => existsSync(each)) ?? folders[0]
}
