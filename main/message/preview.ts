import type { MessagePreview } from '../../preload/contract/campaigns.ts'
import { type Masking, maskAddress, maskFields } from '../address/mask.ts'
import type { Recipient } from '../lists/lists.ts'
import type { Random } from '../ports.ts'
import type { Template } from './template.ts'

/** Rendered HTML on its way to the isolated view, under a name that nobody can guess. */
export interface PreviewDocuments {
  readonly keep: (html: string) => string
  /** The document under preview://document/<token>; null when it is unknown or long gone. */
  readonly documentOf: (token: string) => string | null
}

/** Keeps the last few only: a preview is asked for again when it is shown again. */
export function createPreviewDocuments(random: Random, countMax = 50): PreviewDocuments {
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
  row: Recipient
  index: number
  count: number
  /** Null for whoever may read addresses; else neither the recipient's nor those in fields show. */
  masking: Masking | null
  documents: PreviewDocuments
}): MessagePreview {
  const { template, row, index, count, documents, masking } = options
  const fields = masking === null ? row.fields : maskFields(row.fields, masking)
  const { subject, text, html, fallbacks } = template.render(fields, index)
  return {
    index,
    count,
    to: masking === null ? row.address : maskAddress(row.address, masking),
    subject,
    text,
    htmlDocument: html.trim() === '' ? null : documents.keep(html),
    fallbacks: [...fallbacks],
  }
}
