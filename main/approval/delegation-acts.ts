import type { approvalChannels, DelegationView } from '../../preload/contract/approval.ts'
import type { Handlers, StepUp } from '../../preload/contract/channel.ts'
import type { EventName, EventPayload } from '../../preload/contract.ts'
import { fail } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { DirectoryMember, VerifiedRecord } from '../journal/journal.ts'
import type { Ports } from '../ports.ts'
import { fromBase64, toBase64 } from './base64.ts'
import { type Delegations, foldDelegations } from './delegation.ts'
import { isSamePerson } from './eligibility.ts'
import { delegateShare } from './route-key.ts'
import { resealContentKey } from './sealed-content.ts'
import { isOpenIn } from './summary.ts'

interface Context {
  readonly ports: Pick<Ports, 'clock' | 'random'>
  readonly session: () => Session
  readonly stepUp: StepUp
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
}

export type DelegationChannel =
  | 'approval.delegations'
  | 'approval.delegate'
  | 'approval.end-delegation'

const hourMs = 3_600_000
/** More than these would not fit into one record. */
const itemsMax = 50

export function delegationHandlers(
  context: Context,
): Pick<Handlers<typeof approvalChannels>, DelegationChannel> {
  const { ports, session, stepUp } = context
  const changed = () => {
    context.emit('journal.changed', {})
    return toViews(session(), ports.clock.now())
  }
  return {
    'approval.delegations': () => {
      const { journal, member } = session()
      const { members, nameOf } = journal.directory()
      return {
        hoursMax: journal.policy().rules.delegationHoursMax,
        delegations: toViews(session(), ports.clock.now()),
        members: members
          .filter((each) => mayHold(members, member, each))
          .map(({ id }) => ({ member: id, name: nameOf(id) })),
      }
    },
    async 'approval.delegate'({ code, ...asked }) {
      requireLawful(session(), asked)
      await stepUp(code, 'approve')
      await delegate(session(), ports, asked)
      return changed()
    },
    async 'approval.end-delegation'({ delegation }) {
      const { journal, member, roles } = session()
      const given = delegationsOf(session()).byHash.get(delegation)
      const isOurs = given?.header.member === member || roles.includes('administrator')
      if (given === undefined || !isOurs) return fail('approval.no-delegation', {})
      await journal.append({ kind: 'delegation-ended', body: { delegation }, signer: session() })
      return changed()
    },
  }
}

interface Asked {
  readonly to: string
  readonly from: string
  readonly until: string
}

function requireLawful({ journal, member }: Session, { to, from, until }: Asked): DirectoryMember {
  const { delegationHoursMax } = journal.policy().rules
  if (delegationHoursMax === null) return fail('approval.delegation-not-allowed', {})
  const ms = Date.parse(until) - Date.parse(from)
  if (!(ms > 0 && ms <= delegationHoursMax * hourMs))
    return fail('approval.delegation-too-long', { hoursMax: delegationHoursMax })
  const { members } = journal.directory()
  const holder = members.find((each) => each.id === to)
  return holder !== undefined && mayHold(members, member, holder)
    ? holder
    : fail('approval.delegate-unfit', {})
}

function mayHold(
  members: readonly DirectoryMember[],
  giver: string,
  holder: DirectoryMember,
): boolean {
  const own = members.find((each) => each.id === giver)
  return holder.status === 'active' && own !== undefined && !isSamePerson(own, holder)
}

/** Passes on the right, and what it needs: the shares of route keys, and what is open to be read. */
async function delegate(session: Session, ports: Context['ports'], asked: Asked): Promise<void> {
  const { journal, member, sealing } = session
  const holder = requireLawful(session, asked)
  const { random } = ports
  const directory = journal.directory()
  const policy = journal.policy()
  const shares = policy.routeKeys.flatMap((routeKey) => {
    const sealed = delegateShare({ routeKey, member, key: sealing, holder, random })
    return sealed === null ? [] : [{ route: routeKey.route, sealed }]
  })
  const contentKeys = journal
    .recordsOf('request')
    .filter((request) => isOpenIn(session, request, ports.clock.now()))
    .flatMap(({ hash, body }) => {
      const sealed = resealContentKey({
        ...{ sealed: fromBase64(body.contentKey), manifest: body.manifest, random },
        ...{ keys: [sealing], readers: [holder.sealKey] },
      })
      return sealed === null ? [] : [{ request: hash, sealed: toBase64(sealed) }]
    })
  await journal.append({
    kind: 'delegation',
    body: {
      ...asked,
      shares: shares.slice(0, itemsMax),
      contentKeys: contentKeys.slice(-itemsMax),
      directory: { n: directory.n, hash: directory.hash },
      policy: { n: policy.n, hash: policy.hash },
    },
    signer: session,
  })
}

function delegationsOf({ journal }: Session): Delegations {
  const records = [...journal.recordsOf('delegation'), ...journal.recordsOf('delegation-ended')]
  return foldDelegations(records, journal.directory().members)
}

/** Newest first. */
function toViews(session: Session, now: number): DelegationView[] {
  const { member, journal } = session
  const { nameOf } = journal.directory()
  const { byHash, ended } = delegationsOf(session)
  const stateOf = ({ hash, body }: VerifiedRecord<'delegation'>): DelegationView['state'] => {
    if (ended.has(hash)) return 'ended'
    if (now > Date.parse(body.until)) return 'over'
    return now < Date.parse(body.from) ? 'coming' : 'good'
  }
  return [...byHash.values()]
    .sort((a, b) => (a.body.from < b.body.from ? 1 : -1))
    .map((each) => ({
      delegation: each.hash,
      from: each.body.from,
      until: each.body.until,
      giver: nameOf(each.header.member ?? ''),
      holder: nameOf(each.body.to),
      isMine: each.header.member === member,
      isForMe: each.body.to === member,
      state: stateOf(each),
    }))
}
