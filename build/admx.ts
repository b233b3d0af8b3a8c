import './node-version.ts'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { toAdml, toAdmx } from './admx/admx.ts'
import { toManual } from './admx/manual.ts'

/**
 * `npm run admx`: the templates for group policies into dist/policy/, and the pages of the manual
 * about the same settings into docs/.
 */

const root = join(import.meta.dirname, '..')

/** Files below the folder of templates. With a byte order mark, as Microsoft's own have it. */
export const templates = {
  'Sekisho.admx': toAdmx,
  'ja-JP/Sekisho.adml': () => toAdml('ja'),
  'en-US/Sekisho.adml': () => toAdml('en'),
} as const

export const manuals = {
  'docs/policies.md': () => toManual('en'),
  'docs/policies.ja.md': () => toManual('ja'),
} as const

export function writeTemplates(folder: string): void {
  for (const [name, make] of Object.entries(templates)) {
    const file = join(folder, name)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `\ufeff${make().replaceAll('\n', '\r\n')}`)
  }
}

if (import.meta.main) {
  writeTemplates(join(root, 'dist/policy'))
  for (const [name, make] of Object.entries(manuals)) writeFileSync(join(root, name), make())
  console.log('Made dist/policy/ and docs/policies.md, docs/policies.ja.md')
}
