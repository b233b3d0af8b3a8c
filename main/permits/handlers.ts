import { basename } from 'node:path'
import type { Language } from '../../preload/contract/app.ts'
import type { Caller, Handlers, StepUp } from '../../preload/contract/channel.ts'
import type { PermitView, permitsChannels, Statement } from '../../preload/contract/permits.ts'
import type { suppressionChannels } from '../../preload/contract/suppression.ts'
import type { EventName, EventPayload } from '../../preload/contract.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import { maskAddress } from '../address/mask.ts'
import type { Session } from '../identity/identity.ts'
import type { VerifiedRecord } from '../journal/journal.ts'
import {
  areReadable,
  assertCurated,
  assertLists,
  canReadAddresses,
  contactOf,
  listViews,
  pageOfSuppressions,
  suppressionVersion,
  writeContacts,
  writeSuppressions,
} from '../lists/lists.ts'
import { requireUnderstood } from '../policy/policy.ts'
import type { Ports } from '../ports.ts'
import { exportMark } from './export-mark.ts'
import { deciderProblem, permitOf } from './permit.ts'
import { factsOf, petitionOf, quorumOf, requireAgreed } from './standing-permit.ts'
import { openStatement, requireDeciders, sealNote, sealStatement } from './statement.ts'
import { suppressionHandlers } from './suppression-act.ts'

export interface PermitsOptions {
  readonly ports: Pick<Ports, 'clock' | 'random' | 'fileDialog' | 'machinePolicy'>
  readonly language: () => Language
  /** Fails with `ipc.locked`. */
  readonly session: () => Session
  /** The six digits again. Fails with `identity.*`. */
  readonly stepUp: StepUp
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
}

type Channels = typeof permitsChannels & typeof suppressionChannels
type Asked = Parameters<Handlers<typeof permitsChannels>['permits.ask']>[0]['asked']

const petitionMs = 7 * 24 * 3_600_000

export function createPermits(options: PermitsOptions): { readonly handlers: Handlers<Channels> } {
  return { handlers: { ...permitHandlers(options), ...suppressionHandlers(options) } }
}

function permitHandlers(options: PermitsOptions): Handlers<typeof permitsChannels> {
  const { ports, session, stepUp, emit } = options
  const { clock, random } = ports
  const mayUnmask = ({ roles }: Pick<Caller, 'roles'>) => {
    const { unmask } = session().journal.policy().rules
    return unmask !== 'nobody' && (unmask !== 'readers' || canReadAddresses(roles))
  }
  const viewOf = (petition: VerifiedRecord<'petition'>) => toView(session(), petition, clock.now())
  return {
    'permits.rules': (_, caller) => {
      const { rules } = session().journal.policy()
      return {
        exportQuorum: quorumOf(rules, 'export-contacts'),
        liftNeedsSecond: quorumOf(rules, 'lift-suppression') > 0,
        mayUnmask: mayUnmask(caller),
      }
    },
    'permits.list': () =>
      session()
        .journal.recordsOf('petition')
        .map(viewOf)
        .sort((a, b) => (a.at < b.at ? 1 : -1)),
    async 'permits.ask'({ asked, code }) {
      const quorum = quorumOf(session().journal.policy().rules, asked.act)
      if (quorum === 0 && asked.act !== 'lift-suppression') fail('permits.exports-forbidden', {})
      requireDeciders(session())
      await stepUp(code, 'export')
      const now = session()
      const salt = Buffer.from(random.bytes(32)).toString('hex')
      const department = departmentAsked(now, asked)
      const statement = toStatement(now, asked, salt)
      const { digest, sealed } = sealStatement(now, random, statement, department)
      const petition = await now.journal.append({
        kind: 'petition',
        body: {
          act: asked.act,
          statement: digest,
          sealed,
          department,
          quorum: Math.max(1, quorum),
          expiresAt: new Date(clock.now() + petitionMs).toISOString(),
        },
        signer: now,
      })
      emit('journal.changed', {})
      return viewOf(petition)
    },
    async 'permits.decide'({ petition: hash, verdict, code }) {
      requireDecidable(options, hash)
      await stepUp(code, 'approve')
      // Asked again: somebody may have refused while the code was typed.
      const petition = requireDecidable(options, hash)
      await session().journal.append({
        kind: 'petition-decision',
        body: { petition: hash, statement: petition.body.statement, verdict },
        signer: session(),
      })
      emit('journal.changed', {})
      return viewOf(petition)
    },
    'permits.export': (input) => exportAgreed(options, input),
    async 'permits.unmask'({ list, contact, reason, code }, caller) {
      if (!mayUnmask(caller)) fail('permits.unmask-forbidden', {})
      requireReadable(session(), caller, list)
      contactOf(session().db, { list, contact })
      await stepUp(code, 'unmask')
      const now = session()
      requireReadable(now, caller, list)
      const found = contactOf(now.db, { list, contact })
      const note = { contact, address: found.address, reason }
      const sealed = sealNote(now, random, { kind: 'unmask', note })
      await now.journal.append({ kind: 'unmask', body: { list, sealed }, signer: now })
      emit('journal.changed', {})
      return found
    },
  }
}

/** Who decides on an export is who may for the list's department. */
function departmentAsked({ db }: Session, asked: Asked): string | null {
  if (asked.act !== 'export-contacts') return null
  return listViews(db).find((each) => each.id === asked.list)?.department ?? null
}

/** Whoever reads addresses elsewhere does not look behind the mask of another department. */
function requireReadable({ db }: Session, { roles }: Caller, list: string): void {
  assertLists(db, [list])
  if (canReadAddresses(roles) && !areReadable(db, [list])) fail('lists.other-department', {})
}

function requireDecidable({ session, ports }: PermitsOptions, hash: string) {
  const now = session()
  const petition = petitionOf(now, hash)
  const facts = factsOf(now, petition, ports.clock.now())
  const problem = deciderProblem(facts, now.member)
  if (problem !== null) throw new ProblemError(problem)
  const { state } = permitOf(facts)
  if (state === 'refused') fail('permits.refused', {})
  if (state === 'expired') fail('permits.expired', {})
  if (state === 'used') fail('permits.used', {})
  // Nobody signs what they cannot read.
  if (openStatement(now, petition) === null) fail('permits.no-such-petition', {})
  return petition
}

async function exportAgreed(
  { ports, session, stepUp, language, emit }: PermitsOptions,
  { petition: hash, code }: { readonly petition: string; readonly code: string },
): Promise<{ readonly name: string; readonly rowCount: number } | null> {
  const { clock, fileDialog } = ports
  const check = () => {
    const now = session()
    const petition = petitionOf(now, hash)
    requireUnderstood(ports.machinePolicy)
    // Forbidden since it was agreed to, or on this PC alone.
    if (quorumOf(now.journal.policy().rules, petition.body.act) === 0)
      fail('permits.exports-forbidden', {})
    requireAgreed(now, petition, clock.now())
    return requireSame(now, openStatement(now, petition))
  }
  check()
  await stepUp(code, 'export')
  const path = await fileDialog.chooseSaveTarget(
    'contacts',
    `sekisho-export-${hash.slice(0, 8)}.csv`,
  )
  if (path === null) return null
  // Asked again: a refusal may have come while the dialog was open, and counts.
  const statement = check()
  const now = session()
  const what = statement.act === 'export-contacts' ? 'contacts' : 'suppressions'
  await now.journal.append({ kind: 'export', body: { what, subject: hash }, signer: now })
  emit('journal.changed', {})
  const mark = exportMark({
    language: language(),
    member: now.name,
    petition: hash,
    reason: statement.reason,
    at: clock.now(),
  })
  const name = basename(path)
  try {
    const rowCount =
      statement.act === 'export-contacts'
        ? await writeContacts(now.db, path, { list: statement.list, mark })
        : await writeSuppressions(now.db, path, mark)
    return { name, rowCount }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) return fail('permits.not-written', { name })
    throw error
  }
}

/** What others agreed to is still what is there. Fails with `permits.outdated`. */
function requireSame(session: Session, statement: Statement | null) {
  if (statement === null || statement.act === 'lift-suppression')
    return fail('permits.other-act', {})
  if (statement.act === 'export-suppressions')
    return suppressionVersion(session.db) === statement.version
      ? statement
      : fail('permits.outdated', {})
  assertCurated(session.db, [statement.list])
  const list = listViews(session.db).find((each) => each.id === statement.list)
  return list?.updatedAt === statement.updatedAt && list.contactCount === statement.contactCount
    ? statement
    : fail('permits.outdated', {})
}

function toStatement({ db }: Session, asked: Asked, salt: string): Statement {
  switch (asked.act) {
    case 'export-contacts': {
      assertCurated(db, [asked.list])
      const list =
        listViews(db).find((each) => each.id === asked.list) ?? fail('lists.no-such-list', {})
      const { contactCount, updatedAt } = list
      return { ...asked, salt, listName: list.name, contactCount, updatedAt }
    }
    case 'export-suppressions': {
      const { total } = pageOfSuppressions(db, {
        ...{ search: '', offset: 0, limit: 0, canReadAddresses: true },
      })
      return { ...asked, salt, count: total, version: suppressionVersion(db) }
    }
    case 'lift-suppression':
      return { ...asked, salt }
    default:
      return asked satisfies never
  }
}

function toView(session: Session, petition: VerifiedRecord<'petition'>, now: number): PermitView {
  const { journal, member, roles } = session
  const facts = factsOf(session, petition, now)
  const { state, agreed, quorum } = permitOf(facts)
  const statement = openStatement(session, petition)
  const isMasked = !canReadAddresses(roles)
  return {
    petition: petition.hash,
    state,
    statement:
      isMasked && statement?.act === 'lift-suppression'
        ? { ...statement, value: maskAddress(statement.value) }
        : statement,
    member: journal.directory().nameOf(petition.header.member ?? ''),
    isOwn: petition.header.member === member,
    mayDecide: state === 'waiting' && deciderProblem(facts, member) === null && statement !== null,
    agreed,
    quorum,
    at: petition.header.at,
    expiresAt: petition.body.expiresAt,
  }
}
