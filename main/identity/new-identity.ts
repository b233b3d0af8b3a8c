import { fail } from '../../preload/problem.ts'
import type { DirectoryContent, Journal } from '../journal/journal.ts'
import { startNewLog } from '../journal/journal.ts'
import type { MemberKeys } from '../vault/vault.ts'
import { makeWorkstation } from '../vault/vault.ts'
import { administratorSealKeysOf, enrol } from './enrolment.ts'
import type { IdentityContext, OpenedMember } from './identity-context.ts'
import { noteLater } from './vault-act.ts'
import { readFacts, writeFacts } from './workstation-facts.ts'

/**
 * S19: a vault that was set back cannot know what its PC has signed since, so under its old identity
 * it writes nothing more, for good. After a restore the PC gets another one and keeps all its data.
 */
export function leaveFormerIdentity(context: IdentityContext): void {
  const { vault, ports } = context
  if (vault.restoredAt() === null) return
  vault.db().transaction(() => {
    vault.replaceWorkstation(makeWorkstation(vault.workstation().name, ports.random))
    startNewLog(vault.db())
  })
  noteLater(context, { kind: 'vault-act', body: { what: 'restored' } })
  ports.log.write('warning', 'identity.new-workstation-identity')
}

/**
 * Makes sure that the directory has this PC as one of the member's. An administrator who may sign
 * directories alone adds it; anybody else applies, and waits for an administrator who compares the
 * words: fails with `identity.workstation-not-admitted` until then.
 */
export async function requireKnownWorkstation(
  context: IdentityContext,
  opened: OpenedMember,
): Promise<void> {
  const { member, keys, journal } = opened
  if (isKnown(context, opened)) return
  await journal.sync()
  if (isKnown(context, opened)) return
  if (mayAdmitItself(journal, keys)) {
    const add = (before: DirectoryContent) => withOwnWorkstation(context, member, before)
    await journal.publishDirectory(add, { member, signing: keys.signing })
    return
  }
  noteApplication(context, member, { enrolment: await applyFor(context, opened) })
  fail('identity.workstation-not-admitted', {})
}

/** Where one administrator's signature is enough, a PC of theirs needs nobody else's. */
export function mayAdmitItself(journal: Journal, keys: MemberKeys): boolean {
  const { administratorKeys, administratorThreshold } = journal.trust().root.body
  return administratorThreshold === 1 && administratorKeys.includes(keys.signing.publicKey)
}

function isKnown({ vault }: IdentityContext, { member, journal }: OpenedMember): boolean {
  const known = journal.trust().member(member)
  return known?.workstations.includes(vault.workstation().id) ?? false
}

function withOwnWorkstation(
  { vault }: IdentityContext,
  member: string,
  before: DirectoryContent,
): DirectoryContent {
  const { id, name, signing, sealing } = vault.workstation()
  const workstation = {
    id,
    signKey: signing.publicKey,
    sealKey: sealing.publicKey,
    status: 'active' as const,
  }
  return {
    ...before,
    members: before.members.map((each) =>
      each.id === member ? { ...each, workstations: [...each.workstations, id] } : each,
    ),
    workstations: [...before.workstations, workstation],
    names: { ...before.names, workstations: { ...before.names.workstations, [id]: name } },
  }
}

/**
 * Applies for what the directory does not know yet: this PC, or the member's other keys. Once per
 * identity: whoever logs in again waits with the same words.
 */
export async function applyFor(context: IdentityContext, opened: OpenedMember): Promise<string> {
  const { vault, ports } = context
  const { member, keys, journal } = opened
  const workstation = vault.workstation()
  const made = journal
    .enrolments()
    .find(
      ({ header, body }) =>
        header.workstation === workstation.id &&
        body.member === member &&
        body.signKey === keys.signing.publicKey,
    )
  if (made) return made.hash
  return enrol(
    { journal, workstation, random: ports.random },
    {
      member,
      name: journal.directory().nameOf(member),
      keys,
      readers: administratorSealKeysOf(journal),
    },
  )
}

/** So that the waiting page shows the words. signKey: which the directory has to name first. */
export function noteApplication(
  { ports, vault }: IdentityContext,
  member: string,
  noted: { readonly enrolment: string; readonly signKey?: string },
): void {
  const facts = readFacts(ports.dataFolder)
  if (!facts) return
  const { id, name } = vault.workstation()
  writeFacts(ports.dataFolder, {
    ...facts,
    workstation: { id, name },
    members: facts.members.map((each) =>
      each.id === member ? { ...each, admitted: false, ...noted } : each,
    ),
  })
}
