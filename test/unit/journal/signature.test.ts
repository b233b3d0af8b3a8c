import { describe, expect, test } from 'vitest'
import { verifyTrust } from '../../../main/journal/directory.ts'
import {
  type RecordHeader,
  type RecordKind,
  recordBodies,
  recordKinds,
  workstationKinds,
} from '../../../main/journal/record.ts'
import {
  examineRecord,
  signRecord,
  type VerifiedRecord,
  verifyRecord,
} from '../../../main/journal/signature.ts'
import { forgeEnvelope } from '../../support/envelope.ts'
import { problemOf } from '../../support/problem.ts'
import { recordSamples } from '../../support/record-samples.ts'
import { hashOfEnvelope, keyOf, makeDirectory, makeRoot } from '../../support/signed-chains.ts'

const root = makeRoot()
const org = hashOfEnvelope(root)
const trust = verifyTrust({
  fingerprint: org,
  roots: [root],
  directories: [makeDirectory(org, { members: ['admin', 'bob'] })],
  policies: [],
})
const keys = { member: keyOf('admin'), workstation: keyOf('w-admin') }
const headerOf = (kind: RecordKind, o: Partial<RecordHeader> = {}): RecordHeader => ({
  org,
  kind,
  v: 1,
  member: 'admin',
  workstation: 'w-admin',
  seq: 2,
  prev: 'a'.repeat(64),
  at: '2026-11-24T01:00:00.000Z',
  heads: { 'w-bob': { seq: 3, hash: 'b'.repeat(64) } },
  ...o,
})
const actKinds = recordKinds.filter((kind) => kind !== 'enrolment')
const sign = (header: RecordHeader, body: object) =>
  forgeEnvelope(
    'application/vnd.sekisho.record.v1+json',
    Buffer.from(JSON.stringify({ ...header, body })),
    header.member === null ? [keys.workstation] : [keys.member, keys.workstation],
  )
const codeOf = (bytes: Uint8Array) => problemOf(() => verifyRecord(bytes, trust))

describe('a record', () => {
  test.each(actKinds)('%s: every byte of its payload is under the signatures', (kind) => {
    const bytes = signRecord({ header: headerOf(kind), body: recordSamples[kind] }, keys)
    const record = verifyRecord(bytes, trust)
    expect(record.body).toEqual(recordSamples[kind])
    expect(record.kind).toBe(kind)
    const outer = JSON.parse(Buffer.from(bytes).toString())
    const payload = Buffer.from(outer.payload, 'base64')
    for (let at = 0; at < payload.length; at += 1) {
      const altered = Buffer.from(payload)
      altered[at] = (altered[at] ?? 0) ^ 1
      const forged = { ...outer, payload: altered.toString('base64') }
      expect(codeOf(Buffer.from(JSON.stringify(forged))), `byte ${at}`).toBe(
        'journal.signature-invalid',
      )
    }
  })

  test.each(actKinds)('%s: no field may be missing, of another type, or unknown', (kind) => {
    const body: Record<string, unknown> = recordSamples[kind]
    for (const field of Object.keys(body)) {
      const { [field]: _, ...rest } = body
      // A field that came later is absent from what an older Sekisho signed.
      const isLater = kind === 'request' && field === 'department'
      expect(codeOf(sign(headerOf(kind), rest)), field).toBe(
        isLater ? null : 'journal.record-malformed',
      )
      const other = typeof body[field] === 'boolean' ? 1 : true
      for (const value of [{}, other, 'x'.repeat(70_000)])
        expect(codeOf(sign(headerOf(kind), { ...body, [field]: value })), field).toBe(
          'journal.record-malformed',
        )
    }
    expect(codeOf(sign(headerOf(kind), { ...body, extra: 1 }))).toBe('journal.record-malformed')
  })

  test.each([
    ['another organization', { org: 'c'.repeat(64) }, 'journal.signature-invalid'],
    ['a kind of the future', { kind: 'grant' }, 'journal.newer-record'],
    ['version 2', { v: 2 }, 'journal.newer-record'],
    ['number 0', { seq: 0 }, 'journal.record-malformed'],
    ['a first record with a predecessor', { seq: 1 }, 'journal.record-malformed'],
    ['a later record without one', { prev: null }, 'journal.record-malformed'],
    ['another spelling of its time', { at: '2026-11-24T01:00:00Z' }, 'journal.record-malformed'],
    ['a day that there is not', { at: '2026-02-30T01:00:00.000Z' }, 'journal.record-malformed'],
    [
      'its own workstation among the heads',
      { heads: { 'w-admin': { seq: 1, hash: 'd'.repeat(64) } } },
      'journal.record-malformed',
    ],
    ['an unknown field', { extra: 1 }, 'journal.record-malformed'],
    ['another member', { member: 'bob' }, 'journal.signature-invalid'],
    ['another workstation', { workstation: 'w-bob', heads: {} }, 'journal.signature-invalid'],
    ['nobody’s name', { member: 'mallory' }, 'journal.signature-invalid'],
  ])('is refused with %s in its header', (_, o, code) => {
    const header = { ...headerOf('withdrawal'), ...o } as RecordHeader
    expect(codeOf(sign(header, recordSamples.withdrawal))).toBe(code)
  })

  test('only the kinds of a workstation may go without a member', () => {
    for (const kind of actKinds) {
      const header = headerOf(kind, { member: null })
      expect(codeOf(sign(header, recordSamples[kind])), kind).toBe(
        workstationKinds.has(kind) ? null : 'journal.record-malformed',
      )
    }
  })

  test('a member’s act has exactly his and the workstation’s signature', () => {
    const payload = Buffer.from(
      JSON.stringify({ ...headerOf('withdrawal'), body: recordSamples.withdrawal }),
    )
    const type = 'application/vnd.sekisho.record.v1+json'
    const code = (...names: string[]) => codeOf(forgeEnvelope(type, payload, names.map(keyOf)))
    expect(code('admin', 'w-admin')).toBeNull()
    expect(code('w-admin', 'admin')).toBeNull()
    expect(code('admin')).toBe('journal.signature-invalid')
    expect(code('w-admin')).toBe('journal.signature-invalid')
    expect(code('admin', 'w-admin', 'bob')).toBe('journal.signature-invalid')
    expect(code('bob', 'w-admin')).toBe('journal.signature-invalid')
    expect(code('admin', 'w-bob')).toBe('journal.signature-invalid')
  })

  test('S20 the bytes of one kind under the name of another are another payload', () => {
    const activation = signRecord(
      { header: headerOf('withdrawal'), body: recordSamples.withdrawal },
      keys,
    )
    const outer = JSON.parse(Buffer.from(activation).toString())
    const payload = Buffer.from(outer.payload, 'base64').toString()
    outer.payload = Buffer.from(payload.replace('"withdrawal"', '"stop"')).toString('base64')
    expect(codeOf(Buffer.from(JSON.stringify(outer)))).toBe('journal.signature-invalid')
  })
})

test('neither a plain object nor an enrolment passes for a verified record', () => {
  const header = headerOf('withdrawal')
  const parts = { hash: org, bytes: new Uint8Array(0), header, kind: header.kind }
  // @ts-expect-error the brand can only be given by main/journal/signature.ts
  const record: VerifiedRecord = { ...parts, kind: 'withdrawal', body: recordSamples.withdrawal }
  expect(Object.getOwnPropertySymbols(record)).toEqual([])
})

describe('an enrolment', () => {
  const [member, workstation] = [keyOf('new'), keyOf('w-new')]
  const body = {
    ...recordSamples.enrolment,
    member: 'new',
    signKey: member.publicKey,
    workstationSignKey: workstation.publicKey,
  }
  const header = headerOf('enrolment', {
    member: 'new',
    workstation: 'w-new',
    seq: 1,
    prev: null,
    heads: {},
  })
  const examine = (o: Partial<typeof body>, signers = { member, workstation }) =>
    problemOf(() => examineRecord(signRecord({ header, body: { ...body, ...o } }, signers), trust))

  test('is told apart, and is never a verified record', () => {
    const bytes = signRecord({ header, body }, { member, workstation })
    expect(examineRecord(bytes, trust).verdict).toBe('enrolment')
    expect(codeOf(bytes)).toBe('journal.signature-invalid')
  })

  test('proves possession of exactly the keys that it names', () => {
    expect(examine({})).toBeNull()
    expect(examine({ signKey: keyOf('bob').publicKey })).toBe('journal.signature-invalid')
    expect(examine({ workstationSignKey: keyOf('w-bob').publicKey })).toBe(
      'journal.signature-invalid',
    )
    expect(examine({ member: 'bob' })).toBe('journal.signature-invalid')
    expect(examine({}, { member, workstation: keyOf('bob') })).toBe('journal.signature-invalid')
  })

  test('every byte of its payload is under the signatures', () => {
    const outer = JSON.parse(
      Buffer.from(signRecord({ header, body }, { member, workstation })).toString(),
    )
    const payload = Buffer.from(outer.payload, 'base64')
    for (let at = 0; at < payload.length; at += 1) {
      const altered = Buffer.from(payload)
      altered[at] = (altered[at] ?? 0) ^ 1
      const forged = Buffer.from(JSON.stringify({ ...outer, payload: altered.toString('base64') }))
      expect(
        problemOf(() => examineRecord(forged, trust)),
        `byte ${at}`,
      ).toBe('journal.signature-invalid')
    }
  })

  test('the schemas name every kind that has a sample, and the reverse', () => {
    expect(Object.keys(recordBodies).sort()).toEqual(Object.keys(recordSamples).sort())
  })
})
