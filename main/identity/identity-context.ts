import type { Language } from '../../preload/contract/app.ts'
import type { Role } from '../../preload/contract/channel.ts'
import type { FileTokens } from '../file-token.ts'
import type { Journal, Store, Trust } from '../journal/journal.ts'
import type { Ports } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import type {
  MemberKeys,
  RecoveryGroup,
  SealingKey,
  SigningKey,
  Vault,
  Workstation,
} from '../vault/vault.ts'
import type { AttemptsFile } from './attempts-file.ts'
import type { Ceremony } from './ceremony.ts'
import type { PendingRecovery } from './forgotten-password.ts'
import type { PendingFounding } from './founding.ts'
import type { PendingHandOver } from './hand-over.ts'
import type { PendingJoining } from './joining.ts'
import type { PendingWorkstation } from './second-workstation.ts'
import type { SessionLimits } from './session.ts'
import type { PasswordProof } from './step-up.ts'
import type { StorePlaces } from './store-place.ts'
import type { PendingTakeover } from './takeover.ts'
import type { ClockJump, TimeFloor } from './time-floor.ts'
import { clockJump, newestOf, newestPeer, peerFloor } from './time-floor.ts'

/** Who is signed in, and what they may use while they are. */
export interface Session {
  readonly member: string
  readonly name: string
  /** From the newest directory, at the moment of asking. */
  readonly roles: readonly Role[]
  readonly signing: SigningKey
  readonly sealing: SealingKey
  readonly workstation: Workstation
  readonly journal: Journal
  readonly db: WritableDb
}

/** The password was right; the six digits are awaited, or were right too. */
export interface OpenedMember {
  readonly member: string
  readonly keys: MemberKeys
  readonly journal: Journal
}

export interface LiveSession extends OpenedMember {
  limits: SessionLimits
  proof: PasswordProof
}

/** What the parts of identity share. Only `current` changes, and only inside `serially`. */
export interface IdentityContext {
  readonly ports: Ports
  readonly fileTokens: FileTokens
  readonly vault: Vault
  readonly attempts: AttemptsFile
  readonly language: () => Language
  readonly idleMinutes: () => number | null
  readonly places: StorePlaces
  readonly openStore: (place: string) => Store
  readonly changed: () => void
  /** One act after another: two logins at the same time would undo each other's counting. */
  readonly serially: <T>(act: () => Promise<T>) => Promise<T>
  /** A lock that comes meanwhile signs out at once, and closes the vault when the act is over. */
  readonly holdingVault: <T>(act: () => Promise<T>) => Promise<T>
  readonly current: {
    founding: PendingFounding | null
    joining: PendingJoining | null
    recovery: PendingRecovery | null
    takeover: PendingTakeover | null
    /** New keys for the keepers, made in the session. */
    rotation: Ceremony | null
    /** On a new PC: it waits for its member's keys. */
    arriving: PendingWorkstation | null
    /** On an old PC: the new one whose words are being compared. */
    handOver: PendingHandOver | null
    login: (OpenedMember & { readonly atMs: number }) | null
    session: LiveSession | null
    /** How many need the vault open although nobody may be signed in. */
    leaseCount: number
  }
}

/** The vault closes unless somebody is signed in or signing in, or something still needs it. */
export function closeUnused({ current, vault }: Pick<IdentityContext, 'current' | 'vault'>): void {
  if (!current.session && !current.login && current.leaseCount === 0) vault.close()
}

/** What identity keeps in the vault's settings. */
export const settingNames = {
  /** Of the organization that this workstation belongs to: pinned when it joined. */
  fingerprint: 'identity.fingerprint',
  storeFolder: 'identity.store-folder',
  /** 'open' from when the vault is there until the store has been claimed for its organization. */
  founding: 'identity.founding',
  /** What a store in a database needs besides its place: who we are there. */
  database: 'identity.database',
  timeFloor: 'identity.time-floor',
} as const

/** Whose shares open the vaults of this organization; null where its root names nobody. */
export function recoveryOf({ root }: Trust): RecoveryGroup | null {
  const { recovery } = root.body
  return recovery ? { publicKey: recovery.sealKey, threshold: recovery.threshold } : null
}

/** The newest time that this PC, its program's build or two of its peers are known to have reached. */
export function readFloor({ vault, ports }: IdentityContext, journal: Journal | null): TimeFloor {
  const text = vault.setting(settingNames.timeFloor)
  const own = text === null ? null : Number(text)
  const peers = journal && peerFloor(newestHeaders(journal), vault.workstation().id)
  return newestOf([own, ports.builtAtMs, peers])
}

/** What this PC's clock has left behind by more than a day; null while it has not. */
export function findClockJump(context: IdentityContext, journal: Journal): ClockJump | null {
  const floor = readFloor(context, journal)
  const peers = newestPeer(newestHeaders(journal), context.vault.workstation().id)
  return clockJump(newestOf([floor, peers]), context.ports.clock.now())
}

function newestHeaders(journal: Journal) {
  return journal.page({ offset: 0, limit: recordsLookedAt }).records.map(({ header }) => header)
}

/** Enough to meet two peers in a busy organization. */
const recordsLookedAt = 200

export function writeFloor({ vault }: IdentityContext, floor: number): void {
  vault.setSetting(settingNames.timeFloor, String(floor))
}

/** What a database needs besides its place goes into the vault, and sealed beside it. */
export async function keepDatabase(
  { places }: Pick<IdentityContext, 'places'>,
  place: string,
  setSetting: (name: string, value: string) => void,
): Promise<void> {
  const setting = places.toSetting(place)
  if (setting === null) return
  setSetting(settingNames.database, setting)
  await places.keepSealed(place)
}
