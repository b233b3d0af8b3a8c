import type { Chains } from './chains.ts'
import { asCount, asHash, asInstant, asObject, asText, openEnvelope } from './envelope.ts'
import { refuse } from './refusal.ts'
import type { Json } from './strict-json.ts'

/** docs/journal-format.md, section 3. */
export interface JournalRecord {
  readonly hash: string
  readonly kind: string
  readonly v: number
  readonly member: string | null
  readonly workstation: string
  readonly seq: number
  readonly prev: string | null
  readonly at: string
  readonly heads: readonly (readonly [workstation: string, seq: number, hash: string])[]
  readonly body: { readonly [key: string]: Json }
}

const keys = 'org kind v member workstation seq prev at heads body'.split(' ')
const id = /^[a-z0-9][a-z0-9-]{0,63}$/

/** A record whose signatures are those of whom it names; or why it is none. */
export function readRecord(bytes: Uint8Array, chains: Chains): JournalRecord {
  const { hash, body: payload, signedBy } = openEnvelope('record', bytes)
  if (Object.keys(payload).sort().join() !== [...keys].sort().join())
    refuse('its header is not that of a record')
  if (payload.org !== chains.fingerprint) refuse('it belongs to another organization')
  const record: JournalRecord = {
    hash,
    kind: asText(payload.kind, 'kind'),
    v: asCount(payload.v, 'v'),
    member: payload.member === null ? null : asId(payload.member, 'member'),
    workstation: asId(payload.workstation, 'workstation'),
    seq: asCount(payload.seq, 'seq'),
    prev: payload.prev === null ? null : asHash(payload.prev, 'prev'),
    at: asInstant(payload.at, 'at'),
    heads: Object.entries(asObject(payload.heads, 'heads')).map(([name, head]) => {
      const { seq, hash: named } = asObject(head, 'head')
      return [asId(name, 'heads'), asCount(seq, 'seq'), asHash(named, 'hash')] as const
    }),
    body: asObject(payload.body, 'body'),
  }
  if (record.seq < 1 || (record.seq === 1) !== (record.prev === null))
    refuse('its number and its predecessor do not fit')
  if (record.heads.length > 200 || record.heads.some(([name]) => name === record.workstation))
    refuse('its heads are too many, or name itself')
  requireSigners(record, signedBy, chains)
  return record
}

function requireSigners(
  { kind, member, workstation, body }: JournalRecord,
  signedBy: ReadonlySet<string>,
  chains: Chains,
): void {
  if (kind === 'enrolment') {
    const own = [asHash(body.signKey, 'signKey'), asHash(body.workstationSignKey, 'signKey')]
    const isOwn = signedBy.size === 2 && own.every((key) => signedBy.has(key))
    if (!isOwn || member !== body.member) refuse('it is not signed by the keys that it names')
    return
  }
  if (signedBy.size !== (member === null ? 1 : 2))
    refuse('it has not as many signatures as it needs')
  if (!chains.hasSigned(`workstation ${workstation}`, signedBy))
    refuse(`no directory gives its key to the workstation ${workstation}`)
  if (member === null) return
  if (!chains.hasSigned(`member ${member}`, signedBy))
    refuse(`no directory gives its key to the member ${member}`)
  if (!chains.hasUsed(member, workstation)) refuse(`${member} has never had ${workstation}`)
}

function asId(value: Json | undefined, what: string): string {
  const text = asText(value, what)
  return id.test(text) ? text : refuse(`${what} is no id`)
}

/** What all records together say of each number: gaps and forks, in words. */
export function findContradictions(records: readonly JournalRecord[], chains: Chains): string[] {
  const said = new Map<string, Map<number, Set<string>>>()
  const present = new Map<string, Set<number>>()
  const say = (workstation: string, seq: number, hash: string) => {
    const numbers = said.get(workstation) ?? new Map<number, Set<string>>()
    said.set(workstation, numbers)
    numbers.set(seq, (numbers.get(seq) ?? new Set()).add(hash))
  }
  for (const { workstation, seq, hash, prev, heads, kind } of records) {
    // An application counts once a directory knows its workstation; before that it is nobody's.
    if (kind === 'enrolment' && !chains.isKnown(workstation)) continue
    present.set(workstation, (present.get(workstation) ?? new Set()).add(seq))
    say(workstation, seq, hash)
    if (prev !== null) say(workstation, seq - 1, prev)
    for (const head of heads) say(...head)
  }
  const found: string[] = []
  for (const [workstation, numbers] of [...said].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [seq, hashes] of [...numbers].sort(([a], [b]) => a - b)) {
      if (hashes.size > 1)
        found.push(
          `${workstation}, number ${seq}: ${hashes.size} different records are named (fork)`,
        )
      else if (!present.get(workstation)?.has(seq))
        found.push(`${workstation}, number ${seq}: named by another record, but missing (gap)`)
    }
  }
  return found
}
