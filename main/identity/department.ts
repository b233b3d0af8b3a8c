import type { DepartmentView } from '../../preload/contract/governance.ts'
import { fail } from '../../preload/problem.ts'
import type { DirectoryContent } from '../journal/journal.ts'
import type { Random } from '../ports.ts'
import type { Session } from './identity-context.ts'

export function listDepartments({ journal }: Session): DepartmentView[] {
  return journal.directory().departments.map((each) => ({ ...each }))
}

/**
 * A department under a new name, or a new one (department null). Its id is what grants, limits and
 * requests go by, so that a new name changes nobody's rights. Fails with
 * `identity.department-exists`, `identity.no-such-department`.
 */
export async function saveDepartment(
  session: Session,
  o: { readonly department: string | null; readonly name: string },
  random: Random,
): Promise<void> {
  const id = o.department ?? `d-${Buffer.from(random.bytes(8)).toString('hex')}`
  const change = (before: DirectoryContent): DirectoryContent => {
    const departments = before.departments ?? []
    const named = before.names.departments ?? {}
    if (o.department !== null && !departments.includes(id)) fail('identity.no-such-department', {})
    if (departments.some((each) => each !== id && named[each] === o.name))
      fail('identity.department-exists', {})
    return {
      ...before,
      departments: departments.includes(id) ? departments : [...departments, id],
      names: { ...before.names, departments: { ...named, [id]: o.name } },
    }
  }
  await session.journal.publishDirectory(change, {
    member: session.member,
    signing: session.signing,
  })
}
