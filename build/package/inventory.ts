import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import described from '../../package.json' with { type: 'json' }
import lock from '../../package-lock.json' with { type: 'json' }
import { electronVersion } from './electron-files.ts'

/** A package of others that is inside the product, packed as it is or bundled. */
export interface Ingredient {
  /** Its key in the lock file. */
  readonly place: string
  readonly name: string
  readonly version: string
  /** SPDX expression. */
  readonly licence: string
  /** Subresource integrity out of the lock file, `sha512-` and base64; null where it has none. */
  readonly integrity: string | null
  /** The licence file's text, empty when the package brings none. */
  readonly licenceText: string
}

const root = join(import.meta.dirname, '../..')
const locked: readonly (readonly [
  string,
  { name?: string; version?: string; integrity?: string },
])[] = Object.entries(lock.packages)

/** Writes resources/sbom.cdx.json and resources/third-party-notices.txt beside the archive. */
export function writeInventory(appFolder: string): void {
  const resources = join(appFolder, 'resources')
  const found = ingredientsOf(join(resources, 'app.asar'))
  writeFileSync(
    join(resources, 'sbom.cdx.json'),
    `${JSON.stringify(toCycloneDx(found), null, 2)}\n`,
  )
  writeFileSync(join(resources, 'third-party-notices.txt'), toNotices(found))
}

/** Everything of others in the archive, and in the bundles that it holds. */
export function ingredientsOf(archive: string): readonly Ingredient[] {
  const packed = listPackage(archive, { isPack: false })
    .map((entry) => entry.replaceAll('\\', '/').slice(1))
    .filter((entry) => /node_modules\/(@[^/]+\/)?[^/@]+\/package\.json$/.test(entry))
    .map((entry) => placeOf(JSON.parse(extractFile(archive, entry).toString('utf8'))))
  const bundled = ['main', 'preload', 'renderer']
    .map((part) => join(root, `out/${part}-packages.json`))
    .flatMap((file): string[] => JSON.parse(readFileSync(file, 'utf8')))
    .map((name) => `node_modules/${name}`)
  return [...new Set([...packed, ...bundled])].map(describe).sort(byName)
}

const byName = (a: Ingredient, b: Ingredient) => (a.name === b.name ? 0 : a.name < b.name ? -1 : 1)

/** Where the lock file has a package of this name and version: packing lifts nested ones to the top. */
function placeOf({ name, version }: { readonly name: string; readonly version: string }): string {
  const found = locked.find(
    ([place, entry]) =>
      entry.version === version && (entry.name === name || place.endsWith(`node_modules/${name}`)),
  )
  if (found === undefined) throw new Error(`${name} ${version} is packed and not in the lock file`)
  return found[0]
}

function describe(place: string): Ingredient {
  const folder = join(root, place)
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const text = readdirSync(folder).find((file) => /^(licen[cs]e|copying)/i.test(file))
  return {
    place,
    name,
    version,
    licence: typeof license === 'string' ? license : 'NOASSERTION',
    integrity: locked.find(([each]) => each === place)?.[1].integrity ?? null,
    licenceText: text === undefined ? '' : readFileSync(join(folder, text), 'utf8').trim(),
  }
}

/** CycloneDX 1.6, without time or random number: the same contents give the same file. */
export function toCycloneDx(found: readonly Ingredient[]): object {
  const electron = {
    type: 'framework',
    name: 'electron',
    version: electronVersion,
    purl: `pkg:npm/electron@${electronVersion}`,
  }
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        name: described.name,
        version: described.version,
        'bom-ref': 'application',
      },
    },
    components: [{ ...electron, 'bom-ref': electron.purl }, ...found.map(toComponent)],
  }
}

function toComponent({ name, version, licence, integrity }: Ingredient): object {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`
  const hash = integrity?.startsWith('sha512-')
    ? [{ alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') }]
    : []
  return {
    type: 'library',
    name,
    version,
    purl,
    'bom-ref': purl,
    hashes: hash,
    licenses: [{ expression: licence }],
  }
}

function toNotices(found: readonly Ingredient[]): string {
  const head =
    'Sekisho contains the following software of others, under the licences printed here.\nElectron and Chromium: see LICENSE and LICENSES.chromium.html in the program folder.\n'
  const parts = found.map(
    ({ name, version, licence, licenceText }) =>
      `\n${'='.repeat(80)}\n${name} ${version} (${licence})\n\n${licenceText === '' ? `Licence: ${licence}` : licenceText}\n`,
  )
  return head + parts.join('')
}
