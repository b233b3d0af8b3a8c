import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  joinRecoveryShares,
  makeRecoveryGroup,
  openWithRecoveryShares,
  type RecoveryShare,
  recoveryGroupId,
  sealToRecovery,
} from '../../../main/vault/vault.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { systemRandom as random } from '../../support/random.ts'

const plaintext = Buffer.from('the key of a vault')
const context = 'vault of PC-1'

async function setUp(threshold: number, count: number) {
  const group = await makeRecoveryGroup({ threshold, count, random })
  const sealed = sealToRecovery({ publicKey: group.publicKey, context, plaintext, random })
  const open = (shares: readonly RecoveryShare[], under = context) =>
    openWithRecoveryShares({ group, shares, context: under, sealed })
  return { group, sealed, open }
}

test('any threshold of the shares opens, in any order; one fewer does not', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc
        .integer({ min: 1, max: 7 })
        .chain((count) =>
          fc.tuple(
            fc.constant(count),
            fc.integer({ min: 1, max: count }),
            fc.shuffledSubarray([...Array(count).keys()], { minLength: 0 }),
          ),
        ),
      async ([count, threshold, chosen]) => {
        const { group, open } = await setUp(threshold, count)
        const shares = chosen.flatMap((at) => group.shares[at] ?? [])
        if (shares.length >= threshold) expect(Buffer.from(await open(shares))).toEqual(plaintext)
        else expect(await problemOfAsync(() => open(shares))).toBe('vault.recovery-shares-missing')
      },
    ),
    { numRuns: 60 },
  )
})

describe('what is not enough', () => {
  it('the same share twice counts once', async () => {
    const { group, open } = await setUp(2, 3)
    const [share] = group.shares
    if (!share) throw new Error('no share')
    expect(await problemOfAsync(() => open([share, share]))).toBe('vault.recovery-shares-missing')
  })

  it('a share with one changed bit, or under another number, joins to nothing', async () => {
    const { group, open } = await setUp(2, 3)
    const [first, second] = group.shares
    if (!first || !second) throw new Error('no shares')
    const altered = {
      ...second,
      value: Uint8Array.from(second.value, (b, at) => (at === 5 ? b ^ 1 : b)),
    }
    expect(await problemOfAsync(() => open([first, altered]))).toBe('vault.recovery-shares-wrong')
    const renumbered = { ...second, position: (second.position % 255) + 1 }
    const answer = await problemOfAsync(() => open([first, renumbered]))
    expect(answer).toMatch(/^vault.recovery-shares-(wrong|missing)$/)
  })

  it('shares of another group are told apart', async () => {
    const [{ group, open }, other] = [await setUp(2, 3), await setUp(2, 3)]
    expect(recoveryGroupId(group.publicKey)).not.toBe(recoveryGroupId(other.group.publicKey))
    expect((await joinRecoveryShares(group, group.shares)).publicKey).toBe(group.publicKey)
    const answer = await problemOfAsync(() => open(other.group.shares))
    expect(answer).toBe('vault.recovery-shares-wrong')
  })

  it('another context does not open', async () => {
    const { group, open } = await setUp(2, 2)
    const answer = await problemOfAsync(() => open(group.shares, 'vault of PC-2'))
    expect(answer).toBe('journal.envelope-not-for-us')
  })
})

test.each([
  [0, 3],
  [4, 3],
  [1.5, 3],
  [2, 256],
])('a group of %s of %s is impossible', async (threshold, count) => {
  await expect(makeRecoveryGroup({ threshold, count, random })).rejects.toThrow(RangeError)
})
