import { parseBlobList } from './blob-list.ts'
import { isStoreOpen, type JournalState, withStore } from './journal-state.ts'
import type { BlobRef } from './record.ts'
import type { VerifiedRecord } from './signature.ts'

/** Every sealed content that the record of a request names, the list of its files last. */
export function refsOf({ body }: VerifiedRecord<'request'>): readonly BlobRef[] {
  const { manifest, template, rows, attachments, files } = body.blobs
  return [manifest, template, ...attachments, ...rows, ...(files === undefined ? [] : [files])]
}

/**
 * What the list of a request's files names; empty when there is no list, or when neither this vault nor
 * the store has it any more. Fails with `journal.blob-altered`.
 */
export async function listedRefsOf(
  state: JournalState,
  { body }: VerifiedRecord<'request'>,
): Promise<readonly BlobRef[]> {
  const { files } = body.blobs
  if (files === undefined) return []
  const known = state.blobs.get(files.hash)
  const isReachable = known === null && isStoreOpen(state)
  const list = isReachable ? await withStore(state, (store) => store.getBlob(files)) : known
  return list === null ? [] : parseBlobList(list, files)
}
