import type { WorkstationView } from '../../preload/contract/workstations.ts'
import { fail } from '../../preload/problem.ts'
import type { DirectoryWorkstation } from '../journal/journal.ts'
import { lastSeqBefore } from './end-membership.ts'
import type { Session } from './identity-context.ts'

/** Every PC that the directory knows, the active ones first. */
export function toWorkstationViews({ journal, workstation }: Session): WorkstationView[] {
  const directory = journal.directory()
  const signedAt = new Map<string, string>()
  for (const { header } of journal.records()) signedAt.set(header.workstation, header.at)
  return directory.workstations
    .map(({ id, status }) => ({
      id,
      name: directory.workstationNameOf(id),
      status,
      memberNames: directory.members
        .filter((each) => each.status === 'active' && each.workstations.includes(id))
        .map((each) => directory.nameOf(each.id)),
      isThis: id === workstation.id,
      signedAt: signedAt.get(id) ?? null,
    }))
    .sort((a, b) => Number(a.status === 'revoked') - Number(b.status === 'revoked'))
}

/**
 * Takes one PC out of the directory; its members keep their keys, roles and other PCs. Fails with
 * `identity.no-such-workstation`, `identity.own-workstation`.
 */
export async function revokeWorkstation(
  session: Session,
  o: { readonly workstation: string; readonly distrustedFrom: string | null },
): Promise<void> {
  const { journal } = session
  // Whoever revoked the PC in front of them could not take it back, nor see what became of it.
  if (o.workstation === session.workstation.id) fail('identity.own-workstation', {})
  const isIt = ({ id, status }: DirectoryWorkstation) => id === o.workstation && status === 'active'
  const requireIt = (workstations: readonly DirectoryWorkstation[]) =>
    workstations.some(isIt) ? null : fail('identity.no-such-workstation', {})
  requireIt(journal.directory().workstations)
  const lastValid =
    o.distrustedFrom === null
      ? {}
      : { lastValid: lastSeqBefore(journal, o.workstation, o.distrustedFrom) }
  await journal.publishDirectory(
    (before) => {
      requireIt(before.workstations)
      const workstations = before.workstations.map((each) =>
        isIt(each) ? { ...each, status: 'revoked' as const, ...lastValid } : each,
      )
      return { ...before, workstations }
    },
    { member: session.member, signing: session.signing },
  )
}
