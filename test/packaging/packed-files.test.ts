import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, getRawHeader, listPackage } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { NtExecutable, NtExecutableResource } from 'resedit'
import { describe, expect, it } from 'vitest'
import { executableIn, fuses } from '../../build/package/fuses.ts'
import { ingredientsOf } from '../../build/package/inventory.ts'
import { loadedDigest } from '../../main/shell/pe-digest.ts'
import described from '../../package.json' with { type: 'json' }
import lock from '../../package-lock.json' with { type: 'json' }
import { places } from './pack-once.ts'

const systems = [
  { system: 'win32', folder: places.windows, other: 'linux' },
  { system: 'linux', folder: places.linux, other: 'win32' },
] as const

const archiveOf = (folder: string) => join(folder, 'resources/app.asar')
const entriesOf = (folder: string) => listPackage(archiveOf(folder), { isPack: false })

describe.each(systems)('what is packed for $system', ({ system, folder, other }) => {
  it('is what runs, and nothing that was only needed to make it', () => {
    const foreign = entriesOf(folder).filter(
      (entry) =>
        /\.(ts|tsx|map|md|tsbuildinfo|c|cc|cpp|h|gyp|gypi)$/.test(entry) ||
        /^\/(main|preload|renderer|test|build|docs|\.ci|dist)(\/|$)/.test(entry) ||
        /^\/out\/[^/]+\.json$/.test(entry),
    )
    expect(foreign).toEqual([])
    const tops = new Set(entriesOf(folder).map((entry) => entry.split('/')[1]))
    expect([...tops].sort()).toEqual(['node_modules', 'out', 'package.json'])
  })

  it('holds no package that is only for development', () => {
    const development = Object.entries(lock.packages)
      .filter(([, entry]) => 'dev' in entry && entry.dev)
      .map(([place]) => place)
    const packed = ingredientsOf(archiveOf(folder)).filter(({ name }) =>
      entriesOf(folder).includes(`/node_modules/${name}/package.json`),
    )
    expect(packed.filter(({ place }) => development.includes(place))).toEqual([])
    const names = packed.map(({ name }) => name)
    expect(Object.keys(described.dependencies).filter((name) => !names.includes(name))).toEqual([
      // Packed under the name that it has in the registry.
      'better-sqlite3',
    ])
  })

  it('brings native modules for this system only, outside the archive', () => {
    const native = entriesOf(folder).filter((entry) => entry.endsWith('.node'))
    expect(native.filter((entry) => !entry.includes(`${system}-x64`))).toEqual([])
    expect(native.some((entry) => entry.includes(other))).toBe(false)
    expect(native).toHaveLength(2)
    for (const entry of native)
      expect(statSync(join(folder, 'resources/app.asar.unpacked', entry)).size).toBeGreaterThan(
        10_000,
      )
  })

  it('E10 the archive names the digest of each native module, and of nothing else', () => {
    const text = extractFile(archiveOf(folder), 'out/main/native-modules.json').toString('utf8')
    const modules: Record<string, string> = JSON.parse(text)
    const native = entriesOf(folder).filter((entry) => entry.endsWith('.node'))
    expect(Object.keys(modules).map((path) => `/${path}`)).toEqual(native.sort())
    const unpacked = join(folder, 'resources/app.asar.unpacked')
    for (const [path, digest] of Object.entries(modules))
      expect(loadedDigest(readFileSync(join(unpacked, path))), path).toBe(digest)
    // Nothing else lies outside the archive's integrity.
    const outside = readdirSync(unpacked, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
    expect(outside.every((name) => name.endsWith('.node'))).toBe(true)
    expect(outside).toHaveLength(native.length)
  })

  it('brings the tables and grants that a database administrator runs', () => {
    const packed = readFileSync(join(folder, 'resources/postgresql/sekisho.sql'))
    expect(packed).toEqual(readFileSync(join(places.root, 'build/postgresql/sekisho.sql')))
  })

  it('holds React as it is for users, not as for its developers', () => {
    const scripts = entriesOf(folder).filter((entry) => /^\/out\/renderer\/.*\.js$/.test(entry))
    expect(scripts).not.toEqual([])
    for (const script of scripts) {
      const text = extractFile(archiveOf(folder), script.slice(1)).toString('utf8')
      expect(text).not.toContain('Encountered two children with the same key')
    }
  })

  it('stays within 120 MB beside what is Electron', () => {
    expect(sizeOf(join(folder, 'resources'))).toBeLessThan(120 * 1024 * 1024)
  })

  it('E09 has every fuse set as we say', async () => {
    const wire = await getCurrentFuseWire(join(folder, executableIn(folder)))
    const names = Object.values(FuseV1Options).filter((each) => typeof each === 'number')
    const found = Object.fromEntries(names.map((fuse) => [fuse, wire[fuse]]))
    const wanted = Object.fromEntries(
      names.map((fuse) => [fuse, fuses[fuse] === true ? FuseState.ENABLE : FuseState.DISABLE]),
    )
    expect(found).toEqual(wanted)
  })

  it('comes with its bill of materials and the notices of others', () => {
    const ingredients = ingredientsOf(archiveOf(folder))
    const bill = JSON.parse(readFileSync(join(folder, 'resources/sbom.cdx.json'), 'utf8'))
    expect(bill.components.map((each: { name: string }) => each.name)).toEqual([
      'electron',
      ...ingredients.map(({ name }) => name),
    ])
    // What is bundled counts too.
    expect(ingredients.map(({ name }) => name)).toContain('react-dom')
    const notices = readFileSync(join(folder, 'resources/third-party-notices.txt'), 'utf8')
    for (const { name, version } of ingredients) expect(notices).toContain(`${name} ${version} (`)
  })

  it('holds packages of permissive licences only', () => {
    const permissive =
      /^(MIT|MIT-0|ISC|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|0BSD|Unlicense|CC0-1\.0|BlueOak-1\.0\.0|Python-2\.0|Zlib)$/
    const others = ingredientsOf(archiveOf(folder))
      .map(({ name, licence }) => ({ name, licence: licence.replace(/^\(|\)$/g, '') }))
      .filter(({ licence }) => !licence.split(/ (?:OR|AND) /).some((each) => permissive.test(each)))
    expect(others).toEqual([])
  })
})

/** What Electron does at its start and at each read: the header against the program, each block against the header. */
function isArchiveWhole(archive: Buffer, headerDigest: string): boolean {
  const size = archive.readUInt32LE(12)
  const headerText = archive.subarray(16, 16 + size)
  if (createHash('sha256').update(headerText).digest('hex') !== headerDigest) return false
  const contentAt = 8 + archive.readUInt32LE(4)
  return filesIn(JSON.parse(headerText.toString('utf8'))).every(({ offset, integrity, size }) => {
    const start = contentAt + Number(offset)
    return integrity.blocks.every((digest, index) => {
      const from = start + index * integrity.blockSize
      const to = Math.min(from + integrity.blockSize, start + size)
      return createHash('sha256').update(archive.subarray(from, to)).digest('hex') === digest
    })
  })
}

interface ArchivedFile {
  readonly offset: string
  readonly size: number
  readonly integrity: { readonly blockSize: number; readonly blocks: readonly string[] }
}

interface ArchivedFolder {
  readonly files: Readonly<Record<string, ArchivedFolder | ArchivedFile>>
}

function filesIn({ files }: ArchivedFolder): ArchivedFile[] {
  return Object.values(files).flatMap((each) =>
    'files' in each ? filesIn(each) : 'unpacked' in each ? [] : [each],
  )
}

describe('the program for Windows', () => {
  it('E10 no byte of the archive can be altered without its digests telling', () => {
    const archive = readFileSync(archiveOf(places.windows))
    const { headerString } = getRawHeader(archiveOf(places.windows))
    const digest = createHash('sha256').update(headerString).digest('hex')
    expect(isArchiveWhole(archive, digest)).toBe(true)
    const contentAt = 8 + archive.readUInt32LE(4)
    // What no digest covers would be a gap between the files; equal files stand once.
    const sizes = new Map(filesIn(JSON.parse(headerString)).map((each) => [each.offset, each.size]))
    const covered = [...sizes.values()].reduce((sum, size) => sum + size, 0)
    expect(covered).toBe(archive.length - contentAt)
    for (const at of [40, contentAt, contentAt + Math.floor(covered / 2), archive.length - 1]) {
      const altered = Buffer.from(archive)
      altered[at] = (altered[at] ?? 0) ^ 1
      expect(isArchiveWhole(altered, digest), `byte ${at}`).toBe(false)
    }
  })

  it('E10 carries the digest of the archive header', () => {
    const program = NtExecutable.from(
      readFileSync(join(places.windows, executableIn(places.windows))),
      { ignoreCert: true },
    )
    const entry = NtExecutableResource.from(program).entries.find(
      ({ type }) => type === 'INTEGRITY',
    )
    const [record] = JSON.parse(Buffer.from(entry?.bin ?? new ArrayBuffer(0)).toString('utf8'))
    const { headerString } = getRawHeader(archiveOf(places.windows))
    expect(record).toMatchObject({
      file: 'resources\\app.asar',
      alg: 'SHA256',
      value: createHash('sha256').update(headerString).digest('hex'),
    })
  })
})

function sizeOf(folder: string): number {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
