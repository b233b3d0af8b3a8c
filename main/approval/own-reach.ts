import type { Role } from '../../preload/contract/channel.ts'
import { fail } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import { covers, grantOf, type Scope } from '../journal/journal.ts'

/**
 * Whoever files or starts something finds out at once whether their role reaches it, before anything
 * is written or claimed; the gate asks again. Fails with `approval.outside-grant`.
 */
export function requireReach({ journal, member }: Session, role: Role, scope: Scope): void {
  const entry = journal.trust().member(member)
  const grant = entry?.status === 'active' ? grantOf(entry, role) : null
  if (grant === null || !covers(grant, scope)) fail('approval.outside-grant', {})
}
