import { closeSync, openSync, truncateSync } from 'node:fs'
import fs, { unlink } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { expect, test } from 'vitest'
import { makeTeam, type TeamMember } from '../support/organization.ts'
import { logFiles } from '../support/share-files.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const append = ({ journal, signer }: TeamMember) =>
  journal.append({ kind: 'withdrawal', body: { request: 'a'.repeat(64) }, signer })

test('R07 a scanner that holds every new file open is in nobody’s way', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  const held: number[] = []
  for (let count = 0; count < 5; count += 1) {
    await append(author)
    const newest = logFiles(team.share, author.workstation.id).at(-1) ?? ''
    held.push(openSync(newest, 'r'))
  }
  await team.administrator.journal.sync()
  expect(team.administrator.journal.records()).toHaveLength(5)
  for (const file of held) closeSync(file)
})

test('R07 a file that shows empty for a minute is waited for, and read when it is whole', async () => {
  const team = await makeTeam(makeTempFolder())
  const author = await team.join('author', ['author'])
  await append(author)
  const [, file = ''] = logFiles(team.share, author.workstation.id)
  const bytes = await fs.readFile(file)
  truncateSync(file, 0)
  const { journal } = team.administrator
  await journal.sync()
  expect(journal.records()).toEqual([])
  expect(journal.alarms()).toEqual([])
  team.clock.advance(30_000)
  await fs.writeFile(file, bytes)
  await journal.sync()
  expect(journal.records()).toHaveLength(1)
  expect(journal.alarms()).toEqual([])
})

test('R07 a share that allows neither to rename, nor to delete, nor to change is enough', async () => {
  const refused = ['rename', 'unlink', 'rm', 'rmdir', 'truncate', 'appendFile', 'copyFile'] as const
  const before = refused.map((name) => fs[name])
  const tried: string[] = []
  const patch = (name: string, act: unknown) =>
    Object.defineProperty(fs, name, { value: act, configurable: true, writable: true })
  for (const name of refused)
    patch(name, () => {
      tried.push(name)
      throw new Error(`${name} is not allowed here`)
    })
  syncBuiltinESMExports()
  try {
    // The import by name is refused too, so what follows would notice.
    expect(() => unlink('/nonexistent')).toThrow('unlink is not allowed here')
    const team = await makeTeam(makeTempFolder())
    const author = await team.join('author', ['author'])
    await append(author)
    await author.journal.putBlob(Buffer.alloc(1000, 1))
    await team.administrator.journal.sync()
    await author.journal.verify()
    expect(team.administrator.journal.records()).toHaveLength(1)
    expect(tried).toEqual(['unlink'])
  } finally {
    for (const [at, name] of refused.entries()) patch(name, before[at])
    syncBuiltinESMExports()
  }
})
