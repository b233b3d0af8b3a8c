import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { noteDrift, requireUnderstood } from '../../../main/policy/policy.ts'
import { recordPolicy } from '../../../main/policy-drift.ts'
import { makeMachinePolicy } from '../../support/machine-policy.ts'
import { makeOffice } from '../../support/office.ts'
import { problemOf } from '../../support/problem.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

test('a start knows what has changed since the start before, by name', () => {
  const folder = makeTempFolder()
  const start = (values: Readonly<Record<string, unknown>>, at: number) =>
    noteDrift(folder, makeMachinePolicy(values), at).map(({ settings }) => settings)
  expect(start({}, 0)).toEqual([])
  expect(start({ QuorumMin: 2, Language: 'ja' }, 1)).toEqual([['Language', 'QuorumMin']])
  expect(start({ QuorumMin: 2, Language: 'ja' }, 2)).toHaveLength(1)
  expect(start({ QuorumMin: 3, Language: 'ja' }, 3)[0]).toEqual(['QuorumMin'])
  expect(start({ QuorumMin: 3 }, 4)[0]).toEqual(['Language'])
  // No value is another, but something cannot be understood any more.
  expect(start({ QuorumMin: 3, Porxy: 1 }, 5)[0]).toEqual([])
  writeFileSync(join(folder, 'machine-policy.json'), '{ damaged')
  expect(start({ QuorumMin: 3 }, 6)).toEqual([['QuorumMin']])
})

test('the journal is told once of each change, signed by the workstation, without the values', async () => {
  const { founder } = await makeOffice({ people: [] })
  const { identity, vault } = founder.pc
  const session = identity.session()
  const told = () =>
    session.journal
      .recordsOf('machine-policy')
      // They are of one instant here, and those come in the order of their hashes.
      .toSorted((a, b) => a.header.seq - b.header.seq)
      .map(({ header, body }) => {
        expect(header.member).toBeNull()
        return [body.changed, body.problemCount]
      })
  const signIn = (values: Readonly<Record<string, unknown>>) =>
    recordPolicy(session, vault, makeMachinePolicy(values))
  await signIn({})
  expect(told()).toEqual([])
  await signIn({ RootFingerprint: 'ab'.repeat(32), QuorumMin: 2 })
  await signIn({ RootFingerprint: 'ab'.repeat(32), QuorumMin: 2 })
  expect(told()).toEqual([[['QuorumMin', 'RootFingerprint'], 0]])
  await signIn({ QuorumMin: 0, Porxy: 'x' })
  await signIn({})
  expect(told()).toEqual([
    [['QuorumMin', 'RootFingerprint'], 0],
    [['QuorumMin', 'RootFingerprint'], 2],
    [['QuorumMin'], 0],
  ])
  const text = JSON.stringify(session.journal.recordsOf('machine-policy').map(({ body }) => body))
  expect(text).not.toContain('abab')
})

test('while something cannot be understood, nothing leaves', () => {
  const understood = (values: Readonly<Record<string, unknown>>) =>
    problemOf(() => requireUnderstood(makeMachinePolicy(values)))
  expect(understood({ Proxy: 'x' })).toBe('policy.not-understood')
  expect(understood({ QuorumMin: 0 })).toBeNull()
  expect(understood({ QuorumMin: 2 })).toBeNull()
})
