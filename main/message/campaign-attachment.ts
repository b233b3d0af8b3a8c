import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { fail } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import {
  type Attachment,
  attachmentName,
  attachmentSizeBytesMax,
  attachmentsSizeBytesMax,
  attachmentType,
} from './attachment.ts'
import { type Edit, noteEdit, requireDraft } from './campaign-state.ts'

export interface AttachmentInfo {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly sizeBytes: number
  readonly sha256: string
}

export function attachmentsOf(db: ReadableDb, campaign: string): readonly AttachmentInfo[] {
  return db
    .prepare<AttachmentInfo>(
      `SELECT id, name, type, size_bytes AS sizeBytes, sha256 FROM campaign_attachment
       WHERE campaign = ? ORDER BY position`,
    )
    .all(campaign)
}

/** With their bytes, in the order in which they are attached. */
export function readAttachments(db: ReadableDb, campaign: string): readonly Attachment[] {
  return db
    .prepare<Attachment>(
      'SELECT name, type, bytes FROM campaign_attachment WHERE campaign = ? ORDER BY position',
    )
    .all(campaign)
}

/** One of them. Fails with `message.no-such-attachment`. */
export function attachedFile(db: ReadableDb, campaign: string, id: string): Attachment {
  return (
    db
      .prepare<Attachment>(
        'SELECT name, type, bytes FROM campaign_attachment WHERE campaign = ? AND id = ?',
      )
      .get(campaign, id) ?? fail('message.no-such-attachment', {})
  )
}

/**
 * Copies a chosen file into the vault: what happens to the file afterwards changes nothing. Fails
 * with `message.attachment-unreadable`, `-empty`, `-too-large` and `message.attachments-too-large`.
 */
export async function attachFile(
  db: WritableDb,
  campaign: string,
  { path, random, edit }: { path: string; random: Random; edit: Edit },
): Promise<void> {
  const name = attachmentName(path)
  const bytes = await readFile(path, name)
  db.transaction(() => {
    requireDraft(db, campaign)
    const present = attachmentsOf(db, campaign)
    const total = present.reduce((sum, each) => sum + each.sizeBytes, bytes.length)
    if (total > attachmentsSizeBytesMax)
      fail('message.attachments-too-large', { name, sizeBytesMax: attachmentsSizeBytesMax })
    db.prepare(
      `INSERT INTO campaign_attachment (id, campaign, position, name, type, sha256, size_bytes, bytes)
       SELECT ?, ?, coalesce(max(position), 0) + 1, ?, ?, ?, ?, ? FROM campaign_attachment
       WHERE campaign = ?`,
    ).run(
      newId(random),
      campaign,
      freeName(name, new Set(present.map((each) => each.name))),
      attachmentType(name, bytes),
      createHash('sha256').update(bytes).digest('hex'),
      bytes.length,
      bytes,
      campaign,
    )
    noteEdit(db, campaign, edit)
  })
}

/** Gives another campaign, which has none yet, the same files. */
export function copyAttachments(
  db: WritableDb,
  { from, to, random }: { from: string; to: string; random: Random },
): void {
  const copy = db.prepare(
    `INSERT INTO campaign_attachment (id, campaign, position, name, type, sha256, size_bytes, bytes)
     SELECT ?, ?, position, name, type, sha256, size_bytes, bytes FROM campaign_attachment
     WHERE id = ?`,
  )
  for (const { id } of attachmentsOf(db, from)) copy.run(newId(random), to, id)
}

export function detachFile(
  db: WritableDb,
  campaign: string,
  { attachment, edit }: { attachment: string; edit: Edit },
): void {
  db.transaction(() => {
    requireDraft(db, campaign)
    const removed = db
      .prepare('DELETE FROM campaign_attachment WHERE campaign = ? AND id = ?')
      .run(campaign, attachment)
    if (removed.changes !== 1) fail('message.no-such-attachment', {})
    noteEdit(db, campaign, edit)
  })
}

function newId(random: Random): string {
  return `a-${Buffer.from(random.bytes(12)).toString('hex')}`
}

async function readFile(path: string, name: string): Promise<Buffer> {
  try {
    await using file = await open(path, 'r')
    const { size } = await file.stat()
    if (size > attachmentSizeBytesMax)
      fail('message.attachment-too-large', { name, sizeBytesMax: attachmentSizeBytesMax })
    const bytes = await file.readFile()
    if (bytes.length === 0) fail('message.attachment-empty', { name })
    // It may have grown since it was measured.
    if (bytes.length > attachmentSizeBytesMax)
      fail('message.attachment-too-large', { name, sizeBytesMax: attachmentSizeBytesMax })
    return bytes
  } catch (error) {
    if (isFileError(error)) fail('message.attachment-unreadable', { name })
    throw error
  }
}

function isFileError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

/** A second file of one name becomes `name (2).pdf`. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  let free = name
  for (let number = 2; taken.has(free); number += 1) free = `${stem} (${number})${ending}`
  return free
}
