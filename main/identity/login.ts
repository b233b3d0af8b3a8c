import { setTimeout as sleep } from 'node:timers/promises'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { Journal } from '../journal/journal.ts'
import { endCeremony } from './ceremony.ts'
import { finishFounding } from './first-publication.ts'
import type { IdentityContext, OpenedMember } from './identity-context.ts'
import {
  closeUnused,
  findClockJump,
  readFloor,
  recoveryOf,
  writeFloor,
} from './identity-context.ts'
import {
  admissionAt,
  afterSuccess,
  afterUnlock,
  attemptsLeft,
  countAttempt,
  failuresMax,
  settleClock,
} from './lockout.ts'
import { openMember, openMemberJournal, refreshFacts, requireStanding } from './member-journal.ts'
import { requireLoginNetwork } from './network-limit.ts'
import { leaveFormerIdentity, requireKnownWorkstation } from './new-identity.ts'
import { isRecoveryCode } from './recovery-code.ts'
import { newestRecoveryHashes } from './recovery-renewal.ts'
import { acceptCode, type SpentCode, setRecoveryHashes } from './second-factor-table.ts'
import { startLimits } from './session.ts'
import { marksOf, recordSpent } from './spent-code.ts'
import { assertClockNotBehind, raiseFloor } from './time-floor.ts'
import { findUnlock } from './unlock.ts'
import { writeNoted } from './vault-act.ts'

/** After a right password, the code is awaited for so long. */
const codeMsMax = 5 * 60_000
/** So long the store is listened to at a login, for codes that were used on other PCs. */
const hearingMsMax = 1500

/** The first proof. On success the code is awaited; the vault is open, but nobody is signed in. */
export async function enterPassword(
  context: IdentityContext,
  member: string,
  password: string,
): Promise<void> {
  const { vault, ports, current } = context
  if (!vault.members().some((each) => each.id === member)) fail('identity.no-such-member', {})
  const keys = await withCountedPassword(context, member, () => vault.open(member, password))
  endSession(context)
  try {
    const opened = await openMember(context, member, keys)
    requireLoginNetwork(opened.journal.policy().rules, ports.localAddresses())
    current.login = { ...opened, atMs: ports.clock.now() }
    if (findClockJump(context, opened.journal)) ports.log.write('warning', 'identity.clock-ahead')
  } finally {
    context.changed()
  }
}

/** The second proof: six digits or a recovery code. On success somebody is signed in. */
export async function enterCode(context: IdentityContext, code: string): Promise<void> {
  const login = awaitedLogin(context)
  if (!login) return fail('vault.locked', {})
  const spent = await checkCode(context, login, code)
  leaveFormerIdentity(context)
  // Opened anew: a run behind the lock may have added to the journal since the password.
  const opened = { ...login, journal: openMemberJournal(context, login.keys) }
  try {
    await finishFounding(context, opened.journal)
    await requireKnownWorkstation(context, opened)
    await writeNoted(context, { journal: opened.journal, member: signerOf(opened) })
    await hearOfOthers(opened.journal)
    requireStanding(context, opened)
    if (marksOf(opened.journal, opened.member)(spent.mark)) fail('identity.code-spent', {})
    await recordSpent(opened, spent)
  } catch (error) {
    endSession(context)
    context.changed()
    throw error
  }
  startSession(context, opened)
  catchUp(context, opened)
  context.ports.log.write('info', 'identity.signed-in')
}

/** What other PCs have used meanwhile; a store that is slow or away keeps nobody out. */
async function hearOfOthers(journal: Journal): Promise<void> {
  const patience = new AbortController()
  const waiting = sleep(hearingMsMax, null, { signal: patience.signal, ref: false })
  waiting.catch(() => null)
  await Promise.race([journal.sync(), waiting])
  patience.abort()
}

/** The login that waits for its code; null, and the vault closed, when it has waited too long. */
export function awaitedLogin(context: IdentityContext): OpenedMember | null {
  const { current, ports } = context
  if (current.login && ports.clock.now() - current.login.atMs > codeMsMax) {
    current.login = null
    closeUnused(context)
    context.changed()
  }
  return current.login
}

export function startSession(context: IdentityContext, opened: OpenedMember): void {
  const { current, ports } = context
  const { member, keys, journal } = opened
  current.login = null
  const nowMs = ports.clock.now()
  const proof = { atMs: nowMs, isUsed: true }
  current.session = { member, keys, journal, limits: startLimits(nowMs), proof }
  refreshFacts(context, journal)
  keepRecoverySlot(context, journal)
  context.changed()
}

/** Of the group that the newest root names, so that its sheets open this vault too. */
function keepRecoverySlot({ vault }: IdentityContext, journal: Journal): void {
  vault.setRecovery(recoveryOf(journal.trust()))
}

/**
 * Learns, without making anybody wait, what happened meanwhile; and an administrator's login renews
 * directory and policy before they expire.
 */
function catchUp(context: IdentityContext, { member, keys, journal }: OpenedMember): void {
  const work = context.holdingVault(async () => {
    await journal.sync()
    keepRecoverySlot(context, journal)
    const { administratorKeys } = journal.trust().root.body
    if (administratorKeys.includes(keys.signing.publicKey))
      await journal.renew({ member, signing: keys.signing })
    const role = journal.directory().members.find((each) => each.id === member)?.roles
    if (role?.includes('administrator'))
      await journal.destroyExpired({ member, signing: keys.signing })
  })
  work.then(context.changed, (error: unknown) => {
    const code = error instanceof ProblemError ? error.problem.code : 'unexpected'
    context.ports.log.write('warning', 'identity.catch-up-failed', { code })
  })
}

function signerOf({ member, keys }: OpenedMember) {
  return { member, signing: keys.signing }
}

/** Ends session and login; whoever calls it closes what is unused then. */
export function endSession(context: IdentityContext): void {
  context.current.session = null
  context.current.login = null
  if (context.current.rotation) endCeremony(context.current.rotation)
  context.current.rotation = null
}

/** A code before an act that matters. What it has spent is on record when it resolves. */
export async function assertCode(
  context: IdentityContext,
  opened: OpenedMember,
  code: string,
): Promise<void> {
  await recordSpent(opened, await checkCode(context, opened, code))
}

/**
 * Every failure counts towards the lockout; a code that was right but used, here or on another PC,
 * counts for nothing and has a message of its own.
 */
async function checkCode(
  context: IdentityContext,
  { member, keys, journal }: OpenedMember,
  code: string,
): Promise<SpentCode> {
  const { attempts, ports, vault } = context
  const nowMs = ports.clock.now()
  requireLoginNetwork(journal.policy().rules, ports.localAddresses())
  const floor = readFloor(context, journal)
  // A recovery code knows no time, so it also helps while the clock is wrong.
  if (!isRecoveryCode(code)) assertClockNotBehind(floor, nowMs)
  await assertMayTry(context, member)
  const before = attempts.stateOf(member)
  const counted = countAttempt(before, nowMs)
  attempts.store(member, counted)
  const renewed = newestRecoveryHashes(journal, member, keys.sealing)
  if (isRecoveryCode(code) && renewed) setRecoveryHashes(vault.db(), member, renewed)
  const isMarked = marksOf(journal, member)
  const verdict = acceptCode(vault.db(), { member, key: keys.sealing, code, nowMs, isMarked })
  switch (verdict.kind) {
    case 'accepted':
      attempts.store(member, afterSuccess(before))
      if (!isRecoveryCode(code)) writeFloor(context, raiseFloor(floor, nowMs))
      return verdict.spent
    case 'spent':
      attempts.store(member, before)
      return fail('identity.code-spent', {})
    case 'wrong':
      ports.log.write('warning', 'identity.wrong-code')
      return failOrLock(context, counted.failures, () =>
        fail('identity.wrong-code', { attemptsLeft: attemptsLeft(counted) }),
      )
    default:
      return verdict satisfies never
  }
}

/** The signed-in member's password for the act that comes next; it counts as an attempt. */
export async function confirmPassword(context: IdentityContext, password: string): Promise<void> {
  const { vault, ports, current } = context
  const live = current.session ?? fail('ipc.locked', {})
  const { member } = live
  await withCountedPassword(context, member, () =>
    vault.withSecrets({ member, password }, () => undefined),
  )
  if (current.session !== live) fail('ipc.locked', {})
  live.proof = { atMs: ports.clock.now(), isUsed: false }
  context.changed()
}

/** Fails with `identity.locked-out` during a delay, `identity.locked-until-unlocked` at ten. */
async function assertMayTry(context: IdentityContext, member: string): Promise<void> {
  const { attempts, ports } = context
  const nowMs = ports.clock.now()
  const stored = attempts.stateOf(member)
  const state = settleClock(stored, nowMs)
  if (state !== stored) attempts.store(member, state)
  const admission = admissionAt(state, nowMs)
  switch (admission.kind) {
    case 'open':
      return
    case 'wait':
      return fail('identity.locked-out', { untilAt: new Date(admission.untilMs).toISOString() })
    case 'locked': {
      const { usedUnlocks, failedAtMs } = state
      const lockout = { member, lockedAtMs: failedAtMs ?? 0, usedUnlocks }
      const unlock = await findUnlock(context, lockout)
      if (unlock === null) return fail('identity.locked-until-unlocked', {})
      attempts.store(member, afterUnlock(state, unlock))
      return
    }
    case 'locked-for-good':
      return fail('identity.locked-for-good', {})
    default:
      return admission satisfies never
  }
}

/** An act that needs the member's password: counted on disk before Argon2id runs (A02). */
export async function withCountedPassword<T>(
  context: IdentityContext,
  member: string,
  act: () => Promise<T>,
): Promise<T> {
  const { attempts, ports } = context
  await assertMayTry(context, member)
  const before = attempts.stateOf(member)
  const counted = countAttempt(before, ports.clock.now())
  attempts.store(member, counted)
  try {
    const result = await act()
    attempts.store(member, before)
    return result
  } catch (error) {
    const code = error instanceof ProblemError ? error.problem.code : null
    if (code !== 'vault.wrong-password') {
      // Nothing was guessed where the keystore, the disk or the file is at fault.
      attempts.store(member, before)
      throw error
    }
    ports.log.write('warning', 'identity.wrong-password')
    return failOrLock(context, counted.failures, () =>
      fail('identity.wrong-password', { attemptsLeft: attemptsLeft(counted) }),
    )
  }
}

/** The tenth failure says what it has done. Whoever was signed in meanwhile is not any more. */
function failOrLock(context: IdentityContext, failures: number, otherwise: () => never): never {
  if (failures < failuresMax) return otherwise()
  endSession(context)
  closeUnused(context)
  context.changed()
  return fail('identity.locked-until-unlocked', {})
}
