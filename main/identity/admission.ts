import type { Role } from '../../preload/contract/channel.ts'
import type { EnrolmentsLeftOut, EnrolmentView } from '../../preload/contract/identity.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { DirectoryContent, Enrolment, Journal } from '../journal/journal.ts'
import { enrolmentDaysMax } from '../journal/journal.ts'
import { fingerprintWords } from '../vault/vault.ts'
import type { EnrolmentNote } from './enrolment-note.ts'
import { openNote } from './enrolment-note.ts'
import type { Session } from './identity-context.ts'
import { type NewKeys, withNewKeys } from './new-keys.ts'
import { type RightsGiven, requireLimits, sortRoles, withRoles } from './role.ts'

const dayMs = 24 * 3_600_000
/** Unsealing each costs something, and strangers can make many. */
const enrolmentsShownMax = 50

/**
 * Who waits for admission: applications by persons and keys that no directory has. Their names are what they say of themselves: the words prove which keys are meant.
 */
export function listEnrolments(
  session: Session,
  { language, nowMs }: { readonly language: 'ja' | 'en'; readonly nowMs: number },
): EnrolmentView[] {
  return openEnrolments(session.journal, nowMs)
    .slice(0, enrolmentsShownMax)
    .flatMap((enrolment) => {
      const note = readNote(session, enrolment)
      if (!note) return []
      return [
        {
          id: enrolment.hash,
          kind: kindOf(session.journal.directory(), enrolment, session.journal) ?? 'person',
          name: nameFor(session, enrolment, note),
          workstationName: note.workstationName,
          words: fingerprintWords(enrolment.hash, language),
          at: enrolment.header.at,
        },
      ]
    })
}

/** How many an administrator does not get to see, and why. */
export function countLeftOut({ journal }: Session, nowMs: number): EnrolmentsLeftOut {
  const all = answerable(journal)
  const open = all.filter((each) => isCurrent(each, nowMs))
  return {
    expiredCount: all.length - open.length,
    hiddenCount: Math.max(0, open.length - enrolmentsShownMax),
    skippedLogCount: journal.skippedLogCount(),
  }
}

/** Adds the applicant, and their PC if it is new, to the directory. The step-up is the caller's. */
export async function admit(
  session: Session,
  input: RightsGiven & { readonly enrolment: string; readonly nowMs: number },
): Promise<void> {
  const { journal } = session
  const enrolment =
    openEnrolments(journal, input.nowMs).find((each) => each.hash === input.enrolment) ??
    fail('identity.no-such-enrolment', {})
  const note = readNote(session, enrolment) ?? fail('identity.no-such-enrolment', {})
  const at = new Date(input.nowMs).toISOString()
  const change = (before: DirectoryContent): DirectoryContent => {
    const kind = kindOf(before, enrolment, journal) ?? fail('identity.no-such-enrolment', {})
    if (kind === 'workstation') return withWorkstation(before, enrolment, note)
    if (kind === 'recovery') return withNewKeys(before, newKeysOf(session, enrolment, note))
    assertGrantable(journal, enrolment.body.signKey, input.roles)
    requireLimits(input, reachable(journal))
    const admitted = withMember(before, { enrolment, note, roles: sortRoles(input.roles), at })
    const change = { ...input, member: enrolment.body.member, at }
    return { ...admitted, members: withRoles(admitted.members, change) }
  }
  await journal.publishDirectory(change, signerOf(session))
}

export async function changeRoles(
  session: Session,
  input: RightsGiven & { readonly member: string; readonly nowMs: number },
): Promise<void> {
  const { journal } = session
  const member = journal.trust().member(input.member) ?? fail('identity.no-such-member', {})
  assertGrantable(journal, member.signKey, input.roles)
  requireLimits(input, reachable(journal))
  const at = new Date(input.nowMs).toISOString()
  const change = (before: DirectoryContent): DirectoryContent => ({
    ...before,
    members: withRoles(before.members, { ...input, at }),
  })
  await journal.publishDirectory(change, signerOf(session))
}

function reachable(journal: Journal) {
  return {
    routes: journal.policy().detail.routes.map((each) => each.id),
    departments: journal.directory().departments.map((each) => each.id),
  }
}

/** Lets somebody try again whom ten failures have locked out. */
export async function unlock(session: Session, member: string): Promise<void> {
  if (session.journal.trust().member(member)?.status !== 'active')
    fail('identity.no-such-member', {})
  if (member === session.member) fail('identity.own-unlock', {})
  const signer = signerOf(session)
  await session.journal.append({ kind: 'unlock', body: { member }, signer })
}

/** Newest first. Two that claim one id are both shown, so that neither can hide the other. */
function openEnrolments(journal: Journal, nowMs: number): Enrolment[] {
  return answerable(journal)
    .filter((each) => isCurrent(each, nowMs))
    .sort((a, b) => (a.header.at < b.header.at ? 1 : -1))
}

function answerable(journal: Journal): Enrolment[] {
  const { members, workstations } = journal.directory()
  return journal
    .enrolments()
    .filter((each) => kindOf({ members, workstations }, each, journal) !== null)
}

/** Words that were read out weeks ago prove nothing any more; nor does a time that is still to come. */
function isCurrent({ header }: Enrolment, nowMs: number): boolean {
  const ageMs = nowMs - Date.parse(header.at)
  return ageMs < enrolmentDaysMax * dayMs && ageMs > -dayMs
}

/** Null: it must not be admitted, whatever the words say. */
function kindOf(
  before: Pick<DirectoryContent, 'members' | 'workstations'>,
  enrolment: Enrolment,
  journal: Journal,
): EnrolmentView['kind'] | null {
  if (isNew(before, enrolment)) return 'person'
  if (isNewWorkstation(before, enrolment)) return 'workstation'
  return hasNewKeys(before, enrolment, journal) ? 'recovery' : null
}

/**
 * An active member with a signing key that nobody has had, on a PC of theirs whose workstation has put
 * on record that the recovery group opened its vault for exactly these keys: without that record an
 * application would be anybody's. Their key to receive may be the one they had.
 */
function hasNewKeys(
  { members, workstations }: Pick<DirectoryContent, 'members' | 'workstations'>,
  { body, header }: Enrolment,
  journal: Journal,
): boolean {
  const member = members.find((each) => each.id === body.member && each.status === 'active')
  const pc = workstations.find((each) => each.id === header.workstation)
  if (!member?.workstations.includes(header.workstation) || pc?.status !== 'active') return false
  const others = [...members.filter((each) => each !== member), ...workstations]
  const taken = new Set(others.flatMap((each) => [each.signKey, each.sealKey]))
  const retired = journal.trust().memberKeys(body.member)
  return (
    pc.signKey === body.workstationSignKey &&
    pc.sealKey === body.workstationSealKey &&
    ![body.signKey, body.sealKey].some((key) => taken.has(key) || retired.includes(key)) &&
    journal
      .recordsOf('recovery')
      .some(
        (record) =>
          record.header.workstation === header.workstation &&
          record.body.member === body.member &&
          record.body.signKey === body.signKey &&
          record.body.sealKey === body.sealKey,
      )
  )
}

function newKeysOf(session: Session, { body, header }: Enrolment, note: EnrolmentNote): NewKeys {
  const { administratorKeys } = session.journal.trust().root.body
  return {
    member: body.member,
    signKey: body.signKey,
    sealKey: body.sealKey,
    isAdministrator: administratorKeys.includes(body.signKey),
    workstation: {
      id: header.workstation,
      name: note.workstationName,
      signKey: body.workstationSignKey,
      sealKey: body.workstationSealKey,
    },
  }
}

/** Another PC of an active member, signed for with exactly the member's keys. */
function isNewWorkstation(
  { members, workstations }: Pick<DirectoryContent, 'members' | 'workstations'>,
  { body, header }: Enrolment,
): boolean {
  const member = members.find((each) => each.id === body.member && each.status === 'active')
  const taken = new Set(
    [...members, ...workstations].flatMap((each) => [each.signKey, each.sealKey]),
  )
  const pcKeys = [body.workstationSignKey, body.workstationSealKey]
  return (
    member?.signKey === body.signKey &&
    member.sealKey === body.sealKey &&
    workstations.every((each) => each.id !== header.workstation) &&
    !pcKeys.some((key) => taken.has(key)) &&
    new Set(pcKeys).size === 2
  )
}

/** Of somebody known, the directory's name: what an application says of itself is a claim. */
function nameFor(session: Session, { body }: Enrolment, note: EnrolmentNote): string {
  const directory = session.journal.directory()
  const isKnown = directory.members.some((each) => each.id === body.member)
  return isKnown ? directory.nameOf(body.member) : note.name
}

function withWorkstation(
  before: DirectoryContent,
  { body, header }: Enrolment,
  note: EnrolmentNote,
): DirectoryContent {
  const id = header.workstation
  return {
    ...before,
    members: before.members.map((each) =>
      each.id === body.member ? { ...each, workstations: [...each.workstations, id] } : each,
    ),
    workstations: [
      ...before.workstations,
      { id, signKey: body.workstationSignKey, sealKey: body.workstationSealKey, status: 'active' },
    ],
    names: {
      ...before.names,
      workstations: { ...before.names.workstations, [id]: note.workstationName },
    },
  }
}

/**
 * An application must not take over anybody's id or key: neither a member's, whatever their status,
 * nor a workstation's. Only the PC itself may be known, with exactly these keys and still active.
 */
function isNew(
  { members, workstations }: Pick<DirectoryContent, 'members' | 'workstations'>,
  { body, header }: Enrolment,
): boolean {
  const personKeys = [body.signKey, body.sealKey]
  const pcKeys = [body.workstationSignKey, body.workstationSealKey]
  const others = workstations.filter((each) => each.id !== header.workstation)
  const taken = new Set(
    [...members, ...workstations].flatMap((each) => [each.signKey, each.sealKey]),
  )
  const pc = workstations.find((each) => each.id === header.workstation)
  const isPcSound = pc
    ? pc.status === 'active' && pc.signKey === pcKeys[0] && pc.sealKey === pcKeys[1]
    : !pcKeys.some((key) => taken.has(key))
  return (
    isPcSound &&
    members.every((each) => each.id !== body.member) &&
    !personKeys.some((key) => taken.has(key)) &&
    !others.some((each) => pcKeys.includes(each.signKey) || pcKeys.includes(each.sealKey)) &&
    new Set([...personKeys, ...pcKeys]).size === 4
  )
}

function withMember(
  before: DirectoryContent,
  o: {
    readonly enrolment: Enrolment
    readonly note: EnrolmentNote
    readonly roles: readonly Role[]
    readonly at: string
  },
): DirectoryContent {
  const { body, header } = o.enrolment
  const isKnownPc = before.workstations.some((each) => each.id === header.workstation)
  const workstation = {
    id: header.workstation,
    signKey: body.workstationSignKey,
    sealKey: body.workstationSealKey,
    status: 'active' as const,
  }
  const member = {
    id: body.member,
    signKey: body.signKey,
    sealKey: body.sealKey,
    roles: [...o.roles],
    status: 'active' as const,
    since: o.at,
    workstations: [header.workstation],
  }
  return {
    ...before,
    members: [...before.members, member],
    workstations: isKnownPc ? before.workstations : [...before.workstations, workstation],
    names: {
      ...before.names,
      members: { ...before.names.members, [body.member]: o.note.name },
      workstations: isKnownPc
        ? before.names.workstations
        : { ...before.names.workstations, [header.workstation]: o.note.workstationName },
    },
  }
}

/**
 * Who may sign directories stands in the root, so the administrator role alone would be an empty
 * promise: a new administrator needs the root key's sheet.
 */
function assertGrantable(journal: Journal, signKey: string, roles: readonly Role[]): void {
  const isInRoot = journal.trust().root.body.administratorKeys.includes(signKey)
  if (roles.includes('administrator') && !isInRoot) fail('identity.administrator-needs-root', {})
}

function readNote(session: Session, { body }: Enrolment): EnrolmentNote | null {
  const place = { fingerprint: session.journal.trust().fingerprint, member: body.member }
  try {
    return openNote(body.sealed, place, session.sealing)
  } catch (error) {
    // Applied before this administrator was one, or nonsense: not theirs to decide.
    if (error instanceof ProblemError && error.problem.code.startsWith('journal.')) return null
    throw error
  }
}

function signerOf(session: Session) {
  return { member: session.member, signing: session.signing }
}
