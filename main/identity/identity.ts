import type { Language } from '../../preload/contract/app.ts'
import type { Caller, Handlers, StepUp } from '../../preload/contract/channel.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { FileTokens } from '../file-token.ts'
import { readOrganization } from '../journal/journal.ts'
import type { Ports } from '../ports.ts'
import type { Vault } from '../vault/vault.ts'
import { isOlder } from './app-version.ts'
import { openAttempts } from './attempts-file.ts'
import { createHandlers, type IdentityChannels } from './handlers.ts'
import type { IdentityContext, Session } from './identity-context.ts'
import { closeUnused, readFloor } from './identity-context.ts'
import type { IdentityState } from './identity-state.ts'
import { readState } from './identity-state.ts'
import { assertCode, endSession } from './login.ts'
import { storePlaceOf } from './machine-limit.ts'
import { findActive } from './member.ts'
import { isRevokedHere, noteAdmissions, refreshFacts } from './member-journal.ts'
import { sortRoles } from './role.ts'
import { isOver, noteActivity as notedActivity, sessionMaxima } from './session.ts'
import { needsPassword } from './step-up.ts'
import { createStorePlaces } from './store-place.ts'
import { assertClockNotBehind } from './time-floor.ts'
import { readFacts } from './workstation-facts.ts'

export type { Session } from './identity-context.ts'
export type { IdentityState } from './identity-state.ts'
export { requireReleaseNetwork } from './network-limit.ts'
export { identityMigrations } from './second-factor-table.ts'
export { totpCodeAt } from './totp.ts'

export interface IdentityOptions {
  readonly ports: Ports
  readonly fileTokens: FileTokens
  readonly vault: Vault
  /** Phase, session or members have changed: ask state() again. */
  readonly emitChanged: () => void
  /** In which the words of fingerprints are shown. */
  readonly language: () => Language
  /** After how many minutes the person wants to be locked at the latest; null: as the policy says. */
  readonly idleMinutes?: () => number | null
}

/** Who is here, and what proves it. */
export interface Identity {
  readonly handlers: Handlers<IdentityChannels>
  readonly state: () => IdentityState
  /** Fails with `ipc.locked` when nobody is signed in, also when the time is just over. */
  readonly session: () => Session
  readonly caller: () => Caller | null
  /** A sign of life of the person: puts the automatic lock off. */
  readonly noteActivity: () => void
  /**
   * A fresh code of the signed-in member, before an act that matters, and the password where the
   * policy asks for it. Fails with `identity.password-needed`, `wrong-code`, `code-spent`,
   * `clock-behind`, `locked-out`, `locked-until-unlocked`.
   */
  readonly stepUp: StepUp
  /** Fails with `identity.clock-behind` below the time floor: nothing is sent then. */
  readonly requireClock: () => void
  readonly lock: () => void
  /** What this PC calls itself, here and on its login screen; the directory keeps its own name. */
  readonly renameWorkstation: (name: string) => void
  /** Keeps the vault open past a lock, for work that has to end well; call the result to let go. */
  readonly keepVaultOpen: () => () => void
  /** Looks whether time is over, or whether who waits here has been admitted. Runs by itself, too. */
  readonly refresh: () => Promise<void>
  readonly close: () => void
}

const refreshEveryMs = 5000

export function createIdentity(options: IdentityOptions): Identity {
  const context = createContext(options)
  const { current, vault, ports } = context
  const lock = () => {
    const wasSomebody = current.session !== null || current.login !== null
    endSession(context)
    closeUnused(context)
    if (wasSomebody) context.changed()
  }
  const session = () => findSession(context, lock) ?? fail('ipc.locked', {})
  const noteActivity = () => {
    if (current.session)
      current.session.limits = notedActivity(current.session.limits, ports.clock.now())
  }
  const stepUp: StepUp = (code, act) =>
    context.serially(async () => {
      const { member } = session()
      const live = current.session
      if (!live || live.member !== member) return fail('ipc.locked', {})
      const { rules } = live.journal.policy()
      const { proof } = live
      if (needsPassword(act, { proof, rules, nowMs: ports.clock.now() }))
        return fail('identity.password-needed', {})
      await assertCode(context, live, code)
      if (rules.passwordFor.some((each) => each === act)) {
        live.proof = { ...proof, isUsed: true }
        context.changed()
      }
      noteActivity()
    })
  const refresh = async () => {
    findSession(context, lock)
    if (vault.state() === 'locked') await lookForAdmission(context)
  }
  const timer = setInterval(() => {
    refresh().catch((error: unknown) => {
      const code = error instanceof ProblemError ? error.problem.code : 'unexpected'
      ports.log.write('error', 'identity.refresh-failed', { code })
    })
  }, refreshEveryMs)
  timer.unref()
  return {
    handlers: createHandlers(context, { session, stepUp, lock, noteActivity }),
    state: () => {
      findSession(context, lock)
      return readState(context)
    },
    session,
    caller: () => {
      const found = findSession(context, lock)
      return found && { member: found.member, roles: found.roles }
    },
    noteActivity,
    stepUp,
    requireClock: () =>
      assertClockNotBehind(readFloor(context, current.session?.journal ?? null), ports.clock.now()),
    lock,
    renameWorkstation(name) {
      const { journal } = session()
      vault.renameWorkstation(name)
      refreshFacts(context, journal)
      context.changed()
    },
    keepVaultOpen() {
      current.leaseCount += 1
      let isHeld = true
      return () => {
        if (isHeld) current.leaseCount -= 1
        isHeld = false
        closeUnused(context)
      }
    },
    refresh,
    close() {
      clearInterval(timer)
      endSession(context)
      current.leaseCount = 0
      vault.close()
      context.places.close()
    },
  }
}

function createContext(options: IdentityOptions): IdentityContext {
  const { ports, fileTokens, vault, emitChanged, language, idleMinutes = () => null } = options
  const places = createStorePlaces(ports)
  const current: IdentityContext['current'] = {
    founding: null,
    joining: null,
    recovery: null,
    takeover: null,
    rotation: null,
    arriving: null,
    handOver: null,
    login: null,
    session: null,
    leaseCount: 0,
  }
  const holdingVault: IdentityContext['holdingVault'] = async (act) => {
    current.leaseCount += 1
    try {
      return await act()
    } finally {
      current.leaseCount -= 1
      closeUnused({ current, vault })
    }
  }
  let queue: Promise<unknown> = Promise.resolve()
  return {
    ports,
    fileTokens,
    vault,
    idleMinutes,
    language,
    attempts: openAttempts(ports.dataFolder),
    places,
    openStore: places.open,
    changed: emitChanged,
    serially(act) {
      const result = queue.then(() => holdingVault(act))
      queue = result.then(
        () => undefined,
        () => undefined,
      )
      return result
    },
    holdingVault,
    current,
  }
}

/**
 * Who is signed in; whoever's time is over, or who is no member any more, is not from here on. Roles
 * come from the newest directory each time: what was taken away is gone at once.
 */
function findSession(
  { current, vault, ports, idleMinutes }: IdentityContext,
  lock: () => void,
): Session | null {
  const live = current.session
  if (!live) return null
  const directory = live.journal.directory()
  const member = findActive(directory.members, live.member)
  // Somebody who got back in on another PC has another key by now, and this one is nobody's.
  const isRetired = member?.signKey !== live.keys.signing.publicKey
  const isRevoked = isRevokedHere(directory.workstations, vault.workstation().id)
  const { rules } = live.journal.policy()
  const isTooOld = rules.appVersionMin !== null && isOlder(ports.version, rules.appVersionMin)
  const maxima = sessionMaxima(rules, idleMinutes())
  const isEnded = !member || isRetired || isRevoked || isTooOld
  if (isEnded || isOver(live.limits, maxima, ports.clock.now())) {
    lock()
    return null
  }
  return {
    member: live.member,
    name: directory.nameOf(live.member),
    roles: sortRoles(member.roles),
    signing: live.keys.signing,
    sealing: live.keys.sealing,
    workstation: vault.workstation(),
    journal: live.journal,
    db: vault.db(),
  }
}

/** While somebody waits here, the store is asked; the login verifies again what it says. */
async function lookForAdmission(context: IdentityContext): Promise<void> {
  const facts = readFacts(context.ports.dataFolder)
  if (!facts || facts.members.every((each) => each.admitted)) return
  try {
    const place = storePlaceOf(context.ports.machinePolicy, facts.storeFolder)
    await context.places.recallSealed(place)
    const { trust } = await readOrganization(context.openStore(place))
    if (trust.fingerprint !== facts.organization.fingerprint) return
    if (noteAdmissions(context, trust.directory?.body.members ?? [])) context.changed()
  } catch (error) {
    // Out of reach or damaged: whoever waits goes on waiting, and the login says why.
    if (error instanceof ProblemError && error.problem.code.startsWith('journal.')) return
    throw error
  }
}
