import type { OrganizationBegun } from '../../preload/contract/identity.ts'
import type { KeeperRule } from '../../preload/contract/keepers.ts'
import { fail } from '../../preload/problem.ts'
import type { FirstVersions } from '../journal/journal.ts'
import { keepFirstVersions, makeFirstVersions, openJournal } from '../journal/journal.ts'
import type { NewWorkstation } from '../vault/vault.ts'
import { fingerprintWords, makeWorkstation } from '../vault/vault.ts'
import { type Ceremony, endCeremony, makeCeremony, requireProven, sheetsOf } from './ceremony.ts'
import { publishFirst } from './first-publication.ts'
import type { IdentityContext } from './identity-context.ts'
import { keepDatabase, settingNames, writeFloor } from './identity-context.ts'
import { startSession } from './login.ts'
import { requireMayFound, requireStorePlace } from './machine-limit.ts'
import { openMemberJournal } from './member-journal.ts'
import type { NewPerson } from './new-person.ts'
import { confirmCode, makePerson, toSecretsShown } from './new-person.ts'
import { assertGoodPassword } from './password.ts'
import { insertSecondFactor } from './second-factor-table.ts'
import { atFirst } from './store-place.ts'
import { writeFacts } from './workstation-facts.ts'

/** An organization about to be founded: all in memory, until the keys and the code are proved. */
export interface PendingFounding {
  readonly organizationName: string
  readonly person: NewPerson
  readonly workstation: NewWorkstation
  readonly storeFolder: string
  readonly ceremony: Ceremony
  /** Made once: the fingerprint that is shown is the one that comes, however often it is tried. */
  readonly first: FirstVersions
}

/** What a small office starts with: usable at once, and stricter by policy later. */
const firstRules = { coolingOffHours: 24, quorumMin: 1, storeGraceMinutes: 15, severities: {} }
/** The founder can do everything but approve: that is for somebody else. */
const founderRoles = ['author', 'list-manager', 'sender', 'auditor'] as const

export async function beginOrganization(
  context: IdentityContext,
  input: {
    readonly organizationName: string
    readonly memberName: string
    readonly password: string
    readonly storeFolder: string
    readonly keepers: KeeperRule
  },
): Promise<OrganizationBegun> {
  const { vault, ports, current } = context
  const { organizationName, memberName, password } = input
  if (vault.state() !== 'absent') fail('identity.organization-exists', {})
  requireMayFound(ports.machinePolicy)
  await assertGoodPassword(password, { names: [organizationName, memberName] })
  const storeFolder = context.fileTokens.pathOf(input.storeFolder)
  requireStorePlace(ports.machinePolicy, storeFolder)
  const store = context.openStore(storeFolder)
  if (await atFirst(() => store.hasBegun()))
    fail('journal.store-not-empty', { folder: storeFolder })
  const { random, clock } = ports
  const language = context.language()
  const person = makePerson(memberName, password, random)
  const workstation = makeWorkstation(ports.workstationName, random)
  const rule = input.keepers
  const ceremony = await makeCeremony({ organizationName, rule, language, random })
  const first = makeFirstVersions({
    clock,
    random,
    name: organizationName,
    rootKeys: ceremony.rootKeys,
    rootThreshold: rule.threshold,
    recovery: ceremony.recovery,
    administrator: { id: person.id, name: person.name, ...person.keys, roles: founderRoles },
    workstation,
    rules: firstRules,
    isSample: ports.isSample === true,
  })
  if (current.founding) endCeremony(current.founding.ceremony)
  current.founding = { organizationName, person, workstation, storeFolder, ceremony, first }
  return {
    ...toSecretsShown(person, organizationName),
    sheets: sheetsOf(ceremony),
    words: fingerprintWords(first.fingerprint, language),
  }
}

/**
 * Store, vault and second factor, or none of them: the store is claimed last, when the vault that has
 * all the keys is durable, so that whoever is cut off on the way goes on at the next login. The
 * founder is signed in when it resolves, and the keepers' keys are gone from this PC.
 */
export async function completeOrganization(
  context: IdentityContext,
  input: { readonly code: string },
): Promise<void> {
  const { vault, ports, current } = context
  const pending = current.founding ?? fail('identity.nothing-begun', {})
  const { person, workstation, storeFolder, first, ceremony } = pending
  requireProven(ceremony)
  const nowMs = ports.clock.now()
  const lastStep = confirmCode(person, input.code, nowMs)
  const { fingerprint } = first
  const { sealKey: publicKey, threshold } = ceremony.recovery
  await vault.create({
    member: person,
    workstation,
    recovery: { publicKey, threshold },
    async prepare({ db, setSetting }) {
      insertSecondFactor(db, { person, lastStep }, ports.random)
      const store = context.openStore(storeFolder)
      await keepFirstVersions(first, { store, db })
      setSetting(settingNames.fingerprint, fingerprint)
      setSetting(settingNames.storeFolder, storeFolder)
      setSetting(settingNames.founding, 'open')
      await keepDatabase(context, storeFolder, setSetting)
      writeFacts(ports.dataFolder, factsOf(pending, nowMs))
      return { db, store, setSetting }
    },
    async settle({ db, store, setSetting }) {
      const { clock, random } = ports
      const reader = person.keys.sealing
      const journal = openJournal({ db, store, fingerprint, workstation, reader, clock, random })
      await publishFirst(journal, store)
      setSetting(settingNames.founding, '')
    },
  })
  current.founding = null
  endCeremony(ceremony)
  writeFloor(context, nowMs)
  const journal = openMemberJournal(context, person.keys)
  startSession(context, { member: person.id, keys: person.keys, journal })
  ports.log.write('info', 'identity.organization-founded')
}

function factsOf(
  { organizationName, person, workstation, storeFolder, first }: PendingFounding,
  nowMs: number,
) {
  const enrolledAt = new Date(nowMs).toISOString()
  return {
    v: 1 as const,
    organization: { name: organizationName, fingerprint: first.fingerprint },
    workstation: { id: workstation.id, name: workstation.name },
    storeFolder,
    members: [{ id: person.id, admitted: true, enrolment: null, enrolledAt }],
  }
}
