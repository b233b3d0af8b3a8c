import {
  asCount,
  asHash,
  asInstant,
  asList,
  asObject,
  asText,
  type Opened,
  openEnvelope,
} from './envelope.ts'
import { refuse } from './refusal.ts'
import type { Json } from './strict-json.ts'

/** docs/journal-format.md, section 2. */
export type ChainName = 'root' | 'directory' | 'policy'
export const chainNames: readonly ChainName[] = ['root', 'directory', 'policy']

interface Version extends Opened {
  readonly n: number
  readonly at: string
}

/** The three chains as far as they have been verified. */
export class Chains {
  readonly versions: Record<ChainName, Version[]> = { root: [], directory: [], policy: [] }
  /** Who owns a signing key, over all directories: `member bob`, `workstation w-1`. */
  readonly #owners = new Map<string, string>()
  readonly #used = new Set<string>()

  get fingerprint(): string {
    return this.versions.root[0]?.hash ?? refuse('there is no root 1')
  }

  get organization(): string {
    const name = asText(this.versions.root.at(-1)?.body.organizationName, 'organizationName')
    return this.versions.root[0]?.body.sample === true ? `SAMPLE, nothing real: ${name}` : name
  }

  /** Whether one of these keys was ever given to this member or workstation. */
  hasSigned(owner: string, signedBy: ReadonlySet<string>): boolean {
    return [...signedBy].some((key) => this.#owners.get(key) === owner)
  }

  hasUsed(member: string, workstation: string): boolean {
    return this.#used.has(`${member} ${workstation}`)
  }

  isKnown(workstation: string): boolean {
    return [...this.#owners.values()].includes(`workstation ${workstation}`)
  }

  /** Takes the next version of a chain, or says why it cannot be that. Changes nothing then. */
  take(chain: ChainName, bytes: Uint8Array): void {
    const opened = openEnvelope(chain, bytes)
    const version = this.#next(chain, opened)
    if (chain === 'root') this.#takeRoot(version)
    else this.#takeSigned(chain, version)
  }

  #next(chain: ChainName, opened: Opened): Version {
    const { body } = opened
    const before = this.versions[chain]
    const n = asCount(body.n, 'n')
    if (body.type !== chain) refuse(`it says that it is a ${String(body.type)}`)
    if (n !== before.length + 1) refuse(`it is number ${n}, and ${before.length + 1} is next`)
    if (body.prev !== (before.at(-1)?.hash ?? null)) refuse('it does not name the version before')
    const at = asInstant(body.at, 'at')
    if (asInstant(body.expiresAt, 'expiresAt') <= at) refuse('it ends before it begins')
    return { ...opened, n, at }
  }

  #takeRoot(version: Version): void {
    const { body, n, signedBy } = version
    const before = this.versions.root.at(-1)
    for (const each of ['root', 'administrator'] as const) {
      const { keys, threshold } = thresholdOf(body, each)
      const isSound = new Set(keys).size === keys.length && threshold >= 1
      if (!isSound || threshold > keys.length) refuse(`its ${each} keys and threshold do not fit`)
    }
    requireRecovery(body)
    requireThreshold(signedBy, thresholdOf(body, 'root'), 'its own root keys')
    if (before)
      requireThreshold(signedBy, thresholdOf(before.body, 'root'), `the keys of root ${n - 1}`)
    for (const chain of ['directory', 'policy'] as const) {
      const pin = pinOf(body, chain)
      if (!before && pin.n > 0) refuse(`root 1 names a ${chain}`)
      if (before && pin.n < pinOf(before.body, chain).n) refuse(`it names an older ${chain}`)
    }
    this.versions.root.push(version)
  }

  #takeSigned(chain: 'directory' | 'policy', version: Version): void {
    const { body, n, signedBy, hash } = version
    if (body.org !== this.fingerprint) refuse('it belongs to another organization')
    const roots = this.versions.root
    const root = roots.findLast((each) => pinOf(each.body, chain).n < n)
    if (!root) refuse('no root entitles anybody to sign it')
    const rule = thresholdOf(root.body, 'administrator')
    requireThreshold(signedBy, rule, `the administrators of root ${root.n}`)
    for (const each of roots) {
      const pin = pinOf(each.body, chain)
      if (pin.n === n && pin.hash !== hash) refuse(`root ${each.n} names another one`)
    }
    if (chain === 'directory') this.#enter(version)
    else requireDatedEntries(version, this.versions.policy.at(-1))
    this.versions[chain].push(version)
  }

  #enter({ body }: Version): void {
    const workstations = readPeople(body.workstations, 'workstation')
    const members = readPeople(body.members, 'member')
    const everyone = [...workstations, ...members]
    for (const what of ['owner', 'signKey', 'sealKey'] as const)
      if (new Set(everyone.map((each) => each[what])).size !== everyone.length)
        refuse(`a ${what} occurs twice`)
    for (const { owner, signKey } of everyone)
      if ((this.#owners.get(signKey) ?? owner) !== owner) refuse(`${owner} has another's key`)
    for (const { owner, signKey } of everyone) this.#owners.set(signKey, owner)
    for (const { id, entry } of members)
      for (const each of asList(entry.workstations, 'workstations'))
        this.#used.add(`${id} ${String(each)}`)
  }
}

/** Section 2, rule 8. */
function requireDatedEntries({ body, at }: Version, before: Version | undefined): void {
  const known = entriesOf(before?.body.entries)
  const entries = entriesOf(body.entries)
  if (new Set(entries.map(({ name }) => name)).size !== entries.length)
    refuse('one route or sender stands there twice')
  const routes = asList(body.routeKeys, 'routeKeys').map(
    (each) => asObject(each, 'route key').route,
  )
  if (new Set(routes).size !== routes.length) refuse('one route has two keys')
  for (const { name, digest, since } of before === undefined ? [] : entries) {
    const was = known.find((each) => each.name === name)
    const isKept = was?.digest === digest && was.since <= since
    if (since < at && !isKept) refuse(`${name} is dated before this policy`)
  }
}

function entriesOf(list: Json | undefined) {
  return (list === undefined ? [] : asList(list, 'entries')).map((each) => {
    const { kind, id, digest, since } = asObject(each, 'entry')
    const name = `${asText(kind, 'kind')} ${asText(id, 'id')}`
    return { name, digest: asHash(digest, 'digest'), since: asInstant(since, 'since') }
  })
}

function readPeople(list: Json | undefined, kind: string) {
  return asList(list, `${kind}s`).map((each) => {
    const entry = asObject(each, kind)
    const id = asText(entry.id, 'id')
    const signKey = asHash(entry.signKey, 'signKey')
    const sealKey = asHash(entry.sealKey, 'sealKey')
    return { id, owner: `${kind} ${id}`, signKey, sealKey, entry }
  })
}

/** Nobody could ever put together more shares than there are. */
function requireRecovery({ recovery }: Opened['body']): void {
  if (recovery === undefined) return
  const { threshold, shares } = asObject(recovery, 'recovery')
  if (asCount(threshold, 'threshold') > asCount(shares, 'shares'))
    refuse('its recovery group has fewer shares than it needs')
}

function thresholdOf(body: Opened['body'], who: 'root' | 'administrator') {
  return {
    keys: asList(body[`${who}Keys`], `${who}Keys`).map((each) => asHash(each, `${who}Keys`)),
    threshold: asCount(body[`${who}Threshold`], `${who}Threshold`),
  }
}

function requireThreshold(
  signedBy: ReadonlySet<string>,
  { keys, threshold }: ReturnType<typeof thresholdOf>,
  whose: string,
): void {
  const found = keys.filter((key) => signedBy.has(key)).length
  if (found < threshold) refuse(`it needs ${threshold} of ${whose} and has ${found}`)
}

function pinOf(body: Opened['body'], chain: 'directory' | 'policy') {
  const pin = body[chain]
  if (pin === null || pin === undefined) return { n: 0, hash: null }
  const { n, hash } = asObject(pin, chain)
  return { n: asCount(n, 'n'), hash: asHash(hash, 'hash') }
}
