import type { MessagePreview } from '../../preload/contract/campaigns.ts'
import { type Masking, maskAddress, maskFields } from '../address/mask.ts'
import type { Recipient } from '../lists/lists.ts'
import type { Random } from '../ports.ts'
import type { Attachment } from './attachment.ts'
import { withImages } from './inline-image.ts'
import type { Template } from './template.ts'

/** Rendered HTML on its way to the isolated view, under a name that nobody can guess. */
export interface PreviewDocuments {
  readonly keep: (html: string) => string
  /** The document under preview://document/<token>; null when it is unknown or long gone. */
  readonly documentOf: (token: string) => string | null
}

/** Keeps the last few only: a preview is asked for again when it is shown again. */
export function createPreviewDocuments(random: Random, countMax = 60): PreviewDocuments {
  const documents = new Map<string, string>()
  return {
    keep(html) {
      // The same document keeps its name: what is shown again does not load again.
      const known = [...documents].find(([, each]) => each === html)?.[0]
      const token = known ?? Buffer.from(random.bytes(16)).toString('hex')
      documents.delete(token)
      documents.set(token, html)
      for (const oldest of documents.keys()) {
        if (documents.size <= countMax) break
        documents.delete(oldest)
      }
      return token
    },
    documentOf: (token) => documents.get(token) ?? null,
  }
}

/** One message as one recipient receives it: for the author and, from frozen rows, the approver. */
export function renderPreview(options: {
  template: Template
  attachments: readonly Attachment[]
  row: Recipient
  index: number
  count: number
  /** Null for whoever may read addresses; else neither the recipient's nor those in fields show. */
  masking: Masking | null
  documents: PreviewDocuments
}): MessagePreview {
  const { template, row, index, count, masking } = options
  const fields = masking === null ? row.fields : maskFields(row.fields, masking)
  const { subject, text, html, fallbacks } = template.render(fields, index)
  return {
    index,
    count,
    to: masking === null ? row.address : maskAddress(row.address, masking),
    subject,
    text,
    ...documentsOf(html, options),
    source: html,
    fallbacks: [...fallbacks],
    ownFile: null,
  }
}

function documentsOf(
  html: string,
  { attachments, documents }: { attachments: readonly Attachment[]; documents: PreviewDocuments },
): Pick<MessagePreview, 'htmlDocument' | 'darkDocument' | 'bareDocument'> {
  if (html.trim() === '') return { htmlDocument: null, darkDocument: null, bareDocument: null }
  const shown = withImages(html, attachments)
  return {
    htmlDocument: documents.keep(shown),
    darkDocument: documents.keep(shown + (answersToDark.test(html) ? '' : turnedDark)),
    bareDocument: documents.keep(html.replace(/data:image\//gi, 'data:blocked/')),
  }
}

const answersToDark = /prefers-color-scheme/i
/** What mail clients do to a message that says nothing of dark: colours turned, pictures not. */
const turnedDark =
  '<style>html{background:#fff;filter:invert(1) hue-rotate(180deg)}img{filter:invert(1) hue-rotate(180deg)}</style>'
