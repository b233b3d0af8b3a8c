import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The digest of everything a build reads: names and contents of the files and folders given. */
export function digestOf(root: string, inputs: readonly string[]): string {
  const hash = createHash('sha256')
  for (const file of inputs.flatMap((input) => filesUnder(join(root, input))).sort())
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  return hash.digest('hex')
}

/** Every file of a folder, or the file itself; nothing when it does not exist. */
export function filesUnder(path: string): string[] {
  try {
    return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)],
    )
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    if (error.code === 'ENOTDIR') return [path]
    if (error.code === 'ENOENT') return []
    throw error
  }
}

/** What each part was built from last time. */
export function readStamps(file: string): Readonly<Record<string, string>> {
  return filesUnder(file).length === 0 ? {} : JSON.parse(readFileSync(file, 'utf8'))
}

export function writeStamps(file: string, stamps: Readonly<Record<string, string>>): void {
  writeFileSync(file, `${JSON.stringify(stamps, null, 2)}\n`)
}
