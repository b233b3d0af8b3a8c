import { fail } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import type { SealingKey, SigningKey } from '../vault/vault.ts'
import { type DocumentType, type SignedDocument, signDocument, type Trust } from './directory.ts'
import type {
  DirectoryBody,
  DirectoryMember,
  DirectoryNames,
  DirectoryWorkstation,
  PolicyBody,
  PolicyDetail,
  RootBody,
  WrittenPolicy,
} from './document.ts'
import { datedFrom } from './grant.ts'
import { entriesOf } from './policy-entry.ts'
import { type PolicyRules, writtenRules } from './policy-rules.ts'
import { lifetimeMs } from './publication.ts'
import { openDetail, openNames, readersOf, sealDetail, sealNames } from './sealed-content.ts'

export interface DirectoryContent {
  readonly members: readonly DirectoryMember[]
  readonly workstations: readonly DirectoryWorkstation[]
  readonly names: DirectoryNames
  /** Absent from what a change returns: as before. */
  readonly departments?: readonly string[]
}

export interface PolicyContent {
  readonly rules: PolicyRules
  readonly routeKeys: PolicyBody['routeKeys']
  readonly detail: PolicyDetail
}

export type RootContent = Omit<
  RootBody,
  'type' | 'n' | 'prev' | 'at' | 'expiresAt' | 'directory' | 'policy'
>

/** Who writes the next version, when, and with what he opens the one before. */
interface Writer {
  readonly nowMs: number
  readonly random: Random
  readonly reader: SealingKey
  readonly signing: readonly SigningKey[]
}

/** The envelope of directory.N+1. It is not verified here: whoever accepts it does that. */
export function nextDirectory(
  trust: Trust,
  change: (content: DirectoryContent) => DirectoryContent,
  writer: Writer,
): Uint8Array {
  const before = newestOf(trust.directory, 'directory')
  const { members, workstations, departments = [] } = before.body
  const names = openNames(before, writer.reader)
  const content = change({ members, workstations, names, departments })
  const kept = content.departments ?? departments
  const head = headOf(before, writer.nowMs, trust.policy)
  const readers = readersOf({ members: [...content.members] }, trust.root.body)
  const to = { readers, random: writer.random }
  const body: DirectoryBody = {
    type: 'directory',
    org: trust.fingerprint,
    ...head,
    members: datedFrom(head.at, members, content.members),
    workstations: [...content.workstations],
    ...(kept.length === 0 ? {} : { departments: [...kept] }),
    sealed: sealNames(content.names, { org: trust.fingerprint, n: head.n }, to),
  }
  return signDocument(body, writer.signing)
}

/** The envelope of policy.N+1, its detail sealed to the newest directory's active members. */
export function nextPolicy(
  trust: Trust,
  change: (content: PolicyContent) => PolicyContent,
  writer: Writer,
): Uint8Array {
  const before = newestOf(trust.policy, 'policy')
  const { rules, routeKeys } = before.body
  const content = change({ rules, routeKeys, detail: openDetail(before, writer.reader) })
  const head = headOf(before, writer.nowMs, trust.directory)
  const readers = readersOf(newestOf(trust.directory, 'directory').body, trust.root.body)
  const entries = entriesOf(content.detail, before.body, head.at)
  const body: WrittenPolicy = {
    type: 'policy',
    org: trust.fingerprint,
    ...head,
    rules: writtenRules(content.rules),
    routeKeys: [...content.routeKeys],
    ...(entries.length === 0 ? {} : { entries }),
    sealed: sealDetail(
      content.detail,
      { org: trust.fingerprint, n: head.n },
      { readers, random: writer.random },
    ),
  }
  return signDocument(body, writer.signing)
}

/** The envelope of root.N+1: signed by enough keys of this root and of its own. */
export function nextRoot(
  trust: Trust,
  change: (content: RootContent) => RootContent,
  { nowMs, signing }: Pick<Writer, 'nowMs' | 'signing'>,
): Uint8Array {
  const { organizationName, rootKeys, rootThreshold } = trust.root.body
  const { administratorKeys, administratorThreshold, recovery } = trust.root.body
  const content = change({
    organizationName,
    rootKeys,
    rootThreshold,
    administratorKeys,
    administratorThreshold,
    ...(recovery === undefined ? {} : { recovery }),
  })
  const body: RootBody = {
    type: 'root',
    ...headOf(trust.root, nowMs, null),
    ...content,
    directory: versionOf(trust.directory),
    policy: versionOf(trust.policy),
  }
  return signDocument(body, signing)
}

/**
 * Whether the policy was sealed for others than would read it now: after a change of members or of
 * the recovery group, or when that change was interrupted half-way.
 */
export function needsResealing(trust: Trust): boolean {
  const { directory, policy } = trust
  if (directory === null || policy === null) return false
  const then = trust.directories.findLast((each) => each.body.at <= policy.body.at) ?? directory
  const root = trust.roots.findLast((each) => each.body.at <= policy.body.at) ?? trust.root
  const before = readersOf(then.body, root.body)
  const now = readersOf(directory.body, trust.root.body)
  return before.length !== now.length || now.some((key) => !before.includes(key))
}

/** Whether a version is past half its life, so that an administrator's next visit renews it. */
export function isAgeing(
  document: SignedDocument<{ expiresAt: string }>,
  o: {
    readonly type: DocumentType
    readonly nowMs: number
  },
): boolean {
  return Date.parse(document.body.expiresAt) - o.nowMs < lifetimeMs[o.type] / 2
}

function newestOf<B>(document: SignedDocument<B> | null, type: DocumentType): SignedDocument<B> {
  return document ?? fail('journal.chain-gap', { workstation: type, seq: 1 })
}

function versionOf(document: SignedDocument<DirectoryBody | PolicyBody> | null) {
  return document === null ? null : { n: document.body.n, hash: document.hash }
}

/**
 * The head of the version after `before`. Its time is later than its predecessor's, and a directory
 * is later than the policy it makes stale, whatever the clock says: needsResealing compares them.
 */
function headOf(
  before: SignedDocument<RootBody | DirectoryBody | PolicyBody>,
  nowMs: number,
  other: SignedDocument<RootBody | DirectoryBody | PolicyBody> | null,
) {
  const { type, n, at } = before.body
  const otherMs = other === null ? 0 : Date.parse(other.body.at)
  const atMs = Math.max(nowMs, Date.parse(at) + 1, type === 'directory' ? otherMs + 1 : otherMs)
  return {
    n: n + 1,
    prev: before.hash,
    at: new Date(atMs).toISOString(),
    expiresAt: new Date(atMs + lifetimeMs[type]).toISOString(),
  }
}
