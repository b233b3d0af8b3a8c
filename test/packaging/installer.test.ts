import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findCommand } from '../../build/debian-package.ts'
import { product } from '../../build/msi/wxs.ts'
import { makeInstaller } from '../../build/msi.ts'
import { installerFaults } from './installer-rules.ts'
import { readTable, summaryOf } from './installer-table.ts'
import { places, productVersion } from './pack-once.ts'

const canBuild = findCommand('wixl') !== null && findCommand('msiinfo') !== null
if (!canBuild) console.log('SKIPPED: the installer. Install wixl and msitools.')

describe.skipIf(!canBuild)('the installer for Windows', () => {
  const version = productVersion()
  const file = join(places.installers, 'tables.msi')
  const rows = (table: string) => readTable(file, table).rows
  const properties = () =>
    Object.fromEntries(rows('Property').map((row) => [row.Property, row.Value]))

  beforeAll(() => {
    rmSync(places.installers, { recursive: true, force: true })
    makeInstaller({ folder: places.windows, version, target: file })
  })

  it('breaks none of the rules of Windows Installer', () => {
    expect(installerFaults(file)).toEqual([])
  })

  it('installs for the machine, as one product over all versions', () => {
    expect(properties()).toMatchObject({
      ALLUSERS: '1',
      ProductName: 'Sekisho',
      ProductVersion: version,
      UpgradeCode: `{${product.upgradeCode}}`,
    })
    expect(properties()).not.toHaveProperty('MSIINSTALLPERUSER')
    // Repair is offered, change is not: there is nothing to choose.
    expect(properties()).not.toHaveProperty('ARPNOREPAIR')
    expect(summaryOf(file)).toMatch(/Template: x64;1033/)
    expect(rows('Component').every(({ Attributes }) => (Number(Attributes) & 256) !== 0)).toBe(true)
    expect(rows('Media').map(({ Cabinet }) => Cabinet?.startsWith('#'))).toEqual([true])
  })

  it('gives every component one identity, the same in every build', () => {
    const again = join(places.installers, 'again.msi')
    makeInstaller({ folder: places.windows, version, target: again })
    const identities = (each: string) =>
      readTable(each, 'Component').rows.map(({ Component, ComponentId, KeyPath }) => [
        Component,
        ComponentId,
        KeyPath,
      ])
    expect(identities(again)).toEqual(identities(file))
    const ids = rows('Component').map(({ ComponentId }) => ComponentId)
    expect(new Set(ids).size).toBe(ids.length)
    expect(rows('Component').every(({ KeyPath }) => KeyPath !== '')).toBe(true)
  })

  it('upgrades what is older and refuses what is newer', () => {
    const upgrade = rows('Upgrade').map(({ VersionMin, VersionMax, ActionProperty }) => ({
      VersionMin,
      VersionMax,
      ActionProperty,
    }))
    expect(upgrade).toEqual([
      { VersionMin: '', VersionMax: version, ActionProperty: 'WIX_UPGRADE_DETECTED' },
      { VersionMin: version, VersionMax: '', ActionProperty: 'WIX_DOWNGRADE_DETECTED' },
    ])
    expect(rows('LaunchCondition').map(({ Condition }) => Condition)).toEqual([
      'NOT WIX_DOWNGRADE_DETECTED',
      'Installed OR (VersionNT64 AND WINDOWSBUILD >= 17763)',
    ])
  })

  it('takes its settings from the command line, and remembers them', () => {
    const names = [
      'SHARED_STORE',
      'POLICY_FILE',
      'ROOT_FINGERPRINT',
      'LANGUAGE',
      'START_MENU_SHORTCUT',
      'DESKTOP_SHORTCUT',
    ]
    const secure = properties().SecureCustomProperties?.split(';')
    expect(secure).toEqual(expect.arrayContaining(names))
    expect(rows('AppSearch').map(({ Property }) => Property)).toEqual(expect.arrayContaining(names))
    for (const sequence of ['InstallExecuteSequence', 'InstallUISequence']) {
      const place = Object.fromEntries(
        rows(sequence).map((row) => [row.Action, Number(row.Sequence)]),
      )
      expect(place.keepSharedStore).toBeLessThan(place.AppSearch ?? 0)
      expect(place.takeSharedStore).toBeGreaterThan(place.AppSearch ?? 0)
      expect(place.defaultDesktopShortcut).toBeLessThan(place.LaunchConditions ?? 0)
    }
    expect(rows('Registry').map(({ Root, Key, Name }) => `${Root} ${Key} ${Name}`)).toContain(
      '2 SOFTWARE\\Sekisho SharedStore',
    )
  })

  it('makes the shortcuts that are wished for, and notifications possible', () => {
    expect(rows('Shortcut').map(({ Shortcut, Directory_ }) => [Shortcut, Directory_])).toEqual([
      ['startMenuShortcut', 'ProgramMenuFolder'],
      ['desktopShortcut', 'DesktopFolder'],
    ])
    expect(rows('MsiShortcutProperty')).toMatchObject([
      {
        Shortcut_: 'startMenuShortcut',
        PropertyKey: 'System.AppUserModel.ID',
        PropVariantValue: product.appId,
      },
    ])
  })

  it('holds the packed files byte for byte', () => {
    const target = mkdtempSync(join(tmpdir(), 'sekisho-msi-'))
    execFileSync('msiextract', ['-C', target, file], { stdio: 'ignore' })
    const extracted = join(target, 'Sekisho')
    const list = (folder: string) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
        .sort()
    expect(list(extracted)).toEqual(list(places.windows))
    const differing = list(places.windows).filter(
      (name) =>
        !readFileSync(join(extracted, name)).equals(readFileSync(join(places.windows, name))),
    )
    expect(differing).toEqual([])
    rmSync(target, { recursive: true, force: true })
  })
})

const hasMono = findCommand('mono') !== null
if (!hasMono)
  console.log(
    'SKIPPED: compiling the installer with WiX. Install mono-runtime, libmono-system-xml-linq4.0-cil and libmono-i18n-west4.0-cil.',
  )

describe.skipIf(!canBuild || !hasMono)('the same installer by WiX 3', () => {
  const folder = join(places.installers, 'wix')
  const vendor = join(
    dirname(createRequire(import.meta.url).resolve('electron-winstaller/package.json')),
    'vendor',
  )

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('compiles and links without a warning; binding it needs Windows', () => {
    mkdirSync(folder, { recursive: true })
    const wix = (program: string, ...args: string[]) =>
      execFileSync('mono', [join(vendor, program), '-nologo', ...args], {
        cwd: places.installers,
        encoding: 'utf8',
      })
    const compiled = wix('candle.exe', '-pedantic', '-arch', 'x64', '-out', 'wix/', 'tables.wxs')
    const linked = wix(
      'light.exe',
      '-xo',
      '-sval',
      '-out',
      'wix/tables.wixout',
      'wix/tables.wixobj',
    )
    expect(`${compiled}${linked}`).not.toMatch(/warning|error/i)
  })
})
