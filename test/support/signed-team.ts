import { signDocument } from '../../main/journal/directory.ts'
import type {
  DirectoryBody,
  DirectoryMember,
  Grant,
  PolicyBody,
  PolicyDetail,
  RootBody,
  WrittenPolicy,
} from '../../main/journal/document.ts'
import { datedFrom } from '../../main/journal/grant.ts'
import { entriesOf } from '../../main/journal/policy-entry.ts'
import type { WrittenRules } from '../../main/journal/policy-rules.ts'
import type { ActKind, RecordBody } from '../../main/journal/record.ts'
import { hashOf, signRecord } from '../../main/journal/signature.ts'
import { makeSealingKey, makeSigningKey } from '../../main/vault/vault.ts'
import type { Role } from '../../preload/contract/channel.ts'
import { systemRandom as random } from './random.ts'

/**
 * A small organization as bytes only: chains and records signed by real keys, without a vault, a
 * store or a disk. For tests of what is pure in bytes.
 */
export interface Person {
  readonly id: string
  readonly roles: readonly Role[]
  readonly workstation: string
  readonly status?: 'active' | 'left' | 'revoked'
  readonly since?: string
  /** Of an entry that is somebody's second one. */
  readonly person?: string
  readonly grants?: readonly Grant[]
  readonly lastValid?: NonNullable<DirectoryMember['lastValid']>
}

export const start = Date.parse('2026-11-24T00:00:00.000Z')
const year = 365 * 86_400_000
export const at = (ms: number) => new Date(ms).toISOString()

export const rules: WrittenRules = {
  coolingOffHours: 24,
  quorumMin: 1,
  storeGraceMinutes: 15,
  severities: {},
}

const grantedAt = at(start - 30 * 86_400_000)

export const people: readonly Person[] = [
  { id: 'admin', roles: ['administrator'], workstation: 'ws-a' },
  { id: 'author', roles: ['author', 'list-manager', 'sender', 'approver'], workstation: 'ws-a' },
  { id: 'editor', roles: ['author', 'approver'], workstation: 'ws-a' },
  { id: 'first', roles: ['approver'], workstation: 'ws-b' },
  { id: 'second', roles: ['approver'], workstation: 'ws-b' },
  { id: 'third', roles: ['approver'], workstation: 'ws-b' },
  { id: 'fresh', roles: ['approver'], workstation: 'ws-b', since: at(start - 3_600_000) },
]

export function createSignedTeam() {
  const keys = new Map<
    string,
    { signing: ReturnType<typeof makeSigningKey>; sealing: ReturnType<typeof makeSealingKey> }
  >()
  const keysOf = (id: string) => {
    const known = keys.get(id) ?? {
      signing: makeSigningKey(random),
      sealing: makeSealingKey(random),
    }
    keys.set(id, known)
    return known
  }
  const rootKey = makeSigningKey(random)
  const root: RootBody = {
    type: 'root',
    n: 1,
    prev: null,
    at: at(start - year),
    expiresAt: at(start + year),
    organizationName: '関所商事',
    rootKeys: [rootKey.publicKey],
    rootThreshold: 1,
    administratorKeys: [keysOf('admin').signing.publicKey],
    administratorThreshold: 1,
    directory: null,
    policy: null,
  }
  const fingerprint = hashOf(Buffer.from(JSON.stringify(root)))
  const roots = [signDocument(root, [rootKey])]
  const directories: DirectoryBody[] = []
  const policies: WrittenPolicy[] = []
  const signers = [keysOf('admin').signing]
  const head = (chain: readonly (DirectoryBody | WrittenPolicy)[]) => ({
    n: chain.length + 1,
    prev: chain.length === 0 ? null : hashOf(Buffer.from(JSON.stringify(chain.at(-1)))),
    at: at(start),
    expiresAt: at(start + year),
  })
  const version = (chain: readonly (DirectoryBody | WrittenPolicy)[]) => ({
    n: chain.length,
    hash: hashOf(Buffer.from(JSON.stringify(chain.at(-1)))),
  })
  const toMember = (person: Person): DirectoryMember => ({
    id: person.id,
    signKey: keysOf(person.id).signing.publicKey,
    sealKey: keysOf(person.id).sealing.publicKey,
    roles: [...person.roles],
    status: person.status ?? 'active',
    since: person.since ?? grantedAt,
    workstations: [person.workstation],
    ...(person.person === undefined ? {} : { person: person.person }),
    ...(person.grants === undefined ? {} : { grants: [...person.grants] }),
    ...(person.lastValid === undefined ? {} : { lastValid: person.lastValid }),
  })
  const dated = (members: DirectoryMember[], publishedAt: string) => {
    const before = directories.at(-1)
    return before === undefined ? members : datedFrom(publishedAt, before.members, members)
  }
  const seqs = new Map<string, { seq: number; prev: string | null }>()

  return {
    fingerprint,
    keysOf,
    directoryVersion: () => version(directories),
    policyVersion: () => version(policies),
    publishDirectory(
      team: readonly Person[] = people,
      publishedAt = at(start),
      revokedWorkstations: readonly string[] = [],
    ) {
      const named = team.flatMap(({ grants = [] }) =>
        grants.flatMap((each) => each.departments ?? []),
      )
      const departments = [...new Set(named)]
      directories.push({
        type: 'directory',
        org: fingerprint,
        ...head(directories),
        at: publishedAt,
        members: dated(team.map(toMember), publishedAt),
        workstations: ['ws-a', 'ws-b', 'ws-c'].map((id) => ({
          id,
          signKey: keysOf(id).signing.publicKey,
          sealKey: keysOf(id).sealing.publicKey,
          status: revokedWorkstations.includes(id) ? 'revoked' : 'active',
        })),
        ...(departments.length === 0 ? {} : { departments }),
        sealed: '',
      })
    },
    publishPolicy(
      change: Partial<WrittenRules> = {},
      routeKeys: PolicyBody['routeKeys'] = [],
      detail: PolicyDetail = { routes: [], senderIdentities: [] },
    ) {
      const entries = entriesOf(detail, policies.at(-1) ?? {}, at(start))
      policies.push({
        type: 'policy',
        org: fingerprint,
        ...head(policies),
        rules: { ...rules, ...change },
        routeKeys,
        ...(entries.length === 0 ? {} : { entries }),
        sealed: '',
      })
    },
    /** The envelope of a record, chained after the workstation's last. */
    sign<K extends ActKind>(
      kind: K,
      body: RecordBody<K>,
      o: { member: string | null; workstation: string; at?: number },
    ): Uint8Array {
      const last = seqs.get(o.workstation) ?? { seq: 0, prev: null }
      const header = {
        org: fingerprint,
        kind,
        v: 1 as const,
        member: o.member,
        workstation: o.workstation,
        seq: last.seq + 1,
        prev: last.prev,
        at: at(o.at ?? start + 60_000),
        heads: {},
      }
      const bytes = signRecord(
        { header, body },
        {
          member: o.member === null ? null : keysOf(o.member).signing,
          workstation: keysOf(o.workstation).signing,
        },
      )
      seqs.set(o.workstation, { seq: header.seq, prev: recordHash(bytes) })
      return bytes
    },
    chains: () => ({
      fingerprint,
      roots,
      directories: directories.map((body) => signDocument(body, signers)),
      policies: policies.map((body) => signDocument(body, signers)),
    }),
  }
}
export type SignedTeam = ReturnType<typeof createSignedTeam>

/** The hash of a record: SHA-256 of the payload in its envelope. */
export function recordHash(envelope: Uint8Array): string {
  const { payload }: { payload: string } = JSON.parse(Buffer.from(envelope).toString('utf8'))
  return hashOf(Buffer.from(payload, 'base64'))
}
