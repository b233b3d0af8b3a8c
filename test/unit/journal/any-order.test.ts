import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { openJournal, pinOrganization } from '../../../main/journal/journal.ts'
import type { ActKind, RecordHeader } from '../../../main/journal/record.ts'
import { recordKinds } from '../../../main/journal/record.ts'
import { signRecord } from '../../../main/journal/signature.ts'
import { openWritable } from '../../../main/sqlite/sqlite.ts'
import { makeSealingKey } from '../../../main/vault/vault.ts'
import { makeClock } from '../../support/clock.ts'
import { systemRandom } from '../../support/random.ts'
import { recordSamples } from '../../support/record-samples.ts'
import { makeRevealingStore } from '../../support/revealing-store.ts'
import {
  hashOfEnvelope,
  keyOf,
  makeDirectory,
  makePolicy,
  makeRoot,
} from '../../support/signed-chains.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const root = makeRoot()
const org = hashOfEnvelope(root)
const people = ['bob', 'carol', 'dave']
const chains = [
  ['root', root],
  ['directory', makeDirectory(org, { members: ['admin', ...people] })],
  ['policy', makePolicy(org)],
] as const
const kinds = recordKinds.filter((kind): kind is ActKind => kind !== 'enrolment')

interface Item {
  readonly stream: `log/${string}`
  readonly seq: number
  readonly bytes: Uint8Array
}

/** What `member` signs on `workstation`; the keys may be somebody else's. */
function sign(o: {
  readonly header: RecordHeader
  readonly body: unknown
  readonly keys?: readonly [string, string]
}): Uint8Array {
  const [member, workstation] = o.keys ?? [o.header.member ?? '', o.header.workstation]
  return signRecord(
    { header: o.header, body: o.body as { request: string } },
    { member: keyOf(member), workstation: keyOf(workstation) },
  )
}

/** Ten records of each of three workstations, of every kind, each naming what it has seen. */
const valid: readonly Item[] = makeValid()
function makeValid(): Item[] {
  const items: Item[] = []
  const heads = new Map<string, { seq: number; hash: string }>()
  for (let at = 0; at < 30; at += 1) {
    const member = people[(at * 7) % people.length] ?? ''
    const last = heads.get(`w-${member}`)
    const kind = kinds[at % kinds.length] ?? 'stop'
    const header: RecordHeader = {
      ...{ org, kind, v: 1, member, workstation: `w-${member}`, seq: (last?.seq ?? 0) + 1 },
      prev: last?.hash ?? null,
      // Many at one instant: the order of equal times is by hash.
      at: `2026-11-24T01:00:0${at % 4}.000Z`,
      heads: Object.fromEntries([...heads].filter(([each]) => each !== `w-${member}`)),
    }
    const bytes = sign({ header, body: recordSamples[kind] })
    heads.set(header.workstation, { seq: header.seq, hash: hashOfEnvelope(bytes) })
    items.push({ stream: `log/${header.workstation}`, seq: header.seq, bytes })
  }
  return items
}

const base: RecordHeader = {
  ...{ org, kind: 'stop', v: 1, member: 'bob', workstation: 'w-bob', seq: 4 },
  ...{ prev: 'e'.repeat(64), at: '2026-11-24T01:00:09.000Z', heads: {} },
}
const toItem = (bytes: Uint8Array, o: Partial<RecordHeader> = {}): Item => ({
  stream: `log/${o.workstation ?? base.workstation}`,
  seq: o.seq ?? base.seq,
  bytes,
})
const made = (
  o: Partial<RecordHeader>,
  keys?: readonly [string, string],
  body: unknown = recordSamples.stop,
) => toItem(sign({ header: { ...base, ...o }, body, ...(keys ? { keys } : {}) }), o)

function flipped(item: Item, at: number): Item {
  const bytes = Buffer.from(item.bytes)
  const place = at % bytes.length
  bytes[place] = (bytes[place] ?? 0) ^ 1
  return { ...item, bytes }
}

/** None of these says anything. */
const invalid = fc.oneof(
  // Altered: any byte of any record.
  fc.tuple(fc.constantFrom(...valid), fc.nat()).map(([item, at]) => flipped(item, at)),
  // Forged: the right names with others' keys, or with none that anybody knows.
  fc
    .constantFrom<readonly [string, string]>(
      ['mallory', 'w-bob'],
      ['bob', 'w-mallory'],
      ['carol', 'w-bob'],
      ['mallory', 'w-mallory'],
    )
    .map((keys) => made({ at: '2026-11-24T01:00:08.000Z' }, keys)),
  fc.constantFrom(
    // Another organization's, and another chain's place.
    made({ org: 'c'.repeat(64) }),
    { ...made({}), stream: 'log/w-carol' as const },
    { ...made({}), seq: 9 },
    // Out of scope: a member on a PC that no directory gives them; a PC's word for a member's act.
    made({ workstation: 'w-carol' }),
    made({ member: null }),
    // Somebody whom no directory knows, of a kind that nobody knows.
    made({ member: 'mallory', workstation: 'w-mallory', seq: 1, prev: null }),
    made({ kind: 'unheard-of' as 'stop' }, ['mallory', 'w-bob']),
    // Malformed: a body of another kind, a time that is none, a number twice as its own head.
    made({}, undefined, recordSamples.decision),
    made({ at: '2026-02-30T01:00:00.000Z' }),
    made({ heads: { 'w-bob': { seq: 1, hash: 'a'.repeat(64) } } }),
  ),
)

/** Reads everything in this order, so many at a time, and answers what it makes of it. */
async function stateAfter(order: readonly Item[], steps: readonly number[]) {
  const { store, reveal } = makeRevealingStore()
  for (const [stream, bytes] of chains) reveal({ stream, seq: 1, bytes })
  const db = openWritable({
    file: join(makeTempFolder(), 'vault.db'),
    key: systemRandom.bytes(32),
  })
  await pinOrganization({ db, store, fingerprint: org })
  const clock = makeClock()
  const journal = openJournal({
    ...{ db, store, fingerprint: org, clock, random: systemRandom },
    workstation: {
      ...{ id: 'w-admin', name: 'w-admin', signing: keyOf('w-admin') },
      sealing: makeSealingKey(systemRandom),
    },
    reader: makeSealingKey(systemRandom),
  })
  const rest = [...order]
  for (const step of [...steps, order.length]) {
    for (const item of rest.splice(0, step)) reveal(item)
    await journal.sync()
    clock.advance(1000)
  }
  clock.advance(11 * 60_000)
  await journal.sync()
  const hashes = (records: readonly { readonly hash: string }[]) => records.map(({ hash }) => hash)
  const { requests } = { requests: ['ab'.repeat(32)] }
  const state = {
    records: hashes(journal.records()),
    byKind: kinds.map((kind) => hashes(journal.recordsOf(kind))),
    about: requests.map((each) => hashes(journal.recordsAbout(each))),
    listed: hashes(journal.page({ offset: 0, limit: 1000 }).records),
    enrolments: hashes(journal.enrolments()),
    chains: journal.trust().directory?.hash,
  }
  const alarms = journal.alarms().map(({ code }) => code)
  db.close()
  return { state, alarms }
}

const runs = { numRuns: process.env.SLOW ? 200 : 6 }
vi.setConfig({ testTimeout: 900_000 })
const steps = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 6 })
const shuffled = fc.shuffledSubarray([...valid], { minLength: valid.length })

describe('what a workstation makes of the records', () => {
  test('S16 S17 is the same in any order and interleaving of arrival', async () => {
    const expected = await stateAfter(valid, [])
    expect(expected.state.records).toHaveLength(valid.length)
    expect(expected.alarms).toEqual([])
    await fc.assert(
      fc.asyncProperty(shuffled, steps, async (order, sizes) => {
        expect(await stateAfter(order, sizes)).toEqual(expected)
      }),
      runs,
    )
  })

  test('S16 S20 S21 is changed by no record that does not hold, but for alarms', async () => {
    const { state } = await stateAfter(valid, [])
    await fc.assert(
      fc.asyncProperty(
        shuffled,
        fc.array(fc.tuple(invalid, fc.nat({ max: valid.length })), { minLength: 1, maxLength: 6 }),
        steps,
        async (order, intruders, sizes) => {
          const all = [...order]
          for (const [item, at] of intruders) all.splice(at, 0, item)
          expect((await stateAfter(all, sizes)).state).toEqual(state)
        },
      ),
      runs,
    )
  })
})
