import { setImmediate } from 'node:timers/promises'
import type { DomainCount } from '../../preload/contract/campaigns.ts'
import type { FrozenRows } from './audience-steps.ts'
import type { AudienceWork } from './audience-work.ts'
import { createDomainTally } from './domain-count.ts'
import { createFileCollector } from './file-table.ts'
import { type FrozenFile, type FrozenRow, lineOf } from './frozen-row.ts'
import type { Manifest } from './manifest.ts'

/** The files that the rows name, as they are to be packed. */
export interface FrozenFiles {
  readonly stated: Omit<NonNullable<Manifest['files']>, 'column'>
  /** Their digests, in the order in which the rows first name them. */
  readonly order: readonly string[]
}

/** An audience as it stands now and will not change any more. Its rows stay with the work. */
export interface FrozenAudience extends FrozenRows {
  readonly domains: readonly DomainCount[]
  /** What the manifest says of the recipients' own files; null when nobody gets one. */
  readonly files: FrozenFiles | null
}

/** After so many rows whatever else waits gets its turn. */
const rowsPerTurn = 1000

/** Writes, hashes and counts the recipients in one pass, in the order in which they come. */
export async function freeze(
  work: AudienceWork,
  audience: Iterable<{
    readonly address: string
    readonly fields: Readonly<Record<string, string>>
  }>,
  template: Uint8Array,
  /** The file that a recipient gets, or null; asked in the order of the rows. */
  fileOf: ((recipient: Pick<FrozenRow, 'index' | 'fields'>) => FrozenFile | null) | null = null,
): Promise<FrozenAudience> {
  const domains = createDomainTally()
  const files = createFileCollector()
  let fileRows = 0
  let lines = ''
  let index = 0
  let taken: Promise<unknown> = Promise.resolve()
  const hand = async () => {
    const handed = work.ask('take', { lines })
    lines = ''
    // One turn ahead of the work, never more: what waits for it is memory.
    await taken
    taken = handed
    await setImmediate()
  }
  for (const { address, fields } of audience) {
    const file = fileOf?.({ index, fields }) ?? null
    lines += `${lineOf({ index, address, fields, ...(file === null ? {} : { file }) })}\n`
    if (file !== null) {
      files.add(file)
      fileRows += 1
    }
    domains.add(address)
    index += 1
    if (index % rowsPerTurn === 0) await hand()
  }
  await hand()
  await taken
  const frozen = await work.ask('freeze', { template })
  const stated = {
    ...{ count: fileRows, fileCount: files.fileCount(), sizeBytes: files.sizeBytes() },
    pieces: [...files.table().pieces],
  }
  return {
    ...frozen,
    domains: domains.counts(),
    files: fileOf === null ? null : { stated, order: files.order() },
  }
}
