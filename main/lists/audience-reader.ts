import { Worker } from 'node:worker_threads'
import type { AudienceView } from '../../preload/contract/campaigns.ts'
import type { Condition } from '../../preload/contract/condition.ts'
import { type Audience, noRules } from '../../preload/contract/segments.ts'
import { ProblemError, toProblem } from '../../preload/problem.ts'
import type { ReadableDb } from '../sqlite/sqlite.ts'
import { type AddressBook, attachAddressBook } from './address-book.ts'
import { type AudiencePlan, planAudience } from './audience-plan.ts'
import { type SuppressedValues, suppressedValues, suppressionVersion } from './suppression.ts'

export interface AudienceQuestion {
  readonly id: number
  readonly ask:
    | { readonly kind: 'summary' }
    | { readonly kind: 'count' }
    | { readonly kind: 'values'; readonly field: string; readonly limit: number }
  readonly plan: AudiencePlan
  /** Null: what was sent last still holds. */
  readonly suppressed: SuppressedValues | null
}

export interface ValueCount {
  readonly value: string
  readonly count: number
}

export interface AudienceAnswer {
  readonly id: number
  readonly answer:
    | { readonly kind: 'summary'; readonly value: AudienceView }
    | {
        readonly kind: 'count'
        readonly value: { readonly count: number; readonly total: number }
      }
    | { readonly kind: 'values'; readonly value: ValueCount[] }
}

/**
 * How many would be mailed, who was left out and why, and how many per domain, most first. Counted
 * in a thread of its own. Fails with `lists.no-such-list`, `lists.no-such-segment`; with
 * `lists.counting-stopped` when the vault closes meanwhile.
 */
export async function audienceSummary(
  db: ReadableDb,
  audience: Audience,
  nowMs: number,
): Promise<AudienceView> {
  const answer = await askAbout(db, { kind: 'summary' }, planAudience(db, audience, nowMs))
  return answer?.kind === 'summary' ? answer.value : nobody
}

const nobody: AudienceView = {
  count: 0,
  removed: { duplicate: 0, excluded: 0, earlier: 0, suppressed: 0, capped: 0, unreachable: 0 },
  domains: [],
}

/** How many of the lists' contacts fit a condition. */
export async function countSegment(
  db: ReadableDb,
  segment: { readonly lists: readonly string[]; readonly condition: Condition },
  nowMs: number,
): Promise<{ count: number; total: number }> {
  const answer = await askAbout(db, { kind: 'count' }, planOf(db, segment, nowMs))
  return answer?.kind === 'count' ? answer.value : { count: 0, total: 0 }
}

/** The most frequent values of a field in the lists. */
export async function frequentValues(
  db: ReadableDb,
  o: { readonly lists: readonly string[]; readonly field: string; readonly limit: number },
): Promise<ValueCount[]> {
  const everybody = { match: 'all', isNot: false, parts: [] } as const
  const plan = planOf(db, { lists: o.lists, condition: everybody }, 0)
  const answer = await askAbout(db, { kind: 'values', field: o.field, limit: o.limit }, plan)
  return answer?.kind === 'values' ? answer.value : []
}

function planOf(
  db: ReadableDb,
  { lists, condition }: { readonly lists: readonly string[]; readonly condition: Condition },
  nowMs: number,
): AudiencePlan {
  const plan = planAudience(db, { lists, ...noRules }, nowMs)
  return { ...plan, lists: [], segments: [{ lists: plan.lists, condition }] }
}

interface Reader {
  readonly book: AddressBook
  readonly ask: (
    question: Omit<AudienceQuestion, 'id' | 'suppressed'>,
    db: ReadableDb,
  ) => Promise<AudienceAnswer['answer']>
  readonly end: () => Promise<void>
}

const readers = new WeakMap<ReadableDb, Reader>()

/** Lets go of the address book's file; the next question reads it anew. */
export async function endReader(db: ReadableDb): Promise<void> {
  await readers.get(db)?.end()
}

/** Null: nothing was ever imported. */
async function askAbout(
  db: ReadableDb,
  ask: AudienceQuestion['ask'],
  plan: AudiencePlan,
): Promise<AudienceAnswer['answer'] | null> {
  const book = attachAddressBook(db)
  if (book === null) return null
  const known = readers.get(db)
  const reader = known?.book.file === book.file ? known : startReader(db, book)
  if (reader !== known) {
    void known?.end()
    readers.set(db, reader)
    // Whatever it has read of the address book goes with the vault.
    db.onClose(() => void reader.end())
  }
  return reader.ask({ ask, plan }, db)
}

// Where types are stripped at run time the file is .ts, in a build it is .js beside the bundle.
const workerFile = import.meta.url.endsWith('.ts') ? './count-worker.ts' : './count-worker.js'

function startReader(db: ReadableDb, book: AddressBook): Reader {
  const worker = new Worker(new URL(workerFile, import.meta.url), {
    workerData: { audienceOf: book },
  })
  // Nobody waits for a count that nobody waits for.
  worker.unref()
  const waiting = new Map<number, PromiseWithResolvers<AudienceAnswer['answer']>>()
  let lastId = 0
  let sentVersion = -1
  const end = async (reason: Error | null) => {
    if (readers.get(db)?.book === book) readers.delete(db)
    const stopped = new ProblemError(toProblem('lists.counting-stopped', {}))
    for (const each of waiting.values()) each.reject(reason ?? stopped)
    waiting.clear()
    await worker.terminate()
  }
  worker.on('message', ({ id, answer }: AudienceAnswer) => {
    waiting.get(id)?.resolve(answer)
    waiting.delete(id)
    if (waiting.size === 0) worker.unref()
  })
  worker.on(
    'error',
    (error) => void end(error instanceof Error ? error : new Error('worker failed')),
  )
  worker.on('exit', () => void end(null))
  return {
    book,
    end: () => end(null),
    ask(question, vault) {
      lastId += 1
      const version = suppressionVersion(vault)
      const suppressed = version === sentVersion ? null : suppressedValues(vault)
      sentVersion = version
      const promised = Promise.withResolvers<AudienceAnswer['answer']>()
      waiting.set(lastId, promised)
      worker.ref()
      worker.postMessage({ ...question, id: lastId, suppressed })
      return promised.promise
    },
  }
}
