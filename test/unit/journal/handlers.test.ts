import { rmSync } from 'node:fs'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { createFileTokens } from '../../../main/file-token.ts'
import { journalHandlers } from '../../../main/journal/journal.ts'
import { journalChannels } from '../../../preload/contract/journal.ts'
import { makeTeam } from '../../support/organization.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const caller = { member: 'admin', roles: ['administrator' as const] }

async function setUp() {
  const team = await makeTeam(makeTempFolder())
  let changes = 0
  const handlers = journalHandlers({
    journal: () => team.administrator.journal,
    language: () => 'en',
    changed: () => {
      changes += 1
    },
    verifying: () => undefined,
    place: () => team.share,
    fileTokens: createFileTokens(systemRandom),
  })
  return { team, handlers, changes: () => changes }
}

test('journal.list names who, where and what, newest first', async () => {
  const { team, handlers } = await setUp()
  const author = await team.join('author', ['author'])
  for (const member of ['admin', 'author']) {
    team.clock.advance(1000)
    await author.journal.append({ kind: 'unlock', body: { member }, signer: author.signer })
  }
  await author.journal.append({ kind: 'suspend', body: { member: 'admin' }, signer: null })
  await handlers['journal.sync']({}, caller)
  const answer = await handlers['journal.list']({ offset: 0, limit: 2 }, caller)
  expect(v.parse(journalChannels['journal.list'].output, answer).total).toBe(3)
  expect(answer.entries).toHaveLength(2)
  expect(answer.entries.every((each) => each.workstationName === 'Canary-PC-author')).toBe(true)
  expect(answer.entries.every((each) => each.words.length === 4)).toBe(true)
  const rest = await handlers['journal.list']({ offset: 2, limit: 2 }, caller)
  expect(rest.entries).toMatchObject([
    { kind: 'unlock', memberName: 'Canary-Name-author', seq: 2, at: '2026-11-24T01:00:01.000Z' },
  ])
  const suspended = answer.entries.find((each) => each.kind === 'suspend')
  expect(suspended?.memberName).toBeNull()
})

test('journal.sync tells when something came, and fails when the store is away', async () => {
  const { team, handlers, changes } = await setUp()
  await team.apply('author')
  await handlers['journal.sync']({}, caller)
  expect(changes()).toBe(1)
  await handlers['journal.sync']({}, caller)
  expect(changes()).toBe(1)
  rmSync(team.share, { recursive: true })
  expect(await problemOfAsync(async () => handlers['journal.sync']({}, caller))).toBe(
    'journal.store-unreachable',
  )
})

test('journal.verify counts what it verified and shows the alarms', async () => {
  const { team, handlers } = await setUp()
  const { journal, signer } = team.administrator
  await journal.append({ kind: 'unlock', body: { member: 'admin' }, signer })
  const answer = await handlers['journal.verify']({}, caller)
  expect(v.parse(journalChannels['journal.verify'].output, answer)).toEqual({
    recordCount: 1,
    workstationCount: 1,
    alarms: [],
  })
})
