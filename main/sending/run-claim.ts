import { createHash } from 'node:crypto'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { Random } from '../ports.ts'
import { keepStartKey, noteEngineStart, type ReleaseRow } from './release-table.ts'

/**
 * What keeps two copies of one PC (a cloned virtual machine, an image that was put back) from sending
 * the same request: a claim in the store names the hash of a key of this very run, and the copies make
 * their keys after they parted. The workstation's id alone would be the same on both.
 */

/** The run of a request, once. Fails with `approval.already-run`, or offline as a claim does. */
export async function claimRun(
  { journal, workstation }: Pick<Session, 'journal' | 'workstation'>,
  { request, runKey }: Pick<ReleaseRow, 'request' | 'runKey'>,
): Promise<void> {
  if (doesWithout(journal)) return
  const run = hashOfKey('run', runKey)
  if (await journal.claim(request, run)) return
  const holder = await journal.claimant(request)
  if (holder?.workstation !== workstation.id || holder.run !== run) fail('approval.already-run', {})
}

/**
 * One more engine for a run that is ours, each claimed by its number: whoever finds the number taken by
 * another key is a copy. An attempt that was cut off keeps its key and is taken up with it. Fails with
 * `sending.pc-copied`, or offline as a claim does.
 */
export async function claimEngine(
  { db, journal }: Pick<Session, 'db' | 'journal'>,
  { request, starts, startKey }: Pick<ReleaseRow, 'request' | 'starts' | 'startKey'>,
  random: Random,
): Promise<number> {
  const key = startKey ?? random.bytes(32)
  keepStartKey(db, request, key)
  const run = hashOfKey('engine', key)
  const name = nameOfEngine(request, starts + 1)
  const isOurs =
    doesWithout(journal) ||
    (await journal.claim(name, run)) ||
    (await journal.claimant(name))?.run === run
  if (!isOurs) fail('sending.pc-copied', {})
  noteEngineStart(db, request, starts + 1)
  return starts + 1
}

/**
 * At each gate: nobody has claimed an engine after ours, which only a copy of this PC would do. Out of
 * reach, the gate's own rules about the store decide. Fails with `sending.pc-copied`.
 */
export async function requireNewestEngine(
  { journal }: Pick<Session, 'journal'>,
  request: string,
  start: number,
): Promise<void> {
  if (journal.storeStatus().offlineSinceAt !== null) return
  const next = await unlessAway(journal.claimant(nameOfEngine(request, start + 1)))
  if (next !== null) fail('sending.pc-copied', {})
}

/** Gone in this very moment: the same as out of reach. */
async function unlessAway<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code.startsWith('journal.store-'))
      return null
    throw error
  }
}

/**
 * The store is out of reach and the policy lets a run do without it, for as long as the gate allows:
 * then nothing can be claimed, and a copy of this PC that is cut off as well is not found out.
 */
function doesWithout(journal: Session['journal']): boolean {
  const { parcelsAllowed, storelessMinutesMax } = journal.policy().rules
  const mayDoWithout = parcelsAllowed && storelessMinutesMax !== null
  return mayDoWithout && journal.storeStatus().offlineSinceAt !== null
}

function nameOfEngine(request: string, start: number): string {
  return createHash('sha256').update(`sekisho engine ${request} ${start}`).digest('hex')
}

function hashOfKey(what: string, key: Uint8Array): string {
  return createHash('sha256').update(`sekisho ${what}\0`).update(key).digest('hex')
}
