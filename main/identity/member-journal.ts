import { fail } from '../../preload/problem.ts'
import type { DirectoryMember, DirectoryWorkstation, Journal } from '../journal/journal.ts'
import { openJournal } from '../journal/journal.ts'
import type { MemberKeys } from '../vault/vault.ts'
import { requireAppVersion } from './app-version.ts'
import type { IdentityContext, OpenedMember } from './identity-context.ts'
import { settingNames } from './identity-context.ts'
import { requireOrganization, requireStorePlace, storePlaceOf } from './machine-limit.ts'
import { isActiveAdministrator } from './role.ts'
import { requireOwnKind } from './sample-marker.ts'
import { readFacts, writeFacts } from './workstation-facts.ts'

/**
 * The journal as this member reads it, and proof that the newest directory knows them with these
 * keys: `identity.not-admitted` while no administrator has let them in, `identity.suspended` after
 * they were taken out.
 */
export async function openMember(
  context: IdentityContext,
  member: string,
  keys: MemberKeys,
): Promise<OpenedMember> {
  const journal = openMemberJournal(context, keys)
  // A directory that came without its policy knows who somebody is, but not what they may.
  const isComplete = journal.trust().policy !== null
  if (!isComplete || findStanding(journal, member, keys, context) !== 'admitted')
    await journal.sync()
  requireStanding(context, { member, keys, journal })
  requireAppVersion(journal.policy().rules, context.ports.version)
  return { member, keys, journal }
}

/** Of the newest directory that is known here. Fails as openMember does. */
export function requireStanding(
  context: IdentityContext,
  { member, keys, journal }: OpenedMember,
): void {
  const refusal = refusals[findStanding(journal, member, keys, context)]
  if (refusal !== null) fail(refusal, {})
}

const refusals = {
  admitted: null,
  unknown: 'identity.not-admitted',
  gone: 'identity.suspended',
  'revoked-here': 'identity.workstation-revoked',
} as const

export function openMemberJournal(context: IdentityContext, keys: MemberKeys): Journal {
  const { vault, ports } = context
  const fingerprint = vault.setting(settingNames.fingerprint)
  const known = vault.setting(settingNames.storeFolder)
  if (fingerprint === null || known === null) return fail('vault.damaged', { file: 'setting' })
  requireOrganization(ports.machinePolicy, fingerprint)
  const folder = storePlaceOf(ports.machinePolicy, known)
  requireStorePlace(ports.machinePolicy, folder)
  if (folder !== known) vault.setSetting(settingNames.storeFolder, folder)
  const database = vault.setting(settingNames.database)
  if (database !== null) context.places.recallSetting(database)
  const journal = openJournal({
    db: vault.db(),
    store: context.openStore(folder),
    fingerprint,
    workstation: vault.workstation(),
    reader: keys.sealing,
    clock: ports.clock,
    random: ports.random,
    machine: ports.machinePolicy.values,
  })
  requireOwnKind(ports, journal.trust())
  return journal
}

/** By the trust chains, not by what the login screen's file says. */
function findStanding(
  journal: Journal,
  id: string,
  keys: MemberKeys,
  { vault }: Pick<IdentityContext, 'vault'>,
): 'admitted' | 'unknown' | 'gone' | 'revoked-here' {
  const member = journal.trust().member(id)
  if (!member || member.signKey !== keys.signing.publicKey) return 'unknown'
  if (member.status !== 'active') return 'gone'
  const workstations = journal.trust().directory?.body.workstations ?? []
  // A vault that was set back leaves its former identity behind as soon as the code is right.
  const keepsIdentity = vault.restoredAt() === null
  return keepsIdentity && isRevokedHere(workstations, vault.workstation().id)
    ? 'revoked-here'
    : 'admitted'
}

export function isRevokedHere(
  workstations: readonly DirectoryWorkstation[],
  here: string,
): boolean {
  return workstations.some((each) => each.id === here && each.status === 'revoked')
}

/** Tells the login screen who of this PC has been let in by now. */
export function noteAdmissions(
  { ports }: IdentityContext,
  members: readonly DirectoryMember[],
): boolean {
  const facts = readFacts(ports.dataFolder)
  if (!facts) return false
  const isHere = ({ status, workstations }: DirectoryMember) =>
    status === 'active' && workstations.includes(facts.workstation.id)
  const here = new Map(members.filter(isHere).map((each) => [each.id, each]))
  const noted = facts.members.map((each) => ({ ...each, admitted: isNamed(here, each) }))
  const isChanged = noted.some((each, at) => each.admitted !== facts.members[at]?.admitted)
  if (isChanged) writeFacts(ports.dataFolder, { ...facts, members: noted })
  return isChanged
}

/** With the key that was waited for, where one was. */
function isNamed(
  members: ReadonlyMap<string, DirectoryMember>,
  { id, signKey }: { readonly id: string; readonly signKey?: string | undefined },
): boolean {
  const member = members.get(id)
  return member !== undefined && (signKey === undefined || member.signKey === signKey)
}

/**
 * Writes the login screen's file anew from what the vault and the chains say: whatever was altered
 * in it, or lost, is right again after a login.
 */
export function refreshFacts({ ports, vault }: IdentityContext, journal: Journal): void {
  const before = readFacts(ports.dataFolder)
  const trust = journal.trust()
  const { id, name } = vault.workstation()
  const { members } = journal.directory()
  const active = new Map(
    members.flatMap((each) => (each.status === 'active' ? [[each.id, each]] : [])),
  )
  writeFacts(ports.dataFolder, {
    v: 1,
    organization: { name: trust.root.body.organizationName, fingerprint: trust.fingerprint },
    workstation: { id, name },
    storeFolder: vault.setting(settingNames.storeFolder) ?? '',
    administrators: journal
      .directory()
      .members.filter(isActiveAdministrator)
      .map(({ id: member }) => ({ id: member, name: journal.directory().nameOf(member) })),
    members: vault.members().map((member) => {
      const known = before?.members.find((each) => each.id === member.id)
      return {
        id: member.id,
        ...(known?.signKey === undefined ? {} : { signKey: known.signKey }),
        admitted: isNamed(active, { id: member.id, signKey: known?.signKey }),
        enrolment: known?.enrolment ?? null,
        enrolledAt: known?.enrolledAt ?? new Date(ports.clock.now()).toISOString(),
      }
    }),
  })
}
