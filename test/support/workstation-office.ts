import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { foundOrganization, type Office, openOffice } from '../../build/demo/office.ts'

export interface TestOffice extends Office {
  readonly folder: string
  readonly close: () => Promise<void>
}

/** Two real workstation processes over one share folder, with three people admitted. */
export async function openTestOffice(): Promise<TestOffice> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-office-'))
  mkdirSync(join(folder, 'store'))
  const office = await openOffice({ folder, language: 'ja', version: '0.1.0' })
  await foundOrganization(office, '試験市役所')
  return {
    ...office,
    folder,
    async close() {
      await Promise.all(office.workstations.map((workstation) => workstation.close()))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
