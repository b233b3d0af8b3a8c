import * as v from 'valibot'
import { fail } from '../../preload/problem.ts'
import type { Journal, RecordBody, Signer } from '../journal/journal.ts'
import { recordBodies } from '../journal/journal.ts'
import type { IdentityContext, Session } from './identity-context.ts'

const Noted = v.array(
  v.variant('kind', [
    v.strictObject({ kind: v.literal('recovery'), body: recordBodies.recovery }),
    v.strictObject({ kind: v.literal('vault-act'), body: recordBodies['vault-act'] }),
  ]),
)
type Noted = v.InferOutput<typeof Noted>

const setting = 'identity.acts-noted'

/** No audit, no action: what a member does to their own vault is on record before it is done. */
export async function recordVaultAct(
  { journal, member, signing }: Session,
  what: RecordBody<'vault-act'>['what'],
): Promise<void> {
  await journal.append({ kind: 'vault-act', body: { what }, signer: { member, signing } })
}

/**
 * Keeps in the vault what has to go on record: a PC that was set back has no identity to write it
 * under before it is admitted anew. See writeNoted.
 */
export function noteLater({ vault }: IdentityContext, act: Noted[number]): void {
  vault.setSetting(setting, JSON.stringify([...readNoted(vault), act]))
}

/** Writes what was noted, as soon as the directory knows this PC. */
export async function writeNoted(
  { vault }: IdentityContext,
  { journal, member }: { readonly journal: Journal; readonly member: Signer | null },
): Promise<void> {
  if (journal.trust().workstation(vault.workstation().id) === null) return
  const later: Noted = []
  for (const each of readNoted(vault)) {
    if (each.kind === 'recovery') await journal.append({ ...each, signer: null })
    else if (member !== null) await journal.append({ ...each, signer: member })
    else later.push(each)
  }
  vault.setSetting(setting, JSON.stringify(later))
}

function readNoted(vault: IdentityContext['vault']): Noted {
  const parsed = v.safeParse(Noted, JSON.parse(vault.setting(setting) ?? '[]'))
  return parsed.success ? parsed.output : fail('vault.damaged', { file: setting })
}
