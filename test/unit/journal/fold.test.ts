import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { verifyTrust } from '../../../main/journal/directory.ts'
import { createRecordSet } from '../../../main/journal/fold.ts'
import type { RecordHeader } from '../../../main/journal/record.ts'
import { signRecord, type VerifiedRecord, verifyRecord } from '../../../main/journal/signature.ts'
import { hashOfEnvelope, keyOf, makeDirectory, makeRoot } from '../../support/signed-chains.ts'

const root = makeRoot()
const org = hashOfEnvelope(root)
const names = ['admin', 'bob', 'carol']
const trust = verifyTrust({
  fingerprint: org,
  roots: [root],
  directories: [makeDirectory(org, { members: names })],
  policies: [],
})
const requests = ['a', 'b'].map((each) => each.repeat(64))

/** Sixty records of three workstations, many of them at the same instant. */
const records: readonly VerifiedRecord[] = names.flatMap((member) =>
  Array.from({ length: 20 }, (_, at) => {
    const kind = at % 3 === 0 ? 'stop' : 'withdrawal'
    const header: RecordHeader = {
      org,
      kind,
      v: 1,
      member,
      workstation: `w-${member}`,
      seq: at + 1,
      prev: at === 0 ? null : 'c'.repeat(64),
      at: `2026-11-24T01:00:0${at % 5}.000Z`,
      heads: {},
    }
    const body = { request: requests[at % 2] ?? '' }
    const keys = { member: keyOf(member), workstation: keyOf(`w-${member}`) }
    return verifyRecord(signRecord({ header, body }, keys), trust)
  }),
)

function answersOf(order: readonly VerifiedRecord[]) {
  const set = createRecordSet()
  for (const record of order) set.add(record)
  return answers(set)
}

function answers(set: ReturnType<typeof createRecordSet>) {
  const hashes = (list: readonly VerifiedRecord[]) => list.map((each) => each.hash)
  return {
    all: hashes(set.all()),
    stops: hashes(set.ofKind('stop')),
    about: requests.map((request) => hashes(set.about(request))),
    size: set.size(),
  }
}

describe('the set of records', () => {
  test('any order of arrival, with repetitions, gives the same answers', () => {
    const expected = answersOf(records)
    expect(expected.size).toBe(60)
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...records], { minLength: records.length }),
        fc.subarray([...records]),
        (order, again) => {
          expect(answersOf([...order, ...again])).toEqual(expected)
          expect(answersOf([...again, ...order])).toEqual(expected)
        },
      ),
      { numRuns: 50 },
    )
  })

  test('asking in between changes nothing, and what was given out does not change', () => {
    const set = createRecordSet()
    for (const record of records.slice(0, 30)) set.add(record)
    const early = set.all()
    const copy = [...early]
    set.ofKind('stop')
    for (const record of records.slice(30)) set.add(record)
    expect(answers(set)).toEqual(answersOf(records))
    expect(early).toEqual(copy)
  })

  test('says whether a record was new, and finds it by its hash', () => {
    const set = createRecordSet()
    const [record] = records
    if (!record) throw new Error('no record')
    expect(set.byHash(record.hash)).toBeNull()
    expect(set.add(record)).toBe(true)
    expect(set.add(record)).toBe(false)
    expect(set.byHash(record.hash)).toBe(record)
    expect(set.about('c'.repeat(64))).toEqual([])
  })
})
