import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packApplication } from '../../build/package.ts'
import { places } from './pack-once.ts'

/** Every file with its digest, by its place. */
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [
      relative(folder, file),
      createHash('sha256').update(readFileSync(file)).digest('hex'),
    ])
    .sort()

describe.skipIf(!process.env.SLOW)('packing twice', () => {
  it.each([
    ['win32', places.windows],
    ['linux', places.linux],
  ] as const)('gives the same files for %s, the archive among them', async (platform, folder) => {
    const once = filesOf(folder)
    expect(once.map(([place]) => place)).toContain(join('resources', 'app.asar'))
    await packApplication(platform)
    expect(filesOf(folder)).toEqual(once)
  })
})
