import { fail } from '../../preload/problem.ts'
import { createFileCollector, type FileTable } from './file-table.ts'
import type { FrozenRow } from './frozen-row.ts'
import type { Manifest } from './manifest.ts'

export type FileOutlierReason = 'largest-file' | 'smallest-file' | 'other-type' | 'same-file'

export interface FileSurvey {
  /** Recipients whose file is unlike the others, most telling first. */
  readonly outliers: readonly { readonly reason: FileOutlierReason; readonly row: FrozenRow }[]
  /** Recipients who get bytes that others get too. */
  readonly sharedCount: number
}

export interface FileFindings {
  readonly table: FileTable
  readonly survey: FileSurvey
}

/**
 * Goes over the files that the rows of a request name: they are as many, as large and packed as the
 * manifest says, and there are none where it says nothing of files. Fails with
 * `approval.recipients-altered` or `approval.manifest-altered`.
 */
export interface FileAudit {
  /** Answers with the file's place in the table; -1 for a row without one. */
  readonly add: (row: FrozenRow) => number
  /** Null when nobody gets a file of their own. */
  readonly end: () => FileFindings | null
}

export function createFileAudit({ files }: Pick<Manifest, 'files'>): FileAudit {
  const collector = createFileCollector()
  const survey = createFileSurvey()
  let count = 0
  return {
    add(row) {
      const { file, index } = row
      if (file === undefined) return -1
      if (files === undefined) fail('approval.recipients-altered', { index })
      count += 1
      const place = collector.add(file)
      survey.add(row, place)
      return place
    },
    end() {
      if (files === undefined) return null
      const packed = files.pieces.reduce((sum, each) => sum + each, 0)
      const isRight =
        count === files.count &&
        collector.fileCount() === files.fileCount &&
        collector.sizeBytes() === files.sizeBytes &&
        packed === files.fileCount &&
        files.pieces.every((each) => each > 0)
      if (!isRight) fail('approval.manifest-altered', {})
      return { table: collector.table(files.pieces), survey: survey.survey() }
    },
  }
}

const sameShownMax = 5

function createFileSurvey() {
  const firstWith = new Map<number, FrozenRow | null>()
  const types = new Map<string, { count: number; row: FrozenRow }>()
  const same: FrozenRow[] = []
  let sharedCount = 0
  let largest: FrozenRow | null = null
  let smallest: FrozenRow | null = null
  const sizeOf = (row: FrozenRow | null, none: number) => row?.file?.sizeBytes ?? none
  return {
    add(row: FrozenRow, place: number) {
      const size = sizeOf(row, 0)
      if (size > sizeOf(largest, -1)) largest = row
      if (size < sizeOf(smallest, Infinity)) smallest = row
      const type = row.file?.type ?? ''
      const known = types.get(type)
      if (known === undefined) types.set(type, { count: 1, row })
      else known.count += 1
      const first = firstWith.get(place)
      if (first === undefined) firstWith.set(place, row)
      else {
        // The first of them is shared too, as soon as there is a second.
        sharedCount += first === null ? 1 : 2
        const both = first === null ? [row] : [first, row]
        if (same.length < sameShownMax) same.push(...both)
        firstWith.set(place, null)
      }
    },
    survey(): FileSurvey {
      const rarest = [...types.values()].sort((a, b) => a.count - b.count)[0]
      const all = [
        ...same.map((row) => ({ reason: 'same-file' as const, row })),
        ...(types.size > 1 && rarest ? [{ reason: 'other-type' as const, row: rarest.row }] : []),
        ...(largest ? [{ reason: 'largest-file' as const, row: largest }] : []),
        ...(smallest ? [{ reason: 'smallest-file' as const, row: smallest }] : []),
      ]
      const seen = new Set<number>()
      const outliers = all.filter(({ row }) => !seen.has(row.index) && seen.add(row.index))
      return { outliers, sharedCount }
    },
  }
}
