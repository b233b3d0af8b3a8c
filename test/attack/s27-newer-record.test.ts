import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import { putNextRecord } from '../support/forged-record.ts'
import { makeTeam, type TeamMember } from '../support/organization.ts'
import { problemOf } from '../support/problem.ts'
import { logFiles } from '../support/share-files.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const request = 'a'.repeat(64)
const other = 'b'.repeat(64)

test('S27 a record of a newer Sekisho is kept, counted, passed on and named, and blocks what it is about', async () => {
  const team = await makeTeam(makeTempFolder())
  const updated = await team.join('updated', ['approver'])
  const reader = await team.join('reader', ['sender'])
  await putNextRecord(updated, { kind: 'stop-for-a-while', body: { request, minutes: 30 } })
  await putNextRecord(updated, { kind: 'stop', v: 2, body: { request, scope: { domains: [] } } })
  await putNextRecord(updated, { kind: 'stop', body: { request: other } })
  await reader.journal.sync()

  const { journal, db } = reader
  expect(
    journal
      .alarms()
      .map(({ code, params }) => `${code} ${params.kind} ${params.seq}`)
      .sort(),
  ).toEqual(['journal.newer-record stop 3', 'journal.newer-record stop-for-a-while 2'])
  // The known record after them is read, and the chain has no hole.
  expect(journal.recordsAbout(other)).toHaveLength(1)
  expect(problemOf(() => journal.requireSound(request))).toBe('journal.newer-record')
  expect(() => journal.requireSound(other)).not.toThrow()
  const { total, records } = journal.page({ offset: 0, limit: 10, request })
  expect(total).toBe(2)
  expect(records.map(({ header }) => header.kind).sort()).toEqual(['stop', 'stop-for-a-while'])

  // It goes back into the store with the rest.
  const before = logFiles(team.share, updated.workstation.id)
  removeLog(updated, team.share)
  team.clock.advance(10 * 60_000)
  await journal.sync()
  expect(logFiles(team.share, updated.workstation.id)).toEqual(before)
  expect((await journal.verify()).recordCount).toBe(3)

  // After an update it is looked at anew: here as if this Sekisho had just learned to read.
  db.exec(`UPDATE journal_format SET kinds = 'older'`)
  const again = reader.reopen()
  await again.journal.sync()
  expect(problemOf(() => again.journal.requireSound(request))).toBe('journal.newer-record')
})

function removeLog({ workstation }: TeamMember, share: string): void {
  for (const file of logFiles(share, workstation.id)) rmSync(file)
}
