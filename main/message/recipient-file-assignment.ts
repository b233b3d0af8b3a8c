import type { RecipientFileState } from '../../preload/contract/recipient-files.ts'
import { type Fields, fieldNamesOf } from './merge.ts'
import { fileNameFault, fileNameKey, foldedFileName } from './recipient-file-name.ts'

/** A file of a draft, without its bytes. */
export interface RecipientFile {
  readonly name: string
  readonly type: string
  readonly sizeBytes: number
  readonly sha256: string
}

/** What a recipient's row says about their file. */
export interface AssignedFile {
  /** `shared` is only known once every row was seen: see `isShared`. */
  readonly state: Exclude<RecipientFileState, 'shared'>
  /** The name as the row has it; '' where it names none. */
  readonly named: string
  /** Only for `assigned`. */
  readonly file: RecipientFile | null
  /** For `near`: the name that was probably meant. Never taken for it. */
  readonly suggestion: string | null
}

export interface FileAssignment {
  /** Looks at the next recipient's row. */
  readonly assign: (fields: Fields) => AssignedFile
  /** The same without counting it. */
  readonly look: (fields: Fields) => AssignedFile
  /** How many rows so far were given this file, or another with the same bytes. */
  readonly usesOf: (file: RecipientFile) => number
  /** Files that no row so far was given. */
  readonly unused: () => readonly RecipientFile[]
}

/**
 * Which file each recipient gets: the one whose name stands in this merge field, letter by letter. Pure.
 * Nothing is guessed: a name that is merely similar assigns nothing.
 */
export function createFileAssignment(
  column: string,
  files: readonly RecipientFile[],
): FileAssignment {
  const byName = new Map(files.map((file) => [fileNameKey(file.name), file]))
  const similar = new Map<string, string>()
  for (const { name } of files) {
    const folded = foldedFileName(name)
    similar.set(withoutEnding(folded), name)
    similar.set(folded, name)
  }
  const uses = new Map<string, number>()
  const usedNames = new Set<string>()
  const names = fieldNamesOf(column)
  const look = (fields: Fields): AssignedFile => {
    const named = namedIn(fields, names)
    const none = { named, file: null, suggestion: null }
    if (named === '') return { ...none, state: 'empty' }
    if (fileNameFault(named) !== null) return { ...none, state: 'refused' }
    const file = byName.get(fileNameKey(named))
    if (file !== undefined) return { ...none, state: 'assigned', file }
    const folded = foldedFileName(named)
    const suggestion = similar.get(folded) ?? similar.get(withoutEnding(folded)) ?? null
    return suggestion === null
      ? { ...none, state: 'missing' }
      : { ...none, state: 'near', suggestion }
  }
  return {
    look,
    assign(fields) {
      const assigned = look(fields)
      if (assigned.file !== null) {
        const { name, sha256 } = assigned.file
        uses.set(sha256, (uses.get(sha256) ?? 0) + 1)
        usedNames.add(name)
      }
      return assigned
    },
    usesOf: ({ sha256 }) => uses.get(sha256) ?? 0,
    unused: () => files.filter(({ name }) => !usedNames.has(name)),
  }
}

/** As it stands there: trimming or mending it could make another recipient's name of it. */
function namedIn(fields: Fields, names: readonly string[]): string {
  for (const name of names) {
    const value = Object.hasOwn(fields, name) ? (fields[name] ?? '') : ''
    if (value !== '') return value
  }
  return ''
}

function withoutEnding(name: string): string {
  return name.replace(/\.[^.]{1,10}$/, '')
}
