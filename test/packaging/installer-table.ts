import { execFileSync } from 'node:child_process'
import { tmpdir } from 'node:os'

/** A table of an .msi: its columns, and its rows by column name. */
export interface InstallerTable {
  readonly columns: readonly string[]
  readonly rows: readonly Readonly<Record<string, string>>[]
}

const msiinfo = (...args: string[]) =>
  execFileSync('msiinfo', args, {
    encoding: 'latin1',
    maxBuffer: 100_000_000,
    // It writes the streams of a table, such as icons, into the folder that it is in.
    cwd: tmpdir(),
  })

export function tableNames(file: string): readonly string[] {
  return msiinfo('tables', file)
    .split('\n')
    .filter((name) => name !== '' && !name.startsWith('_'))
}

export function readTable(file: string, table: string): InstallerTable {
  const [names = '', , , ...lines] = msiinfo('export', file, table).split(/\r?\n/)
  const columns = names.split('\t')
  const rows = lines
    .filter((line) => line !== '')
    .map((line) => {
      const values = line.split('\t')
      return Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']))
    })
  return { columns, rows }
}

/** The summary information, as msiinfo prints it. */
export const summaryOf = (file: string) => msiinfo('suminfo', file)
