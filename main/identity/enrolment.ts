import type { Journal } from '../journal/journal.ts'
import type { Random } from '../ports.ts'
import type { MemberKeys, Workstation } from '../vault/vault.ts'
import { sealNote } from './enrolment-note.ts'
import { isActiveAdministrator } from './role.ts'

/**
 * Asks the administrators to list these keys, of a new person or of another PC of somebody known. The
 * hash is what both sides compare as words.
 */
export async function enrol(
  at: { readonly journal: Journal; readonly workstation: Workstation; readonly random: Random },
  who: {
    readonly member: string
    readonly name: string
    readonly keys: MemberKeys
    /** Administrators' keys: nobody else learns the name. */
    readonly readers: readonly string[]
  },
): Promise<string> {
  const { journal, workstation, random } = at
  const { member, name, keys, readers } = who
  const { fingerprint } = journal.trust()
  const note = { name, workstationName: workstation.name }
  const body = {
    member,
    signKey: keys.signing.publicKey,
    sealKey: keys.sealing.publicKey,
    workstationSignKey: workstation.signing.publicKey,
    workstationSealKey: workstation.sealing.publicKey,
    sealed: sealNote(note, { fingerprint, member }, { readers, random }),
  }
  return (await journal.enrol(body, { member, signing: keys.signing })).hash
}

export function administratorSealKeysOf(journal: Journal): string[] {
  return (journal.trust().directory?.body.members ?? [])
    .filter(isActiveAdministrator)
    .map((each) => each.sealKey)
}
