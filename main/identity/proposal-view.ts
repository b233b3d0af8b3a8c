import { hash } from 'node:crypto'
import type { ProposalView, ProposedDifference } from '../../preload/contract/governance.ts'
import type {
  DirectoryContent,
  DirectoryMember,
  NoticeRelay,
  PolicyContent,
  ProposedChange,
} from '../journal/journal.ts'
import type { Session } from './identity-context.ts'

/** The proposals that wait for signatures, each with what it would change. */
export async function listProposals({ journal, member }: Session): Promise<ProposalView[]> {
  const { nameOf } = journal.directory()
  const open = journal.proposals().filter((each) => each.state === 'open')
  return Promise.all(
    open.map(async ({ hash, by, at, signedBy, needed }) => ({
      id: hash,
      byName: nameOf(by),
      at,
      signedByNames: signedBy.map(nameOf),
      needed,
      isSigned: signedBy.includes(member),
      differences: differencesOf(await journal.readProposal(hash)),
    })),
  )
}

/** Pure. Whatever differs is said, also what has no words of its own: nothing is signed unseen. */
export function differencesOf(change: ProposedChange): ProposedDifference[] {
  const found =
    change.type === 'directory'
      ? directoryDifferences(change.before, change.after)
      : policyDifferences(change.before, change.after)
  return found.length > 0 ? found : [{ kind: 'renewal', subject: '', before: '', after: '' }]
}

function directoryDifferences(
  before: DirectoryContent,
  after: DirectoryContent,
): ProposedDifference[] {
  const nameOf = (id: string) => after.names.members[id] ?? before.names.members[id] ?? id
  const pcNameOf = (id: string) =>
    after.names.workstations[id] ?? before.names.workstations[id] ?? id
  return [
    ...pairsOf(before.members, after.members).flatMap(([was, is]): ProposedDifference[] => {
      const subject = nameOf(is?.id ?? was?.id ?? '')
      if (is === undefined || was === undefined) {
        const kind = is === undefined ? 'member-other' : 'member-added'
        return [{ kind, subject, before: was?.roles.join() ?? '', after: is?.roles.join() ?? '' }]
      }
      return [
        ...differ('member-roles', subject, was.roles.join(), is.roles.join()),
        ...differ('member-status', subject, was.status, is.status),
        ...differ('member-other', subject, restOf(was), restOf(is)),
      ]
    }),
    ...pairsOf(before.workstations, after.workstations).flatMap(([was, is]) =>
      differ(
        was === undefined ? 'workstation-added' : 'workstation-other',
        pcNameOf(is?.id ?? was?.id ?? ''),
        was?.status ?? '',
        JSON.stringify(was) === JSON.stringify(is) ? (was?.status ?? '') : (is?.status ?? ''),
      ),
    ),
    ...pairsOf(entriesOf(before.names.members), entriesOf(after.names.members)).flatMap(
      ([was, is]) => (was === undefined ? [] : differ('name', was.name, was.name, is?.name ?? '')),
    ),
    ...differ(
      'name',
      '',
      JSON.stringify([before.departments, before.names.departments]),
      JSON.stringify([after.departments, after.names.departments]),
    ),
  ]
}

/** All but roles and status. When a grant began is not for anybody to judge: the chain checks it. */
function restOf(member: DirectoryMember): string {
  const { roles: _, status: __, since: ___, grants = [], ...rest } = member
  const limits = grants
    .filter((each) => each.departments ?? each.routes ?? each.recipientsMax)
    .map(({ since: ____, ...limit }) => limit)
  return JSON.stringify({ ...rest, limits })
}

function policyDifferences(before: PolicyContent, after: PolicyContent): ProposedDifference[] {
  const rules = Object.entries(after.rules).flatMap(([name, value]) => {
    const was = Object.entries(before.rules).find(([key]) => key === name)?.[1]
    return differ('rule', name, JSON.stringify(was), JSON.stringify(value))
  })
  const routes = pairsOf(before.detail.routes, after.detail.routes).flatMap(([was, is]) => {
    const kind =
      was === undefined ? 'route-added' : is === undefined ? 'route-removed' : 'route-changed'
    return differ(kind, is?.name ?? was?.name ?? '', ...sayBoth(was, is))
  })
  const senders = pairsOf(before.detail.senderIdentities, after.detail.senderIdentities).flatMap(
    ([was, is]) => {
      return differ('sender', is?.address ?? was?.address ?? '', ...sayBoth(was, is))
    },
  )
  const relays = differ(
    'notice-relay',
    after.detail.noticeRelay?.host ?? before.detail.noticeRelay?.host ?? '',
    ...sayBoth(toSayable(before.detail.noticeRelay), toSayable(after.detail.noticeRelay)),
  )
  const keys = differ(
    'route-keys',
    '',
    JSON.stringify([before.routeKeys, before.detail.senderKeys ?? []]),
    JSON.stringify([after.routeKeys, after.detail.senderKeys ?? []]),
  ).map((each) => ({ ...each, before: '', after: '' }))
  return [...rules, ...routes, ...senders, ...relays, ...keys]
}

/** Its key is for the members' PCs, and goes by its digest. */
function toSayable(relay: NoticeRelay | undefined): object | undefined {
  return relay && { ...relay, addressKey: `SHA-256 ${hash('sha256', relay.addressKey)}` }
}

/** What of two values differs, field by field; all of the one where there is no other. */
function sayBoth(was: object | undefined, is: object | undefined): [string, string] {
  const [before, after] = [leavesOf(was), leavesOf(is)]
  const say = (own: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>) =>
    [...own]
      .filter(([path, value]) => other.get(path) !== value)
      .map(([path, value]) => `${path}: ${value}`)
      .join(', ')
  return [say(before, after), say(after, before)]
}

/** Every value by its path, but the salt, which says nothing. A long key goes by its digest. */
function leavesOf(value: unknown, path = ''): Map<string, string> {
  if (value === undefined) return new Map()
  if (typeof value !== 'object' || value === null) {
    const text = String(value ?? '')
    const isLong = text.length > 100
    return new Map([[path, isLong ? `SHA-256 ${hash('sha256', text).slice(0, 32)}` : text]])
  }
  return new Map(
    Object.entries(value)
      .filter(([key]) => key !== 'salt')
      .flatMap(([key, part]) => [...leavesOf(part, path === '' ? key : `${path}.${key}`)]),
  )
}

function differ(
  kind: ProposedDifference['kind'],
  subject: string,
  before: string,
  after: string,
): ProposedDifference[] {
  return before === after ? [] : [{ kind, subject, before, after }]
}

function pairsOf<T extends { readonly id: string }>(
  before: readonly T[],
  after: readonly T[],
): [T | undefined, T | undefined][] {
  const ids = new Set([...before, ...after].map((each) => each.id))
  const find = (all: readonly T[], id: string) => all.find((each) => each.id === id)
  return [...ids].map((id) => [find(before, id), find(after, id)])
}

function entriesOf(names: Readonly<Record<string, string>>) {
  return Object.entries(names).map(([id, name]) => ({ id, name }))
}
