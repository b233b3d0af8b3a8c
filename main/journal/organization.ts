import { setTimeout as wait } from 'node:timers/promises'
import type { Role } from '../../preload/contract/channel.ts'
import { fail, type Problem, ProblemError } from '../../preload/problem.ts'
import type { Clock, Random } from '../ports.ts'
import type { WritableDb } from '../sqlite/sqlite.ts'
import type { SealingKey, SigningKey } from '../vault/vault.ts'
import { beginTrust, documentTypes, signDocument, type Trust, verifyTrust } from './directory.ts'
import type { RecoveryRule } from './document.ts'
import { chainOfType, findNext, readEntry } from './document-sync.ts'
import type { WrittenRules } from './policy-rules.ts'
import { lifetimeMs } from './publication.ts'
import { openReplica, type Replica } from './replica.ts'
import { readersOf, sealDetail, sealNames } from './sealed-content.ts'
import { hashOf } from './signature.ts'
import type { Store } from './store.ts'

export interface Organization {
  /** The hash of root.1: what every workstation pins, and people compare as words. */
  readonly fingerprint: string
  readonly name: string
  /** Whom an application for admission is sealed to. */
  readonly administratorSealKeys: readonly string[]
  readonly trust: Trust
}

/**
 * What organization lives in this store, before there is any vault: its chains are verified from
 * root.1 on, but only whoever compares the fingerprint knows that root.1 is the right one.
 * Fails with `journal.no-organization`; with `journal.fork` when two live there.
 */
export async function readOrganization(store: Store): Promise<Organization> {
  const trust = await readChains(store)
  const members = trust.directory?.body.members ?? []
  return {
    fingerprint: trust.fingerprint,
    name: trust.root.body.organizationName,
    administratorSealKeys: members
      .filter((each) => each.status === 'active' && each.roles.includes('administrator'))
      .map((each) => each.sealKey),
    trust,
  }
}

/**
 * Copies the verified chains of a compared organization into the vault, so that the journal can be
 * opened. Fails with `journal.no-organization` when the store holds another one by now.
 */
export async function pinOrganization(o: {
  readonly db: WritableDb
  readonly store: Store
  readonly fingerprint: string
}): Promise<void> {
  const trust = await readChains(o.store)
  if (trust.fingerprint !== o.fingerprint)
    fail('journal.no-organization', { folder: o.store.place })
  keepChains(openReplica(o.db), trust, true)
}

export interface Founding {
  readonly store: Store
  readonly db: WritableDb
  readonly clock: Clock
  readonly random: Random
  readonly name: string
  /** Kept offline from here on, and needed for nothing but the next root. */
  readonly rootKeys: readonly SigningKey[]
  readonly rootThreshold: number
  /** Who can open data after a loss; null: nobody, ever. */
  readonly recovery: RecoveryRule | null
  readonly administrator: {
    readonly id: string
    readonly name: string
    readonly signing: SigningKey
    readonly sealing: SealingKey
    /** Besides administrator. */
    readonly roles?: readonly Role[]
  }
  readonly workstation: {
    readonly id: string
    readonly name: string
    readonly signing: SigningKey
    readonly sealing: SealingKey
  }
  readonly rules: WrittenRules
  /** Marks it for ever as one to try things in. */
  readonly isSample?: boolean
}

/** root.1, directory.1 and policy.1 of an organization that may come to be. Nothing is written. */
export interface FirstVersions {
  /** So that a person can be shown it before anything is written. */
  readonly fingerprint: string
  readonly trust: Trust
}

export function makeFirstVersions(founding: Omit<Founding, 'store' | 'db'>): FirstVersions {
  const trust = makeTrust(founding)
  return { fingerprint: trust.fingerprint, trust }
}

/**
 * Keeps the first versions in a new vault, for the outbox. The store is only looked at: it is ours
 * with claimStore. Fails with `journal.store-not-empty` or `journal.store-unreachable`.
 */
export async function keepFirstVersions(
  { trust }: FirstVersions,
  { store, db }: Pick<Founding, 'store' | 'db'>,
): Promise<void> {
  const [root] = trust.roots
  const isOurs = root !== undefined && (await isClaimedBy(store, root.bytes))
  if ((await store.hasBegun()) && !isOurs) refuseStore(store)
  keepChains(openReplica(db), trust, false)
}

/**
 * Claims the store for this organization, for ever. Again after an attempt that was cut off on the
 * way is welcome, so it may come after whatever has to be durable first. A claim that was torn while
 * it was written says nothing, and nobody can mend it: the next one decides then, in the order in which
 * every founder looks at them. Fails with `journal.store-not-empty` when somebody else was faster, or
 * `journal.store-unreachable`.
 */
export async function claimStore(trust: Trust, store: Store): Promise<void> {
  const [root] = trust.roots
  if (root === undefined) throw new TypeError('trust begins with a root')
  if (await isClaimedBy(store, root.bytes)) return
  if (await store.hasBegun()) refuseStore(store)
  for (let torn = 0; torn < tornClaimsMax; torn += 1) {
    const name = claimAfter(torn)
    if (await store.claim(name, root.bytes)) return
    const held = await readPatiently(store, name)
    if (held !== null) return held.equals(root.bytes) ? undefined : refuseStore(store)
  }
  refuseStore(store)
}

async function isClaimedBy(store: Store, root: Uint8Array): Promise<boolean> {
  for (let torn = 0; torn < tornClaimsMax; torn += 1) {
    const held = await store.readClaim(claimAfter(torn))
    if (held === null) return false
    if (Buffer.from(held).equals(root)) return true
    if (isRoot(held)) return false
  }
  return false
}

/** A whole claim, once it is; null for one that stays torn. */
async function readPatiently(store: Store, name: string): Promise<Buffer | null> {
  for (let reading = 0; reading < claimReadingsMax; reading += 1) {
    const held = await store.readClaim(name)
    if (held !== null && isRoot(held)) return Buffer.from(held)
    await wait(claimReadingMs)
  }
  return null
}

function isRoot(bytes: Uint8Array): boolean {
  try {
    return beginTrust(bytes).root.body.n === 1
  } catch (error) {
    if (error instanceof ProblemError) return false
    throw error
  }
}

function refuseStore(store: Store): never {
  return fail('journal.store-not-empty', { folder: store.place })
}

/** Two founders of one folder meet here. */
function claimAfter(torn: number): string {
  return hashOf(Buffer.from(torn === 0 ? 'sekisho root 1' : `sekisho root 1 after ${torn}`))
}
const tornClaimsMax = 8
const claimReadingsMax = 20
const claimReadingMs = 100

function makeTrust(founding: Omit<Founding, 'store' | 'db'>): Trust {
  const { administrator, workstation, random, rules } = founding
  const nowMs = founding.clock.now()
  const at = new Date(nowMs).toISOString()
  const version = (type: keyof typeof lifetimeMs) => ({
    n: 1,
    prev: null,
    at,
    expiresAt: new Date(nowMs + lifetimeMs[type]).toISOString(),
  })
  const recovery = founding.recovery === null ? {} : { recovery: founding.recovery }
  const root = signDocument(
    {
      type: 'root',
      ...version('root'),
      organizationName: founding.name,
      rootKeys: founding.rootKeys.map((each) => each.publicKey),
      rootThreshold: founding.rootThreshold,
      administratorKeys: [administrator.signing.publicKey],
      administratorThreshold: 1,
      directory: null,
      policy: null,
      ...recovery,
      ...(founding.isSample === true ? { sample: true } : {}),
    },
    founding.rootKeys,
  )
  const org = beginTrust(root).fingerprint
  const members = [
    {
      id: administrator.id,
      signKey: administrator.signing.publicKey,
      sealKey: administrator.sealing.publicKey,
      roles: [...new Set<Role>(['administrator', ...(administrator.roles ?? [])])],
      status: 'active' as const,
      since: at,
      workstations: [workstation.id],
    },
  ]
  const workstations = [
    {
      id: workstation.id,
      signKey: workstation.signing.publicKey,
      sealKey: workstation.sealing.publicKey,
      status: 'active' as const,
    },
  ]
  const names = {
    members: { [administrator.id]: administrator.name },
    workstations: { [workstation.id]: workstation.name },
  }
  const place = { org, n: 1 }
  const to = { readers: readersOf({ members }, recovery), random }
  const directory = signDocument(
    {
      type: 'directory',
      org,
      ...version('directory'),
      members,
      workstations,
      sealed: sealNames(names, place, to),
    },
    [administrator.signing],
  )
  const detail = { routes: [], senderIdentities: [] }
  const policy = signDocument(
    {
      type: 'policy',
      org,
      ...version('policy'),
      rules,
      routeKeys: [],
      sealed: sealDetail(detail, place, to),
    },
    [administrator.signing],
  )
  return verifyTrust({
    roots: [root],
    directories: [directory],
    policies: [policy],
    fingerprint: org,
  })
}

function keepChains(replica: Replica, trust: Trust, published: boolean): void {
  replica.db.transaction(() => {
    for (const type of documentTypes)
      for (const document of chainOfType(trust, type)) replica.addDocument(document, published)
  })
}

async function readChains(store: Store): Promise<Trust> {
  const problems: Problem[] = []
  let trust = await readFirstRoot(store, problems)
  for (const type of documentTypes) {
    const entries = await store.listAfter(type, 0)
    for (;;) {
      const next = await findNext(store, trust, { type, entries, problems })
      if (next === null) break
      trust = next
    }
  }
  const [problem] = problems.filter((each) => each.code === 'journal.fork')
  if (problem) throw new ProblemError(problem)
  return trust
}

async function readFirstRoot(store: Store, problems: Problem[]): Promise<Trust> {
  const found: Trust[] = []
  for (const entry of await store.listAfter('root', 0)) {
    const bytes = entry.seq === 1 ? await readEntry(store, entry, problems) : null
    if (bytes === null) continue
    try {
      found.push(beginTrust(bytes))
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      problems.push(error.problem)
    }
  }
  const [only, second] = found
  if (only === undefined) fail('journal.no-organization', { folder: store.place })
  if (second) fail('journal.fork', { workstation: 'root', seq: 1 })
  return only
}
