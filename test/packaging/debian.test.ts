import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeDebianPackage } from '../../build/deb.ts'
import { findCommand } from '../../build/debian-package.ts'
import { places, productVersion } from './pack-once.ts'

const canBuild = findCommand('dpkg-deb') !== null
if (!canBuild) console.log('SKIPPED: the package for Debian. Install dpkg.')

describe.skipIf(!canBuild)('the package for Debian', () => {
  const base = mkdtempSync(join(tmpdir(), 'sekisho-deb-'))
  const file = join(base, 'one.deb')
  const make = (target: string, folder = places.linux) =>
    makeDebianPackage({ folder, version: productVersion(), target, work: join(base, 'work') })
  const dpkg = (...args: string[]) => execFileSync('dpkg-deb', args, { encoding: 'utf8' })

  beforeAll(() => make(file))
  afterAll(() => rmSync(base, { recursive: true, force: true }))

  it('is one product with what it needs of the system', () => {
    expect(dpkg('-f', file, 'Package', 'Version', 'Architecture')).toBe(
      `Package: sekisho\nVersion: ${productVersion()}\nArchitecture: amd64\n`,
    )
    expect(dpkg('-f', file, 'Depends')).toContain('libsecret-1-0')
    // Nothing of ours runs while it is installed.
    const scripts = join(base, 'control')
    dpkg('-e', file, scripts)
    expect(execFileSync('ls', [scripts], { encoding: 'utf8' })).toBe('control\n')
  })

  it('belongs to root, and nobody else can write any of it', () => {
    const lines = dpkg('-c', file).trimEnd().split('\n')
    expect(lines.length).toBeGreaterThan(20)
    expect(lines.filter((line) => !line.includes(' root/root '))).toEqual([])
    expect(lines.filter((line) => !/^(l|[d-]rw[xs](r-x){2}|-rw-r--r--)/.test(line))).toEqual([])
    const setUser = lines.filter((line) => /^-rws/.test(line)).map((line) => line.split(' ').at(-1))
    expect(setUser).toEqual(['./opt/Sekisho/chrome-sandbox'])
  })

  it('holds the packed files byte for byte', () => {
    const target = join(base, 'extracted')
    dpkg('-x', file, target)
    execFileSync('diff', ['-r', places.linux, join(target, 'opt/Sekisho')])
    const entry = readFileSync(join(target, 'usr/share/applications/sekisho.desktop'), 'utf8')
    expect(entry).toMatch(/^Exec=\/opt\/Sekisho\/sekisho$/m)
  })

  it('is the same file when it is made again, from a copy of the folder', () => {
    const copy = join(base, 'copy')
    cpSync(places.linux, copy, { recursive: true })
    const again = join(base, 'two.deb')
    make(again, copy)
    expect(readFileSync(again).equals(readFileSync(file))).toBe(true)
  })
})
