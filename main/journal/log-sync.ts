import { setImmediate as breathe } from 'node:timers/promises'
import { type Problem, ProblemError, toProblem } from '../../preload/problem.ts'
import type { ChainFinding } from './chain.ts'
import {
  isFirstOfItsChain,
  type JournalState,
  loadedChain,
  noteEnrolment,
  noteNewer,
  noteRecord,
  standsFor,
} from './journal-state.ts'
import { recordKinds, type UnknownHeader } from './record.ts'
import type { StoredEntry } from './replica.ts'
import { type Examination, examineRecord, headerOf } from './signature.ts'
import type { StoreEntry, StoreReading, Stream } from './store.ts'
import { isCrowded } from './stranger-room.ts'

/** How many files are read at once: a share answers each one slowly. */
const chunkCount = 32
/** So many records of one workstation wait for a directory: for a member who is not admitted yet. */
const pendingMax = 500
/** A record that is missing may be on its way for so long. */
const gapGraceMs = 60_000
const duplicate = 'duplicate'

/** Takes what is new in every log. `whole` reads the full listings. True when a record was added. */
export async function syncLogs(
  state: JournalState,
  { whole }: { readonly whole: boolean },
): Promise<boolean> {
  let changed = false
  const damaged: Problem[] = []
  const chain = await loadedChain(state)
  let skipped = 0
  for (const stream of await state.store.listLogs()) {
    const workstation = workstationOf(stream)
    // Anybody with the store can make any number of logs: reading them has an end.
    if (isCrowded(state, workstation)) {
      skipped += 1
      continue
    }
    const after = whole ? 0 : chain.wholeUpTo(workstation)
    const entries = await state.store.listAfter(stream, after)
    const taken = await takeEntries(state, workstation, entries, damaged)
    changed = taken || changed
  }
  state.skippedLogCount = skipped
  state.alarms.settle('files', [...damaged, ...refusedFiles(state), ...forgedRecords(state)])
  return changed
}

/** After the directory has moved: who was unknown may be known now. */
export async function reviewPending(state: JournalState): Promise<boolean> {
  return review(state, state.replica.pending())
}

/**
 * After an update of Sekisho: what an older one could not read, or refused, is looked at anew. The
 * refused are forgotten, so that the next full listing brings them again.
 */
export async function reviewAfterUpdate(state: JournalState): Promise<boolean> {
  const { replica } = state
  if (replica.knownKinds() === readableKinds) return false
  for (const { workstation, name } of replica.refused()) replica.forget(workstation, name)
  const changed = await review(state, replica.newer())
  replica.setKnownKinds(readableKinds)
  return changed
}

const readableKinds = recordKinds.join(' ')

async function review(state: JournalState, entries: readonly StoredEntry[]): Promise<boolean> {
  let changed = false
  for (const [at, entry] of entries.entries()) {
    if (at % chunkCount === chunkCount - 1) await breathe()
    state.replica.db.transaction(() => {
      state.replica.forget(entry.workstation, entry.name)
      const stored = { stream: streamOf(entry.workstation), seq: entry.seq, name: entry.name }
      changed = take(state, stored, { bytes: entry.bytes, published: true }) || changed
    })
  }
  return changed
}

/** Whether our own log in the store is ahead of us: then we were set back, and only read. */
export async function checkOwnLog(state: JournalState): Promise<void> {
  const stream = streamOf(state.workstation)
  const entries = await state.store.listAfter(stream, state.replica.lastOwn()?.seq ?? 0)
  await takeEntries(state, state.workstation, entries, [])
}

/** Gaps and forks that the chains show now become alarms; what has healed ends. */
export async function inspectChains(state: JournalState): Promise<void> {
  const chain = await loadedChain(state)
  const now = state.clock.now()
  const problems: Problem[] = []
  const gaps = new Set<string>()
  for (const finding of chain.findings(standsFor(state))) {
    if (finding.what === 'fork') problems.push(toAlarm(finding))
    else {
      const key = `${finding.workstation} ${finding.seq}`
      gaps.add(key)
      const sinceMs = state.gapNoticedMs.get(key) ?? now
      state.gapNoticedMs.set(key, sinceMs)
      if (now - sinceMs >= gapGraceMs) problems.push(toAlarm(finding))
    }
  }
  for (const key of state.gapNoticedMs.keys()) if (!gaps.has(key)) state.gapNoticedMs.delete(key)
  state.alarms.settle('chains', problems)
  const ahead = chain.namedAhead(state.workstation, standsFor(state))
  const found = state.replica.lastOwn()?.seq ?? 0
  const isAhead = ahead !== null && ahead.seq > found
  state.alarms.settle(
    'named-ahead',
    isAhead ? [toProblem('journal.rollback', { what: 'workstation', seen: ahead.seq, found })] : [],
  )
}

function toAlarm({ what, workstation, seq, by }: ChainFinding): Problem {
  const facts = { workstation, seq }
  const names = by.join(', ')
  if (what === 'gap')
    return by.length === 0
      ? toProblem('journal.chain-gap', facts)
      : toProblem('journal.named-not-found', { ...facts, by: names })
  return by.length === 0
    ? toProblem('journal.fork', facts)
    : toProblem('journal.contradicted', { ...facts, by: names })
}

function workstationOf(stream: Stream): string {
  return stream.slice(stream.indexOf('/') + 1)
}

export function streamOf(workstation: string): Stream {
  return `log/${workstation}`
}

async function takeEntries(
  state: JournalState,
  workstation: string,
  entries: readonly StoreEntry[],
  damaged: Problem[],
): Promise<boolean> {
  const fresh = entries.filter((entry) => !state.replica.hasEntry(workstation, entry.name))
  let changed = false
  for (let at = 0; at < fresh.length; at += chunkCount) {
    if (isCrowded(state, workstation)) break
    const chunk = fresh.slice(at, at + chunkCount)
    const readings = await Promise.all(chunk.map((entry) => state.store.get(entry)))
    state.replica.db.transaction(() => {
      for (const [index, entry] of chunk.entries())
        changed = takeReading(state, entry, readings[index], damaged) || changed
    })
  }
  return changed
}

function takeReading(
  state: JournalState,
  entry: StoreEntry,
  reading: StoreReading | undefined,
  damaged: Problem[],
): boolean {
  if (reading?.status === 'whole')
    return take(state, entry, { bytes: reading.bytes, published: true })
  if (reading?.status === 'damaged')
    damaged.push(toProblem('journal.record-malformed', { record: `${entry.stream} ${entry.seq}` }))
  return false
}

/** Examines one envelope, once, and keeps what became of it. published: whether the store has it. */
export function take(
  state: JournalState,
  entry: StoreEntry,
  { bytes, published }: { readonly bytes: Uint8Array; readonly published: boolean },
): boolean {
  const examined = examine(state, bytes)
  if (examined instanceof ProblemError) return refuse(state, entry, examined.problem.code)
  const header = headerIn(examined)
  if (header.workstation !== workstationOf(entry.stream) || header.seq !== entry.seq)
    return refuse(state, entry, 'journal.record-malformed')
  switch (examined.verdict) {
    case 'unknown-signer':
      if (state.replica.pendingCountOf(header.workstation) >= pendingMax)
        return refuse(state, entry, 'journal.signature-invalid')
      state.replica.addPending({
        workstation: header.workstation,
        seq: header.seq,
        name: entry.name,
        at: header.at,
        bytes,
      })
      return false
    case 'newer':
      if (!state.replica.addNewer(examined.newer, published)) return refuse(state, entry, duplicate)
      noteNewer(state, examined.newer)
      checkOwn(state, header)
      return true
    case 'enrolment': {
      const { enrolment } = examined
      if (!state.replica.addRecord(enrolment, { own: false, published }))
        return refuse(state, entry, duplicate)
      noteEnrolment(state, enrolment)
      if (isFirstOfItsChain(state.trust, enrolment)) checkOwn(state, header)
      return true
    }
    case 'verified':
      if (!state.replica.addRecord(examined.record, { own: false, published }))
        return refuse(state, entry, duplicate)
      noteRecord(state, examined.record)
      checkOwn(state, header)
      return true
    default:
      return examined satisfies never
  }
}

function examine(state: JournalState, bytes: Uint8Array): Examination | ProblemError {
  try {
    return examineRecord(bytes, state.trust)
  } catch (error) {
    if (error instanceof ProblemError) return error
    throw error
  }
}

function headerIn(examined: Examination): UnknownHeader {
  switch (examined.verdict) {
    case 'verified':
      return examined.record.header
    case 'enrolment':
      return examined.enrolment.header
    case 'newer':
      return examined.newer.header
    case 'unknown-signer':
      return examined.header
    default:
      return examined satisfies never
  }
}

function refuse(state: JournalState, entry: StoreEntry, reason: string): false {
  const { seq, name, stream } = entry
  state.replica.addRefused({ workstation: workstationOf(stream), seq, name, reason })
  return false
}

function refusedFiles(state: JournalState): Problem[] {
  return state.replica
    .refused()
    .filter(({ reason }) => reason !== duplicate)
    .map(({ workstation, name, reason }) => {
      const record = `${streamOf(workstation)} ${name.slice(0, 12)}`
      return reason === 'journal.signature-invalid'
        ? toProblem('journal.signature-invalid', { record })
        : toProblem('journal.record-malformed', { record })
    })
}

/**
 * Pending although everybody it names is known: their keys did not sign it. Should a directory on
 * its way have new keys for them, the alarm ends by itself.
 */
function forgedRecords(state: JournalState): Problem[] {
  const { trust } = state
  return state.replica
    .pending()
    .filter(({ bytes }) => {
      const { member, workstation } = headerOf(bytes)
      const isKnown = trust.workstationKeys(workstation).length > 0
      return isKnown && (member === null || trust.memberKeys(member).length > 0)
    })
    .map(({ workstation, seq }) =>
      toProblem('journal.signature-invalid', { record: `${streamOf(workstation)} ${seq}` }),
    )
}

/** A record of ours that we do not know: the vault is older than what it has signed. */
function checkOwn(state: JournalState, header: UnknownHeader): void {
  if (header.workstation === state.workstation) raiseRollback(state, header.seq)
}

function raiseRollback(state: JournalState, seen: number): void {
  if (state.alarms.activeIn('self').length > 0) return
  const found = state.replica.lastOwn()?.seq ?? 0
  state.alarms.raise('self', toProblem('journal.rollback', { what: 'workstation', seen, found }))
}
