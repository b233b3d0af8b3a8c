import type { Session } from '../identity/identity.ts'
import { dayAt, dueLists, markDestroyed } from '../lists/lists.ts'

/**
 * Destroys the lists whose day has passed, each on a signed record of its own, at the visit of
 * whoever keeps the lists here. `forget` makes their rows unreadable. Returns how many there were.
 */
export async function destroyDueLists(
  session: Session,
  o: { readonly now: number; readonly forget: () => Promise<void> },
): Promise<number> {
  const { db, journal, member, signing, roles } = session
  const due = roles.includes('list-manager') ? dueLists(db, dayAt(o.now)) : []
  for (const { list, contactCount } of due) {
    await journal.append({
      kind: 'list-destroyed',
      body: { list, contactCount, reason: 'retention' },
      signer: { member, signing },
    })
    markDestroyed(db, list)
  }
  await o.forget()
  return due.length
}
