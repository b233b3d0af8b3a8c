import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A Windows of its own: a Wine prefix and a home folder that go away together. */
export interface Wine {
  /** The folder that is C:\. */
  readonly drive: string
  readonly run: (program: string, ...args: string[]) => { status: number | null; output: string }
  /** Path as a Windows program sees it. */
  readonly pathOf: (path: string) => string
  /** Names of every shortcut, wherever Wine puts them. */
  readonly shortcuts: () => readonly string[]
  readonly end: () => void
}

export function startWine(windows: 'win10' | 'win81'): Wine {
  const base = mkdtempSync(join(tmpdir(), 'sekisho-wine-'))
  const home = join(base, 'home')
  mkdirSync(home)
  const env = {
    ...process.env,
    HOME: home,
    WINEPREFIX: join(base, 'prefix'),
    WINEDEBUG: '-all',
    // Neither .NET nor a browser engine: Wine would ask for their download.
    WINEDLLOVERRIDES: 'mscoree,mshtml=',
  }
  const run = (program: string, ...args: string[]) => {
    const { status, stdout } = spawnSync('wine', [program, ...args], {
      env,
      encoding: 'utf8',
      timeout: 110_000,
    })
    return { status, output: stdout.replaceAll('\r', '') }
  }
  run('winecfg', '-v', windows)
  return {
    drive: join(base, 'prefix/drive_c'),
    run,
    pathOf: (path) => `Z:${path.replaceAll('/', '\\')}`,
    // find does not follow Wine's links to the machine's own folders.
    shortcuts: () =>
      execFileSync('find', [base, '-name', '*.lnk'], { encoding: 'utf8' }).trim().split('\n'),
    end() {
      spawnSync('wineserver', ['-k', '-w'], { env })
      rmSync(base, { recursive: true, force: true })
    },
  }
}
