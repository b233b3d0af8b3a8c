import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findCommand } from '../../build/debian-package.ts'
import { makeInstaller } from '../../build/msi.ts'
import { windowsSources } from '../../main/machine-sources.ts'
import { readMachinePolicy } from '../../main/policy/policy.ts'
import { regFile } from '../support/reg-text.ts'
import { places } from './pack-once.ts'
import { startWine, type Wine } from './wine.ts'

const canRun = ['wixl', 'msibuild', 'wine'].every((name) => findCommand(name) !== null)
if (!canRun) console.log('SKIPPED: installing under Wine. Install wixl, msitools and wine64.')

/** What the program reads at its start, by Wine's reg.exe. */
function policyOf(wine: Wine) {
  return readMachinePolicy(
    windowsSources({
      run: (program, args) => wine.run(program, ...args).status,
      systemFolder: 'C:\\windows',
      programData: 'C:\\ProgramData',
      seenPath: wine.pathOf,
    }),
  )
}

/** msiexec's exit codes, as Wine hands them on: modulo 256. */
const success = 0
const fatalError = 1603 % 256

describe.skipIf(!canRun)('installing, under Wine', () => {
  let wine: Wine
  const fingerprints = { old: 'ab'.repeat(32), current: 'cd'.repeat(32) }
  const versions = { old: '1.0.0', current: '1.1.0' }
  const fileOf = (version: string) => join(places.installers, `wine-${version}.msi`)
  const msiexec = (act: '/i' | '/x', version: string, ...properties: string[]) =>
    wine.run('msiexec', act, wine.pathOf(fileOf(version)), '/qn', ...properties).status
  const program = () => join(wine.drive, 'Program Files/Sekisho/Sekisho.exe')
  const setting = (name: string) =>
    /REG_SZ\s+(.*)$/m.exec(
      wine.run('reg', 'query', 'HKLM\\SOFTWARE\\Sekisho', '/v', name).output,
    )?.[1] ?? null
  const shortcutsNamed = () => wine.shortcuts().filter((name) => name.endsWith('Sekisho.lnk'))
  const installedVersion = () =>
    /DisplayVersion\s+REG_SZ\s+(.*)$/m.exec(
      wine.run(
        'reg',
        'query',
        'HKLM\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Uninstall',
        '/s',
      ).output,
    )?.[1] ?? null
  const vault = () =>
    join(wine.drive, 'users', userInfo().username, 'AppData/Local/Sekisho/vault.db')

  beforeAll(() => {
    for (const version of Object.values(versions))
      makeInstaller({ folder: places.windows, version, target: fileOf(version) })
    wine = startWine('win10')
    mkdirSync(join(vault(), '..'), { recursive: true })
    writeFileSync(vault(), 'what a person has')
  })
  afterAll(() => {
    wine?.end()
    rmSync(places.installers, { recursive: true, force: true })
  })

  it('puts the program and its settings in place, silently', () => {
    const status = msiexec(
      '/i',
      versions.old,
      'SHARED_STORE=\\\\server\\sekisho',
      `ROOT_FINGERPRINT=${fingerprints.old.toUpperCase()}`,
      'LANGUAGE=en',
      'DESKTOP_SHORTCUT=1',
    )
    expect(status).toBe(success)
    expect(existsSync(program())).toBe(true)
    expect(setting('SharedStore')).toBe('\\\\server\\sekisho')
    expect(setting('RootFingerprint')).toBe(fingerprints.old.toUpperCase())
    expect(setting('PolicyFile')).toBeNull()
    expect(shortcutsNamed()).toHaveLength(2)
    expect(installedVersion()).toBe(versions.old)
  })

  it('the program finds what the installer was given, and group policies as Windows keeps them before it', () => {
    const key = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\Sekisho'
    const file = join(wine.drive, 'policies.reg')
    writeFileSync(
      file,
      regFile({
        [key]: {
          QuorumMin: { dword: 2 },
          SharedStore: { text: '\\\\サーバー\\共有' },
          LoginNetworks: { lines: ['10.0.0.0/8', '192.168.0.0/16'] },
          Porxy: { text: 'x' },
        },
        [`${key}\\Looks`]: { 1: { text: 'links' }, 2: { text: 'samples' } },
        [`${key}\\CheckSeverities`]: { 'domain-typo': { text: 'stop' } },
      }),
    )
    wine.run('reg', 'import', wine.pathOf(file))
    const { values, settings, problems } = policyOf(wine)
    expect(values).toMatchObject({
      QuorumMin: 2,
      SharedStore: '\\\\サーバー\\共有',
      LoginNetworks: ['10.0.0.0/8', '192.168.0.0/16'],
      Looks: ['links', 'samples'],
      CheckSeverities: { 'domain-typo': 'stop' },
      RootFingerprint: fingerprints.old,
      Language: 'en',
    })
    // Its language is only what a new PC starts with; the organization is pinned.
    const isLocked = (name: string) => settings.find((each) => each.name === name)?.isLocked
    expect(['Language', 'RootFingerprint', 'SharedStore'].map(isLocked)).toEqual([
      false,
      true,
      true,
    ])
    expect(problems.map(({ kind, setting }) => `${kind} ${setting}`)).toEqual([
      'unknown-setting Porxy',
    ])
    wine.run('reg', 'delete', key, '/f')
  })

  it('repairs what is gone, with the settings that it was given once', () => {
    rmSync(program())
    expect(msiexec('/i', versions.old, 'REINSTALL=ALL', 'REINSTALLMODE=amus')).toBe(success)
    expect(existsSync(program())).toBe(true)
    expect(setting('SharedStore')).toBe('\\\\server\\sekisho')
  })

  it('upgrades in place: one product, what was set stays, what is given anew is taken', () => {
    expect(msiexec('/i', versions.current, `ROOT_FINGERPRINT=${fingerprints.current}`)).toBe(
      success,
    )
    expect(installedVersion()).toBe(versions.current)
    expect(setting('SharedStore')).toBe('\\\\server\\sekisho')
    expect(setting('RootFingerprint')).toBe(fingerprints.current)
    expect(shortcutsNamed()).toHaveLength(2)
  })

  it('refuses a downgrade and leaves what is there', () => {
    expect(msiexec('/i', versions.old)).toBe(fatalError)
    expect(installedVersion()).toBe(versions.current)
    expect(existsSync(program())).toBe(true)
  })

  it('uninstalls everything of its own and nothing of the person', () => {
    expect(msiexec('/x', versions.current)).toBe(success)
    expect(existsSync(join(wine.drive, 'Program Files/Sekisho'))).toBe(false)
    expect(wine.run('reg', 'query', 'HKLM\\SOFTWARE\\Sekisho').status).not.toBe(0)
    expect(shortcutsNamed()).toEqual([])
    expect(readdirSync(join(vault(), '..'))).toEqual(['vault.db'])
  })
})

// A second Wine takes as long as the first; the condition itself is read in installer.test.ts.
describe.skipIf(!canRun || !process.env.SLOW)(
  'installing on a Windows that is too old, under Wine',
  () => {
    it('is refused before anything is written', () => {
      const target = join(places.installers, 'old-windows.msi')
      makeInstaller({ folder: places.windows, version: '1.0.0', target })
      const wine = startWine('win81')
      expect(wine.run('msiexec', '/i', wine.pathOf(target), '/qn').status).toBe(fatalError)
      expect(existsSync(join(wine.drive, 'Program Files/Sekisho'))).toBe(false)
      wine.end()
    })
  },
)
