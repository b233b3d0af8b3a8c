import { createHash } from 'node:crypto'
import type { AddedFiles, FileRefusal } from '../../preload/contract/recipient-files.ts'
import { fail } from '../../preload/problem.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { type Edit, noteEdit, requireDraft } from './campaign-state.ts'
import type { RecipientFile } from './recipient-file-assignment.ts'
import { fileNameKey, foldedFileName } from './recipient-file-name.ts'
import type { ReadRecipientFile } from './recipient-file-reader.ts'

/** How many files one campaign may have, and how much they may weigh together. */
export const recipientFilesMax = 200_000
export const recipientFilesSizeBytesMax = 20 * 1024 ** 3

/** In the order of their names. */
export function recipientFilesOf(db: ReadableDb, campaign: string): RecipientFile[] {
  return db
    .prepare<RecipientFile>(
      `SELECT name, type, size_bytes AS sizeBytes, sha256 FROM recipient_file
       WHERE campaign = ? ORDER BY name`,
    )
    .all(campaign)
}

/** The file of this name or of one that a person takes for it; null when there is neither. */
export function recipientFileLike(
  db: ReadableDb,
  campaign: string,
  name: string,
): RecipientFile | null {
  const found = db
    .prepare<RecipientFile>(
      `SELECT name, type, size_bytes AS sizeBytes, sha256 FROM recipient_file
       WHERE campaign = ? AND folded = ?`,
    )
    .get(campaign, foldedFileName(name))
  return found ?? null
}

/** Fails with `message.file-altered` when the vault no longer has exactly these bytes. */
export function recipientFileBytes(db: ReadableDb, { name, sha256 }: RecipientFile): Uint8Array {
  const found = db
    .prepare<{ bytes: Uint8Array }>('SELECT bytes FROM recipient_file_content WHERE sha256 = ?')
    .get(sha256)
  const isWhole =
    found !== undefined && createHash('sha256').update(found.bytes).digest('hex') === sha256
  return isWhole ? found.bytes : fail('message.file-altered', { name })
}

const refusedShownMax = 100

/** Takes files into a draft, a batch at a time; what was taken stays when a later one fails. */
export interface FileTaker {
  /** Fails with `message.files-too-many` or `message.files-too-large`. */
  readonly take: (files: readonly ReadRecipientFile[]) => void
  readonly refuse: (name: string, reason: FileRefusal) => void
  readonly result: () => AddedFiles
}

export function createFileTaker(db: WritableDb, campaign: string, edit: Edit): FileTaker {
  const result = { added: 0, replaced: 0, unchanged: 0, refusedCount: 0 }
  const refused: { name: string; reason: FileRefusal }[] = []
  const before = db.prepare<{ name: string; sha256: string; sizeBytes: number }>(
    'SELECT name, sha256, size_bytes AS sizeBytes FROM recipient_file WHERE campaign = ? AND folded = ?',
  )
  const refuse: FileTaker['refuse'] = (name, reason) => {
    result.refusedCount += 1
    if (refused.length < refusedShownMax) refused.push({ name, reason })
  }
  const total = { ...recipientFilesTotal(db, campaign) }
  const takeOne = ({ name, type, sha256, bytes }: ReadRecipientFile) => {
    const key = fileNameKey(name)
    const known = before.get(campaign, foldedFileName(name))
    if (known !== undefined && known.name !== key) return refuse(name, 'same-name')
    if (known?.sha256 === sha256) {
      result.unchanged += 1
      return
    }
    total.count += known === undefined ? 1 : 0
    total.sizeBytes += bytes.length - (known?.sizeBytes ?? 0)
    if (total.count > recipientFilesMax) fail('message.files-too-many', { max: recipientFilesMax })
    if (total.sizeBytes > recipientFilesSizeBytesMax)
      fail('message.files-too-large', { sizeBytesMax: recipientFilesSizeBytesMax })
    put(db, campaign, { name: key, type, sha256, bytes })
    if (known === undefined) result.added += 1
    else {
      result.replaced += 1
      dropUnused(db, [known.sha256])
    }
  }
  return {
    take(files) {
      db.transaction(() => {
        requireDraft(db, campaign)
        for (const file of files) takeOne(file)
        noteFileEdit(db, campaign, edit)
      })
    },
    refuse,
    result: () => ({ ...result, refused }),
  }
}

function put(
  db: WritableDb,
  campaign: string,
  { name, type, sha256, bytes }: ReadRecipientFile,
): void {
  db.prepare(
    'INSERT INTO recipient_file_content (sha256, bytes) VALUES (?, ?) ON CONFLICT DO NOTHING',
  ).run(sha256, bytes)
  db.prepare(
    `INSERT INTO recipient_file (campaign, name, folded, type, sha256, size_bytes)
     VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (campaign, name) DO UPDATE SET
       type = excluded.type, sha256 = excluded.sha256, size_bytes = excluded.size_bytes`,
  ).run(campaign, name, foldedFileName(name), type, sha256, bytes.length)
}

/** How many files a campaign has, and their bytes together. */
export function recipientFilesTotal(
  db: ReadableDb,
  campaign: string,
): { readonly count: number; readonly sizeBytes: number } {
  const found = db
    .prepare<{ count: number; sizeBytes: number }>(
      `SELECT count(*) AS count, coalesce(sum(size_bytes), 0) AS sizeBytes FROM recipient_file
       WHERE campaign = ?`,
    )
    .get(campaign)
  return found ?? { count: 0, sizeBytes: 0 }
}

/** Takes files of these names out of a draft; their bytes go when no other campaign has them. */
export function removeRecipientFiles(
  db: WritableDb,
  campaign: string,
  { names, edit }: { readonly names: readonly string[]; readonly edit: Edit },
): void {
  db.transaction(() => {
    requireDraft(db, campaign)
    const remove = db.prepare<{ sha256: string }>(
      'DELETE FROM recipient_file WHERE campaign = ? AND name = ? RETURNING sha256',
    )
    const removed = names.flatMap((name) => remove.all(campaign, fileNameKey(name)))
    dropUnused(
      db,
      removed.map(({ sha256 }) => sha256),
    )
    noteFileEdit(db, campaign, edit)
  })
}

/** Gives another campaign, which has none yet, the same files; their bytes are there once. */
export function copyRecipientFiles(
  db: WritableDb,
  { from, to }: { readonly from: string; readonly to: string },
): void {
  db.prepare(
    `INSERT INTO recipient_file (campaign, name, folded, type, sha256, size_bytes)
     SELECT ?, name, folded, type, sha256, size_bytes FROM recipient_file WHERE campaign = ?`,
  ).run(to, from)
}

function dropUnused(db: WritableDb, hashes: readonly string[]): void {
  const drop = db.prepare(
    `DELETE FROM recipient_file_content WHERE sha256 = ?
     AND NOT EXISTS (SELECT 1 FROM recipient_file WHERE sha256 = ?)`,
  )
  for (const sha256 of hashes) drop.run(sha256, sha256)
}

function noteFileEdit(db: WritableDb, campaign: string, edit: Edit): void {
  db.prepare('UPDATE campaign SET file_version = file_version + 1 WHERE id = ?').run(campaign)
  noteEdit(db, campaign, edit)
}
