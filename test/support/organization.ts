import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  foundOrganization,
  type Journal,
  openJournal,
  openShareStore,
  pinOrganization,
  readOrganization,
  type Signer,
  type Store,
} from '../../main/journal/journal.ts'
import { openWritable, type WritableDb } from '../../main/sqlite/sqlite.ts'
import {
  makeSealingKey,
  makeSigningKey,
  makeWorkstation,
  type SealingKey,
  type SigningKey,
  seal,
  type Workstation,
} from '../../main/vault/vault.ts'
import type { Role } from '../../preload/contract/channel.ts'
import { type FakeClock, makeClock } from './clock.ts'
import { systemRandom } from './random.ts'

/** One person on one PC, with an open journal. */
export interface TeamMember {
  readonly id: string
  readonly name: string
  readonly signing: SigningKey
  readonly sealing: SealingKey
  readonly workstation: Workstation
  readonly store: Store
  readonly db: WritableDb
  readonly journal: Journal
  readonly signer: Signer
  /** The same person and PC after a restart. */
  readonly reopen: () => TeamMember
  /** A copy of the whole PC, as of a virtual machine: it runs beside the first one. */
  readonly clone: () => TeamMember
}

export interface Team {
  readonly clock: FakeClock
  readonly folder: string
  readonly share: string
  readonly rootKey: SigningKey
  readonly administrator: TeamMember
  /** Joins with a PC of its own, is admitted, and has synchronised. */
  readonly join: (id: string, roles: readonly Role[]) => Promise<TeamMember>
  /** Joins and waits for admission. */
  readonly apply: (id: string) => Promise<TeamMember>
  readonly admit: (id: string, roles: readonly Role[]) => Promise<void>
}

export const smallOfficeRules = {
  coolingOffHours: 0,
  quorumMin: 1,
  storeGraceMinutes: 15,
  severities: {},
}

/**
 * A real organization: one administrator to begin with. Names carry a canary. The store is a folder,
 * unless another is opened.
 */
export async function makeTeam(
  folder: string,
  clock = makeClock(),
  openStore?: () => Store,
): Promise<Team> {
  const share = join(folder, 'share')
  mkdirSync(share)
  const open = openStore ?? (() => openShareStore({ folder: share, clock, random: systemRandom }))
  const rootKey = makeSigningKey(systemRandom)
  const founder = makePerson({ folder, clock, openStore: open }, 'admin')
  const journal = await foundOrganization({
    ...founder.parts,
    random: systemRandom,
    clock,
    name: 'Canary-Organization',
    rootKeys: [rootKey],
    rootThreshold: 1,
    recovery: null,
    administrator: founder.person,
    workstation: founder.workstation,
    rules: smallOfficeRules,
  })
  const administrator = founder.toMember(journal)
  const applicants = new Map<string, ReturnType<typeof makePerson>>()
  const team: Team = {
    clock,
    folder,
    share,
    rootKey,
    administrator,
    async join(id, roles) {
      const member = await team.apply(id)
      await team.admit(id, roles)
      await member.journal.sync()
      return member
    },
    async apply(id) {
      const applicant = makePerson({ folder, clock, openStore: open }, id)
      applicants.set(id, applicant)
      const { fingerprint, administratorSealKeys } = await readOrganization(applicant.parts.store)
      await pinOrganization({ ...applicant.parts, fingerprint })
      const member = applicant.toMember(applicant.open(fingerprint))
      const { person, workstation } = applicant
      const plaintext = Buffer.from(
        JSON.stringify({ name: person.name, workstationName: workstation.name }),
      )
      const context = `enrolment ${id}`
      const sealed = seal({
        readers: administratorSealKeys,
        context,
        plaintext,
        random: systemRandom,
      })
      await member.journal.enrol(
        {
          member: id,
          signKey: person.signing.publicKey,
          sealKey: person.sealing.publicKey,
          workstationSignKey: workstation.signing.publicKey,
          workstationSealKey: workstation.sealing.publicKey,
          sealed: Buffer.from(sealed).toString('base64'),
        },
        member.signer,
      )
      return member
    },
    async admit(id, roles) {
      const applicant = applicants.get(id)
      if (!applicant) throw new Error(`nobody called ${id} has applied`)
      await administrator.journal.sync()
      await administrator.journal.publishDirectory(
        ({ members, workstations, names }) => ({
          members: [
            ...members,
            {
              id,
              signKey: applicant.person.signing.publicKey,
              sealKey: applicant.person.sealing.publicKey,
              roles: [...roles],
              status: 'active',
              since: new Date(clock.now()).toISOString(),
              workstations: [applicant.workstation.id],
            },
          ],
          workstations: [
            ...workstations,
            {
              id: applicant.workstation.id,
              signKey: applicant.workstation.signing.publicKey,
              sealKey: applicant.workstation.sealing.publicKey,
              status: 'active',
            },
          ],
          names: {
            members: { ...names.members, [id]: applicant.person.name },
            workstations: {
              ...names.workstations,
              [applicant.workstation.id]: applicant.workstation.name,
            },
          },
        }),
        administrator.signer,
      )
    },
  }
  return team
}

interface Place {
  readonly folder: string
  readonly clock: FakeClock
  readonly openStore: () => Store
}

function makePerson({ folder, clock, openStore }: Place, id: string) {
  const file = join(folder, `${id}.db`)
  const key = systemRandom.bytes(32)
  const person = {
    id,
    name: `Canary-Name-${id}`,
    signing: makeSigningKey(systemRandom),
    sealing: makeSealingKey(systemRandom),
  }
  const workstation = makeWorkstation(`Canary-PC-${id}`, systemRandom)
  const makeParts = () => ({
    store: openStore(),
    db: openWritable({ file, key }),
  })
  const first = makeParts()
  const build = (parts: typeof first, journal: Journal): TeamMember => ({
    ...person,
    workstation,
    ...parts,
    journal,
    signer: { member: id, signing: person.signing },
    reopen() {
      parts.db.close()
      const again = makeParts()
      return build(again, open(again, journal.trust().fingerprint))
    },
    clone() {
      parts.db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
      const copy = join(
        folder,
        `${id}-clone-${Buffer.from(systemRandom.bytes(4)).toString('hex')}.db`,
      )
      copyFileSync(parts.db.file, copy)
      const cloned = { store: openStore(), db: openWritable({ file: copy, key }) }
      return build(cloned, open(cloned, journal.trust().fingerprint))
    },
  })
  const open = (parts: typeof first, fingerprint: string) =>
    openJournal({
      ...parts,
      fingerprint,
      workstation,
      reader: person.sealing,
      clock,
      random: systemRandom,
    })
  return {
    parts: first,
    person,
    workstation,
    open: (fingerprint: string) => open(first, fingerprint),
    toMember: (journal: Journal) => build(first, journal),
  }
}
