import { createHash } from 'node:crypto'
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeTeam, type TeamMember } from '../support/organization.ts'
import { filesBelow } from '../support/share-files.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const request = 'a'.repeat(64)
const append = ({ journal, signer }: TeamMember) =>
  journal.append({ kind: 'withdrawal', body: { request }, signer })

test('R06 a wiped share comes back from the union of the replicas, file for file', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  const peer = await team.join('peer', ['approver'])
  await append(author)
  const ref = await author.journal.putBlob(Buffer.alloc(100_000, 1))
  await peer.journal.sync()
  await append(peer)
  await author.journal.sync()
  const before = contentOf(team.share)

  rmSync(team.share, { recursive: true })
  mkdirSync(team.share)
  await author.journal.sync()
  expect(author.journal.alarms()).toMatchObject([
    { code: 'journal.rollback', params: { what: 'store', found: 0 } },
  ])
  team.clock.advance(10 * 60_000)
  await peer.journal.sync()
  await team.administrator.journal.sync()
  const kept = [...before].filter(([path]) => !path.includes('claim'))
  expect([...contentOf(team.share)].sort()).toEqual(kept.sort())
  expect(await peer.journal.getBlob(ref)).toHaveLength(100_000)
  await author.journal.sync()
  expect(author.journal.alarms()).toEqual([])
  const newcomer = await team.join('newcomer', ['approver'])
  expect(newcomer.journal.recordsAbout(request)).toHaveLength(2)
})

test('R04 with the share away everything goes on here, and goes out when it is back', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  const aside = `${team.share}-away`
  renameSync(team.share, aside)
  await author.journal.sync()
  const sinceAt = new Date(team.clock.now()).toISOString()
  team.clock.advance(1000)
  const record = await append(author)
  const ref = await author.journal.putBlob(Buffer.from('blob'))
  expect(author.journal.storeStatus()).toMatchObject({
    status: 'offline',
    sinceAt,
    offlineSinceAt: sinceAt,
    outboxCount: 1,
  })
  const reopened = author.reopen()
  renameSync(aside, team.share)
  await reopened.journal.sync()
  expect(reopened.journal.storeStatus()).toEqual({
    status: 'online',
    sinceAt: null,
    offlineSinceAt: null,
    problem: null,
    outboxCount: 0,
  })
  await team.administrator.journal.sync()
  expect(team.administrator.journal.byHash(record.hash)?.bytes).toEqual(record.bytes)
  expect(await team.administrator.journal.getBlob(ref)).toEqual(Buffer.from('blob'))
})

test('nothing goes into a folder that holds another organization', async () => {
  const team = await makeTeam(makeTempFolder())
  const other = await makeTeam(makeTempFolder())
  rmSync(team.share, { recursive: true })
  cpSync(other.share, team.share, { recursive: true })
  const before = contentOf(team.share)
  const administrator = team.administrator.reopen()
  await append(administrator)
  await administrator.journal.sync()
  expect(administrator.journal.alarms()).toMatchObject([{ code: 'journal.no-organization' }])
  expect(contentOf(team.share)).toEqual(before)
})

function contentOf(share: string): Map<string, string> {
  return new Map(
    filesBelow(join(share, 'v1')).map((path) => [
      path,
      createHash('sha256').update(readFileSync(path)).digest('hex'),
    ]),
  )
}
