import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { createFileTokens, type FileTokens } from '../../main/file-token.ts'
import {
  createIdentity,
  type Identity,
  identityMigrations,
  totpCodeAt,
} from '../../main/identity/identity.ts'
import { journalMigrations } from '../../main/journal/journal.ts'
import { type MachinePolicy, noMachinePolicy } from '../../main/policy/policy.ts'
import type { Ports } from '../../main/ports.ts'
import { type CapabilityMigrations, createVault, type Vault } from '../../main/vault/vault.ts'
import type { Caller, Role } from '../../preload/contract/channel.ts'
import type { KeeperProof, KeeperRule, KeeperSheet } from '../../preload/contract/keepers.ts'
import { fromBase32 } from './base32.ts'
import { type FakeClock, makeClock } from './clock.ts'
import { type LogLine, makeTestPorts } from './ports.ts'
import { makeTempFolder } from './temp-folder.ts'
import { cheapestKdf, goodPassword } from './vault.ts'

/** One installed Sekisho of a test: its own data folder and keystore, without lists or engine. */
export interface TestPc {
  readonly name: string
  readonly ports: Ports
  readonly fileTokens: FileTokens
  readonly vault: Vault
  readonly identity: Identity
  readonly lines: readonly LogLine[]
  /** Of its network interfaces: put others in to carry it elsewhere. */
  readonly addresses: string[]
  /** Who is signed in, for handlers that want to be told. */
  readonly caller: () => Caller
  /** How often the frame was told that something has changed. */
  readonly changes: () => number
}

/** A member, where they sit, and what their telephone would show. */
export interface TestMember {
  readonly id: string
  readonly name: string
  readonly password: string
  readonly pc: TestPc
  readonly totpSecret: Uint8Array
  readonly recoveryCodes: readonly string[]
  /** A code nobody has used: the team's clock moves on by one step for it. */
  readonly freshCode: () => string
  readonly signIn: () => Promise<void>
}

/** Who has founded, with the printed sheets of the keepers. */
export interface TestFounder extends TestMember {
  readonly sheets: readonly KeeperSheet[]
}

export interface TestOffice {
  readonly clock: FakeClock
  readonly storeFolder: string
  readonly founder: TestFounder
  readonly members: readonly TestMember[]
  readonly member: (name: string) => TestMember
  /** Every PC meets the store once. */
  readonly syncAll: () => Promise<void>
}

export interface OfficeOptions {
  /** Each gets a PC of their own, unless `pc` names one that was there before. */
  readonly people?: readonly {
    readonly name: string
    readonly roles: readonly Role[]
    readonly pc?: string
  }[]
  readonly migrations?: readonly CapabilityMigrations[]
  readonly clock?: FakeClock
  readonly keepers?: KeeperRule
  /** When the program of every PC was built. */
  readonly builtAt?: string
  /** What IT has laid down for every PC. */
  readonly machinePolicy?: MachinePolicy
}

type People = NonNullable<OfficeOptions['people']>
export const defaultPeople: People = [
  { name: '作成 花子', roles: ['author', 'list-manager', 'sender'] },
  { name: '承認 一郎', roles: ['approver'] },
]

/**
 * A founded organization in one call: 管理 太郎 on PC-1 and, by default, an author and an approver on
 * PCs of their own, everybody admitted and signed in. Call it inside a test: it cleans up after it.
 */
export async function makeOffice(options: OfficeOptions = {}): Promise<TestOffice> {
  const clock = options.clock ?? makeClock()
  const folder = makeTempFolder('team')
  const storeFolder = join(folder, 'share')
  mkdirSync(storeFolder)
  const pcs = new Map<string, TestPc>()
  const pcNamed = (name: string) => {
    const known =
      pcs.get(name) ?? makeTestPc({ ...options, folder: join(folder, name), clock, name })
    pcs.set(name, known)
    return known
  }
  const tick = () => {
    clock.advance(30_000)
    for (const pc of pcs.values()) pc.identity.noteActivity()
  }
  const founder = await foundTestOrganization(pcNamed('PC-1'), {
    ...{ storeFolder, clock, tick },
    keepers: options.keepers,
  })
  const members: TestMember[] = [founder]
  for (const [at, person] of (options.people ?? defaultPeople).entries()) {
    const pc = pcNamed(person.pc ?? `PC-${at + 2}`)
    const member = await joinTestOrganization(pc, { name: person.name, storeFolder, clock, tick })
    await admitTestMember(founder, member, person.roles)
    members.push(member)
  }
  for (const member of members) if (!member.pc.identity.caller()) await member.signIn()
  return {
    clock,
    storeFolder,
    founder,
    members,
    member: (name) => {
      const found = members.find((each) => each.name === name)
      if (!found) throw new Error(`nobody is called ${name}`)
      return found
    },
    async syncAll() {
      for (const pc of pcs.values())
        if (pc.identity.caller()) await pc.identity.session().journal.sync()
    },
  }
}

interface Surroundings {
  readonly storeFolder: string
  readonly clock: FakeClock
  /** Moves time on by one code. */
  readonly tick: () => void
}

type Founding = Surroundings & { readonly keepers?: KeeperRule | undefined }

/** What a keeper types from the printed sheet. */
export function readBackWords(sheet: KeeperSheet): string[] {
  const words = [...sheet.rootWords, ...sheet.recoveryWords]
  return sheet.readBackPositions.map((position) => words[position - 1] ?? '')
}

/** A whole sheet, as it is typed later. */
export function proofOf(sheet: KeeperSheet): KeeperProof {
  return { kind: 'words', words: [...sheet.rootWords, ...sheet.recoveryWords] }
}

export async function foundTestOrganization(
  pc: TestPc,
  { storeFolder, clock, tick, keepers = { count: 1, threshold: 1 } }: Founding,
): Promise<TestFounder> {
  const name = '管理 太郎'
  const { handlers } = pc.identity
  const begun = await handlers['identity.begin-organization'](
    {
      organizationName: '関所商事',
      memberName: name,
      password: goodPassword,
      storeFolder: pc.fileTokens.issue(storeFolder),
      keepers,
    },
    null,
  )
  const totpSecret = fromBase32(begun.totp.secret)
  for (const sheet of begun.sheets)
    await handlers['keepers.read-back']({ sheet: sheet.number, words: readBackWords(sheet) }, null)
  await handlers['identity.complete-organization'](
    { code: totpCodeAt(totpSecret, clock.now()) },
    null,
  )
  const { recoveryCodes, sheets } = begun
  return { ...toMember(pc, { name, totpSecret, recoveryCodes, clock, tick }), sheets }
}

/** Applies for admission; see admitTestMember. */
export async function joinTestOrganization(
  pc: TestPc,
  { name, storeFolder, clock, tick }: Surroundings & { readonly name: string },
): Promise<TestMember> {
  const { handlers } = pc.identity
  const isNewPc = pc.vault.state() === 'absent'
  const begun = await handlers['identity.begin-joining'](
    {
      memberName: name,
      password: goodPassword,
      storeFolder: isNewPc ? pc.fileTokens.issue(storeFolder) : null,
    },
    null,
  )
  const totpSecret = fromBase32(begun.totp.secret)
  const code = totpCodeAt(totpSecret, clock.now())
  await handlers['identity.complete-joining']({ code }, null)
  return toMember(pc, { name, totpSecret, recoveryCodes: begun.recoveryCodes, clock, tick })
}

export async function admitTestMember(
  administrator: TestMember,
  member: TestMember,
  roles: readonly Role[],
): Promise<void> {
  const { identity } = administrator.pc
  await identity.session().journal.sync()
  const waiting = await identity.handlers['identity.enrolments']({}, administrator.pc.caller())
  const enrolment = waiting.find((each) => each.name === member.name)
  if (!enrolment) throw new Error(`${member.name} has not applied`)
  await identity.handlers['identity.admit'](
    { enrolment: enrolment.id, roles: [...roles], code: administrator.freshCode() },
    administrator.pc.caller(),
  )
}

export function makeTestPc(o: {
  readonly folder: string
  readonly clock: FakeClock
  readonly name?: string
  readonly migrations?: readonly CapabilityMigrations[]
  readonly builtAt?: string
  readonly machinePolicy?: MachinePolicy
}): TestPc {
  mkdirSync(o.folder, { recursive: true })
  const name = o.name ?? 'PC-1'
  const lines: LogLine[] = []
  const addresses = ['192.0.2.10']
  const { folder, clock } = o
  const builtAtMs = o.builtAt === undefined ? null : Date.parse(o.builtAt)
  const ports = makeTestPorts({
    ...{ folder, clock, workstationName: name, lines, addresses, builtAtMs },
    machinePolicy: o.machinePolicy ?? noMachinePolicy,
  })
  const fileTokens = createFileTokens(ports.random)
  const vault = createVault({
    ports,
    migrations: [
      { capability: 'journal', migrations: journalMigrations },
      { capability: 'identity', migrations: identityMigrations },
      ...(o.migrations ?? []),
    ],
    calibrate: cheapestKdf,
  })
  let changes = 0
  const identity = createIdentity({
    ports,
    fileTokens,
    vault,
    emitChanged: () => {
      changes += 1
    },
    language: () => ports.language,
  })
  onTestFinished(() => identity.close())
  const caller = () => {
    const found = identity.caller()
    if (!found) throw new Error(`nobody is signed in on ${name}`)
    return found
  }
  return {
    name,
    ports,
    fileTokens,
    vault,
    identity,
    lines,
    addresses,
    caller,
    changes: () => changes,
  }
}

function toMember(
  pc: TestPc,
  o: {
    readonly name: string
    readonly totpSecret: Uint8Array
    readonly recoveryCodes: readonly string[]
    readonly clock: FakeClock
    readonly tick: () => void
  },
): TestMember {
  const id = pc.vault.members().find((each) => each.name === o.name)?.id ?? ''
  const freshCode = () => {
    o.tick()
    return totpCodeAt(o.totpSecret, o.clock.now())
  }
  return {
    id,
    name: o.name,
    password: goodPassword,
    pc,
    totpSecret: o.totpSecret,
    recoveryCodes: o.recoveryCodes,
    freshCode,
    async signIn() {
      const { handlers } = pc.identity
      await handlers['identity.enter-password']({ member: id, password: goodPassword }, null)
      await handlers['identity.enter-code']({ code: freshCode() }, null)
    },
  }
}
