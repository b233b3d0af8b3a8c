import { expect, test } from 'vitest'
import { makeTeam, type TeamMember } from '../support/organization.ts'
import { problemOfAsync } from '../support/problem.ts'
import { logFiles } from '../support/share-files.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const append = ({ journal, signer }: TeamMember) =>
  journal.append({ kind: 'stop', body: { request: 'a'.repeat(64) }, signer })

test('S26 a vault that cannot be written refuses the act, and nothing of it goes to the store', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  await append(author)
  const before = logFiles(team.share, author.workstation.id)
  author.db.exec('PRAGMA query_only = ON')
  expect(await problemOfAsync(() => append(author))).toBe('journal.not-durable')
  expect(logFiles(team.share, author.workstation.id)).toEqual(before)
  author.db.exec('PRAGMA query_only = OFF')
  // The number was not used up: the next record follows, without a gap.
  const record = await append(author)
  expect(record.header.seq).toBe(3)
})

test('S26 a full disk refuses the act in the same way', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  author.db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const pages =
    author.db.prepare<{ page_count: number }>('PRAGMA page_count').get()?.page_count ?? 0
  author.db.exec(`PRAGMA max_page_count = ${pages}`)
  const codes = new Set<string | null>()
  for (let count = 0; count < 50; count += 1) codes.add(await problemOfAsync(() => append(author)))
  expect(codes).toContain('journal.not-durable')
  author.db.exec('PRAGMA max_page_count = 1000000')
  await append(author)
  const { journal } = team.administrator
  await journal.sync()
  // Records of one millisecond come in any order; what counts is that no number is missing.
  const seqs = journal
    .records()
    .map((each) => each.header.seq)
    .sort((a, b) => a - b)
  expect(seqs).toEqual(seqs.map((_, at) => at + 2))
})
