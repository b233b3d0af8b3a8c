import { expect, it } from 'vitest'
import { type FileTable, verifyFilePiece } from '../../main/approval/file-table.ts'
import { type FrozenRow, linesOfPieces, parseRow } from '../../main/approval/frozen-row.ts'
import { parseManifest } from '../../main/approval/manifest.ts'
import { createReleaseVerifier, verifyApproval } from '../../main/approval/verify-release.ts'
import { createSpoolReader, spoolFiles } from '../../main/sending/file-spool.ts'
import { approveRelease } from '../support/approved-release.ts'
import { problemOf, problemOfAsync } from '../support/problem.ts'
import { toPieces } from '../support/signed-request.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

/** S02 for the recipients' own files: whose file goes to whom is signed, and nothing else is sent. */

const bytesOf = (index: number) => Buffer.from(`%PDF-1.7 明細 ${'x'.repeat(index)} ${index}`)
const release = approveRelease({
  count: 30,
  relay: { password: null },
  ownFile: (index) => ({ name: `明細${index}.pdf`, bytes: bytesOf(index) }),
})
const approval = verifyApproval(release.material())
const rows = [...linesOfPieces(release.content.rows)].map(
  (line, index) => parseRow(line, index) as FrozenRow,
)
const verified = (some: readonly FrozenRow[]) => {
  const verifier = createReleaseVerifier(approval, release.content)
  for (const piece of toPieces(some)) verifier.add(piece)
  return verifier.end()
}
const right = verified(rows)
const table = right.files?.table as FileTable
const access = release.content.files ?? { contentKey: new Uint8Array(32), manifest: '' }
const spooled = (folder: string, bring: (piece: number) => Promise<Uint8Array>) =>
  spoolFiles({ file: `${folder}/files`, files: right.files!, access, bring })
const pieceAt = async (piece: number) => release.filePieces[piece] ?? new Uint8Array()
const flipped = (bytes: Uint8Array, at: number) =>
  Buffer.from(bytes).fill((bytes[at] ?? 0) ^ 1, at, at + 1)

it('S02 a row that is pointed to another recipient’s file, or to none, is refused', () => {
  const [first, second] = rows as [FrozenRow, FrozenRow]
  const swapped = rows
    .with(0, { ...first, file: second.file! })
    .with(1, { ...second, file: first.file! })
  const { file: _, ...without } = first
  const renamed = { ...first, file: { ...first.file!, name: '別人.pdf' } }
  const retyped = { ...first, file: { ...first.file!, type: 'text/html' } }
  for (const some of [swapped, ...[without, renamed, retyped].map((row) => rows.with(0, row))])
    expect(problemOf(() => verified(some))).toBe('approval.recipients-altered')
})

it('S02 a requester’s forged leaf is no row: paths, disguises and other shapes of a file', () => {
  const line = (file: unknown) => Buffer.from(JSON.stringify([0, 'a@example.jp', {}, file]))
  const hash = 'ab'.repeat(32)
  expect(parseRow(line(['明細.pdf', 'application/pdf', 3, hash]), 0)).not.toBeNull()
  const forged: unknown[] = [
    ...[
      '../明細.pdf',
      'C:\\明細.pdf',
      'con.pdf',
      '明細.pdf.',
      '\u202efdp.exe',
      'a\u200b.pdf',
      '',
      '..',
    ].map((name) => [name, 'application/pdf', 3, hash]),
    ['明細.pdf', 'multipart/mixed; boundary=x', 3, hash],
    ['明細.pdf', 'application/pdf', 0, hash],
    ['明細.pdf', 'application/pdf', 1.5, hash],
    ['明細.pdf', 'application/pdf', 11 * 1024 * 1024, hash],
    ['明細.pdf', 'application/pdf', 3, hash.toUpperCase()],
    ['明細.pdf', 'application/pdf', 3, hash, 'more'],
    ['明細.pdf', 'application/pdf', 3],
    null,
    {},
  ]
  for (const file of forged) expect(parseRow(line(file), 0), JSON.stringify(file)).toBeNull()
})

it('S02 what the manifest says of files and what the rows name are one', () => {
  const manifest = release.manifest.files
  expect(manifest).toMatchObject({ count: 30, fileCount: 30, column: '書類' })
  for (const change of [{ count: 29 }, { fileCount: 31 }, { sizeBytes: 1 }, { pieces: [29] }]) {
    const altered = {
      ...approval,
      manifest: { ...approval.manifest, files: { ...manifest!, ...change } },
    }
    // Nobody but the verifier makes an approval, so that this one is taken for none.
    expect(() => createReleaseVerifier(altered, release.content)).toThrow(TypeError)
  }
  const text = JSON.stringify({ ...release.manifest, files: { ...manifest, more: 1 } })
  expect(problemOf(() => parseManifest(Buffer.from(text)))).toBe('approval.manifest-altered')
})

it('S02 a file that was swapped in the store never reaches a message', async () => {
  const [whole] = release.filePieces as [Uint8Array]
  const folder = makeTempFolder()
  const other = approveRelease({
    count: 30,
    relay: { password: null },
    ownFile: (index) => ({ name: `明細${index}.pdf`, bytes: bytesOf(29 - index) }),
  })
  const brought: readonly (readonly [string, Uint8Array])[] = [
    ['journal.blob-altered', flipped(whole, whole.length - 1)],
    ['journal.blob-altered', whole.subarray(0, -1)],
    ['journal.blob-altered', other.filePieces[0] ?? new Uint8Array()],
    ['journal.blob-altered', new Uint8Array()],
  ]
  for (const [code, bytes] of brought)
    expect(await problemOfAsync(() => spooled(folder, async () => bytes))).toBe(code)

  // Altered after it was verified: each message verifies its own once more, by the row that was signed.
  const spool = await spooled(folder, pieceAt)
  const reader = createSpoolReader(spool)
  expect(Buffer.from(reader.bytesFor(3, rows[3]?.file?.sha256 ?? ''))).toEqual(bytesOf(3))
  expect(problemOf(() => reader.bytesFor(3, rows[4]?.file?.sha256 ?? ''))).toBe(
    'approval.file-altered',
  )
  const misled = createSpoolReader({ ...spool, fileOf: spool.fileOf.toReversed() })
  expect(problemOf(() => misled.bytesFor(3, rows[3]?.file?.sha256 ?? ''))).toBe(
    'approval.file-altered',
  )
  reader.close()
  misled.close()
})

it('S02 what a killed engine has left is used only where it still verifies', async () => {
  const folder = makeTempFolder()
  const asked: number[] = []
  const bring = (piece: number) => {
    asked.push(piece)
    return pieceAt(piece)
  }
  await spooled(folder, bring)
  await spooled(folder, bring)
  expect(asked).toEqual([0])
  const { readFileSync, writeFileSync } = await import('node:fs')
  writeFileSync(`${folder}/files`, flipped(readFileSync(`${folder}/files`), 99))
  await spooled(folder, bring)
  expect(asked).toEqual([0, 0])
})

it('S02 a piece of files is the files of its place, each and in their order', () => {
  const all = Buffer.concat(rows.map(({ index }) => bytesOf(index)))
  expect(problemOf(() => verifyFilePiece(table, 0, all))).toBeNull()
  const order = [1, 0, ...rows.slice(2).map(({ index }) => index)]
  const swapped = Buffer.concat(order.map(bytesOf))
  for (const bytes of [
    swapped,
    all.subarray(1),
    Buffer.concat([all, Buffer.from('x')]),
    flipped(all, 40),
  ])
    expect(problemOf(() => verifyFilePiece(table, 0, bytes))).toBe('approval.file-altered')
})
