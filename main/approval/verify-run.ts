import { fail, type Problem, ProblemError, toProblem } from '../../preload/problem.ts'
import {
  isVoid,
  type RecordBody,
  type Trust,
  type VerifiedRecord,
  verifyTrust,
} from '../journal/journal.ts'
import { isActive, type Roster, scopeOf } from './eligibility.ts'
import { entryProblem } from './entry-problem.ts'
import { type Manifest, senderOf } from './manifest.ts'
import { denialOf, quorumProblem } from './refusal.ts'
import { standingOf } from './standing.ts'

/** Who approved, who released, and how it ended. */
export interface RunVerification {
  readonly approvals: readonly VerifiedRecord<'decision'>[]
  readonly activation: VerifiedRecord<'activation'> | null
  readonly batches: readonly VerifiedRecord<'batch'>[]
  readonly stops: readonly VerifiedRecord<'stop'>[]
  readonly finished: VerifiedRecord<'finished'> | null
  /** Deliveries by state when it ended, or at the last batch. */
  readonly outcome: RecordBody<'finished'>['outcome'] | null
}

interface Chains {
  readonly fingerprint: string
  readonly roots: readonly Uint8Array[]
  readonly directories: readonly Uint8Array[]
  readonly policies: readonly Uint8Array[]
}

/**
 * Verifies a run after the fact: that the quorum held when it was activated, by the directory and
 * the policy of that moment, that nothing had been said against it, that there was one run, and that
 * its numbers fit the manifest. A request that never ran is judged by its last record.
 */
export function verifyRun(o: {
  readonly chains: Chains
  /** The same chains, verified. */
  readonly trust: Trust
  readonly request: VerifiedRecord<'request'>
  readonly records: readonly VerifiedRecord[]
  readonly manifest: Manifest
}): RunVerification {
  const { request, records, manifest } = o
  const ours = records.filter(
    (each) => 'request' in each.body && each.body.request === request.hash,
  )
  // How it ran is the executor's to say: any other workstation could sign the same about it.
  const byExecutor = ours.filter((each) => each.header.workstation === manifest.executor)
  const activations = byExecutor.filter((each) => each.kind === 'activation')
  const finished = byExecutor.filter((each) => each.kind === 'finished')
  const [activation = null] = activations
  if (activations.length > 1 || finished.length > 1) fail('approval.already-run', {})
  const until = activation?.header.at ?? ours.at(-1)?.header.at ?? request.header.at
  const now = Date.parse(until)
  const trust = trustAsOf(o.chains, o.trust, until)
  const { dossier, count, roster, terms, shares, current } = standingOf(request, {
    trust,
    // What was said later may have stopped the run; it did not make the start wrong.
    records: records.filter((each) => each.header.at <= until && isBelieved(each, o.trust)),
    detail: { routes: [manifest.route], senderIdentities: [] },
    now,
    machine: {},
  })
  if (activation !== null) {
    const problem =
      beliefProblem(request, activation, o.trust) ??
      denialOf(dossier, count, {}) ??
      entryProblem(
        { route: manifest.route, sender: senderOf(manifest) },
        { trust, now, policy: current.policy },
      ) ??
      quorumProblem(dossier, count, { now, terms, shares }) ??
      actorProblem(roster, request, activation)
    if (problem !== null) throw new ProblemError(problem)
  }
  const batches = byExecutor.filter((each) => each.kind === 'batch')
  requireCanary(manifest, byExecutor)
  const end = finished[0] ?? null
  const outcome = end?.body.outcome ?? batches.at(-1)?.body.outcome ?? null
  if (outcome !== null) requireFitting(outcome, manifest, end?.body.phase === 'finished')
  return {
    approvals: [...count.approvals, ...count.second],
    activation,
    batches,
    stops: ours.filter((each) => each.kind === 'stop'),
    finished: end,
    outcome,
  }
}

/**
 * A key that was in wrong hands can date its records before anybody knew: what it signed after the
 * point up to which it is believed grants nothing, whatever time it names.
 */
function isBelieved(record: VerifiedRecord, { directory }: Trust): boolean {
  return directory === null || !isVoid(record, directory.body)
}

function beliefProblem(
  request: VerifiedRecord<'request'>,
  activation: VerifiedRecord<'activation'>,
  trust: Trust,
): Problem | null {
  if (!isBelieved(request, trust)) return toProblem('approval.requester-not-active', {})
  return isBelieved(activation, trust) ? null : toProblem('approval.sender-not-active', {})
}

/** Who asked was an author, and who released a sender, when it was released. */
function actorProblem(
  roster: Roster,
  request: VerifiedRecord<'request'>,
  activation: VerifiedRecord<'activation'>,
): Problem | null {
  const scope = scopeOf(request)
  if (!isActive(roster, request.header.member, ['author'], scope))
    return toProblem('approval.requester-not-active', {})
  return isActive(roster, activation.header.member, ['sender'], scope)
    ? null
    : toProblem('approval.sender-not-active', {})
}

/** The chains up to a moment: a grant that was lost later does not undo what it was good for. */
function trustAsOf(chains: Chains, trust: Trust, at: string): Trust {
  const countOf = (chain: readonly { readonly body: { readonly at: string } }[]) =>
    chain.filter((each) => each.body.at <= at).length
  return verifyTrust({
    fingerprint: chains.fingerprint,
    roots: chains.roots.slice(0, countOf(trust.roots)),
    directories: chains.directories.slice(0, countOf(trust.directories)),
    policies: chains.policies.slice(0, countOf(trust.policies)),
  })
}

/** Nothing but the first ones had left before a sender let the rest go. */
function requireCanary({ canary }: Manifest, byExecutor: readonly VerifiedRecord[]): void {
  if (canary === undefined) return
  const passed = byExecutor.filter((each) => each.kind === 'canary-passed')
  const passedAt = Math.min(...passed.map(({ header }) => header.seq))
  for (const { kind, header, body } of byExecutor)
    if (kind === 'batch' && header.seq < passedAt && body.firstIndex + body.count > canary)
      fail('approval.canary-skipped', { count: canary })
}

/** No more deliveries than recipients; and all of them, once it says that it is finished. */
function requireFitting(
  outcome: RecordBody<'finished'>['outcome'],
  { audience }: Manifest,
  isFinished: boolean,
): void {
  const { sent, deferred, failed, suppressed, inDoubt } = outcome
  const total = sent + deferred + failed + suppressed + inDoubt
  if (total > audience.count || (isFinished && total !== audience.count))
    fail('approval.recipients-altered', { index: total })
}
