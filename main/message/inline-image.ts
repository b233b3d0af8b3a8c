import { createHash } from 'node:crypto'
import type { Attachment } from './attachment.ts'

/** What a mail client shows wherever it shows images at all, and what a preview can show safely. */
const imageTypes = new Set(['image/png', 'image/jpeg', 'image/gif'])

/**
 * The name under which HTML shows an attached image (`cid:`, RFC 2392). It follows from the image's
 * digest, so that what is signed for says which image stands where.
 */
export function contentIdOf(sha256: string): string {
  return `${sha256.slice(0, 32)}@sekisho`
}

/** The attachments that this HTML shows, under their Content-IDs. */
export function inlineImages(
  html: string,
  attachments: readonly Attachment[],
): ReadonlyMap<Attachment, string> {
  const shown = new Map<Attachment, string>()
  if (!html.includes('cid:')) return shown
  for (const each of attachments) {
    if (!imageTypes.has(each.type)) continue
    const contentId = contentIdOf(createHash('sha256').update(each.bytes).digest('hex'))
    const isTaken = [...shown.values()].includes(contentId)
    if (html.includes(`cid:${contentId}`) && !isTaken) shown.set(each, contentId)
  }
  return shown
}

/** HTML whose attached images stand in it as data: addresses, for a frame that loads nothing. */
export function withImages(html: string, attachments: readonly Attachment[]): string {
  let shown = html
  for (const [attachment, contentId] of inlineImages(html, attachments))
    shown = shown.replaceAll(`cid:${contentId}`, () => toDataAddress(attachment))
  return shown
}

export function toDataAddress({ type, bytes }: Pick<Attachment, 'type' | 'bytes'>): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
}

export function isImage({ type }: Pick<Attachment, 'type'>): boolean {
  return imageTypes.has(type)
}
