/**
 * Entry of a thread that makes rows into signed messages: rendering, MIME, DKIM and every check of
 * the bytes. It reads the frozen rows from the flight log and believes none of them.
 */

import { fail, type Problem, ProblemError } from '../../preload/problem.ts'
import { leafHash, type Manifest, type ReleaseSecrets } from '../approval/approval.ts'
import { type CmsSigner, compileTemplate, composeSkeleton } from '../message/message.ts'
import { openReadable, type ReadableDb } from '../sqlite/sqlite.ts'
import { checkDkim } from './dkim-check.ts'
import { createDkimSigner } from './dkim-signer.ts'
import { createSpoolReader, type FileSpool, type SpoolReader } from './file-spool.ts'
import { createSuppressionTest, type LateSuppression } from './late-suppression.ts'
import { createMessageWriter, type WrittenMessage } from './message-writer.ts'
import { createReleaseSigner } from './release-signer.ts'
import { type Moved, serveThread } from './thread.ts'

/** What a thread is given once. All of it comes out of one VerifiedRelease. */
export interface ComposerStart {
  readonly request: string
  readonly manifest: Pick<Manifest, 'campaign' | 'headers' | 'smime'> & {
    readonly attachments: Manifest['attachments']
    readonly route: Pick<Manifest['route'], 'dkim'>
  }
  readonly template: Uint8Array
  readonly attachments: readonly Uint8Array[]
  /** 32 bytes a row: the leaves under the approved root. */
  readonly leaves: SharedArrayBuffer
  readonly secrets: Pick<ReleaseSecrets, 'dkimPrivateKey' | 'ed25519PrivateKey' | 'smimeKey'>
  readonly runKey: Uint8Array
  readonly log: { readonly file: string; readonly key: Uint8Array }
  /** The recipients' own files; null where nobody gets one. */
  readonly spool: FileSpool | null
}

export type ComposerQuestion =
  /** Fails with `approval.recipients-altered` unless every one of these rows is what was approved. */
  | { readonly kind: 'check'; readonly indexes: readonly number[] }
  /** All of them from now on, in place of those before. */
  | { readonly kind: 'suppress'; readonly entries: readonly LateSuppression[] }
  | {
      readonly kind: 'compose'
      readonly indexes: readonly number[]
      /** ms since the epoch. */
      readonly now: number
      /** The first of a batch is read by mailauth too before any of them is handed out. */
      readonly isFirst: boolean
    }

export interface Composition {
  /** As many of the rows, from the first, as fit into one answer. */
  readonly rows: readonly ComposedRow[]
  readonly bytes: Uint8Array
}

export type ComposedRow =
  | { readonly index: number; readonly recipient: string; readonly sizeBytes: number }
  /** Its recipient was suppressed after the freeze. */
  | { readonly index: number; readonly isSuppressed: true }
  /** This row makes no message. */
  | { readonly index: number; readonly problem: Problem }

export type ComposerAnswer = Composition | null

const answerBytesMax = 4 << 20

class Composer {
  readonly #start: ComposerStart
  readonly #leaves: Uint8Array
  #db: ReadableDb | null = null
  readonly #cms: CmsSigner | null
  readonly #write: Promise<ReturnType<typeof createMessageWriter>>
  #isSuppressed = createSuppressionTest([])
  readonly #files: SpoolReader | null

  constructor(start: ComposerStart) {
    this.#start = start
    this.#leaves = new Uint8Array(start.leaves)
    this.#cms = createReleaseSigner(start)
    this.#files = start.spool === null ? null : createSpoolReader(start.spool)
    const parts = { cms: this.#cms, files: this.#files }
    this.#write = createWriter(start, parts, (address) => this.#isSuppressed(address))
  }

  readonly answer = async (
    question: ComposerQuestion,
  ): Promise<ComposerAnswer | Moved<Composition>> => {
    switch (question.kind) {
      case 'check':
        this.#lines(question.indexes)
        return null
      case 'suppress':
        this.#isSuppressed = createSuppressionTest(question.entries)
        return null
      case 'compose':
        return this.#compose(question)
      default:
        return question satisfies never
    }
  }

  readonly close = (): void => {
    this.#cms?.close()
    this.#db?.close()
    this.#files?.close()
  }

  async #compose({
    indexes,
    now,
    isFirst,
  }: Extract<ComposerQuestion, { kind: 'compose' }>): Promise<Moved<Composition>> {
    const write = await this.#write
    const rows: ComposedRow[] = []
    const contents: Uint8Array[] = []
    let size = 0
    let isUnread = isFirst
    for (const [at, line] of this.#lines(indexes).entries()) {
      const index = indexes[at] ?? -1
      const made = attempt(() => write(line, index, now))
      if (made === null) rows.push({ index, isSuppressed: true })
      else if ('problem' in made) rows.push({ index, problem: made.problem })
      else {
        if (isUnread) await checkDkim(made.signed, this.#start.manifest.route.dkim, now)
        isUnread = false
        rows.push({ index, recipient: made.recipient, sizeBytes: made.content.length })
        contents.push(made.content)
        size += made.content.length
      }
      if (size >= answerBytesMax) break
    }
    // Off the pool, so that it can move to the other thread without a copy.
    const bytes = new Uint8Array(size)
    let end = 0
    for (const each of contents) {
      bytes.set(each, end)
      end += each.length
    }
    return { answer: { rows, bytes }, moved: bytes.buffer }
  }

  /** The frozen rows' lines, each of them checked against its approved leaf. */
  #lines(indexes: readonly number[]): Buffer[] {
    this.#db ??= openReadable(this.#start.log)
    const found = this.#db.prepare<{ line: string | null }>(linesInOrder)
    const rows = found.all(JSON.stringify(indexes))
    return indexes.map((index, at) => {
      const line = Buffer.from(rows[at]?.line ?? '')
      const leaf = this.#leaves.subarray(index * 32, index * 32 + 32)
      if (Buffer.compare(leaf, leafHash(line)) !== 0) fail('approval.recipients-altered', { index })
      return line
    })
  }
}

/**
 * All of them in one statement: with each commit of the log a reader forgets the pages that it has
 * decrypted, and would begin anew for every row.
 */
const linesInOrder = `SELECT f.line FROM json_each(?) i LEFT JOIN frozen f ON f.idx = i.value
  ORDER BY i.key`

async function createWriter(
  start: ComposerStart,
  { cms, files }: { readonly cms: CmsSigner | null; readonly files: SpoolReader | null },
  isSuppressed: (address: string) => boolean,
): Promise<ReturnType<typeof createMessageWriter>> {
  const { manifest, attachments, secrets, request, runKey } = start
  const template = compileTemplate(start.template)
  const skeleton = await composeSkeleton({
    headers: manifest.headers,
    template,
    attachments: manifest.attachments.map(({ name, type }, at) => ({
      ...{ name, type },
      bytes: attachments[at] ?? new Uint8Array(),
    })),
    signer: cms,
    ownFiles: files !== null,
  })
  const signer = createDkimSigner({
    ...manifest.route.dkim,
    privateKey: secrets.dkimPrivateKey,
    ed25519PrivateKey: secrets.ed25519PrivateKey,
  })
  return createMessageWriter({
    request,
    manifest,
    template,
    skeleton,
    signer,
    runKey,
    isSuppressed,
    files,
  })
}

/** A row whose own values make no message; anything else concerns the release. */
function attempt(
  act: () => WrittenMessage | null,
): WrittenMessage | null | { readonly problem: Problem } {
  try {
    return act()
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code.startsWith('message.'))
      return { problem: error.problem }
    throw error
  }
}

serveThread<ComposerStart, ComposerQuestion, ComposerAnswer>('composer-thread', (start) => {
  const composer = new Composer(start)
  return { answer: composer.answer, close: composer.close }
})
