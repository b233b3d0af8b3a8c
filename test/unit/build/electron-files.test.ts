import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { electronVersion, verifiedArchive } from '../../../build/package/electron-files.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

describe("Electron's own archive", () => {
  it('is packed only when its digest is the one that the electron package names', () => {
    const folder = makeTempFolder()
    expect(verifiedArchive(folder, 'win32')).toBeNull()
    writeFileSync(join(folder, `electron-v${electronVersion}-win32-x64.zip`), 'another program')
    expect(() => verifiedArchive(folder, 'win32')).toThrow(/is not the archive/)
    // The other system's is not there, and its absence is no fault.
    expect(verifiedArchive(folder, 'linux')).toBeNull()
  })
})
