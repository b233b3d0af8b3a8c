import { describe, expect, it } from 'vitest'
import {
  canMove,
  deliveryStateNames,
  type Move,
  moves,
  reasons,
  toCounts,
  toFinalCounts,
} from '../../../main/sending/delivery-state.ts'
import { flightLog0010 } from '../../../main/sending/schema/0010-flight-log.ts'
import { deliveryStates } from '../../../preload/contract/releases.ts'

const moveNames = Object.keys(moves) as Move[]

it('counts an unanswered dot as in doubt once the engine ends, and the sum stays', () => {
  const states = new Map([
    ['new', 3],
    ['at-dot', 2],
    ['sent', 4],
  ] as const)
  expect(toCounts(states)).toMatchObject({ waiting: 5, sent: 4, inDoubt: 0 })
  expect(toFinalCounts(states)).toMatchObject({ waiting: 3, sent: 4, inDoubt: 2 })
})

describe('delivery states', () => {
  it('are the contract’s, and the schema’s, and every reason belongs to a move', () => {
    expect([...deliveryStateNames]).toEqual([...deliveryStates])
    const listed = (column: string) =>
      new RegExp(`CHECK \\(${column} IN \\(([^)]*)\\)`)
        .exec(flightLog0010.sql)?.[1]
        ?.match(/[a-z-]+/g)
    expect(listed('state')).toEqual([...deliveryStateNames])
    expect(listed('reason')?.toSorted()).toEqual(Object.keys(reasons).toSorted())
    const used = new Set(Object.values(reasons))
    expect(moveNames.filter((move) => !used.has(move))).toEqual([])
  })

  it('sent, failed and suppressed are final', () => {
    for (const state of ['sent', 'failed', 'suppressed'] as const)
      expect(moveNames.filter((move) => canMove(move, state))).toEqual([])
  })

  it('only a dot leads to sent or in doubt, and only a person out of doubt', () => {
    const into = (to: string) => moveNames.filter((move) => moves[move].to === to)
    expect(into('in-doubt')).toEqual(['doubt'])
    expect(into('sent')).toEqual(['accept'])
    expect(moves.doubt.from).toEqual(['at-dot'])
    expect(moveNames.filter((move) => canMove(move, 'in-doubt'))).toEqual([
      'accept',
      'refuse',
      'resend',
    ])
  })

  it('nothing gets to the dot without a lease and a beginning', () => {
    expect(moves.dot.from).toEqual(['sending'])
    expect(moves.begin.from).toEqual(['leased'])
    expect(moves.lease.from).toEqual(['new', 'deferred'])
  })

  it('counts every state exactly once', () => {
    const all = new Map(deliveryStateNames.map((state, at) => [state, 10 ** at]))
    const counts = toCounts(all)
    const sum = Object.values(counts).reduce((a, b) => a + b, 0)
    expect(sum).toBe(111_111_111)
  })
})
