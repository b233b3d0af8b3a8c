import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { alteredNativeModules } from '../../../main/shell/native-modules.ts'
import { loadedDigest } from '../../../main/shell/pe-digest.ts'

const root = mkdtempSync(join(tmpdir(), 'sekisho-native-'))
afterAll(() => rmSync(root, { recursive: true }))

const windowsModule = readFileSync(
  join(import.meta.dirname, '../../../node_modules/better-sqlite3/prebuilds/win32-x64.node'),
)

/** As signing does it: fills up to eight bytes, appends a table, writes its entry and a checksum. */
function signed(program: Uint8Array, signature: number): Buffer {
  const padded = Buffer.concat([program, Buffer.alloc((8 - (program.length % 8)) % 8)])
  const out = Buffer.concat([padded, Buffer.alloc(signature, 0x5a)])
  const optional = out.readUInt32LE(0x3c) + 24
  out.writeUInt32LE(0x12345678, optional + 64)
  out.writeUInt32LE(padded.length, optional + 112 + 32)
  out.writeUInt32LE(signature, optional + 112 + 36)
  return out
}

describe('the digest of what the system loads (E10)', () => {
  it('E10 stays the same when a Windows module is signed, and changes with any other byte', () => {
    const digest = loadedDigest(windowsModule)
    expect(loadedDigest(signed(windowsModule, 4096))).toBe(digest)
    const odd = Buffer.concat([windowsModule, Buffer.from('abc')])
    expect(loadedDigest(signed(odd, 800))).toBe(loadedDigest(odd))
    fc.assert(
      fc.property(fc.nat(windowsModule.length - 1), (at) => {
        const optional = windowsModule.readUInt32LE(0x3c) + 24
        const isFree = (from: number, size: number) => at >= from && at < from + size
        fc.pre(!isFree(optional + 64, 4) && !isFree(optional + 112 + 32, 8))
        const altered = Buffer.from(windowsModule)
        altered[at] = (altered[at] ?? 0) ^ 1
        expect(loadedDigest(altered)).not.toBe(digest)
      }),
      { numRuns: 20 },
    )
  })

  it('E10 takes no table for a signature that does not end the file: what would hide there counts', () => {
    const program = signed(windowsModule, 4096)
    const hidden = Buffer.concat([program, Buffer.from('more')])
    expect(loadedDigest(hidden)).not.toBe(loadedDigest(program))
  })

  it('any other file is digested whole, and nothing makes it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(loadedDigest(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
        const program = Buffer.concat([Buffer.from('MZ'), bytes])
        expect(loadedDigest(program)).toMatch(/^[0-9a-f]{64}$/)
      }),
    )
  })
})

describe('the native modules of an installation (E10, I09)', () => {
  const application = pathToFileURL(`${root}/`)
  const manifest = new URL('native-modules.json', application)
  const installed = { manifest, application, isPackaged: true }

  it('I09 one that was exchanged, or is gone, is found before anything loads it', () => {
    writeFileSync(join(root, 'a.node'), 'as it was packed')
    writeFileSync(
      manifest,
      JSON.stringify({ 'a.node': loadedDigest(Buffer.from('as it was packed')) }),
    )
    expect(alteredNativeModules(installed)).toEqual([])
    writeFileSync(join(root, 'a.node'), 'as it was packeD')
    expect(alteredNativeModules(installed)).toEqual(['a.node'])
    rmSync(join(root, 'a.node'))
    expect(alteredNativeModules(installed)).toEqual(['a.node'])
  })

  it('I09 an installed program without the manifest is altered; one from its source folder is not', () => {
    rmSync(manifest)
    expect(alteredNativeModules(installed)).toEqual(['native-modules.json'])
    expect(alteredNativeModules({ ...installed, isPackaged: false })).toEqual([])
  })
})
