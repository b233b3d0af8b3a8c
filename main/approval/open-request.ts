import { fail } from '../../preload/problem.ts'
import type { Journal, VerifiedRecord } from '../journal/journal.ts'
import type { Template } from '../message/message.ts'
import type { SealingKey } from '../vault/vault.ts'
import { createRowReader, type RowReader } from './frozen-row.ts'
import type { Manifest } from './manifest.ts'
import { openContentKey, openPart, type Part } from './sealed-content.ts'
import { type ReleaseContent, verifyContent } from './verify-content.ts'
import { manifestOf } from './verify-release.ts'

/** A request opened here: every digest was recomputed and the samples were rendered again. */
export interface OpenedRequest {
  readonly request: VerifiedRecord<'request'>
  readonly manifest: Manifest
  readonly manifestBytes: Uint8Array
  readonly content: ReleaseContent
  readonly template: Template
  readonly rows: RowReader
}

/** The request record of this hash; fails with `approval.no-such-request`. */
export function requestOf(journal: Journal, hash: string): VerifiedRecord<'request'> {
  const record = journal.byHash(hash)
  return record?.kind === 'request' ? record : fail('approval.no-such-request', {})
}

/**
 * Opens everything of a request with one of these keys (a member's or the workstation's) and
 * verifies it. Fails with `journal.envelope-not-for-us`, `journal.blob-*` or the `approval.*` that
 * names the difference.
 */
export async function openRequest(
  journal: Journal,
  request: VerifiedRecord<'request'>,
  keys: readonly SealingKey[],
): Promise<OpenedRequest> {
  const parts = openParts(journal, request, keys)
  const manifestBytes = await parts('manifest')
  const manifest = manifestOf(request, manifestBytes)
  const attachments: Uint8Array[] = []
  for (const at of request.body.blobs.attachments.keys()) attachments.push(await parts(at))
  const content = {
    template: await parts('template'),
    attachments,
    rows: await parts('rows'),
  }
  const template = verifyContent(manifest, content)
  return {
    request,
    manifest,
    manifestBytes,
    content,
    template,
    rows: createRowReader(content.rows),
  }
}

/** Only the manifest, for lists and reports. */
export async function openManifest(
  journal: Journal,
  request: VerifiedRecord<'request'>,
  keys: readonly SealingKey[],
): Promise<{ readonly manifest: Manifest; readonly manifestBytes: Uint8Array }> {
  const manifestBytes = await openParts(journal, request, keys)('manifest')
  return { manifest: manifestOf(request, manifestBytes), manifestBytes }
}

function openParts(
  journal: Journal,
  { body }: VerifiedRecord<'request'>,
  keys: readonly SealingKey[],
): (part: Part) => Promise<Uint8Array> {
  const { manifest, blobs } = body
  const contentKey = openContentKey({ sealed: body.contentKey, manifest, keys })
  return async (part) => {
    const ref = typeof part === 'number' ? blobs.attachments[part] : blobs[part]
    if (ref === undefined) return fail('approval.manifest-altered', {})
    const sealed = await journal.getBlob(ref)
    return openPart({ contentKey, manifest, part, sealed })
  }
}
