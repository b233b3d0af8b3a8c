import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Journal } from '../../main/journal/journal.ts'
import { makeTeam, type TeamMember } from '../support/organization.ts'
import { filesBelow, logFiles } from '../support/share-files.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const request = 'a'.repeat(64)
const withdraw = ({ journal, signer }: TeamMember) =>
  journal.append({ kind: 'withdrawal', body: { request }, signer })
const codesOf = (journal: Journal) => journal.alarms().map((each) => each.code)

test('S17 the last five records of a PC deleted: a peer who never saw them learns it from heads', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  const witness = await team.join('witness', ['approver'])
  const late = await team.join('late', ['approver'])
  for (let count = 0; count < 5; count += 1) await withdraw(author)
  await witness.journal.sync()
  await withdraw(witness)
  const deleted = logFiles(team.share, author.workstation.id).slice(-5)
  for (const file of deleted) rmSync(file)

  await late.journal.sync()
  // It may only be on its way: silent for a minute, then an alarm.
  expect(codesOf(late.journal)).toEqual([])
  team.clock.advance(60_000)
  await late.journal.sync()
  expect(late.journal.alarms()).toMatchObject([
    { code: 'journal.named-not-found', params: { workstation: author.workstation.id, seq: 2 } },
  ])
  expect(late.journal.storeStatus().status).toBe('alarm')

  // The author compares the store with what he has, raises the alarm, and publishes again.
  team.clock.advance(10 * 60_000)
  await author.journal.sync()
  expect(author.journal.alarms()).toMatchObject([
    { code: 'journal.rollback', params: { seen: 6, found: 1 } },
  ])
  expect(logFiles(team.share, author.workstation.id)).toHaveLength(6)
  await late.journal.sync()
  expect(codesOf(late.journal)).toEqual([])
  expect(late.journal.recordsAbout(request)).toHaveLength(6)
})

test('S17 a peer who has them puts them back, although the author is away', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  const peer = await team.join('peer', ['approver'])
  for (let count = 0; count < 3; count += 1) await withdraw(author)
  await peer.journal.sync()
  const before = filesBelow(team.share)
  for (const file of logFiles(team.share, author.workstation.id).slice(1)) rmSync(file)
  team.clock.advance(10 * 60_000)
  await peer.journal.sync()
  expect(codesOf(peer.journal)).toEqual(['journal.rollback'])
  expect(filesBelow(team.share)).toEqual(before)
})

test('S17 one record taken out of the middle is a gap, and is put back', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  for (let count = 0; count < 3; count += 1) await withdraw(author)
  const [, second = ''] = logFiles(team.share, author.workstation.id)
  rmSync(second)
  team.clock.advance(10 * 60_000)
  await author.journal.sync()
  expect(author.journal.alarms()).toMatchObject([{ code: 'journal.chain-gap', params: { seq: 2 } }])
  expect(logFiles(team.share, author.workstation.id)).toContain(second)
  team.clock.advance(10 * 60_000)
  await author.journal.sync()
  expect(codesOf(author.journal)).toEqual([])
})
