import { setImmediate as breathe } from 'node:timers/promises'
import { fail, type Problem, ProblemError } from '../../preload/problem.ts'
import { type DocumentType, documentTypes, judgeAlternative } from './directory.ts'
import { acceptDocument, chainOfType, findNext } from './document-sync.ts'
import { recallPayload } from './dsse.ts'
import { type JournalState, withStore } from './journal-state.ts'
import { inspectChains, reviewPending, streamOf, take } from './log-sync.ts'
import { openParcel, type Parcel, writeParcel } from './parcel-file.ts'
import type { BlobRef } from './record.ts'
import { nameOf } from './replica.ts'
import { listedRefsOf, refsOf } from './request-blobs.ts'
import { examineRecord, headerOf, type VerifiedRecord } from './signature.ts'
import type { Store, StoreEntry } from './store.ts'

/** How far back a parcel reaches: both PCs have met the store since, or lack more than one file. */
const reachMs = 14 * 24 * 60 * 60 * 1000
const recordsMax = 20_000
const versionsMax = 20
const chunkCount = 32

export interface TakenParcel {
  /** What it was made for. */
  readonly request: string | null
  /** Records that were not here before. */
  readonly addedCount: number
}

/**
 * Puts into a file what another PC of the organization may lack: the newest versions, what the store
 * has not got yet, what was signed lately, all about the request, and its sealed blobs if wanted.
 * Fails with `journal.parcel-not-written` or `journal.blob-missing`.
 */
export async function saveParcel(
  state: JournalState,
  o: {
    readonly path: string
    readonly request: VerifiedRecord<'request'>
    readonly withContent: boolean
  },
): Promise<number> {
  const { trust, clock, replica } = state
  const { hash } = o.request
  const now = clock.now()
  const since = new Date(now - reachMs).toISOString()
  const records = replica.db
    .prepare<{ bytes: Uint8Array }>(
      `SELECT bytes FROM journal_entry
       WHERE state IN ('verified', 'enrolment', 'newer')
         AND (published = 0 OR at >= ? OR about = ? OR hash = ?)
       ORDER BY at DESC, seq DESC LIMIT ?`,
    )
    .all(since, hash, hash, recordsMax)
    .map(({ bytes }) => bytes)
    .reverse()
  const newest = (type: DocumentType) =>
    chainOfType(trust, type)
      .slice(-versionsMax)
      .map(({ bytes }) => bytes)
  const head = { v: 1, org: trust.fingerprint, request: hash, madeAt: new Date(now).toISOString() }
  const content = {
    head: { ...head, v: 1 as const },
    documents: { root: newest('root'), directory: newest('directory'), policy: newest('policy') },
    records,
  }
  return writeParcel(o.path, content, o.withContent ? blobsOf(state, o.request) : noBlobs())
}

/**
 * Takes what a file holds as if the store had brought it: the same checks, in the same functions.
 * What is refused refuses the file, and nothing of its records is kept then. What is kept goes to the
 * store when that is back; whoever else puts it there too puts the same. Fails with
 * `journal.parcel-*`, or with what is wrong inside.
 */
export async function takeParcel(state: JournalState, path: string): Promise<TakenParcel> {
  const parcel = await openParcel(path)
  try {
    if (parcel.head.org !== state.trust.fingerprint) fail('journal.parcel-foreign', {})
    await takeDocuments(state, parcel)
    await requireGenuine(state, parcel.records)
    const addedCount = await takeRecords(state, parcel.records)
    await takeBlobs(state, parcel)
    await reviewPending(state)
    await inspectChains(state)
    return { request: parcel.head.request, addedCount }
  } finally {
    await parcel.close()
  }
}

async function takeDocuments(state: JournalState, { documents }: Parcel): Promise<void> {
  const problems: Problem[] = []
  for (const type of documentTypes) {
    const bytesOf = new Map<StoreEntry, Uint8Array>()
    for (const bytes of documents[type])
      bytesOf.set({ stream: type, seq: versionIn(bytes), name: nameOf(bytes) }, bytes)
    const source: Pick<Store, 'get'> = {
      async get(entry) {
        const bytes = bytesOf.get(entry)
        return bytes === undefined ? { status: 'missing' } : { status: 'whole', bytes }
      },
    }
    const entries = [...bytesOf.keys()]
    const known = chainOfType(state.trust, type)
    for (const { seq, name } of entries) {
      const ours = known[seq - 1]
      const [, bytes] = [...bytesOf].find(([each]) => each.name === name) ?? []
      if (ours !== undefined && bytes !== undefined && nameOf(ours.bytes) !== name)
        problems.push(judgeAlternative(state.trust, { type, n: seq, bytes }))
    }
    const [fork] = problems
    if (fork !== undefined) throw new ProblemError(fork)
    for (;;) {
      const next = await findNext(source, state.trust, { type, entries, problems })
      if (next === null) break
      acceptDocument(state, next, { type, published: false })
    }
    const [problem] = problems
    if (problem !== undefined) throw new ProblemError(problem)
  }
}

/** Read before anything is verified, only to know where it would belong. */
function versionIn(bytes: Uint8Array): number {
  try {
    const body: unknown = JSON.parse(Buffer.from(recallPayload(bytes)).toString('utf8'))
    if (typeof body === 'object' && body !== null && 'n' in body && typeof body.n === 'number')
      return body.n
    return fail('journal.parcel-damaged', {})
  } catch (error) {
    if (error instanceof SyntaxError) return fail('journal.parcel-damaged', {})
    throw error
  }
}

/** All or nothing: one record that is not genuine, and somebody has made this file by hand. */
async function requireGenuine(state: JournalState, records: readonly Uint8Array[]): Promise<void> {
  for (const [at, bytes] of records.entries()) {
    if (at % chunkCount === chunkCount - 1) await breathe()
    const examined = examineRecord(bytes, state.trust)
    if (examined.verdict === 'unknown-signer')
      fail('journal.signature-invalid', { record: examined.hash.slice(0, 12) })
  }
}

async function takeRecords(state: JournalState, records: readonly Uint8Array[]): Promise<number> {
  let added = 0
  for (let at = 0; at < records.length; at += chunkCount) {
    await breathe()
    state.replica.db.transaction(() => {
      for (const bytes of records.slice(at, at + chunkCount)) {
        const { workstation, seq } = headerOf(bytes)
        const name = nameOf(bytes)
        if (state.replica.hasEntry(workstation, name)) continue
        const entry = { stream: streamOf(workstation), seq, name }
        if (take(state, entry, { bytes, published: false })) added += 1
      }
    })
  }
  return added
}

/** Only what the request's own record names: a file cannot fill the vault with anything else. */
async function takeBlobs(state: JournalState, parcel: Parcel): Promise<void> {
  const request = state.index.byHash(parcel.head.request ?? '')
  if (request?.kind !== 'request') return
  await takeEach(state, parcel, refsOf(request))
  // The list of its files has come with them, by the hash that the record names.
  await takeEach(state, parcel, await listedRefsOf(state, request))
}

async function takeEach(
  state: JournalState,
  parcel: Parcel,
  refs: readonly BlobRef[],
): Promise<void> {
  for (const ref of refs) {
    const bytes = state.blobs.get(ref.hash) === null ? await parcel.blob(ref.hash) : null
    if (bytes === null || bytes.length !== ref.sizeBytes) continue
    state.blobs.put(bytes, false)
    await breathe()
  }
}

async function* blobsOf(
  state: JournalState,
  request: VerifiedRecord<'request'>,
): AsyncIterable<Uint8Array> {
  for (const ref of [...refsOf(request), ...(await listedRefsOf(state, request))]) {
    const known = state.blobs.get(ref.hash)
    const bytes = known ?? (await withStore(state, (store) => store.getBlob(ref)))
    yield bytes ?? fail('journal.blob-missing', { hash: ref.hash })
  }
}

async function* noBlobs(): AsyncIterable<Uint8Array> {}
