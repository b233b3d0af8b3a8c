import { type OpenedRelease, requireReach } from '../approval/approval.ts'
import { requireReleaseNetwork, type Session } from '../identity/identity.ts'
import { requireUnderstood } from '../policy/policy.ts'
import type { Random } from '../ports.ts'
import { keepRelease, noteActivation, type ReleaseRow } from './release-table.ts'
import { claimRun } from './run-claim.ts'
import type { SendingOptions } from './sending-options.ts'

/** Claims the one run of a request and records it; from here on it cannot be begun anywhere else. */
export async function activateRun(
  session: Session,
  { request: { hash: request, body } }: OpenedRelease,
  o: { readonly random: Random; readonly now: number },
): Promise<ReleaseRow> {
  const { journal, member, signing, db } = session
  const row = keepRelease(db, request, o)
  await claimRun(session, row)
  const activation = await journal.append({
    kind: 'activation',
    body: { request, manifest: body.manifest, run: 1 },
    signer: { member, signing },
  })
  noteActivation(db, request, activation.hash)
  return { ...row, activation: activation.hash }
}

/** Fails where the member's right to send does not reach as far as this release. */
export function requireSender(session: Session, { manifest }: OpenedRelease): void {
  const { audience, route, department = null } = manifest
  const scope = { department, route: route.id, recipientCount: audience.count }
  requireReach(session, 'sender', scope)
}

/** Fails where the clock, the machine's policy or the network does not let anything be released now. */
export function requireClockAndPlace(
  { requireClock, ports }: SendingOptions,
  { journal }: Session,
): void {
  requireClock()
  requireUnderstood(ports.machinePolicy)
  requireReleaseNetwork(journal.policy().rules, ports.localAddresses())
}
