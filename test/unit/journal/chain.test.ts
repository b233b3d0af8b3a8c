import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChainLink, createChainIndex } from '../../../main/journal/chain.ts'
import { cpuMsOf } from '../../support/cpu-time.ts'

const link = (
  workstation: string,
  seq: number,
  o: Partial<Pick<ChainLink, 'hash' | 'prev' | 'heads'>> = {},
): ChainLink => ({
  workstation,
  seq,
  hash: o.hash ?? `${workstation}${seq}`,
  prev: o.prev === undefined ? (seq === 1 ? null : `${workstation}${seq - 1}`) : o.prev,
  heads: o.heads ?? {},
})
const findingsOf = (links: readonly ChainLink[]) => {
  const index = createChainIndex()
  for (const each of links) index.add(each)
  return index.findings(() => true)
}

const links = fc.array(
  fc.record({
    workstation: fc.constantFrom('x', 'y', 'z'),
    seq: fc.integer({ min: 1, max: 6 }),
    hash: fc.constantFrom('a', 'b'),
    prev: fc.constantFrom('a', 'b', null),
    heads: fc.dictionary(
      fc.constantFrom('x', 'y'),
      fc.record({ seq: fc.integer({ min: 1, max: 6 }), hash: fc.constantFrom('a', 'b') }),
    ),
  }),
  { maxLength: 12 },
)

describe('chains', () => {
  test('a whole chain shows nothing', () => {
    expect(findingsOf([link('x', 1), link('x', 2), link('y', 1, { heads: head('x', 2) })])).toEqual(
      [],
    )
  })

  test('a missing number is a gap, also when only another workstation has seen it', () => {
    const gap = { what: 'gap', workstation: 'x', seq: 2 }
    expect(findingsOf([link('x', 1), link('x', 3)])).toEqual([{ ...gap, by: [] }])
    expect(findingsOf([link('x', 1), link('y', 1, { heads: head('x', 5) })])).toEqual([
      { ...gap, by: ['y'] },
    ])
  })

  test('two records with one number, a broken prev and a contradicted head are forks', () => {
    const fork = { what: 'fork', workstation: 'x', seq: 1, by: [] }
    expect(findingsOf([link('x', 1), link('x', 1, { hash: 'other' })])).toEqual([fork])
    expect(findingsOf([link('x', 1), link('x', 2, { prev: 'other' })])).toEqual([fork])
    const heads = { x: { seq: 1, hash: 'other' } }
    expect(findingsOf([link('x', 1), link('y', 1, { heads })])).toEqual([{ ...fork, by: ['y'] }])
  })

  test('who is no longer counted can neither lie about others nor be waited for', () => {
    const index = createChainIndex()
    for (const each of [link('x', 1), link('y', 1, { heads: head('x', 5) }), link('y', 3)])
      index.add(each)
    const isNot = (gone: string) => (workstation: string) => workstation !== gone
    expect(index.findings(isNot('y'))).toEqual([])
    expect(index.findings(isNot('x'))).toEqual([{ what: 'gap', workstation: 'y', seq: 2, by: [] }])
    expect(index.namedAhead('x', () => true)).toEqual({ seq: 5, by: ['y'] })
    expect(index.namedAhead('x', isNot('y'))).toBeNull()
    index.add(link('x', 5))
    expect(index.namedAhead('x', () => true)).toBeNull()
  })

  test('one liar cannot fill the list: a workstation has at most twenty forks in it', () => {
    const index = createChainIndex()
    for (let seq = 1; seq <= 100; seq += 1) {
      index.add(link('x', seq))
      index.add(link('y', seq, { heads: { x: { seq, hash: 'lie' } } }))
    }
    expect(index.findings(() => true)).toHaveLength(20)
  })

  test('the newest of each workstation, and how far it is whole', () => {
    const index = createChainIndex()
    for (const each of [link('x', 4), link('x', 1), link('y', 1), link('x', 2)]) index.add(each)
    expect(index.heads().get('x')).toEqual({ seq: 4, hash: 'x4' })
    expect(index.wholeUpTo('x')).toBe(2)
    expect(index.wholeUpTo('nobody')).toBe(0)
  })

  test('the findings depend on the set of links only', () => {
    fc.assert(
      fc.property(
        links.chain((each) =>
          fc.tuple(
            fc.constant(each),
            fc.shuffledSubarray(each, { minLength: each.length }),
            fc.subarray(each),
          ),
        ),
        ([each, shuffled, again]) => {
          expect(findingsOf([...shuffled, ...again])).toEqual(findingsOf(each))
        },
      ),
    )
  })

  test('from a snapshot at any point it goes on exactly as without one', () => {
    fc.assert(
      fc.property(links, fc.nat({ max: 12 }), (each, cut) => {
        const whole = createChainIndex()
        for (const link of each) whole.add(link)
        const before = createChainIndex()
        for (const link of each.slice(0, cut)) before.add(link)
        const snapshot = JSON.parse(JSON.stringify(before.toSnapshot()))
        const known = (workstation: string, seq: number) =>
          each.slice(0, cut).find((one) => one.workstation === workstation && one.seq === seq)
            ?.hash ?? null
        const resumed = createChainIndex({ snapshot, known })
        for (const link of each.slice(cut)) resumed.add(link)
        expect(resumed.toSnapshot()).toEqual(whole.toSnapshot())
        expect(resumed.findings(() => true)).toEqual(whole.findings(() => true))
        expect(resumed.heads()).toEqual(whole.heads())
      }),
    )
  })

  test('a hundred thousand links, newest first, cost less than two seconds', () => {
    const index = createChainIndex()
    const cpuMs = cpuMsOf(() => {
      for (let seq = 100_000; seq >= 1; seq -= 1)
        index.add(link('x', seq, { heads: head('y', seq) }))
    })
    expect(index.findings(() => true)).toEqual([
      { what: 'gap', workstation: 'y', seq: 1, by: ['x'] },
    ])
    expect(cpuMs).toBeLessThan(2000)
  })
})

function head(workstation: string, seq: number) {
  return { [workstation]: { seq, hash: `${workstation}${seq}` } }
}
