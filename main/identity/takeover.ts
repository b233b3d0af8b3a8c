import type { KeeperProof, OrganizationFound } from '../../preload/contract/keepers.ts'
import { fail } from '../../preload/problem.ts'
import type { DirectoryContent, Journal, Organization } from '../journal/journal.ts'
import {
  directoryNames,
  openJournal,
  pinOrganization,
  readOrganization,
} from '../journal/journal.ts'
import type { NewWorkstation, SealingKey, SigningKey } from '../vault/vault.ts'
import { fingerprintWords, makeWorkstation } from '../vault/vault.ts'
import type { IdentityContext } from './identity-context.ts'
import { keepDatabase, settingNames, writeFloor } from './identity-context.ts'
import { joinShares, readProofs, requireKeepers } from './keeper-proof.ts'
import { startSession } from './login.ts'
import { requireOrganization, requireStorePlace } from './machine-limit.ts'
import { openMemberJournal } from './member-journal.ts'
import { type NewKeys, withNewKeys } from './new-keys.ts'
import type { NewPerson } from './new-person.ts'
import { confirmCode, makePerson, toSecretsShown } from './new-person.ts'
import { assertGoodPassword } from './password.ts'
import { requireOwnKind } from './sample-marker.ts'
import { insertSecondFactor } from './second-factor-table.ts'
import { writeFacts } from './workstation-facts.ts'

/** An organization whose administrators are all lost, in the hands of enough keepers on a new PC. */
export interface PendingTakeover {
  readonly organization: Organization
  readonly storeFolder: string
  readonly rootKeys: readonly SigningKey[]
  /** Of the recovery group, for as long as the takeover lasts. */
  readonly groupKey: SealingKey
  readonly members: OrganizationFound['members']
  readonly person: NewPerson | null
}

/**
 * What the store has, verified from its root and opened by its sheets: whoever has enough of them
 * needs no comparison, since they are of this root or of none. Fails as readProofs, requireKeepers
 * and joinShares do, and with `vault.no-recovery-group` where the root names no group.
 */
export async function findByKeepers(
  context: IdentityContext,
  input: { readonly storeFolder: string; readonly proofs: readonly KeeperProof[] },
): Promise<OrganizationFound> {
  const { vault, current, fileTokens, ports } = context
  if (vault.state() !== 'absent') fail('identity.organization-exists', {})
  const storeFolder = fileTokens.pathOf(input.storeFolder)
  requireStorePlace(ports.machinePolicy, storeFolder)
  const organization = await readOrganization(context.openStore(storeFolder))
  requireOrganization(ports.machinePolicy, organization.fingerprint)
  requireOwnKind(ports, organization.trust)
  const { body: root } = organization.trust.root
  const { recovery } = root
  if (recovery === undefined) return fail('vault.no-recovery-group', {})
  const proofs = await readProofs(input.proofs, fileTokens)
  const rootKeys = requireKeepers(proofs, root)
  const groupKey = await joinShares(proofs, { publicKey: recovery.sealKey, ...recovery })
  const members = membersOf(organization, groupKey)
  current.takeover = { organization, storeFolder, rootKeys, groupKey, members, person: null }
  return {
    organizationName: organization.name,
    words: fingerprintWords(organization.fingerprint, context.language()),
    members,
  }
}

export async function beginTakeover(
  context: IdentityContext,
  input: { readonly member: string; readonly password: string },
) {
  const { current, ports } = context
  const pending = current.takeover ?? fail('identity.nothing-begun', {})
  const member =
    pending.members.find((each) => each.id === input.member) ?? fail('identity.no-such-member', {})
  const { name, fingerprint } = pending.organization
  await assertGoodPassword(input.password, { names: [name, member.name] })
  const person = { ...makePerson(member.name, input.password, ports.random), id: member.id }
  current.takeover = { ...pending, person }
  return {
    ...toSecretsShown(person, name),
    organizationName: name,
    words: fingerprintWords(fingerprint, context.language()),
  }
}

/**
 * The next root names the member's new key as the only administrator's, and the new key signs the
 * directory: with this PC, and without the PCs that only the member had. Then they are signed in.
 * Whoever else was an administrator stays a member, and becomes one again by the keepers' word.
 */
export async function completeTakeover(
  context: IdentityContext,
  { code }: { readonly code: string },
): Promise<void> {
  const { vault, ports, current } = context
  const pending = current.takeover ?? fail('identity.nothing-begun', {})
  const person = pending.person ?? fail('identity.nothing-begun', {})
  const nowMs = ports.clock.now()
  const lastStep = confirmCode(person, code, nowMs)
  const workstation = makeWorkstation(ports.workstationName, ports.random)
  const { organization, storeFolder, groupKey } = pending
  const { fingerprint } = organization
  const { recovery } = organization.trust.root.body
  await vault.create({
    member: person,
    workstation,
    ...(recovery && { recovery: { publicKey: recovery.sealKey, threshold: recovery.threshold } }),
    async prepare({ db, setSetting }) {
      insertSecondFactor(db, { person, lastStep }, ports.random)
      setSetting(settingNames.fingerprint, fingerprint)
      setSetting(settingNames.storeFolder, storeFolder)
      await keepDatabase(context, storeFolder, setSetting)
      const store = context.openStore(storeFolder)
      await pinOrganization({ db, store, fingerprint })
      writeFacts(ports.dataFolder, factsOf(pending, { person, workstation, nowMs }))
      return { db, store }
    },
    async settle({ db, store }) {
      const { clock, random } = ports
      const place = { db, store, fingerprint, workstation, clock, random }
      await publishTakeover({ ...place, reader: groupKey }, { ...pending, person, workstation })
    },
  })
  current.takeover = null
  writeFloor(context, nowMs)
  const journal = openMemberJournal(context, person.keys)
  startSession(context, { member: person.id, keys: person.keys, journal })
  ports.log.write('warning', 'identity.taken-over')
}

async function publishTakeover(
  options: Parameters<typeof openJournal>[0],
  o: PendingTakeover & { readonly person: NewPerson; readonly workstation: NewWorkstation },
): Promise<void> {
  const { person, workstation } = o
  const { signing, sealing } = person.keys
  const journal = openJournal(options)
  await journal.sync()
  const alone = { administratorKeys: [signing.publicKey], administratorThreshold: 1 }
  await journal.publishRoot((content) => ({ ...content, ...alone }), o.rootKeys)
  const keys: NewKeys = {
    member: person.id,
    signKey: signing.publicKey,
    sealKey: sealing.publicKey,
    isAdministrator: true,
    workstation: {
      id: workstation.id,
      name: workstation.name,
      signKey: workstation.signing.publicKey,
      sealKey: workstation.sealing.publicKey,
    },
  }
  const signer = { member: person.id, signing }
  const lastOf = (workstation: string) => newestSeq(journal, workstation)
  await journal.publishDirectory((before) => taken(before, keys, lastOf), signer)
  const body = { member: person.id, signKey: keys.signKey, sealKey: keys.sealKey }
  await journal.append({
    kind: 'recovery',
    body: { ...body, group: o.groupKey.publicKey },
    signer: null,
  })
  await journal.sync()
}

function newestSeq(journal: Journal, workstation: string): number {
  return journal.page({ workstation, offset: 0, limit: 1 }).records[0]?.header.seq ?? 0
}

/**
 * The member with the new keys on this PC alone. Their other PCs, where nobody else is, are lost: what
 * they sign from here on grants nothing.
 */
function taken(
  before: DirectoryContent,
  keys: NewKeys,
  lastOf: (workstation: string) => number,
): DirectoryContent {
  const after = withNewKeys(before, keys)
  const others = after.members.filter((each) => each.id !== keys.member && each.status === 'active')
  const isUsed = (id: string) =>
    id === keys.workstation.id || others.some((each) => each.workstations.includes(id))
  const own = after.members.find((each) => each.id === keys.member)?.workstations ?? []
  const lost = new Set(own.filter((id) => !isUsed(id)))
  const roleless = (role: string) => role !== 'administrator'
  return {
    ...after,
    members: after.members.map((each) => {
      if (each.id === keys.member) {
        const roles = ['administrator', ...each.roles.filter(roleless)] as typeof each.roles
        return { ...each, roles, workstations: each.workstations.filter((id) => !lost.has(id)) }
      }
      const roles = each.roles.filter(roleless)
      return { ...each, roles: roles.length > 0 ? roles : ['auditor'] }
    }),
    workstations: after.workstations.map((each) =>
      lost.has(each.id)
        ? { ...each, status: 'revoked' as const, lastValid: lastOf(each.id) }
        : each,
    ),
  }
}

function membersOf({ trust }: Organization, groupKey: SealingKey): OrganizationFound['members'] {
  const { administratorKeys } = trust.root.body
  const names = directoryNames(trust, groupKey)
  const active = trust.directory?.body.members.filter((each) => each.status === 'active') ?? []
  return active.map(({ id, signKey }) => ({
    id,
    name: names.members[id] ?? id,
    isAdministrator: administratorKeys.includes(signKey),
  }))
}

function factsOf(
  { organization, storeFolder }: PendingTakeover,
  o: { readonly person: NewPerson; readonly workstation: NewWorkstation; readonly nowMs: number },
) {
  const { name, fingerprint } = organization
  const enrolledAt = new Date(o.nowMs).toISOString()
  return {
    v: 1 as const,
    organization: { name, fingerprint },
    workstation: { id: o.workstation.id, name: o.workstation.name },
    storeFolder,
    members: [{ id: o.person.id, admitted: true, enrolment: null, enrolledAt }],
  }
}
