import { describe, expect, test } from 'vitest'
import { verifyTrust } from '../../main/journal/directory.ts'
import { problemOf } from '../support/problem.ts'
import {
  hashOfEnvelope,
  keyOf,
  makeDirectory,
  makePolicy,
  makeRoot,
} from '../support/signed-chains.ts'

const root = makeRoot({
  body: {
    administratorKeys: ['admin', 'second', 'third'].map((each) => keyOf(each).publicKey),
    administratorThreshold: 2,
  },
})
const org = hashOfEnvelope(root)
const both = ['admin', 'second']

describe('S14 an intermediate version with too few administrators’ signatures', () => {
  const verify = (policies: Uint8Array[], directories: Uint8Array[] = []) =>
    problemOf(() => verifyTrust({ fingerprint: org, roots: [root], directories, policies }))

  test.each([
    ['one of two', ['admin']],
    ['two, one of them a stranger', ['admin', 'stranger']],
    ['the root key, which signs only roots', ['root', 'admin']],
  ])('S14 policy.2 signed by %s is refused, although policy.3 is signed well', (_, signers) => {
    const first = makePolicy(org, { signers: both })
    const second = makePolicy(org, { after: first, signers })
    const third = makePolicy(org, { after: second, signers: both })
    expect(verify([first, second, third])).toBe('journal.threshold-not-met')
    const good = makePolicy(org, { after: first, signers: both })
    expect(verify([first, good, makePolicy(org, { after: good, signers: both })])).toBeNull()
  })

  test('S14 the same for a directory', () => {
    const first = makeDirectory(org, { signers: ['second', 'third'] })
    const second = makeDirectory(org, { after: first, signers: ['third'] })
    expect(verify([], [first])).toBeNull()
    expect(verify([], [first, second])).toBe('journal.threshold-not-met')
  })
})
