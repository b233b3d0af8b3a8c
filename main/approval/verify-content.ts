import { fail } from '../../preload/problem.ts'
import { compileTemplate, type Template } from '../message/message.ts'
import { sha256 } from './digest.ts'
import type { Manifest } from './manifest.ts'

/** The plaintext bytes that a manifest speaks about, but for its rows. */
export interface ReleaseParts {
  readonly template: Uint8Array
  /** In the manifest's order. */
  readonly attachments: readonly Uint8Array[]
  /** Opens the recipients' own files, which lie elsewhere; null where nobody gets one. */
  readonly files: FileAccess | null
}

/** What opens the pieces of a request's files. */
export interface FileAccess {
  readonly contentKey: Uint8Array
  /** The manifest's digest. */
  readonly manifest: string
}

/** The same with the rows that are about to be shown or sent, in their pieces. */
export interface ReleaseContent extends ReleaseParts {
  readonly rows: readonly Uint8Array[]
}

/**
 * Recomputes the digests of a manifest's parts from their bytes. The first difference is a problem
 * that names it. Returns the compiled template, which has been paid for.
 */
export function verifyParts(
  { template, attachments }: Manifest,
  content: Pick<ReleaseParts, 'template' | 'attachments'>,
): Template {
  if (
    content.template.length !== template.sizeBytes ||
    sha256(content.template) !== template.sha256
  )
    return fail('approval.template-altered', {})
  attachments.forEach((approved, at) => {
    const bytes = content.attachments[at]
    if (bytes?.length !== approved.sizeBytes || sha256(bytes) !== approved.sha256)
      fail('approval.attachment-altered', { name: approved.name })
  })
  if (content.attachments.length > attachments.length)
    return fail('approval.attachment-altered', { name: `+${content.attachments.length}` })
  return compileTemplate(content.template)
}
