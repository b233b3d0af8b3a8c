import { describe, expect, test } from 'vitest'
import { extendTrust, requireFresh, verifyTrust } from '../../../main/journal/directory.ts'
import { problemOf } from '../../support/problem.ts'
import {
  expiresAt,
  hashOfEnvelope,
  keyOf,
  makeDirectory,
  makePolicy,
  makeRoot,
} from '../../support/signed-chains.ts'

const root = makeRoot()
const org = hashOfEnvelope(root)
const first = makeDirectory(org)
const second = makeDirectory(org, { after: first, members: ['admin', 'bob'] })
const policy = makePolicy(org)
const verify = (o: Partial<Parameters<typeof verifyTrust>[0]> = {}) =>
  verifyTrust({
    fingerprint: org,
    roots: [root],
    directories: [first, second],
    policies: [policy],
    ...o,
  })
const problem = (o: Partial<Parameters<typeof verifyTrust>[0]>) => problemOf(() => verify(o))

describe('trust', () => {
  test('is what the newest versions say, and remembers the older ones', () => {
    const trust = verify()
    expect(trust.member('bob')?.signKey).toBe(keyOf('bob').publicKey)
    expect(trust.member('carol')).toBeNull()
    expect(trust.directory?.body.n).toBe(2)
    const version = { n: 1, hash: hashOfEnvelope(first) }
    expect(trust.directoryAt(version)?.body.members).toHaveLength(1)
    expect(trust.directoryAt({ ...version, n: 2 })).toBeNull()
    expect(trust.workstationKeys('w-bob')).toEqual([keyOf('w-bob').publicKey])
    expect(trust.hasUsed('bob', 'w-bob')).toBe(true)
    expect(trust.hasUsed('bob', 'w-admin')).toBe(false)
  })

  test('comes from the pinned root only', () => {
    const other = makeRoot({ body: { organizationName: 'Other' } })
    expect(problem({ roots: [other] })).toBe('journal.signature-invalid')
    expect(problem({ roots: [] })).toBe('journal.chain-gap')
    expect(problem({ fingerprint: 'a'.repeat(64) })).toBe('journal.signature-invalid')
  })

  test.each([
    ['root key twice', { rootKeys: [keyOf('root').publicKey, keyOf('root').publicKey] }],
    ['threshold above the keys', { rootThreshold: 2 }],
    ['administrators’ threshold above the keys', { administratorThreshold: 2 }],
    ['a first root that takes over', { directory: { n: 1, hash: 'a'.repeat(64) } }],
    ['a version that ends before it begins', { expiresAt: '2020-01-01T00:00:00.000Z' }],
    ['another spelling of an instant', { at: '2026-01-01T00:00:01Z' }],
  ])('a root is refused with %s', (_, body) => {
    const bad = makeRoot({ body })
    expect(problem({ roots: [bad], fingerprint: hashOfEnvelope(bad) })).toBe(
      'journal.record-malformed',
    )
  })

  test('a threshold counts keys, not signatures of strangers', () => {
    const keys = ['a', 'b', 'c'].map((each) => keyOf(each).publicKey)
    const rule = { rootKeys: keys, rootThreshold: 2 }
    const sign = (signers: readonly string[]) => makeRoot({ body: rule, signers })
    const code = (bytes: Uint8Array) =>
      problemOf(() =>
        verifyTrust({
          fingerprint: hashOfEnvelope(bytes),
          roots: [bytes],
          directories: [],
          policies: [],
        }),
      )
    expect(code(sign(['a', 'c']))).toBeNull()
    expect(code(sign(['b', 'stranger']))).toBe('journal.threshold-not-met')
  })

  test.each([
    ['two members with one key', ['bob', 'carol'], 'signKey'],
    ['two members who read with one key', ['bob', 'carol'], 'sealKey'],
    ['two members with one id', ['bob', 'carol'], 'id'],
  ] as const)('S04 a directory is refused with %s', (_, names, field) => {
    const good = makeDirectory(org, { members: ['admin', ...names] })
    const { members } = JSON.parse(
      Buffer.from(JSON.parse(Buffer.from(good).toString()).payload, 'base64').toString(),
    )
    members[2][field] = members[1][field]
    const bad = makeDirectory(org, { members: ['admin', ...names], body: { members } })
    expect(problem({ directories: [bad] })).toBe('journal.record-malformed')
  })

  test('S16 a key that changes hands between versions is refused', () => {
    const taken = makeDirectory(org, { after: second, members: ['admin', 'bob'] })
    const body = JSON.parse(
      Buffer.from(JSON.parse(Buffer.from(taken).toString()).payload, 'base64').toString(),
    )
    body.members[1].id = 'mallory'
    const bad = makeDirectory(org, { after: second, body: { members: body.members } })
    expect(problem({ directories: [first, second, bad] })).toBe('journal.record-malformed')
  })

  test('another organization’s directory and policy are refused', () => {
    const foreign = makeDirectory('b'.repeat(64))
    expect(problem({ directories: [foreign] })).toBe('journal.signature-invalid')
    expect(problem({ policies: [makePolicy('b'.repeat(64))] })).toBe('journal.signature-invalid')
  })

  test('grows by what is new only, and the value before stays as it was', () => {
    const before = verify({ directories: [first] })
    const after = extendTrust(before, { roots: [], directories: [second], policies: [] })
    expect(before.directories).toHaveLength(1)
    expect(after.directories).toHaveLength(2)
  })

  test('S15 past its end it is not fresh, and says what and since when', () => {
    const trust = verify()
    expect(problemOf(() => requireFresh(trust, Date.parse(expiresAt) - 1))).toBeNull()
    expect(problemOf(() => requireFresh(trust, Date.parse(expiresAt)))).toBe('journal.expired')
    expect(problemOf(() => requireFresh(verify({ policies: [] }), 0))).toBe('journal.chain-gap')
  })
})
