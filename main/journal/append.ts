import { fail } from '../../preload/problem.ts'
import type { SigningKey } from '../vault/vault.ts'
import type { ChainHead, ChainIndex } from './chain.ts'
import {
  isStoreOpen,
  type JournalState,
  loadedChain,
  noteEnrolment,
  noteRecord,
  withStore,
} from './journal-state.ts'
import { pushEntry } from './outbox.ts'
import { headsMax, type RecordBody, type RecordHeader, type RecordKind } from './record.ts'
import { nameOf } from './replica.ts'
import {
  type Enrolment,
  type Examination,
  examineRecord,
  signRecord,
  type VerifiedRecord,
} from './signature.ts'
import { confirmStore } from './sync.ts'

export interface Signer {
  readonly member: string
  readonly signing: SigningKey
}

interface NewRecord<K extends RecordKind> {
  readonly kind: K
  readonly body: RecordBody<K>
  /** Null: the workstation by itself. */
  readonly signer: Signer | null
}

/**
 * Makes one record and has it durable in the vault when it resolves; the store gets it too, now or
 * at the next synchronisation. What this workstation could not verify itself it does not write.
 * Fails with `journal.rollback` on a workstation that was set back, `journal.not-durable`,
 * `journal.signature-invalid` for a signer whom no directory knows, or `journal.record-malformed`.
 */
export async function appendRecord<K extends RecordKind>(
  state: JournalState,
  workstation: SigningKey,
  record: NewRecord<K>,
): Promise<VerifiedRecord | Enrolment> {
  await confirmStore(state)
  const chain = await loadedChain(state)
  const { alarms } = state
  const [rollback] = [...alarms.activeIn('self'), ...alarms.activeIn('named-ahead')]
  if (rollback) {
    const { what = '', seen = 0, found = 0 } = rollback.params
    fail('journal.rollback', { what, seen, found })
  }
  const added = writeRecord(state, workstation, { ...record, heads: newHeads(state, chain) })
  // A store that was out of reach a moment ago is left to the next synchronisation.
  if (isStoreOpen(state)) {
    const { header, bytes } = added
    await withStore(state, () =>
      pushEntry(state, {
        workstation: header.workstation,
        seq: header.seq,
        name: nameOf(bytes),
        at: header.at,
        bytes,
      }),
    )
  }
  return added
}

function writeRecord<K extends RecordKind>(
  state: JournalState,
  workstation: SigningKey,
  { kind, body, signer, heads }: NewRecord<K> & { readonly heads: Record<string, ChainHead> },
): VerifiedRecord | Enrolment {
  const { replica } = state
  const added = durably(state, () => {
    const last = replica.lastOwn()
    const header: RecordHeader = {
      org: state.trust.fingerprint,
      kind,
      v: 1,
      member: signer?.member ?? null,
      workstation: state.workstation,
      seq: (last?.seq ?? 0) + 1,
      prev: last?.hash ?? null,
      at: new Date(state.clock.now()).toISOString(),
      heads,
    }
    const keys = { member: signer?.signing ?? null, workstation }
    const examined = examineRecord(signRecord({ header, body }, keys), state.trust)
    const record = requireOurs(examined, kind)
    replica.addRecord(record, { own: true, published: false })
    replica.declare(heads)
    return record
  })
  if (added.kind === 'enrolment') noteEnrolment(state, added)
  else noteRecord(state, added)
  return added
}

function requireOurs(examined: Examination, kind: RecordKind): VerifiedRecord | Enrolment {
  switch (examined.verdict) {
    case 'verified':
      return examined.record
    case 'enrolment':
      return examined.enrolment
    case 'newer':
    case 'unknown-signer':
      return fail('journal.signature-invalid', { record: kind })
    default:
      return examined satisfies never
  }
}

/** What has moved elsewhere since our record before; the oldest news first when it is too much. */
function newHeads(state: JournalState, chain: ChainIndex): Record<string, ChainHead> {
  const declared = state.replica.declared()
  const moved: [string, ChainHead][] = []
  for (const [workstation, head] of chain.heads())
    if (workstation !== state.workstation && declared.get(workstation)?.hash !== head.hash)
      moved.push([workstation, head])
  return Object.fromEntries(moved.slice(0, headsMax))
}

/** No audit, no action: whoever asked for the record must not go on when it is not on disk. */
function durably<T>(state: JournalState, act: () => T): T {
  try {
    return state.replica.db.transaction(act)
  } catch (error) {
    if (isStorageFailure(error)) return fail('journal.not-durable', {})
    throw error
  }
}

function isStorageFailure(error: unknown): boolean {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    /^SQLITE_(FULL|IOERR|READONLY|BUSY|CORRUPT|CANTOPEN)/.test(error.code)
  )
}
