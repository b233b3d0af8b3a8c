import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { type InstallerTable, readTable, tableNames } from './installer-table.ts'

/**
 * What Windows Installer's own validation (ICE) would say, as far as it can be said without Windows:
 * every value against the definitions of WiX 3 (ICE03, ICE06, ICE32), keys of other tables, and the
 * order of actions of darice.cub (ICE27). Both files come with electron-winstaller.
 */

const vendor = join(
  createRequire(import.meta.url).resolve('electron-winstaller/package.json'),
  '../vendor',
)

interface ColumnRule {
  readonly isNullable: boolean
  readonly min: number | null
  readonly max: number | null
  readonly length: number
  readonly category: string | null
  readonly set: readonly string[] | null
  readonly keyTable: string | null
  readonly keyColumn: number
}

const categories: Readonly<Record<string, RegExp>> = {
  identifier: /^[A-Za-z_][A-Za-z0-9_.]*$/,
  guid: /^\{[0-9A-F-]{36}\}$/,
  version: /^\d{1,5}(\.\d{1,5}){0,3}$/,
  upperCase: /^[^a-z]*$/,
  integer: /^-?\d+$/,
  doubleInteger: /^-?\d+$/,
}
const systemFolders = /^(ProgramFiles64Folder|ProgramMenuFolder|DesktopFolder|TARGETDIR)$/

/** Sentences about what breaks a rule; none when the installer is clean. */
export function installerFaults(file: string): readonly string[] {
  const rules = columnRules()
  const tables = new Map(tableNames(file).map((name) => [name, readTable(file, name)]))
  const unknown = [...tables.keys()].filter((name) => !rules.has(name))
  const faults = [...tables].flatMap(([name, table]) =>
    table.rows.flatMap((row) =>
      table.columns.flatMap((column) => {
        const rule = rules.get(name)?.get(column)
        const fault = rule && valueFault(rule, row[column] ?? '', tables)
        return fault ? [`${name}.${column} of ${row[table.columns[0] ?? '']}: ${fault}`] : []
      }),
    ),
  )
  return [...unknown.map((name) => `no such table: ${name}`), ...faults, ...orderFaults(tables)]
}

function valueFault(
  rule: ColumnRule,
  value: string,
  tables: ReadonlyMap<string, InstallerTable>,
): string | null {
  if (value === '') return rule.isNullable ? null : 'is empty'
  const isNumber = /^-?\d+$/.test(value)
  if (rule.set?.includes(value)) return null
  if (rule.set && rule.category === null) return `${value} is not one of ${rule.set.join(', ')}`
  if (isNumber && rule.min !== null && Number(value) < rule.min)
    return `${value} is below ${rule.min}`
  if (isNumber && rule.max !== null && Number(value) > rule.max)
    return `${value} is above ${rule.max}`
  if (!isNumber && rule.length > 0 && value.length > rule.length)
    return `longer than ${rule.length}`
  if (rule.category !== null && categories[rule.category]?.test(value) === false)
    return `${value} is no ${rule.category}`
  return keyFault(rule, value, tables)
}

function keyFault(
  { keyTable, keyColumn }: ColumnRule,
  value: string,
  tables: ReadonlyMap<string, InstallerTable>,
): string | null {
  if (keyTable === null || /[;[]/.test(keyTable + value) || systemFolders.test(value)) return null
  const other = tables.get(keyTable)
  const column = other?.columns[keyColumn - 1]
  if (other === undefined || column === undefined) return null
  return other.rows.some((row) => row[column] === value) ? null : `${keyTable} has no ${value}`
}

function orderFaults(tables: ReadonlyMap<string, InstallerTable>): string[] {
  const rows = tables.get('InstallExecuteSequence')?.rows ?? []
  const place = new Map(rows.map((row) => [row.Action, Number(row.Sequence)]))
  return readTable(join(vendor, 'darice.cub'), '_Sequence').rows.flatMap((rule) => {
    const action = place.get(rule.Action)
    const other = place.get(rule.Dependent)
    if (action === undefined) return []
    if (other === undefined)
      return rule.Optional === '0' ? [`${rule.Action} needs ${rule.Dependent}`] : []
    const isWrong = rule.After === '1' ? action < other : action > other
    return isWrong ? [`${rule.Action} is on the wrong side of ${rule.Dependent}`] : []
  })
}

/** WiX's table definitions stand as XML in its library. */
function columnRules(): ReadonlyMap<string, ReadonlyMap<string, ColumnRule>> {
  const library = readFileSync(join(vendor, 'wix.dll'))
  const xml = library
    .subarray(library.indexOf('<tableDefinitions'), library.indexOf('</tableDefinitions>'))
    .toString('utf8')
  const attribute = (element: string, name: string) =>
    new RegExp(` ${name}="([^"]*)"`).exec(element)?.[1] ?? null
  const number = (text: string | null) => (text === null ? null : Number(text))
  return new Map(
    xml
      .split('<tableDefinition ')
      .slice(1)
      .map((table) => [
        attribute(` ${table}`, 'name') ?? '',
        new Map(
          [...table.matchAll(/<columnDefinition [^>]*>/g)].map(([element]) => [
            attribute(element, 'name') ?? '',
            {
              isNullable: attribute(element, 'nullable') === 'yes',
              min: number(attribute(element, 'minValue')),
              max: number(attribute(element, 'maxValue')),
              length: number(attribute(element, 'length')) ?? 0,
              category: attribute(element, 'category'),
              set: attribute(element, 'set')?.split(';') ?? null,
              keyTable: attribute(element, 'keyTable'),
              keyColumn: number(attribute(element, 'keyColumn')) ?? 1,
            },
          ]),
        ),
      ]),
  )
}
