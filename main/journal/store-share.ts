import { dirname, join } from 'node:path'
import { fail } from '../../preload/problem.ts'
import type { Clock, Random } from '../ports.ts'
import { envelopeSizeBytesMax, type PayloadName } from './dsse.ts'
import {
  codeOf,
  isFolder,
  listNames,
  makeFolder,
  readWholeFile,
  removeFile,
  sha256,
  writeNewFile,
} from './share-file.ts'
import type { Store, StoreEntry, StoreReading, Stream } from './store.ts'

/** A file that is not what its name says is being written for so long, and damaged after. */
const writingMsMax = 60_000
/** By the share's clock, which may differ from ours, only a much older file counts as damaged. */
const foreignWritingMsMax = 10 * 60_000
/** A torn file keeps its name for ever; the next copies are `.1` to `.9`. */
const copiesMax = 10
const claimSizeBytesMax = envelopeSizeBytesMax('policy')

interface ShareOptions {
  readonly folder: string
  readonly clock: Clock
  readonly random: Random
}

/**
 * A network folder as the store. Only new files are made in it: no rename, lock or delete, so that
 * a share whose users may create and read, and nothing more, is enough (docs/journal-format.md).
 */
export function openShareStore({ folder, clock, random }: ShareOptions): Store {
  const base = join(folder, 'v1')
  const share: Share = { folder, base, clock, firstSeenMs: new Map() }
  const paths = new WeakMap<StoreEntry, readonly string[]>()
  return {
    place: folder,
    hasBegun: () => reach(share, async () => (await listNames(join(base, 'root'))).length > 0),
    put: ({ stream, seq, at, bytes }) =>
      reach(share, () => putFile(share, { ...placeOf(stream, seq, at, bytes), bytes })),
    listLogs: () =>
      reach(share, async () =>
        (await listNames(join(base, 'log')))
          .filter((name) => /^[a-z0-9][a-z0-9-]{0,63}$/.test(name))
          .map((name): Stream => `log/${name}`),
      ),
    listAfter: (stream, seq) =>
      reach(share, async () => {
        const found = await listStream(share, stream, seq)
        for (const { entry, files } of found) paths.set(entry, files)
        return found.map(({ entry }) => entry)
      }),
    get: (entry) => reach(share, () => getRecord(share, entry, paths.get(entry) ?? [])),
    putBlob: (bytes) =>
      reach(share, async () => {
        const hash = sha256(bytes)
        await putFile(share, { folder: blobFolder(hash), stem: hash, ending: '', bytes })
        return { hash, sizeBytes: bytes.length }
      }),
    getBlob: (ref) => reach(share, () => getBlob(share, ref)),
    removeBlob: (hash) => reach(share, () => removeBlob(share, hash)),
    claim: (name, content) =>
      reach(share, async () => {
        const path = join(base, 'claim', name)
        if (!(await makeFile(path, content))) return false
        const written = await readWholeFile(path, content.length)
        return written !== null && Buffer.from(written.bytes).equals(content)
      }),
    readClaim: (name) =>
      reach(share, async () => {
        const found = await readWholeFile(join(base, 'claim', name), claimSizeBytesMax)
        return found?.bytes ?? null
      }),
    selfTest: () => reach(share, () => testShare(share, random)),
    watch: null,
    close: async () => undefined,
  }
}

interface Share {
  readonly folder: string
  readonly base: string
  readonly clock: Clock
  /** When a file that is not whole was first met. */
  readonly firstSeenMs: Map<string, number>
}

/** Everything that a file system answers instead of doing it means: out of reach. */
async function reach<T>(share: Share, act: () => Promise<T>): Promise<T> {
  try {
    // Without this, a share that is not mounted would be taken for an empty one.
    if (!(await isFolder(share.folder))) fail('journal.store-unreachable', { folder: share.folder })
    return await act()
  } catch (error) {
    if (codeOf(error) === null) throw error
    return fail('journal.store-unreachable', { folder: share.folder })
  }
}

interface NewFile {
  readonly folder: string
  readonly stem: string
  readonly ending: string
  readonly bytes: Uint8Array
}

function placeOf(
  stream: Stream,
  seq: number,
  at: string,
  bytes: Uint8Array,
): Omit<NewFile, 'bytes'> {
  const month = `${at.slice(0, 4)}${at.slice(5, 7)}`
  return {
    folder: stream.startsWith('log/') ? join(stream, month) : stream,
    stem: `${String(seq).padStart(10, '0')}-${sha256(bytes).slice(0, 32)}`,
    ending: '.rec',
  }
}

async function putFile(share: Share, { folder, stem, ending, bytes }: NewFile): Promise<void> {
  for (let copy = 0; copy < copiesMax; copy += 1) {
    const path = join(share.base, folder, `${stem}${copy === 0 ? '' : `.${copy}`}${ending}`)
    await makeFile(path, bytes)
    const written = await readWholeFile(path, bytes.length)
    if (written !== null && Buffer.from(written.bytes).equals(bytes)) return
  }
  fail('journal.store-unreachable', { folder: share.folder })
}

/** The folders are there nearly always, so they are made only when a file says they are not. */
async function makeFile(path: string, bytes: Uint8Array): Promise<boolean> {
  try {
    return await writeNewFile(path, bytes)
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error
    await makeFolder(dirname(path))
    return writeNewFile(path, bytes)
  }
}

interface Listed {
  readonly entry: StoreEntry
  readonly files: readonly string[]
}

async function listStream(share: Share, stream: Stream, after: number): Promise<Listed[]> {
  const folder = join(share.base, stream)
  const found = new Map<string, { entry: StoreEntry; files: string[] }>()
  if (!stream.startsWith('log/')) await listFolder(folder, stream, found)
  else {
    const months = (await listNames(folder)).filter((name) => /^\d{6}$/.test(name)).reverse()
    let older = 0
    for (const month of months) {
      const lowest = await listFolder(join(folder, month), stream, found)
      // A month that reaches back far enough, and one more: a clock may have been set back.
      if (lowest <= after) older += 1
      if (older > 1) break
    }
  }
  return [...found.values()]
    .filter(({ entry }) => entry.seq > after)
    .sort((a, b) => a.entry.seq - b.entry.seq || (a.entry.name < b.entry.name ? -1 : 1))
}

const recordFile = /^(\d{10})-([0-9a-f]{32})(?:\.[1-9])?\.rec$/

async function listFolder(
  folder: string,
  stream: Stream,
  found: Map<string, { entry: StoreEntry; files: string[] }>,
): Promise<number> {
  let lowest = Number.POSITIVE_INFINITY
  for (const file of await listNames(folder)) {
    const [, digits, name] = recordFile.exec(file) ?? []
    if (digits === undefined || name === undefined || Number(digits) < 1) continue
    const seq = Number(digits)
    const key = `${digits}-${name}`
    const known = found.get(key) ?? { entry: { stream, seq, name }, files: [] }
    known.files.push(join(folder, file))
    found.set(key, known)
    lowest = Math.min(lowest, seq)
  }
  return lowest
}

async function getRecord(
  share: Share,
  entry: StoreEntry,
  files: readonly string[],
): Promise<StoreReading> {
  const sizeBytesMax = envelopeSizeBytesMax(payloadNameOf(entry.stream))
  let status: 'missing' | 'writing' | 'damaged' = 'missing'
  for (const file of files) {
    const found = await readWholeFile(file, sizeBytesMax)
    if (found === null) continue
    if (sha256(found.bytes).slice(0, 32) === entry.name) {
      share.firstSeenMs.delete(file)
      return { status: 'whole', bytes: found.bytes }
    }
    if (status !== 'writing') status = isStillWriting(share, file, found.modifiedMs)
  }
  return { status }
}

function payloadNameOf(stream: Stream): PayloadName {
  return stream === 'root' || stream === 'directory' || stream === 'policy' ? stream : 'record'
}

function isStillWriting(share: Share, file: string, modifiedMs: number): 'writing' | 'damaged' {
  const now = share.clock.now()
  const firstSeenMs = share.firstSeenMs.get(file) ?? now
  share.firstSeenMs.set(file, firstSeenMs)
  const isOld = now - firstSeenMs >= writingMsMax || now - modifiedMs >= foreignWritingMsMax
  return isOld ? 'damaged' : 'writing'
}

function blobFolder(hash: string): string {
  return join('blob', hash.slice(0, 2))
}

async function getBlob(
  share: Share,
  { hash, sizeBytes }: { readonly hash: string; readonly sizeBytes: number },
): Promise<Uint8Array | null> {
  const folder = join(share.base, blobFolder(hash))
  for (let copy = 0; copy < copiesMax; copy += 1) {
    const found = await readWholeFile(
      join(folder, `${hash}${copy === 0 ? '' : `.${copy}`}`),
      sizeBytes,
    )
    if (found === null) return null
    if (found.bytes.length === sizeBytes && sha256(found.bytes) === hash) return found.bytes
  }
  return null
}

async function removeBlob(share: Share, hash: string): Promise<boolean> {
  const folder = join(share.base, blobFolder(hash))
  let isGone = true
  for (let copy = 0; copy < copiesMax; copy += 1)
    isGone = (await removeFile(join(folder, `${hash}${copy === 0 ? '' : `.${copy}`}`))) && isGone
  return isGone
}

async function testShare(share: Share, random: Random) {
  const folder = join(share.base, 'self-test')
  await makeFolder(folder)
  const path = join(folder, Buffer.from(random.bytes(16)).toString('hex'))
  const bytes = random.bytes(64)
  const startedMs = share.clock.now()
  const attempts = await Promise.all([writeNewFile(path, bytes), writeNewFile(path, bytes)])
  const found = await readWholeFile(path, bytes.length)
  const endedMs = share.clock.now()
  return {
    isExclusive: attempts.filter((made) => made).length === 1,
    readsBack: found !== null && Buffer.from(found.bytes).equals(bytes),
    latencyMs: endedMs - startedMs,
    skewMs: found === null ? null : Math.round(found.modifiedMs - endedMs),
  }
}
