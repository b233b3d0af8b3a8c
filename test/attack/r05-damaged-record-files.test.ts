import { readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { makeTeam, type TeamMember } from '../support/organization.ts'
import { logFiles } from '../support/share-files.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const request = 'a'.repeat(64)
const append = ({ journal, signer }: TeamMember) =>
  journal.append({ kind: 'withdrawal', body: { request }, signer })

test.each([
  ['a flipped bit', (file: string) => flipBit(file)],
  ['a truncated record', (file: string) => truncateSync(file, 100)],
  ['a file of no length', (file: string) => truncateSync(file, 0)],
  ['a file grown to 10 MB', (file: string) => truncateSync(file, 10_000_000)],
])('R05 %s: quarantined by a newcomer, and published again by a peer', async (_, damage) => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  const record = await append(author)
  await team.administrator.journal.sync()
  const [, file = ''] = logFiles(team.share, author.workstation.id)
  damage(file)

  const late = await team.join('late', ['approver'])
  expect(late.journal.byHash(record.hash)).toBeNull()
  team.clock.advance(60_000)
  await late.journal.sync()
  expect(late.journal.alarms()).toMatchObject([
    {
      code: 'journal.record-malformed',
      params: { record: `log/${author.workstation.id} 2` },
    },
  ])
  const { mendedCount } = await team.administrator.journal.verify()
  expect(mendedCount).toBe(1)
  await late.journal.sync()
  expect(late.journal.byHash(record.hash)?.bytes).toEqual(record.bytes)
  expect(late.journal.alarms()).toEqual([])
  expect(logFiles(team.share, author.workstation.id)).toHaveLength(3)
})

test('R05 a record damaged in the vault is taken from the store again', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  const record = await append(author)
  author.db
    .prepare(`UPDATE journal_entry SET bytes = ? WHERE hash = ?`)
    .run(Buffer.from('damaged'), record.hash)
  expect((await author.journal.verify()).mendedCount).toBe(1)
  expect(author.reopen().journal.byHash(record.hash)?.bytes).toEqual(record.bytes)
})

test('R05 damaged on both sides: an alarm that names it', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  const record = await append(author)
  const [, file = ''] = logFiles(team.share, author.workstation.id)
  flipBit(file)
  author.db
    .prepare(`UPDATE journal_entry SET bytes = ? WHERE hash = ?`)
    .run(Buffer.from('damaged'), record.hash)
  await author.journal.verify()
  expect(author.journal.alarms().map((each) => each.code)).toContain('journal.record-malformed')
})

test('R05 a damaged blob is not given out, and is published again by who has it', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  const bytes = Buffer.alloc(200_000, 5)
  const ref = await author.journal.putBlob(bytes)
  flipBit(`${team.share}/v1/blob/${ref.hash.slice(0, 2)}/${ref.hash}`)
  const { journal } = team.administrator
  await expect(journal.getBlob(ref)).rejects.toThrow('journal.blob-missing')
  expect((await author.journal.verify()).mendedCount).toBe(1)
  expect(await journal.getBlob(ref)).toEqual(bytes)
})

function flipBit(file: string): void {
  const bytes = readFileSync(file)
  bytes[200] = (bytes[200] ?? 0) ^ 1
  writeFileSync(file, bytes)
}
