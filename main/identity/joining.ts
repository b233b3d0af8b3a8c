import type { JoiningBegun } from '../../preload/contract/identity.ts'
import { fail } from '../../preload/problem.ts'
import { openJournal, pinOrganization, readOrganization } from '../journal/journal.ts'
import type { NewWorkstation, RecoveryGroup } from '../vault/vault.ts'
import { fingerprintWords, makeWorkstation } from '../vault/vault.ts'
import { administratorSealKeysOf, enrol } from './enrolment.ts'
import type { IdentityContext } from './identity-context.ts'
import { closeUnused, keepDatabase, recoveryOf, settingNames } from './identity-context.ts'
import { withCountedPassword } from './login.ts'
import { requireOrganization, requireStorePlace } from './machine-limit.ts'
import { openMemberJournal } from './member-journal.ts'
import type { NewPerson } from './new-person.ts'
import { confirmCode, makePerson, toSecretsShown } from './new-person.ts'
import { assertGoodPassword } from './password.ts'
import { isActiveAdministrator } from './role.ts'
import { requireOwnKind } from './sample-marker.ts'
import { insertSecondFactor } from './second-factor-table.ts'
import { atFirst } from './store-place.ts'
import type { WorkstationFacts } from './workstation-facts.ts'
import { readFacts, writeFacts } from './workstation-facts.ts'

/** Somebody about to apply for admission; on a new PC, or on this one beside its members. */
export interface PendingJoining {
  readonly person: NewPerson
  readonly organizationName: string
  readonly fingerprint: string
  readonly administratorSealKeys: readonly string[]
  /** Null: this PC has joined before. */
  readonly newPc: {
    readonly storeFolder: string
    readonly workstation: NewWorkstation
    readonly recovery: RecoveryGroup | null
  } | null
}

export async function beginJoining(
  context: IdentityContext,
  input: {
    readonly memberName: string
    readonly password: string
    readonly storeFolder: string | null
  },
): Promise<JoiningBegun> {
  const { ports, current } = context
  const target =
    input.storeFolder === null
      ? findOwnOrganization(context)
      : await findOrganization(context, input.storeFolder)
  const names = [target.organizationName, input.memberName]
  await assertGoodPassword(input.password, { names })
  const person = makePerson(input.memberName, input.password, ports.random)
  current.joining = { ...target, person }
  return {
    ...toSecretsShown(person, target.organizationName),
    organizationName: target.organizationName,
    words: fingerprintWords(target.fingerprint, context.language()),
  }
}

/** Applies for admission. The words are those that the administrator will see beside the name. */
export async function completeJoining(
  context: IdentityContext,
  { code }: { readonly code: string },
): Promise<{ words: string[] }> {
  const { ports, current } = context
  const pending = current.joining ?? fail('identity.nothing-begun', {})
  const lastStep = confirmCode(pending.person, code, ports.clock.now())
  const enrolment = pending.newPc
    ? await joinOnNewPc(context, { ...pending, newPc: pending.newPc, lastStep })
    : await joinOnThisPc(context, { ...pending, lastStep })
  current.joining = null
  ports.log.write('info', 'identity.enrolled')
  context.changed()
  return { words: fingerprintWords(enrolment, context.language()) }
}

type Target = Omit<PendingJoining, 'person'>

async function findOrganization(context: IdentityContext, token: string): Promise<Target> {
  const { vault, ports } = context
  if (vault.state() !== 'absent') fail('identity.organization-exists', {})
  const storeFolder = context.fileTokens.pathOf(token)
  requireStorePlace(ports.machinePolicy, storeFolder)
  const organization = await atFirst(() => readOrganization(context.openStore(storeFolder)))
  requireOrganization(ports.machinePolicy, organization.fingerprint)
  requireOwnKind(ports, organization.trust)
  return {
    organizationName: organization.name,
    fingerprint: organization.fingerprint,
    administratorSealKeys: organization.administratorSealKeys,
    newPc: {
      storeFolder,
      workstation: makeWorkstation(ports.workstationName, ports.random),
      recovery: recoveryOf(organization.trust),
    },
  }
}

function findOwnOrganization({ current }: IdentityContext): Target {
  const { journal } = current.session ?? fail('ipc.locked', {})
  const trust = journal.trust()
  return {
    organizationName: trust.root.body.organizationName,
    fingerprint: trust.fingerprint,
    administratorSealKeys: journal
      .directory()
      .members.filter(isActiveAdministrator)
      .map((each) => each.sealKey),
    newPc: null,
  }
}

type Confirmed = PendingJoining & { readonly lastStep: number }
type NewPc = NonNullable<PendingJoining['newPc']>

/** The vault closes again: until an administrator has admitted them, there is nothing to open. */
async function joinOnNewPc(
  context: IdentityContext,
  pending: Confirmed & { readonly newPc: NewPc },
): Promise<string> {
  const { ports, vault } = context
  const { person, fingerprint, newPc, lastStep } = pending
  const store = context.openStore(newPc.storeFolder)
  try {
    return await vault.create({
      member: person,
      workstation: newPc.workstation,
      ...(newPc.recovery && { recovery: newPc.recovery }),
      async prepare({ db, setSetting }) {
        insertSecondFactor(db, { person, lastStep }, ports.random)
        setSetting(settingNames.fingerprint, fingerprint)
        setSetting(settingNames.storeFolder, newPc.storeFolder)
        await keepDatabase(context, newPc.storeFolder, setSetting)
        await pinOrganization({ db, store, fingerprint })
        const journal = openJournal({
          db,
          store,
          fingerprint,
          workstation: newPc.workstation,
          reader: person.keys.sealing,
          clock: ports.clock,
          random: ports.random,
          machine: ports.machinePolicy.values,
        })
        const at = { journal, workstation: newPc.workstation, random: ports.random }
        const enrolment = await enrol(at, applicant(pending))
        const { id, name } = newPc.workstation
        writeFacts(ports.dataFolder, {
          v: 1,
          organization: { name: pending.organizationName, fingerprint },
          workstation: { id, name },
          storeFolder: newPc.storeFolder,
          members: [toFact(context, person, enrolment)],
        })
        return enrolment
      },
    })
  } finally {
    vault.close()
  }
}

async function joinOnThisPc(context: IdentityContext, pending: Confirmed): Promise<string> {
  const { ports, vault, current } = context
  const { person, lastStep } = pending
  const { journal } = current.session ?? fail('ipc.locked', {})
  insertSecondFactor(vault.db(), { person, lastStep }, ports.random)
  const at = { journal, workstation: vault.workstation(), random: ports.random }
  const enrolment = await enrol(at, applicant(pending))
  // The slot last: without it the rest is an application that nobody will ever use.
  await vault.addMember(person)
  const facts = readFacts(ports.dataFolder)
  if (facts)
    writeFacts(ports.dataFolder, {
      ...facts,
      members: [...facts.members, toFact(context, person, enrolment)],
    })
  return enrolment
}

/**
 * The words of an application count for two weeks. Whoever still waits then asks anew with the same
 * keys. Fails with `identity.no-such-member` for somebody who does not wait, and as a login does.
 */
export async function applyAgain(
  context: IdentityContext,
  { member, password }: { readonly member: string; readonly password: string },
): Promise<void> {
  const { ports, vault } = context
  const facts = readFacts(ports.dataFolder)
  const name = vault.members().find((each) => each.id === member)?.name
  const isWaiting = facts?.members.some((each) => each.id === member && !each.admitted) === true
  if (!facts || name === undefined || !isWaiting) return fail('identity.no-such-member', {})
  const keys = await withCountedPassword(context, member, () => vault.open(member, password))
  try {
    const journal = openMemberJournal(context, keys)
    await journal.sync()
    const readers = administratorSealKeysOf(journal)
    const at = { journal, workstation: vault.workstation(), random: ports.random }
    const enrolment = await enrol(at, { member, name, keys, readers })
    const enrolledAt = new Date(ports.clock.now()).toISOString()
    const members = facts.members.map((each) =>
      each.id === member ? { ...each, enrolment, enrolledAt } : each,
    )
    writeFacts(ports.dataFolder, { ...facts, members })
  } finally {
    closeUnused(context)
  }
  context.changed()
}

function applicant({ person, administratorSealKeys: readers }: PendingJoining) {
  return { member: person.id, name: person.name, keys: person.keys, readers }
}

function toFact(
  { ports }: IdentityContext,
  person: NewPerson,
  enrolment: string,
): WorkstationFacts['members'][number] {
  const enrolledAt = new Date(ports.clock.now()).toISOString()
  return { id: person.id, admitted: false, enrolment, enrolledAt }
}
