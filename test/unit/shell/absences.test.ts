import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

/** What Sekisho is safe by not having: whoever brings one of these in has to think about it first. */

const root = join(import.meta.dirname, '../../..')
const sources = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', 'main', 'preload', 'renderer'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter((path) => /\.tsx?$/.test(path) && existsSync(join(root, path)))
  .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

const using = (pattern: RegExp, folder = '') =>
  sources
    .filter(({ path, text }) => path.startsWith(folder) && pattern.test(text))
    .map(({ path }) => path)

describe('what there is none of', () => {
  it('reads the sources at all', () => expect(sources.length).toBeGreaterThan(200))

  it('E07 no link, file or folder is ever handed to the system to be opened', () => {
    expect(
      using(/\bopenExternal\b|\bopenPath\b|\bshowItemInFolder\b|\bshell\b.*from 'electron'/),
    ).toEqual([])
  })

  it('E14 no updater, no telemetry, no crash reporter', () => {
    expect(using(/\bautoUpdater\b|electron-updater|\bcrashReporter\b|\bsendBeacon\b/)).toEqual([])
  })

  it('E15 nothing reaches the clipboard but through the one port', () => {
    expect(using(/navigator\.clipboard|execCommand|clipboardData\.setData/)).toEqual([])
    expect(using(/\bclipboard\b.*from 'electron'/)).toEqual(['main/shell/ports.ts'])
    expect(using(/'clipboard\.copy'/, 'renderer/')).toEqual(['renderer/copying.ts'])
  })

  it('E20 no HTML from text and no code from text', () => {
    expect(using(/dangerouslySetInnerHTML|\.(inner|outer)HTML\s*=|insertAdjacentHTML/)).toEqual([])
    expect(using(/\beval\(|new Function\(|setTimeout\(['"`]|document\.write/)).toEqual([])
  })

  it('E21 no scheme of ours that the system would open Sekisho for', () => {
    expect(using(/setAsDefaultProtocolClient|open-url|open-file/)).toEqual([])
  })

  it('E22 the shell starts no child process: what runs beside it are utility processes and threads', () => {
    expect(using(/node:child_process|node:cluster/)).toEqual([
      // Windows' own programs that say what IT has laid down: run by full path, before any window.
      'main/machine-sources.ts',
      // Plain Node's own ports, for the demo and the tests; the shell has others.
      'main/node-ports.ts',
    ])
    expect(using(/node-ports\.ts'/, 'main/')).toEqual([])
  })

  it('E23 a page keeps nothing: no storage, no database, no worker of its own, no cached code', () => {
    const kept = /\b(local|session)Storage\b|indexedDB|\bcaches\.|serviceWorker|document\.cookie/
    expect(using(kept, 'renderer/')).toEqual([])
    expect(using(/codeCache|allowServiceWorkers|setCodeCachePath/)).toEqual([])
  })

  it('E02 E03 a window has two schemes, neither with more rights than its own files', () => {
    expect(using(/bypassCSP|corsEnabled|registerFileProtocol|interceptBufferProtocol/)).toEqual([])
    expect(using(/registerSchemesAsPrivileged/)).toEqual(['main/shell/app.ts'])
  })
})
