import type { ExecutorView } from '../../preload/contract/approval.ts'
import { fail } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { DirectoryWorkstation } from '../journal/journal.ts'

/** Where it could be sent from: workstations in force that somebody who may send works on. */
export function executorsOf({ journal, workstation }: Session): ExecutorView[] {
  const { members, workstations, workstationNameOf } = journal.directory()
  const isSenders = (id: string) =>
    members.some(
      (each) =>
        each.status === 'active' && each.roles.includes('sender') && each.workstations.includes(id),
    )
  return workstations
    .filter(({ id, status }) => status === 'active' && (id === workstation.id || isSenders(id)))
    .map(({ id }) => ({
      workstation: id,
      name: workstationNameOf(id),
      isHere: id === workstation.id,
    }))
    .sort((a, b) => Number(b.isHere) - Number(a.isHere) || (a.name < b.name ? -1 : 1))
}

/** The one that was chosen; null means this one. Fails with `approval.no-such-executor`. */
export function executorOf(session: Session, chosen: string | null): DirectoryWorkstation {
  const id = chosen ?? session.workstation.id
  const isOffered = executorsOf(session).some((each) => each.workstation === id)
  const found = session.journal.directory().workstations.find((each) => each.id === id)
  return isOffered && found !== undefined ? found : fail('approval.no-such-executor', {})
}
