import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, relative, sep } from 'node:path'
import { type ChainName, Chains, chainNames } from './chains.ts'
import { asHash, asObject } from './envelope.ts'
import { findContradictions, type JournalRecord, readRecord } from './records.ts'
import { Refusal, refusalOf, sha256 } from './refusal.ts'
import type { Report } from './report.ts'

/** docs/journal-format.md, section 4: everything below the folder `v1`. */
export function verifyShare(folder: string, fingerprint: string | null): Report {
  const base = join(folder, 'v1')
  const report: Report = { holds: [], fails: [] }
  const chains = new Chains()
  for (const name of chainNames) walkChain(base, name, chains, report)
  if (chains.versions.root.length === 0) {
    report.fails.push('There is no root 1 that verifies, so nothing else can be judged.')
    return report
  }
  judgeFingerprint(chains, fingerprint, report)
  const records = readLogs(base, chains, report)
  const contradictions = findContradictions(records, chains)
  for (const each of contradictions) report.fails.push(each)
  if (contradictions.length === 0)
    report.holds.push('No number is missing or taken twice in any chain of records.')
  judgeBlobs(base, records, report)
  judgeClaims(base, { chains, records }, report)
  return report
}

export function judgeFingerprint(chains: Chains, expected: string | null, report: Report): void {
  const found = `The organization is “${chains.organization}”, fingerprint ${chains.fingerprint}`
  if (expected === null) report.holds.push(`${found}. Compare it with the one you were told.`)
  else if (expected === chains.fingerprint) report.holds.push(`${found}, as expected.`)
  else report.fails.push(`${found}, which is not the expected ${expected}.`)
}

interface Entry {
  readonly path: string
  readonly seq: number
  readonly bytes: Uint8Array
}

const recordFile = /^(\d{10})-([0-9a-f]{32})(?:\.[1-9])?\.rec$/

/** Files of a folder that are what their names say; one copy of each is enough. */
function readEntries(base: string, folder: string, report: Report): Entry[] {
  const whole = new Map<string, Entry>()
  const damaged = new Map<string, string>()
  for (const path of filesIn(folder)) {
    const [, digits, name = ''] = recordFile.exec(basename(path)) ?? []
    if (digits === undefined) continue
    const bytes = readFileSync(path)
    if (sha256(bytes).slice(0, 32) === name)
      whole.set(`${digits}-${name}`, { path, seq: Number(digits), bytes })
    else damaged.set(`${digits}-${name}`, path)
  }
  for (const [key, path] of damaged)
    if (!whole.has(key))
      report.fails.push(`${short(base, path)}: its bytes are not what its name says`)
  return [...whole.values()].sort((a, b) => a.seq - b.seq || (a.path < b.path ? -1 : 1))
}

function walkChain(base: string, name: ChainName, chains: Chains, report: Report): void {
  const entries = readEntries(base, join(base, name), report)
  for (const { seq, path, bytes } of entries) {
    const count = chains.versions[name].length
    if (seq === count && entries.some((each) => each.seq === seq && each.path !== path)) {
      report.fails.push(`${short(base, path)}: a second ${name} ${seq}`)
      continue
    }
    const why = refusalOf(() => chains.take(name, bytes))
    if (why !== null) report.fails.push(`${short(base, path)}: ${why}`)
    else if (seq !== chains.versions[name].length)
      report.fails.push(`${short(base, path)}: its name says ${seq}`)
  }
  const count = chains.versions[name].length
  if (count > 0) report.holds.push(`${name} 1 to ${count}: each follows from the one before.`)
}

function readLogs(base: string, chains: Chains, report: Report): JournalRecord[] {
  const records: JournalRecord[] = []
  for (const { path, seq, bytes } of readEntries(base, join(base, 'log'), report)) {
    const [, workstation, month] = relative(base, path).split(sep)
    try {
      const record = readRecord(bytes, chains)
      if (record.workstation !== workstation || record.seq !== seq)
        report.fails.push(`${short(base, path)}: it stands in another's place`)
      else if (`${record.at.slice(0, 4)}${record.at.slice(5, 7)}` !== month)
        report.fails.push(`${short(base, path)}: it stands in another month's folder`)
      else records.push(record)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      report.fails.push(`${short(base, path)}: ${error.message}`)
    }
  }
  const workstations = new Set(records.map((each) => each.workstation)).size
  report.holds.push(
    `${records.length} records of ${workstations} workstations are signed as they say.`,
  )
  return records
}

function judgeBlobs(base: string, records: readonly JournalRecord[], report: Report): void {
  let whole = 0
  const hashes = new Set<string>()
  for (const path of filesIn(join(base, 'blob'))) {
    const [, hash = ''] = /^([0-9a-f]{64})(?:\.[1-9])?$/.exec(basename(path)) ?? []
    if (hash === '') continue
    if (sha256(readFileSync(path)) !== hash)
      report.fails.push(`${short(base, path)}: its bytes are not what its name says`)
    else whole += 1
    hashes.add(hash)
  }
  report.holds.push(`${whole} sealed contents are what their names say.`)
  const destroyed = new Set(
    records.filter(({ kind }) => kind === 'content-destroyed').map(({ body }) => body.request),
  )
  const requests = records.filter(({ kind }) => kind === 'request')
  const signedFor = requests.filter(({ hash }) => destroyed.has(hash)).flatMap(blobsOf)
  const others = requests.filter(({ hash }) => !destroyed.has(hash)).flatMap(blobsOf)
  const isThere = (hash: string) => hashes.has(hash)
  const gone = signedFor.filter((hash) => !isThere(hash)).length
  if (gone > 0)
    report.holds.push(`${gone} contents are gone, as signed records say they should be.`)
  const still = signedFor.filter(isThere)
  if (still.length > 0)
    report.holds.push(
      `${still.length} contents should be gone, and IT may remove them: ${still.join(', ')}`,
    )
  const missing = others.filter((hash) => !isThere(hash)).length
  if (missing > 0)
    report.holds.push(
      `${missing} contents that requests name are not here, and no record says why; their records stand.`,
    )
}

/** Every hash of a content that a request names, wherever in its `blobs` it stands. */
function blobsOf({ body }: JournalRecord): string[] {
  const found: string[] = []
  JSON.stringify(body.blobs, (key, value) => {
    if (key === 'hash' && typeof value === 'string') found.push(value)
    return value
  })
  return found
}

function judgeClaims(
  base: string,
  { chains, records }: { readonly chains: Chains; readonly records: readonly JournalRecord[] },
  report: Report,
): void {
  const before = report.fails.length
  const claimOf = (name: string) => {
    const path = join(base, 'claim', name)
    return existsSync(path) ? readFileSync(path) : null
  }
  for (const name of chainNames)
    for (const { n, hash } of chains.versions[name]) {
      const first = name === 'root' && n === 1
      const text = first ? 'sekisho root 1' : `${chains.fingerprint} ${name} ${n}`
      const held = claimOf(sha256(Buffer.from(text)))
      if (held !== null && hashOfPayload(held) !== hash)
        report.fails.push(`The claim of ${name} ${n} holds another version than the chain.`)
    }
  for (const { kind, body, workstation } of records) {
    if (kind !== 'activation') continue
    const held = claimOf(asHash(body.request, 'request'))
    const holder = /^\{"workstation":"([a-z0-9-]{1,64})"[,}]/.exec(String(held))?.[1]
    if (held !== null && holder !== workstation)
      report.fails.push(`${workstation} ran a request that ${holder ?? 'nobody'} had claimed.`)
  }
  if (report.fails.length === before) report.holds.push('Nothing contradicts a claim.')
}

function hashOfPayload(envelope: Uint8Array): string | null {
  try {
    const { payload } = asObject(JSON.parse(Buffer.from(envelope).toString('utf8')), 'claim')
    return sha256(Buffer.from(String(payload), 'base64'))
  } catch {
    return null
  }
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => join(each.parentPath, each.name))
    .sort()
}

function short(base: string, path: string): string {
  return relative(base, path)
}
