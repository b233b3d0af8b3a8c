import { fail } from '../../preload/problem.ts'
import type { DirectoryContent, DirectoryMember, Journal } from '../journal/journal.ts'
import type { Session } from './identity-context.ts'
import { isActiveAdministrator } from './role.ts'

export interface Ending {
  readonly member: string
  readonly how: 'left' | 'revoked'
  readonly distrustedFrom: string | null
  readonly nowMs: number
}

/**
 * Takes somebody out of the directory. Where their key is in wrong hands, a suspension goes first: it
 * needs nobody else, and holds until the directory follows. Fails with `identity.no-such-member`, and
 * with `identity.last-administrator` when too few would be left to sign anything.
 */
export async function endMembership(session: Session, ending: Ending): Promise<void> {
  const { journal } = session
  const signer = { member: session.member, signing: session.signing }
  const { member } = ending
  if (journal.trust().member(member)?.status !== 'active') fail('identity.no-such-member', {})
  requireAdministrators(journal, member)
  if (ending.how === 'revoked') await journal.append({ kind: 'suspend', body: { member }, signer })
  const until = new Date(ending.nowMs).toISOString()
  await journal.publishDirectory((before: DirectoryContent) => {
    if (before.members.every((each) => each.id !== member || each.status !== 'active'))
      return fail('identity.no-such-member', {})
    const ended = (each: DirectoryMember) =>
      each.id === member ? { ...each, ...endOf(journal, each, ending), until } : each
    return { ...before, members: before.members.map(ended) }
  }, signer)
}

function endOf(
  journal: Journal,
  { workstations }: DirectoryMember,
  { how, distrustedFrom }: Ending,
): Partial<DirectoryMember> {
  if (how === 'left' || distrustedFrom === null) return { status: how }
  const lastValid = workstations.map((workstation) => ({
    workstation,
    seq: lastSeqBefore(journal, workstation, distrustedFrom),
  }))
  return { status: how, lastValid }
}

/** The number before the first record of this workstation that is dated from then on. */
export function lastSeqBefore(journal: Journal, workstation: string, from: string): number {
  const { records: own } = journal.page({ workstation, offset: 0, limit: Number.MAX_SAFE_INTEGER })
  const distrusted = own.filter(({ header }) => header.at >= from).map(({ header }) => header.seq)
  const newest = Math.max(0, ...own.map(({ header }) => header.seq))
  return distrusted.length === 0 ? newest : Math.min(...distrusted) - 1
}

function requireAdministrators(journal: Journal, leaving: string): void {
  const { administratorKeys, administratorThreshold } = journal.trust().root.body
  const left = journal
    .directory()
    .members.filter(
      (each) =>
        each.id !== leaving &&
        isActiveAdministrator(each) &&
        administratorKeys.includes(each.signKey),
    )
  if (left.length < administratorThreshold) fail('identity.last-administrator', {})
}
