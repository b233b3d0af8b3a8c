import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeBoard } from '../support/board.ts'
import { problemOfAsync } from '../support/problem.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const who = fc.nat(2)
const which = fc.nat(3)
const step = fc.oneof(
  fc.record({ act: fc.constant('propose' as const), who }),
  fc.record({ act: fc.constant('sign' as const), who, which }),
  fc.record({ act: fc.constant('object' as const), who, which }),
  fc.record({ act: fc.constant('rotate' as const), threshold: fc.integer({ min: 1, max: 3 }) }),
)

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface Expected {
  readonly hash: string
  readonly n: number
  readonly signed: Set<number>
  isObjected: boolean
}

/** The rule, as short as it can be said: one no ends it, and enough yes put it in force. */
async function play(steps: readonly Step[]) {
  const { team, board, syncAll } = await makeBoard(makeTempFolder())
  const proposals: Expected[] = []
  let threshold = 2
  let n = board[0].journal.directory().n
  for (const each of steps) {
    if (each.act === 'rotate') {
      await board[0].journal.publishRoot(
        (content) => ({ ...content, administratorThreshold: each.threshold }),
        [team.rootKey],
      )
      threshold = each.threshold
    } else if (each.act === 'propose') {
      const { journal, signer } = board[each.who] ?? board[0]
      const hash = await journal.publishDirectory((same) => same, signer)
      if (hash === null) n += 1
      else proposals.push({ hash, n, signed: new Set([each.who]), isObjected: false })
      expect(hash === null).toBe(threshold === 1)
    } else {
      const { journal, signer } = board[each.who] ?? board[0]
      const proposal = proposals[each.which]
      if (proposal === undefined) continue
      const isOpen = proposal.n === n && !proposal.isObjected
      const act = () =>
        each.act === 'sign'
          ? journal.coSign(proposal.hash, signer)
          : journal.objectTo(proposal.hash, signer)
      expect(await problemOfAsync(act)).toBe(isOpen ? null : 'journal.proposal-closed')
      if (!isOpen) continue
      if (each.act === 'object') proposal.isObjected = true
      else proposal.signed.add(each.who)
      if (!proposal.isObjected && proposal.signed.size >= threshold) n += 1
    }
    team.clock.advance(1000)
    await syncAll()
    for (const { journal } of board) {
      expect(journal.directory().n).toBe(n)
      expect(journal.alarms()).toEqual([])
    }
  }
}

test('S13 in any sequence of proposals, signatures, objections and rotations', async () => {
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 12 }), play), {
    numRuns: process.env.SLOW ? 60 : 3,
  })
}, 600_000)
