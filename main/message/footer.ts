import type { MailBlock, MailDocument } from '../../preload/contract/mail-document.ts'
import type { FooterView } from '../../preload/contract/templates.ts'
import { fail } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import type { ReadableDb, WritableDb } from '../sqlite/sqlite.ts'
import { updateCampaign } from './campaign.ts'
import { type Edit, noteEdit } from './campaign-state.ts'
import { writeDocument } from './mail-document.ts'
import { readDocument } from './mail-document-reader.ts'

interface FooterRow {
  readonly id: string
  readonly name: string
  readonly identity: string | null
  readonly html: string
  readonly updated_at: number
}

/** In the order of their names. */
export function footerViews(db: ReadableDb): FooterView[] {
  return db
    .prepare<FooterRow>('SELECT * FROM message_footer ORDER BY name, id')
    .all()
    .map(({ updated_at, ...row }) => ({
      ...row,
      drafts: draftsWith(db, row.id).length,
      updatedAt: new Date(updated_at).toISOString(),
    }))
}

/**
 * Stores a footer, and what drafts and templates say in it. Whoever changes it has written in each of
 * them. Null as an id makes a new one. Fails with `message.no-such-footer`.
 */
export function saveFooter(
  db: WritableDb,
  id: string | null,
  o: {
    readonly name: string
    readonly identity: string | null
    readonly document: MailDocument
    readonly random: Random
    readonly edit: Edit
  },
): void {
  db.transaction(() => {
    const html = writeDocument({ preheader: '', frame: null, content: o.document.content })
    const footer = id ?? `f-${Buffer.from(o.random.bytes(12)).toString('hex')}`
    if (id !== null) requireFooter(db, id)
    db.prepare(
      `INSERT INTO message_footer (id, name, identity, html, updated_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET name = excluded.name, identity = excluded.identity,
         html = excluded.html, updated_at = excluded.updated_at`,
    ).run(footer, o.name, o.identity, html, o.edit.at)
    noteFooterEdit(db, footer, o.edit.member)
    for (const campaign of draftsWith(db, footer)) {
      const document = readDocument(campaign.html)
      if (document === null) continue
      const filled = withFooter(document, footer, { footer, content: o.document.content })
      updateCampaign(db, campaign.id, { change: { document: filled }, edit: o.edit })
    }
  })
}

/** Drafts keep what it said, as a footer of their own. Fails with `message.no-such-footer`. */
export function deleteFooter(db: WritableDb, footer: string, edit: Edit): void {
  db.transaction(() => {
    requireFooter(db, footer)
    for (const { id, html } of draftsWith(db, footer))
      updateCampaign(db, id, {
        change: { html: html.replaceAll(` data-footer="${footer}"`, '') },
        edit,
      })
    db.prepare('DELETE FROM message_footer_editor WHERE footer = ?').run(footer)
    db.prepare('DELETE FROM message_footer WHERE id = ?').run(footer)
  })
}

/**
 * After a change of the sender: a footer that belongs to another one becomes the new sender's own.
 * And whoever wrote a footer that stands in a campaign has written in that.
 */
export function followSender(
  db: WritableDb,
  { id, html, identity }: { id: string; html: string; identity: string | null },
  edit: Edit,
): void {
  if (!html.includes('data-footer="')) return
  const footers = db.prepare<FooterRow>('SELECT * FROM message_footer').all()
  const present = footers.filter((each) => html.includes(`data-footer="${each.id}"`))
  const own = footers.find((each) => identity !== null && each.identity === identity)
  const foreign = present.filter((each) => each.identity !== null && each.identity !== identity)
  const document = own === undefined || foreign.length === 0 ? null : readDocument(html)
  const content = own === undefined ? null : (readDocument(own.html)?.content ?? null)
  if (document !== null && own !== undefined && content !== null) {
    const swapped = foreign.reduce(
      (before, each) => withFooter(before, each.id, { footer: own.id, content }),
      document,
    )
    updateCampaign(db, id, { change: { document: swapped }, edit })
  }
  for (const { id: footer } of own === undefined ? present : [...present, own])
    for (const { member } of db
      .prepare<{ member: string }>('SELECT member FROM message_footer_editor WHERE footer = ?')
      .all(footer))
      noteEdit(db, id, { member, at: edit.at })
}

function withFooter(
  document: MailDocument,
  footer: string,
  to: { readonly footer: string; readonly content: readonly MailBlock[] },
): MailDocument {
  const filled = (block: MailBlock): MailBlock =>
    block.type === 'footer' && block.attrs?.saved === footer
      ? { type: 'footer', attrs: { saved: to.footer }, content: [...to.content] }
      : block
  return { ...document, content: document.content.map(filled) }
}

function draftsWith(db: ReadableDb, footer: string): { id: string; html: string }[] {
  return db
    .prepare<{ id: string; html: string }>(
      `SELECT id, html FROM campaign WHERE state = 'draft' AND instr(html, ?) > 0`,
    )
    .all(`data-footer="${footer}"`)
}

function requireFooter(db: ReadableDb, footer: string): void {
  const found = db.prepare<FooterRow>('SELECT * FROM message_footer WHERE id = ?').get(footer)
  if (found === undefined) fail('message.no-such-footer', {})
}

function noteFooterEdit(db: WritableDb, footer: string, member: string): void {
  db.prepare('INSERT OR IGNORE INTO message_footer_editor (footer, member) VALUES (?, ?)').run(
    footer,
    member,
  )
}
