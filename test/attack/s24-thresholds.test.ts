import fc from 'fast-check'
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

const names = ['a', 'b', 'c', 'd', 'e']
const keys = (group: readonly string[]) => group.map((each) => keyOf(each).publicKey)

/** n keepers, any k of whom sign together. */
const group = fc
  .subarray(names, { minLength: 1 })
  .chain((members) =>
    fc.record({ members: fc.constant(members), k: fc.integer({ min: 1, max: members.length }) }),
  )
type Group = { readonly members: readonly string[]; readonly k: number }
const signers = fc.subarray(names, { minLength: 1 })
const enough = ({ members, k }: Group, signed: readonly string[]) =>
  members.filter((each) => signed.includes(each)).length >= k

describe('S24 k of n', () => {
  test('S24 a root follows exactly when enough of the old keys and of its own have signed', () => {
    fc.assert(
      fc.property(
        group,
        fc.array(fc.record({ next: group, signed: signers }), { minLength: 1, maxLength: 3 }),
        (first, steps) => {
          const body = ({ members, k }: Group) => ({ rootKeys: keys(members), rootThreshold: k })
          const roots = [makeRoot({ body: body(first), signers: first.members })]
          const fingerprint = hashOfEnvelope(roots[0] ?? Buffer.from(''))
          let present: Group = first
          let isGood = true
          for (const { next, signed } of steps) {
            roots.push(makeRoot({ after: roots.at(-1) ?? null, body: body(next), signers: signed }))
            isGood &&= enough(present, signed) && enough(next, signed)
            present = next
          }
          const problem = problemOf(() =>
            verifyTrust({ fingerprint, roots, directories: [], policies: [] }),
          )
          expect(problem).toBe(isGood ? null : 'journal.threshold-not-met')
        },
      ),
    )
  })

  test('S13 S14 every directory and policy in between needs the administrators of its root', () => {
    fc.assert(
      fc.property(
        group,
        fc.array(fc.record({ type: fc.constantFrom('directory', 'policy'), signed: signers }), {
          minLength: 1,
          maxLength: 5,
        }),
        ({ members, k }, steps) => {
          const root = makeRoot({
            body: { administratorKeys: keys(members), administratorThreshold: k },
          })
          const fingerprint = hashOfEnvelope(root)
          const directories: Uint8Array[] = []
          const policies: Uint8Array[] = []
          for (const { type, signed } of steps) {
            const [chain, make] =
              type === 'directory'
                ? ([directories, makeDirectory] as const)
                : ([policies, makePolicy] as const)
            chain.push(make(fingerprint, { after: chain.at(-1) ?? null, signers: signed }))
          }
          const isGood = steps.every(({ signed }) => enough({ members, k }, signed))
          const problem = problemOf(() =>
            verifyTrust({ fingerprint, roots: [root], directories, policies }),
          )
          expect(problem).toBe(isGood ? null : 'journal.threshold-not-met')
        },
      ),
    )
  })
})
