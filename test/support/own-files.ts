import { createFileCollector } from '../../main/approval/file-table.ts'
import { sealPart } from '../../main/approval/sealed-content.ts'
import type { ReleaseContent } from '../../main/approval/verify-content.ts'
import { systemRandom } from './random.ts'
import { frozenFileOf, makeContent, makeRows, toPieces } from './signed-request.ts'

export interface OwnFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Content whose recipients get files of their own, and those files sealed as in a store. */
export function makeOwnFiles(
  count: number,
  ownFile: (index: number) => OwnFile | null,
): { readonly content: ReleaseContent; readonly filePieces: readonly Uint8Array[] } {
  const collector = createFileCollector()
  const bytes = new Map<string, Uint8Array>()
  const rows = makeRows(count).map((row) => {
    const own = ownFile(row.index)
    if (own === null) return row
    const file = frozenFileOf(own.name, own.bytes)
    collector.add(file)
    bytes.set(file.sha256, own.bytes)
    return { ...row, file }
  })
  const access = { contentKey: systemRandom.bytes(32), manifest: '5e'.repeat(32) }
  const order = [...collector.order()]
  const filePieces = collector.table().pieces.map((held, piece) => {
    const plaintext = Buffer.concat(
      order.splice(0, held).map((each) => bytes.get(each) ?? Buffer.alloc(0)),
    )
    return sealPart({ ...access, part: `files:${piece}`, plaintext, random: systemRandom })
  })
  return { content: { ...makeContent(count), rows: toPieces(rows), files: access }, filePieces }
}
