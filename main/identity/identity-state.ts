import type { AppState, Lockout } from '../../preload/contract/app.ts'
import { enrolmentDaysMax } from '../journal/journal.ts'
import { fingerprintWords } from '../vault/vault.ts'
import type { IdentityContext } from './identity-context.ts'
import { findClockJump } from './identity-context.ts'
import { admissionAt, settleClock } from './lockout.ts'
import { awaitedLogin } from './login.ts'
import { findActive } from './member.ts'
import { sortRoles } from './role.ts'
import { lockAtMs, sessionMaxima } from './session.ts'
import { passwordCountsUntil } from './step-up.ts'
import type { WorkstationFacts } from './workstation-facts.ts'
import { readFacts } from './workstation-facts.ts'

/** Identity's part of what the window's frame shows. */
export type IdentityState = Omit<
  AppState,
  'preferences' | 'version' | 'isKeystorePlain' | 'machine' | 'sample'
>

export function readState(context: IdentityContext): IdentityState {
  const { vault, ports, current } = context
  const language = context.language()
  if (vault.state() === 'absent') return { ...nothing, phase: 'first-run' }
  const facts = readFacts(ports.dataFolder)
  const members = vault.members().map(({ id, name }) => ({
    id,
    name,
    // Without the file nobody is known to wait, and the login says so if somebody does.
    admitted: facts?.members.find((each) => each.id === id)?.admitted ?? true,
    lockout: toLockout(context, id),
  }))
  const phase = phaseOf(context, members)
  const waiting = facts?.members.find((each) => !each.admitted) ?? null
  const enrolment = waiting?.enrolment ?? null
  return {
    phase,
    organization: facts && {
      name: facts.organization.name,
      words: fingerprintWords(facts.organization.fingerprint, language),
    },
    workstation: facts && { ...facts.workstation },
    members,
    administrators: (facts?.administrators ?? []).map((each) => ({ ...each })),
    clockJump:
      phase === 'code' && current.login ? findClockJump(context, current.login.journal) : null,
    session: phase === 'signed-in' ? toSessionView(context) : null,
    enrolmentWords:
      phase === 'waiting' && enrolment !== null ? fingerprintWords(enrolment, language) : null,
    enrolmentUntil: phase === 'waiting' && waiting ? until(waiting.enrolledAt) : null,
    store: facts && toStoreView(context, facts),
  }
}

function toLockout({ attempts, ports }: IdentityContext, member: string): Lockout | null {
  const nowMs = ports.clock.now()
  const admission = admissionAt(settleClock(attempts.stateOf(member), nowMs), nowMs)
  if (admission.kind === 'open') return null
  const untilAt = admission.kind === 'wait' ? new Date(admission.untilMs).toISOString() : null
  return { kind: admission.kind, untilAt }
}

function until(enrolledAt: string): string {
  return new Date(Date.parse(enrolledAt) + enrolmentDaysMax * 24 * 3_600_000).toISOString()
}

const nothing = {
  organization: null,
  workstation: null,
  members: [],
  administrators: [],
  session: null,
  clockJump: null,
  enrolmentWords: null,
  enrolmentUntil: null,
  store: null,
}

const nothingKnown = {
  status: 'online',
  sinceAt: null,
  offlineSinceAt: null,
  problem: null,
  outboxCount: 0,
} as const

function phaseOf(
  context: IdentityContext,
  members: readonly { readonly admitted: boolean }[],
): IdentityState['phase'] {
  if (context.current.session) return 'signed-in'
  if (awaitedLogin(context)) return 'code'
  return members.some((each) => each.admitted) ? 'locked' : 'waiting'
}

function toSessionView({ current, idleMinutes }: IdentityContext): IdentityState['session'] {
  const { session } = current
  if (!session) return null
  const directory = session.journal.directory()
  const { rules } = session.journal.policy()
  const maxima = sessionMaxima(rules, idleMinutes())
  return {
    member: session.member,
    name: directory.nameOf(session.member),
    roles: sortRoles(findActive(directory.members, session.member)?.roles ?? []),
    lockAt: new Date(lockAtMs(session.limits, maxima)).toISOString(),
    idleMinutesMax: Math.round(sessionMaxima(rules).idleMs / 60_000),
    passwordFor: [...rules.passwordFor],
    passwordUntil: new Date(passwordCountsUntil(session.proof, rules)).toISOString(),
  }
}

function toStoreView(
  { current }: IdentityContext,
  { storeFolder: folder }: WorkstationFacts,
): IdentityState['store'] {
  const journal = current.session?.journal
  // Nobody watches the store while nobody is signed in.
  if (!journal) return { folder, ...nothingKnown }
  const { problem, ...status } = journal.storeStatus()
  return { folder, ...status, problem: problem && { ...problem } }
}
