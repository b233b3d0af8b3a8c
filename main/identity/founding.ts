import type { OrganizationBegun } from '../../preload/contract/identity.ts'
import { fail } from '../../preload/problem.ts'
import type { FirstVersions } from '../journal/journal.ts'
import { foundOrganization, makeFirstVersions } from '../journal/journal.ts'
import type { NewWorkstation, SigningKey } from '../vault/vault.ts'
import { fingerprintWords, makeWorkstation, signingKeyFromSeed } from '../vault/vault.ts'
import type { IdentityContext } from './identity-context.ts'
import { keepDatabase, settingNames, writeFloor } from './identity-context.ts'
import { startSession } from './login.ts'
import { requireMayFound, requireStorePlace } from './machine-limit.ts'
import { openMemberJournal } from './member-journal.ts'
import type { NewPerson } from './new-person.ts'
import { confirmCode, makePerson, toSecretsShown } from './new-person.ts'
import { assertGoodPassword } from './password.ts'
import { isSameWord, pickReadBackPosition, toRootSheet } from './root-sheet.ts'
import { insertSecondFactor } from './second-factor-table.ts'
import { atFirst } from './store-place.ts'
import { writeFacts } from './workstation-facts.ts'

/** Who founds, with what. */
interface Founder {
  readonly organizationName: string
  readonly person: NewPerson
  readonly workstation: NewWorkstation
  readonly rootKey: SigningKey
  /** The instant of root.1. */
  readonly atMs: number
}

/** An organization about to be founded: all in memory, until the person has proved two things. */
export interface PendingFounding extends Founder {
  readonly storeFolder: string
  readonly readBackPosition: number
  readonly readBackWord: string
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
  },
): Promise<OrganizationBegun> {
  const { vault, ports } = context
  const { organizationName, memberName, password } = input
  if (vault.state() !== 'absent') fail('identity.organization-exists', {})
  requireMayFound(ports.machinePolicy)
  await assertGoodPassword(password, { names: [organizationName, memberName] })
  const storeFolder = context.fileTokens.pathOf(input.storeFolder)
  requireStorePlace(ports.machinePolicy, storeFolder)
  const store = context.openStore(storeFolder)
  if (await atFirst(() => store.hasBegun()))
    fail('journal.store-not-empty', { folder: storeFolder })
  const rootSeed = ports.random.bytes(32)
  const rootSheet = toRootSheet(rootSeed, context.language())
  const readBackPosition = pickReadBackPosition(ports.random)
  const founder: Founder = {
    organizationName,
    person: makePerson(memberName, password, ports.random),
    workstation: makeWorkstation(ports.workstationName, ports.random),
    rootKey: signingKeyFromSeed(rootSeed),
    atMs: ports.clock.now(),
  }
  rootSeed.fill(0)
  const first = makeFirstVersions(toFounding(context, founder))
  const readBackWord = rootSheet[readBackPosition - 1] ?? ''
  context.current.founding = { ...founder, storeFolder, readBackPosition, readBackWord, first }
  return {
    ...toSecretsShown(founder.person, organizationName),
    rootSheet,
    words: fingerprintWords(first.fingerprint, context.language()),
    readBackPosition,
  }
}

/**
 * Store, vault and second factor, or none of them. The founder is signed in when it resolves, and
 * the root key is gone from this PC.
 */
export async function completeOrganization(
  context: IdentityContext,
  input: { readonly code: string; readonly readBackWord: string },
): Promise<void> {
  const { vault, ports, current } = context
  const pending = current.founding ?? fail('identity.nothing-begun', {})
  const { person, workstation, storeFolder } = pending
  if (!isSameWord(input.readBackWord, pending.readBackWord))
    fail('identity.word-mismatch', { position: pending.readBackPosition })
  const nowMs = ports.clock.now()
  const lastStep = confirmCode(person, input.code, nowMs)
  await vault.create({
    member: person,
    workstation,
    async prepare({ db, setSetting }) {
      insertSecondFactor(db, { person, lastStep }, ports.random)
      const store = context.openStore(storeFolder)
      const { first } = pending
      await foundOrganization({ ...toFounding(context, pending), first, store, db })
      const { fingerprint } = first
      setSetting(settingNames.fingerprint, fingerprint)
      setSetting(settingNames.storeFolder, storeFolder)
      await keepDatabase(context, storeFolder, setSetting)
      writeFacts(ports.dataFolder, {
        v: 1,
        organization: { name: pending.organizationName, fingerprint },
        workstation: { id: workstation.id, name: workstation.name },
        storeFolder,
        members: [
          {
            id: person.id,
            admitted: true,
            enrolment: null,
            enrolledAt: new Date(nowMs).toISOString(),
          },
        ],
      })
    },
  })
  current.founding = null
  writeFloor(context, nowMs)
  const journal = openMemberJournal(context, person.keys)
  startSession(context, { member: person.id, keys: person.keys, journal })
  ports.log.write('info', 'identity.organization-founded')
}

function toFounding(context: IdentityContext, founder: Founder) {
  const { person, workstation, atMs } = founder
  return {
    clock: { now: () => atMs },
    random: context.ports.random,
    name: founder.organizationName,
    rootKey: founder.rootKey,
    administrator: { id: person.id, name: person.name, ...person.keys, roles: founderRoles },
    workstation,
    rules: firstRules,
  }
}
