import { type Problem, ProblemError, toProblem } from '../../preload/problem.ts'
import { dropSnapshot } from './chain-snapshot.ts'
import { judgeDirectory } from './dated-back.ts'
import {
  type DocumentType,
  documentTypes,
  extendChain,
  judgeAlternative,
  type SignedDocument,
  type Trust,
} from './directory.ts'
import type { DirectoryBody, PolicyBody, RootBody } from './document.ts'
import { type JournalState, noteCountedEnrolments } from './journal-state.ts'
import { nameOf } from './replica.ts'
import type { Store, StoreEntry } from './store.ts'

type AnyDocument = SignedDocument<RootBody | DirectoryBody | PolicyBody>

/**
 * Brings the three chains up to what the store offers, and says what is wrong with the store: a
 * version gone, altered, out of order, or there twice. True when a chain has moved.
 */
export async function syncDocuments(state: JournalState): Promise<boolean> {
  const problems: Problem[] = []
  let moved = false
  for (const type of documentTypes) {
    const entries = await state.store.listAfter(type, 0)
    while (await takeNext(state, type, entries, problems)) moved = true
    await judgeStrangers(state, type, entries, problems)
    await restoreMissing(state, type, entries, problems)
  }
  state.alarms.settle('documents', problems)
  return moved
}

/** Makes a verified version ours: durable in the replica first, then in force. */
export function acceptDocument(
  state: JournalState,
  next: Trust,
  o: { readonly type: DocumentType; readonly published: boolean },
): void {
  const document = next[o.type]
  if (document === null) throw new TypeError('nothing to accept')
  let isShorter = false
  state.replica.db.transaction(() => {
    for (const type of ['directory', 'policy'] as const) {
      const kept = next[type]
      if (o.type !== 'root' || kept?.hash === state.trust[type]?.hash) continue
      state.replica.dropDocumentsAfter(type, kept && { seq: kept.body.n, hash: kept.hash })
      isShorter = true
    }
    if (isShorter) dropSnapshot(state.replica.db)
    state.replica.addDocument(document, o.published)
  })
  state.trust = next
  // Keys may have become known, or unknown: which applications count in a chain is looked at anew.
  if (isShorter) state.chain = null
  else noteCountedEnrolments(state)
}

export function chainOfType(trust: Trust, type: DocumentType): readonly AnyDocument[] {
  switch (type) {
    case 'root':
      return trust.roots
    case 'directory':
      return trust.directories
    case 'policy':
      return trust.policies
    default:
      return type satisfies never
  }
}

async function takeNext(
  state: JournalState,
  type: DocumentType,
  entries: readonly StoreEntry[],
  problems: Problem[],
): Promise<boolean> {
  const next = await findNext(state.store, state.trust, { type, entries, problems })
  if (next === null) return false
  if (type === 'directory' && next.directory !== null)
    judgeDirectory(state, state.trust.directory?.body ?? null, next.directory.body)
  acceptDocument(state, next, { type, published: true })
  return true
}

/**
 * The one valid next version of a chain among what a store lists, or null. What is wrong with the
 * others goes into problems. Two valid ones are a fork: whoever made them, neither is followed.
 */
export async function findNext(
  store: Pick<Store, 'get'>,
  trust: Trust,
  o: {
    readonly type: DocumentType
    readonly entries: readonly StoreEntry[]
    readonly problems: Problem[]
  },
): Promise<Trust | null> {
  const n = chainOfType(trust, o.type).length + 1
  const found: Trust[] = []
  for (const entry of o.entries.filter((each) => each.seq === n)) {
    const bytes = await readEntry(store, entry, o.problems)
    if (bytes === null) continue
    const next = attempt(() => extendChain(trust, o.type, bytes))
    if (next instanceof ProblemError) o.problems.push(next.problem)
    else found.push(next)
  }
  if (found.length > 1) o.problems.push(toProblem('journal.fork', { workstation: o.type, seq: n }))
  else if (found.length === 0 && o.entries.some((each) => each.seq > n))
    o.problems.push(toProblem('journal.chain-gap', { workstation: o.type, seq: n }))
  return found.length === 1 ? (found[0] ?? null) : null
}

async function judgeStrangers(
  state: JournalState,
  type: DocumentType,
  entries: readonly StoreEntry[],
  problems: Problem[],
): Promise<void> {
  const chain = chainOfType(state.trust, type)
  const ours = new Set(chain.map(({ body, bytes }) => `${body.n} ${nameOf(bytes)}`))
  for (const entry of entries) {
    if (entry.seq > chain.length || ours.has(`${entry.seq} ${entry.name}`)) continue
    const bytes = await readEntry(state.store, entry, problems)
    if (bytes) problems.push(judgeAlternative(state.trust, { type, n: entry.seq, bytes }))
  }
}

/** A version that we have and the store has lost goes back into it. */
async function restoreMissing(
  state: JournalState,
  type: DocumentType,
  entries: readonly StoreEntry[],
  problems: Problem[],
): Promise<void> {
  const listed = new Set(entries.map((entry) => `${entry.seq} ${entry.name}`))
  const chain = chainOfType(state.trust, type)
  const lost = chain.filter(({ body, bytes }) => !listed.has(`${body.n} ${nameOf(bytes)}`))
  if (lost.length === 0) return
  const found = Math.max(0, ...entries.map((entry) => entry.seq))
  problems.push(toProblem('journal.rollback', { what: type, seen: chain.length, found }))
  for (const { body, bytes } of lost)
    await state.store.put({ stream: type, seq: body.n, at: body.at, bytes })
}

export async function readEntry(
  store: Pick<Store, 'get'>,
  entry: StoreEntry,
  problems: Problem[],
): Promise<Uint8Array | null> {
  const reading = await store.get(entry)
  if (reading.status === 'whole') return reading.bytes
  if (reading.status === 'damaged')
    problems.push(toProblem('journal.record-malformed', { record: `${entry.stream} ${entry.seq}` }))
  return null
}

function attempt<T>(act: () => T): T | ProblemError {
  try {
    return act()
  } catch (error) {
    if (error instanceof ProblemError) return error
    throw error
  }
}
