import type { ComparisonView, Side } from '../../preload/contract/versions.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { campaignOf } from './campaign.ts'
import { readAttachments } from './campaign-attachment.ts'
import { type StoredContent, versionContent } from './campaign-version.ts'
import { withImages } from './inline-image.ts'
import { maskLiquid, unmaskLiquid } from './liquid-mask.ts'
import { writeDocument } from './mail-document.ts'
import { plainTextOf } from './plain-text.ts'
import type { PreviewDocuments } from './preview.ts'
import { wordDifference } from './text-difference.ts'

type Content = Omit<StoredContent, 'textBasis'>

/** What differs between two states of a draft. Fails with `message.no-such-version`. */
export function compareDrafts(
  db: ReadableDb,
  campaign: string,
  o: { readonly before: Side; readonly after: Side; readonly documents: PreviewDocuments },
): ComparisonView {
  const [before, after] = [contentOf(db, campaign, o.before), contentOf(db, campaign, o.after)]
  const attachments = readAttachments(db, campaign)
  const looks = ({ html, text }: Content) => ({
    htmlDocument:
      html.trim() === '' ? null : o.documents.keep(withImages(withNames(html), attachments)),
    text,
  })
  return {
    parts: (['subject', 'text', 'html'] as const).flatMap((part) =>
      before[part] === after[part]
        ? []
        : [{ part, changes: wordDifference(before[part], after[part]) }],
    ),
    before: looks(before),
    after: looks(after),
  }
}

function contentOf(db: ReadableDb, campaign: string, side: Side): Content {
  switch (side.is) {
    case 'version':
      return versionContent(db, campaign, side.number)
    case 'stored':
      return campaignOf(db, campaign)
    case 'written': {
      const { subject, text, html, document } = side
      if (document === null) return { subject, text, html }
      const written = writeDocument(document)
      return { subject, text: plainTextOf(written), html: written }
    }
    default:
      return side satisfies never
  }
}

/** HTML to look at: a merge field stands there by its name, and a condition by nothing. */
function withNames(html: string): string {
  const masked = maskLiquid(html)
  if (masked === null) return html
  const names = masked.markers.map((marker) => {
    const name = /^\{\{-?\s*([^\s|{}<>&"']+)/.exec(marker)?.[1]
    return name === undefined ? '' : `〔${name}〕`
  })
  return unmaskLiquid(masked.text, names)
}
