import { execFileSync, spawnSync } from 'node:child_process'
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findCommand } from '../../build/debian-package.ts'
import { makeInstaller } from '../../build/msi.ts'
import { filesToSign, signFiles } from '../../build/package/sign.ts'
import { loadedDigest } from '../../main/shell/pe-digest.ts'
import { places } from './pack-once.ts'

const canRun = ['osslsigncode', 'openssl', 'wixl'].every((name) => findCommand(name) !== null)
if (!canRun) console.log('SKIPPED: signing. Install osslsigncode, openssl and wixl.')

describe.skipIf(!canRun)('Authenticode, with a certificate made for the test', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-sign-'))
  const certificate = join(folder, 'certificate.pem')
  const key = join(folder, 'key.pem')
  const command = `osslsigncode sign -certs ${certificate} -key ${key} -n Sekisho -in {file} -out {file}.signed`
  const verify = (file: string) =>
    spawnSync('osslsigncode', ['verify', '-CAfile', certificate, '-in', file], { encoding: 'utf8' })

  beforeAll(() => {
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:3072',
        '-nodes',
        '-days',
        '2',
        '-keyout',
        key,
        '-out',
        certificate,
        '-subj',
        '/CN=Sekisho test',
        '-addext',
        'extendedKeyUsage=codeSigning',
      ],
      { stdio: 'ignore' },
    )
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('E25 signs the program, and what is altered afterwards no longer verifies', () => {
    const program = join(folder, 'Sekisho.exe')
    copyFileSync(join(places.windows, 'Sekisho.exe'), program)
    expect(verify(program).status).not.toBe(0)
    signFiles([program], command)
    expect(verify(program).status).toBe(0)
    const bytes = readFileSync(program)
    bytes.writeUInt8(bytes.readUInt8(4096) ^ 1, 4096)
    writeFileSync(program, bytes)
    expect(verify(program).status).not.toBe(0)
  })

  it('E10 E25 signing a native module leaves the digest that was packed, and is the one that Windows computes', () => {
    const module = join(folder, 'sqlite.node')
    const packed =
      'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds/win32-x64.node'
    copyFileSync(join(places.windows, packed), module)
    const before = loadedDigest(readFileSync(module))
    signFiles([module], command)
    expect(loadedDigest(readFileSync(module))).toBe(before)
    const calculated = /Calculated message digest\s*:\s*([0-9A-F]{64})/.exec(verify(module).stdout)
    expect(calculated?.[1]?.toLowerCase()).toBe(before)
  })

  it('E25 signs everything that Windows loads', () => {
    const loaded = readdirSync(places.windows, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(exe|dll|node)$/.test(file))
      .map((file) => join(places.windows, file))
    expect(filesToSign(places.windows).sort()).toEqual(loaded.sort())
    expect(loaded.filter((file) => file.endsWith('.node'))).toHaveLength(2)
    expect(loaded).toContain(join(places.windows, 'Sekisho.exe'))
  })

  it('E25 signs the installer', () => {
    const installer = join(folder, 'Sekisho.msi')
    makeInstaller({ folder: places.windows, version: '1.0.0', target: installer })
    signFiles([installer], command)
    expect(verify(installer).status).toBe(0)
  })
})
