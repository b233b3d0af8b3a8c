import { fail } from '../../preload/problem.ts'
import { openChosen } from './chosen-file.ts'
import type { FileSource } from './file-rows.ts'
import { nameOf } from './file-rows.ts'
import type { FileRow } from './row.ts'
import { type FileHead, type TextWishes, textHead } from './text-head.ts'
import { openWorkbook } from './workbook.ts'

const sampleRowCount = 2000
const probeBytes = 4 * 1024 ** 2

/** The beginning of a file, whatever kind it is of. */
export async function readFileHead(
  source: FileSource,
  byHand: TextWishes & { readonly sheet?: number | undefined },
): Promise<FileHead> {
  switch (await kindOf(source)) {
    case 'workbook':
      return workbookHead(source, byHand.sheet)
    case 'locked-workbook':
      return fail('lists.workbook-locked', { file: nameOf(source) })
    case 'old-workbook':
      return fail('lists.workbook-old', { file: nameOf(source) })
    case 'text':
      return textHead(source, byHand)
  }
}

async function workbookHead(source: FileSource, chosen: number | undefined): Promise<FileHead> {
  const workbook = await openWorkbook(source)
  const sheet = chosen ?? workbook.firstShown
  try {
    const rows: FileRow[] = []
    let share = 1
    for await (const piece of workbook.rows(sheet)) {
      rows.push(...piece.rows)
      share = piece.bytesRead / Math.max(1, piece.bytesTotal)
      if (rows.length >= sampleRowCount) break
    }
    return {
      format: { kind: 'workbook', sheet },
      encodingCertain: true,
      sheets: workbook.sheets,
      rows: rows.slice(0, sampleRowCount),
      rowCountEstimate: Math.round(rows.length / Math.max(share, 0.001)),
    }
  } finally {
    workbook.close()
  }
}

type FileKind = 'text' | 'workbook' | 'old-workbook' | 'locked-workbook'

/** By the first bytes: names of files say little. A workbook with a password is a compound file. */
async function kindOf(source: FileSource): Promise<FileKind> {
  const head = Buffer.from(await headBytes(source))
  if (head.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return 'workbook'
  if (!head.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return 'text'
  return head.includes(Buffer.from('EncryptedPackage', 'utf16le'))
    ? 'locked-workbook'
    : 'old-workbook'
}

async function headBytes(source: FileSource): Promise<Uint8Array> {
  if (source.kind === 'bytes') return source.bytes.subarray(0, probeBytes)
  const handle = await openChosen(source.path)
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(probeBytes), 0, probeBytes, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await handle.close()
  }
}
