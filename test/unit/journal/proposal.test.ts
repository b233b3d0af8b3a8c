import { describe, expect, test } from 'vitest'
import type { DirectoryContent } from '../../../main/journal/journal.ts'
import { makeBoard } from '../../support/board.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const naming =
  (id: string, name: string) =>
  (content: DirectoryContent): DirectoryContent => ({
    ...content,
    names: { ...content.names, members: { ...content.names.members, [id]: name } },
  })

async function setUp() {
  const { team, board, syncAll } = await makeBoard(makeTempFolder())
  const [a, b, c] = board
  const proposeName = async (name: string) => {
    const hash = await a.journal.publishDirectory(naming('bea', name), a.signer)
    if (hash === null) throw new Error('one signature was enough')
    await syncAll()
    return hash
  }
  const stateOf = (hash: string) => b.journal.proposals().find((each) => each.hash === hash)
  return { team, a, b, c, syncAll, proposeName, stateOf }
}

describe('where the root asks for two administrators', () => {
  test('one proposes, the others see what it changes, and the second signature puts it in force', async () => {
    const { a, b, c, syncAll, proposeName, stateOf } = await setUp()
    const before = a.journal.directory().n
    const hash = await proposeName('Bea Neu')
    expect(stateOf(hash)).toMatchObject({
      state: 'open',
      by: 'admin',
      signedBy: ['admin'],
      needed: 2,
    })
    expect(c.journal.directory().n).toBe(before)
    const change = await b.journal.readProposal(hash)
    if (change.type !== 'directory') throw new Error('not a directory')
    expect([change.before, change.after].map(({ names }) => names.members.bea)).toEqual([
      'Canary-Name-bea',
      'Bea Neu',
    ])
    expect(await b.journal.coSign(hash, b.signer)).toBe(true)
    await syncAll()
    for (const each of [a, b, c]) {
      expect(each.journal.directory().nameOf('bea')).toBe('Bea Neu')
      expect(each.journal.alarms()).toEqual([])
    }
    expect(stateOf(hash)?.state).toBe('published')
  })

  test('whoever signs twice has signed once', async () => {
    const { a, b, proposeName, stateOf } = await setUp()
    const hash = await proposeName('x')
    expect(await a.journal.coSign(hash, a.signer)).toBe(false)
    expect(await a.journal.coSign(hash, a.signer)).toBe(false)
    await b.journal.sync()
    expect(stateOf(hash)).toMatchObject({ state: 'open', signedBy: ['admin'] })
  })

  test('one no is enough, whoever has signed', async () => {
    const { b, c, proposeName, stateOf, syncAll } = await setUp()
    const hash = await proposeName('x')
    await c.journal.objectTo(hash, c.signer)
    await syncAll()
    expect(stateOf(hash)?.state).toBe('objected')
    expect(await problemOfAsync(() => b.journal.coSign(hash, b.signer))).toBe(
      'journal.proposal-closed',
    )
  })

  test('of two proposals on one version the second has to be made anew', async () => {
    const { a, b, c, syncAll, proposeName, stateOf } = await setUp()
    const first = await proposeName('first')
    const second = await c.journal.publishDirectory(naming('bea', 'second'), c.signer)
    await syncAll()
    await b.journal.coSign(first, b.signer)
    await syncAll()
    expect(stateOf(second ?? '')?.state).toBe('superseded')
    expect(a.journal.directory().nameOf('bea')).toBe('first')
  })

  test('two who sign in the same moment publish one version', async () => {
    const { a, b, c, syncAll, proposeName } = await setUp()
    const hash = await proposeName('together')
    await Promise.all([b.journal.coSign(hash, b.signer), c.journal.coSign(hash, c.signer)])
    await syncAll()
    for (const each of [a, b, c]) {
      expect(each.journal.directory().nameOf('bea')).toBe('together')
      expect(each.journal.alarms()).toEqual([])
    }
  })

  test('a renewal that changes nothing is signed by the next administrator who comes by', async () => {
    const { team, a, b, syncAll } = await setUp()
    const before = a.journal.directory().n
    team.clock.advance(50 * 86_400_000)
    await a.journal.renew(a.signer)
    await syncAll()
    expect(a.journal.directory().n).toBe(before)
    await b.journal.renew(b.signer)
    await syncAll()
    expect(a.journal.directory().n).toBe(before + 1)
  })

  test('but no change is signed by just coming by', async () => {
    const { b, proposeName, stateOf } = await setUp()
    const hash = await proposeName('sly')
    await b.journal.renew(b.signer)
    expect(stateOf(hash)?.state).toBe('open')
  })

  test('who is no administrator of the root cannot propose, sign or object', async () => {
    const { team, b, proposeName, stateOf, syncAll } = await setUp()
    const eve = await team.apply('eve')
    const hash = await proposeName('x')
    await eve.journal.sync()
    expect(await problemOfAsync(() => eve.journal.coSign(hash, eve.signer))).toBe(
      'journal.not-in-root',
    )
    expect(await problemOfAsync(() => eve.journal.objectTo(hash, eve.signer))).toBe(
      'journal.signature-invalid',
    )
    await syncAll()
    expect(stateOf(hash)?.state).toBe('open')
    expect(b.journal.proposals()).toHaveLength(1)
  })
})
