import { fail } from '../../preload/problem.ts'
import {
  type BlobRef,
  type Journal,
  parseBlobList,
  type VerifiedRecord,
} from '../journal/journal.ts'
import type { Template } from '../message/message.ts'
import type { SealingKey } from '../vault/vault.ts'
import type { AudienceFindings } from './audience-audit.ts'
import type { AudienceDifference } from './audience-comparison.ts'
import type { AudienceSurvey } from './audience-survey.ts'
import { openAudienceWork } from './audience-work.ts'
import { type FrozenRow, linesOf, parseRow, rowInPiece } from './frozen-row.ts'
import type { Manifest } from './manifest.ts'
import { type OpenedFiles, openFiles } from './opened-files.ts'
import { openContentKey, openPart, type Part } from './sealed-content.ts'
import { type ReleaseParts, verifyParts } from './verify-content.ts'
import { manifestOf } from './verify-release.ts'

interface Opened {
  readonly request: VerifiedRecord<'request'>
  readonly manifest: Manifest
  readonly manifestBytes: Uint8Array
}

/** A request opened here: every digest was recomputed and the samples were rendered again. */
export interface OpenedRequest extends Opened {
  readonly template: Template
  readonly attachments: readonly Uint8Array[]
  readonly samples: readonly FrozenRow[]
  readonly survey: AudienceSurvey
  /** Opens the piece that it lies in, not all of them; null when there is no such row. */
  readonly rowAt: (index: number) => Promise<FrozenRow | null>
  /** As it lies in the store, with what opens it. */
  readonly pieceAt: (piece: number) => Promise<SealedPiece>
  /** The recipients' own files; null where nobody gets one. */
  readonly files: OpenedFiles | null
}

/** The same with all that is sent, for the workstation that sends it. */
export interface OpenedRelease extends Opened {
  readonly content: ReleaseParts
  /** A piece of the rows as it was frozen, opened when it is asked for; of the files it stays sealed. */
  readonly pieceAt: (piece: number, of?: 'rows' | 'files') => Promise<Uint8Array>
}

/** The request record of this hash; fails with `approval.no-such-request`. */
export function requestOf(journal: Journal, hash: string): VerifiedRecord<'request'> {
  const record = journal.byHash(hash)
  return record?.kind === 'request' ? record : fail('approval.no-such-request', {})
}

/**
 * Opens everything of a request with one of these keys (a member's or the workstation's) and
 * verifies it, the rows piece by piece. Fails with `journal.envelope-not-for-us`, `journal.blob-*`
 * or the `approval.*` that names the difference.
 */
export async function openRequest(
  journal: Journal,
  request: VerifiedRecord<'request'>,
  keys: readonly SealingKey[],
): Promise<OpenedRequest> {
  const box = openBox(journal, request, keys)
  const opened = await openHead(box)
  const findings = await auditRows(box, opened, { surveys: true })
  const { survey } = findings
  if (survey === null) return fail('approval.manifest-altered', {})
  const { request: record, manifest, manifestBytes, template, attachments } = opened
  const { samples } = findings
  return {
    ...{ request: record, manifest, manifestBytes, template, attachments, samples, survey },
    rowAt: rowReader(box, manifest),
    files: findings.files === null ? null : openFiles(box, findings.files),
    pieceAt: async (piece) => ({
      ...{ piece, sealed: await box.sealed(`rows:${piece}`), contentKey: box.contentKey },
      manifest: request.body.manifest,
    }),
  }
}

/** Opens and verifies all that is sent. Fails like openRequest. */
export async function openRelease(
  journal: Journal,
  request: VerifiedRecord<'request'>,
  keys: readonly SealingKey[],
): Promise<OpenedRelease> {
  const box = openBox(journal, request, keys)
  const opened = await openHead(box)
  await auditRows(box, opened, { surveys: false })
  const { manifest, manifestBytes, templateBytes, attachments } = opened
  return {
    request,
    manifest,
    manifestBytes,
    content: {
      ...{ template: templateBytes, attachments },
      files:
        manifest.files === undefined
          ? null
          : { contentKey: box.contentKey, manifest: request.body.manifest },
    },
    pieceAt: (piece, of = 'rows') =>
      of === 'rows' ? box.open(`rows:${piece}`) : box.sealed(`files:${piece}`),
  }
}

/** Only the manifest, for lists and reports. */
export async function openManifest(
  journal: Journal,
  request: VerifiedRecord<'request'>,
  keys: readonly SealingKey[],
): Promise<{ readonly manifest: Manifest; readonly manifestBytes: Uint8Array }> {
  const manifestBytes = await openBox(journal, request, keys).open('manifest')
  return { manifest: manifestOf(request, manifestBytes), manifestBytes }
}

/**
 * The addresses of everybody a request was frozen for, a piece at a time, in their order. Fails like
 * openRequest; nothing of it is verified, so it is for counting who was meant.
 */
export async function* recipientsOf(
  journal: Journal,
  request: VerifiedRecord<'request'>,
  keys: readonly SealingKey[],
): AsyncGenerator<readonly string[], undefined> {
  for await (const rows of rowsOf(journal, request, keys)) yield rows.map(({ address }) => address)
}

/** The rows as they were frozen, like recipientsOf. */
export async function* rowsOf(
  journal: Journal,
  request: VerifiedRecord<'request'>,
  keys: readonly SealingKey[],
): AsyncGenerator<readonly FrozenRow[], undefined> {
  const box = openBox(journal, request, keys)
  let index = 0
  for (const piece of request.body.blobs.rows.keys()) {
    const rows: FrozenRow[] = []
    for (const line of linesOf(await box.open(`rows:${piece}`))) {
      rows.push(parseRow(line, index) ?? fail('approval.manifest-altered', {}))
      index += 1
    }
    yield rows
  }
}

/** Who is written to now that was not before, and the other way round. Neither is held whole. */
export async function compareAudiences(
  before: OpenedRequest,
  after: OpenedRequest,
): Promise<AudienceDifference> {
  const { count } = after.manifest.audience
  const work = openAudienceWork(Math.max(count, before.manifest.audience.count))
  try {
    await eachPiece(before, (piece) => work.ask('remember', piece))
    await eachPiece(after, (piece) => work.ask('compare', piece))
    return await work.ask('differ', null)
  } finally {
    await work.close()
  }
}

interface SealedPiece {
  readonly piece: number
  readonly sealed: Uint8Array
  readonly contentKey: Uint8Array
  readonly manifest: string
}

async function eachPiece(
  { request, pieceAt }: OpenedRequest,
  act: (piece: SealedPiece) => Promise<unknown>,
): Promise<void> {
  for (const piece of request.body.blobs.rows.keys()) await act(await pieceAt(piece))
}

export interface Box {
  readonly request: VerifiedRecord<'request'>
  readonly contentKey: Uint8Array
  readonly sealed: (part: Part) => Promise<Uint8Array>
  readonly open: (part: Part) => Promise<Uint8Array>
}

function openBox(
  journal: Journal,
  request: VerifiedRecord<'request'>,
  keys: readonly SealingKey[],
): Box {
  const { manifest, blobs } = request.body
  const delegated = journal
    .recordsOf('delegation')
    .flatMap(({ body }) => body.contentKeys.filter((each) => each.request === request.hash))
  const sealedKeys = [request.body.contentKey, ...delegated.map((each) => each.sealed)]
  const contentKey = openContentKey({ sealed: sealedKeys, manifest, keys })
  const fileRefs = onceAsked(async () =>
    blobs.files === undefined ? [] : parseBlobList(await journal.getBlob(blobs.files), blobs.files),
  )
  const refOf = async (part: Part): Promise<BlobRef | undefined> => {
    if (typeof part === 'number') return blobs.attachments[part]
    if (part === 'manifest' || part === 'template') return blobs[part]
    const [kind, number] = part.split(':')
    return kind === 'rows' ? blobs.rows[Number(number)] : (await fileRefs())[Number(number)]
  }
  const sealed = async (part: Part) => {
    const ref = await refOf(part)
    return ref === undefined ? fail('approval.manifest-altered', {}) : journal.getBlob(ref)
  }
  return {
    request,
    contentKey,
    sealed,
    open: async (part) => openPart({ contentKey, manifest, part, sealed: await sealed(part) }),
  }
}

/** A failure is not kept: what is missing now may be there later. */
function onceAsked<T>(ask: () => Promise<T>): () => Promise<T> {
  let known: T | null = null
  return async () => {
    known ??= await ask()
    return known
  }
}

async function openHead({ request, open }: Box) {
  const manifestBytes = await open('manifest')
  const manifest = manifestOf(request, manifestBytes)
  const attachments: Uint8Array[] = []
  for (const at of request.body.blobs.attachments.keys()) attachments.push(await open(at))
  const templateBytes = await open('template')
  const template = verifyParts(manifest, { template: templateBytes, attachments })
  return { request, manifest, manifestBytes, templateBytes, template, attachments }
}

/** Every row, in a thread of its own when they are many, and never more than a piece at a time. */
async function auditRows(
  { request, contentKey, sealed }: Box,
  { manifest, templateBytes }: { readonly manifest: Manifest; readonly templateBytes: Uint8Array },
  o: { readonly surveys: boolean },
): Promise<AudienceFindings> {
  const work = openAudienceWork(manifest.audience.count)
  try {
    await work.ask('audit', { manifest, template: templateBytes, surveys: o.surveys })
    for (const piece of request.body.blobs.rows.keys()) {
      await work.ask('open', {
        piece,
        sealed: await sealed(`rows:${piece}`),
        contentKey,
        manifest: request.body.manifest,
      })
    }
    return await work.ask('end', null)
  } finally {
    await work.close()
  }
}

/** Keeps the piece that was looked at last: the next row is mostly beside it. */
function rowReader(box: Box, { audience }: Manifest): OpenedRequest['rowAt'] {
  let last: { readonly piece: number; readonly bytes: Uint8Array } | null = null
  return async (index) => {
    let first = 0
    const piece = audience.pieces.findIndex((count) => {
      if (index < first + count) return true
      first += count
      return false
    })
    if (piece === -1) return null
    const bytes = last?.piece === piece ? last.bytes : await box.open(`rows:${piece}`)
    last = { piece, bytes }
    return rowInPiece(bytes, first, index)
  }
}
