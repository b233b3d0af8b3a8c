import { copyFileSync, cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeTeam, type Team, type TeamMember } from '../support/organization.ts'
import { problemOfAsync } from '../support/problem.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const body = { request: 'a'.repeat(64) }
const append = ({ journal, signer }: TeamMember) =>
  journal.append({ kind: 'withdrawal', body, signer })

test('S19 a PC restored from last week’s image notices, reads, and does not write', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  await append(author)
  const restore = takeImage(team, author)
  await append(author)
  await append(author)

  const restored = restore()
  // Before any synchronisation: the first append looks at the own log.
  expect(await problemOfAsync(() => append(restored))).toBe('journal.rollback')
  await restored.journal.sync()
  expect(restored.journal.alarms()).toMatchObject([
    { code: 'journal.rollback', params: { what: 'workstation', seen: 3, found: 2 } },
  ])
  expect(restored.journal.recordsAbout(body.request)).toHaveLength(3)
  const again = restored.reopen()
  await again.journal.sync()
  expect(await problemOfAsync(() => append(again))).toBe('journal.rollback')
  expect(again.journal.storeStatus().status).toBe('alarm')
})

test('S19 also when the store has lost its records and only a peer’s heads name them', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  const witness = await team.join('witness', ['approver'])
  const restore = takeImage(team, author)
  await append(author)
  await witness.journal.sync()
  await append(witness)
  rmSync(join(team.share, 'v1/log', author.workstation.id), { recursive: true })
  const restored = restore()
  await restored.journal.sync()
  expect(restored.journal.alarms().map((each) => each.code)).toContain('journal.rollback')
  expect(await problemOfAsync(() => append(restored))).toBe('journal.rollback')
})

test('S19 offline it cannot know; once back, what it wrote is a fork on every PC', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  const restore = takeImage(team, author)
  await append(author)
  const aside = join(team.folder, 'aside')
  cpSync(team.share, aside, { recursive: true })
  rmSync(team.share, { recursive: true })
  const restored = restore()
  const { journal } = restored
  await journal.sync()
  expect(journal.storeStatus().status).toBe('offline')
  team.clock.advance(1000)
  await append(restored)
  cpSync(aside, team.share, { recursive: true })
  await journal.sync()
  await team.administrator.journal.sync()
  for (const each of [journal, team.administrator.journal])
    expect(each.alarms().map((alarm) => alarm.code)).toContain('journal.fork')
  expect(await problemOfAsync(() => append(restored))).toBe('journal.rollback')
})

/** Copies the PC's vault now; the function it gives puts that copy back, and opens it. */
function takeImage({ folder }: Team, { db, reopen, id }: TeamMember): () => TeamMember {
  const image = join(folder, 'image.db')
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  copyFileSync(join(folder, `${id}.db`), image)
  return () => {
    db.close()
    for (const ending of ['-wal', '-shm']) rmSync(`${db.file}${ending}`, { force: true })
    copyFileSync(image, db.file)
    return reopen()
  }
}
