import { expect, test } from 'vitest'
import { requireFresh } from '../../main/journal/journal.ts'
import { makeTeam } from '../support/organization.ts'
import { problemOf } from '../support/problem.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const dayMs = 24 * 60 * 60 * 1000

test('S15 a directory that nobody renewed, or that the store withholds, is not fresh any more', async () => {
  const team = await makeTeam(makeTempFolder())
  const member = await team.join('bob', ['sender'])
  const fresh = () => problemOf(() => requireFresh(member.journal.trust(), team.clock.now()))
  team.clock.advance(89 * dayMs)
  await member.journal.sync()
  expect(fresh()).toBeNull()
  team.clock.advance(2 * dayMs)
  await member.journal.sync()
  expect(fresh()).toBe('journal.expired')
  // An administrator’s visit renews both chains; whoever still gets the old ones stays stopped.
  await team.administrator.journal.renew(team.administrator.signer)
  expect(fresh()).toBe('journal.expired')
  await member.journal.sync()
  expect(fresh()).toBeNull()
})

test('S15 renewing does nothing in the first half of their lives', async () => {
  const { administrator, clock } = await makeTeam(makeTempFolder())
  clock.advance(44 * dayMs)
  await administrator.journal.renew(administrator.signer)
  expect([administrator.journal.directory().n, administrator.journal.policy().n]).toEqual([1, 1])
  clock.advance(2 * dayMs)
  await administrator.journal.renew(administrator.signer)
  expect([administrator.journal.directory().n, administrator.journal.policy().n]).toEqual([2, 2])
})
