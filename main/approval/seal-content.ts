import { type BlobRef, type Journal, toBlobList } from '../journal/journal.ts'
import type { Random } from '../ports.ts'
import type { AudienceWork } from './audience-work.ts'
import { type Manifest, manifestDigest } from './manifest.ts'
import { type Part, sealContentKey, sealPart } from './sealed-content.ts'

/**
 * Seals everything that a manifest speaks about under a key of its own, which is sealed to the
 * readers, and puts it into the journal. The frozen rows go piece by piece.
 */
export async function sealContent(
  journal: Pick<Journal, 'putBlob'>,
  random: Random,
  o: {
    readonly manifest: Manifest
    /** Its bytes, as they are signed. */
    readonly bytes: Uint8Array
    readonly template: Uint8Array
    readonly attachments: readonly Uint8Array[]
    /** Holds the frozen rows. */
    readonly work: AudienceWork
    readonly readers: readonly string[]
    /** The recipients' own files, a piece at a time; null where nobody gets one. */
    readonly files: AsyncIterable<Uint8Array> | null
  },
) {
  const manifest = manifestDigest(o.bytes)
  const contentKey = random.bytes(32)
  const put = (part: Part, plaintext: Uint8Array): Promise<BlobRef> =>
    journal.putBlob(sealPart({ contentKey, manifest, part, plaintext, random }))
  const attachments: BlobRef[] = []
  for (const [at, bytes] of o.attachments.entries()) attachments.push(await put(at, bytes))
  const rows: BlobRef[] = []
  for (const piece of o.manifest.audience.pieces.keys()) {
    const nonce = random.bytes(16)
    rows.push(
      await journal.putBlob(await o.work.ask('seal', { piece, contentKey, manifest, nonce })),
    )
  }
  const files = o.files === null ? null : await putFiles(o.files)
  const blobs = {
    manifest: await put('manifest', o.bytes),
    template: await put('template', o.template),
    rows,
    attachments,
    ...(files === null ? {} : { files }),
  }
  const sealed = sealContentKey({ contentKey, manifest, readers: o.readers, random })
  contentKey.fill(0)
  return { contentKey: sealed, blobs }

  async function putFiles(pieces: AsyncIterable<Uint8Array>): Promise<BlobRef> {
    const refs: BlobRef[] = []
    for await (const piece of pieces) refs.push(await put(`files:${refs.length}`, piece))
    return journal.putBlob(toBlobList(refs))
  }
}
