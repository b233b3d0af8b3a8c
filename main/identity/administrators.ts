import type { AdministratorsView } from '../../preload/contract/governance.ts'
import { fail } from '../../preload/problem.ts'
import type { DirectoryContent } from '../journal/journal.ts'
import type { Session } from './identity-context.ts'
import { type KeeperProofs, requireKeepers } from './keeper-proof.ts'
import { sortRoles } from './role.ts'

export function toAdministratorsView({ journal }: Session): AdministratorsView {
  const { root } = journal.trust()
  const { administratorKeys, administratorThreshold, rootKeys, rootThreshold, n } = root.body
  return {
    members: journal
      .directory()
      .members.filter((each) => administratorKeys.includes(each.signKey))
      .map((each) => each.id),
    threshold: administratorThreshold,
    keeperCount: rootKeys.length,
    keeperThreshold: rootThreshold,
    version: n,
  }
}

/**
 * The next root: who signs directories and policies, and how many together. Then the role follows in
 * the directory. Fails with `identity.root-sheet-wrong`, `identity.sheets-missing` or
 * `identity.no-such-member`.
 */
export async function changeAdministrators(
  session: Session,
  input: {
    readonly members: readonly string[]
    readonly threshold: number
    readonly proofs: KeeperProofs
  },
): Promise<void> {
  const { journal } = session
  const chosen = [...new Set(input.members)].map(
    (id) =>
      journal.directory().members.find((each) => each.id === id && each.status === 'active') ??
      fail('identity.no-such-member', {}),
  )
  if (input.threshold > chosen.length) fail('identity.last-administrator', {})
  const keys = requireKeepers(input.proofs, journal.trust().root.body)
  await journal.publishRoot(
    (content) => ({
      ...content,
      administratorKeys: chosen.map((each) => each.signKey),
      administratorThreshold: input.threshold,
    }),
    keys,
  )
  const isOne = (id: string) => chosen.some((each) => each.id === id)
  // An administrator who has just been taken out has no say in the directory any more.
  if (isOne(session.member))
    await journal.publishDirectory((before) => withRoleFor(before, isOne), {
      member: session.member,
      signing: session.signing,
    })
}

function withRoleFor(before: DirectoryContent, isOne: (id: string) => boolean): DirectoryContent {
  const members = before.members.map((each) => {
    const others = each.roles.filter((role) => role !== 'administrator')
    const roles = isOne(each.id) ? sortRoles([...others, 'administrator']) : others
    // The place of a role without others is kept: who can do nothing else becomes an auditor.
    const kept = roles.length > 0 ? roles : (['auditor'] as const)
    return each.status === 'active' ? { ...each, roles: [...kept] } : each
  })
  return { ...before, members }
}
