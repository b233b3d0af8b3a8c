import { fail } from '../../preload/problem.ts'
import { compileTemplate, type Template } from '../message/message.ts'
import { createAudienceAudit } from './audience-audit.ts'
import { sha256 } from './digest.ts'
import type { Manifest } from './manifest.ts'

/** The plaintext bytes that a manifest speaks about. */
export interface ReleaseContent {
  readonly template: Uint8Array
  /** In the manifest's order. */
  readonly attachments: readonly Uint8Array[]
  /** The rows that are about to be shown or sent, in their pieces. */
  readonly rows: readonly Uint8Array[]
}

/**
 * Recomputes every digest of a manifest from the bytes and renders its samples again. The first
 * difference is a problem that names it. Returns the compiled template, which has been paid for.
 */
export function verifyContent(manifest: Manifest, content: ReleaseContent): Template {
  const template = verifyParts(manifest, content)
  const audit = createAudienceAudit(manifest, template)
  for (const piece of content.rows) audit.add(piece)
  audit.end()
  return template
}

/** The same for everything but the rows. */
export function verifyParts(
  { template, attachments }: Manifest,
  content: Pick<ReleaseContent, 'template' | 'attachments'>,
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
