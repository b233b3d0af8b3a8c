import { fail, ProblemError } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import { type OpenedRelease, openRelease, requestOf } from './open-request.ts'
import { rightOf } from './right.ts'
import {
  dkimPublicKeyOf,
  ed25519PublicKeyOf,
  openSecretsWithShares,
  type ReleaseSecrets,
} from './route-key.ts'
import { recordsOfRun } from './run-records.ts'
import { openSenderKey } from './sender-key.ts'
import { standingOf } from './standing.ts'
import { namesOf } from './summary.ts'
import type { ApprovalMaterial, VerifiedApproval } from './verify-release.ts'

/** Opens everything of a request with the keys of whoever is logged in here, and verifies it. */
export function openForRelease(session: Session, request: string): Promise<OpenedRelease> {
  const { journal, sealing, workstation } = session
  return openRelease(journal, requestOf(journal, request), [sealing, workstation.sealing])
}

/**
 * Passes when whoever is logged in may approve this request by a right that holds now. Fails with
 * `approval.not-an-approver`, `approval.own-request` or another reason why not. now: milliseconds.
 */
export function requireApprover({ journal, member }: Session, hash: string, now: number): void {
  const request = requestOf(journal, hash)
  const standing = standingOf(request, {
    ...{ trust: journal.trust(), records: recordsOfRun(journal, request), now },
    ...{ detail: journal.policy().detail, machine: journal.machine },
  })
  const { problem } = rightOf(member, standing, now)
  if (problem !== null) throw new ProblemError(problem)
}

/**
 * What the gate needs to know about a request now, from the verified replica. Call it again before
 * every batch, after a sync: it is a copy of what is known at this moment. Fails with an alarm of the
 * journal while what is known may not be whole.
 */
export function materialOf(
  session: Session,
  o: {
    readonly request: string
    readonly manifest: Uint8Array
    /** Milliseconds. */
    readonly now: number
    readonly engineVersion: string
    readonly activation: string | null
  },
): ApprovalMaterial {
  const { journal, workstation } = session
  const trust = journal.trust()
  const request = requestOf(journal, o.request)
  journal.requireSound(o.request)
  return {
    fingerprint: trust.fingerprint,
    roots: trust.roots.map((each) => each.bytes),
    directories: trust.directories.map((each) => each.bytes),
    policies: trust.policies.map((each) => each.bytes),
    detail: journal.policy().detail,
    request: request.bytes,
    records: recordsOfRun(journal, request)
      // They are many, and decide nothing.
      .filter(({ kind }) => kind !== 'batch' && kind !== 'stop-acknowledged' && kind !== 'comment')
      .map((each) => each.bytes),
    manifest: o.manifest,
    now: o.now,
    workstation: workstation.id,
    engineVersion: o.engineVersion,
    activation: o.activation,
    storeOfflineSinceAt: journal.storeStatus().offlineSinceAt,
    names: namesOf(session),
    machine: journal.machine,
  }
}

/**
 * The relay's password, the DKIM key and the sender's S/MIME key, from the shares that the approvals
 * brought. Fails with `approval.shares-missing`, with `approval.route-altered` when the DKIM key is not
 * the approved, and with `approval.sender-key-missing` when the sender's is not sealed to this route.
 */
export async function openRouteSecrets(
  approval: VerifiedApproval,
  { journal, workstation }: Session,
): Promise<ReleaseSecrets> {
  const { request } = approval
  const { route } = approval.manifest
  const { routeKey, decisions } = approval.shares
  if (routeKey === null) return fail('approval.no-such-route', {})
  const shares = decisions.flatMap(({ header, body }) =>
    header.member === null || body.share === null
      ? []
      : [{ member: header.member, share: body.share }],
  )
  const secrets = await openSecretsWithShares({
    routeKey,
    request: request.hash,
    shares,
    key: workstation.sealing,
  })
  if (dkimPublicKeyOf(secrets.dkimPrivateKey) !== route.dkim.publicKey)
    fail('approval.route-altered', { field: 'dkim' })
  const { ed25519PrivateKey } = secrets
  const second = ed25519PrivateKey === undefined ? undefined : ed25519PublicKeyOf(ed25519PrivateKey)
  if (second !== route.dkim.ed25519?.publicKey) fail('approval.route-altered', { field: 'dkim' })
  const { sealSecret, ...rest } = secrets
  const smimeKey = openSenderKey(approval.manifest, journal.policy().detail, sealSecret)
  return { ...rest, ...(smimeKey === null ? {} : { smimeKey }) }
}
