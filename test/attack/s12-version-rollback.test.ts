import { copyFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { judgeAlternative, verifyTrust } from '../../main/journal/directory.ts'
import { makeTeam, type Team } from '../support/organization.ts'
import { problemOf } from '../support/problem.ts'
import { hashOfEnvelope, makeDirectory, makePolicy, makeRoot } from '../support/signed-chains.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const root = makeRoot()
const org = hashOfEnvelope(root)
const directories = [makeDirectory(org)]
directories.push(makeDirectory(org, { after: directories[0] ?? null, members: ['admin', 'bob'] }))
const policies = [makePolicy(org)]
const verify = (o: { directories?: Uint8Array[]; policies?: Uint8Array[] }) =>
  verifyTrust({ fingerprint: org, roots: [root], directories, policies, ...o })

describe('S12 an older version put back', () => {
  test('S12 directory.1 offered as directory.3 is a rollback', () => {
    const [first, second] = directories as [Uint8Array, Uint8Array]
    expect(problemOf(() => verify({ directories: [first, second, first] }))).toBe(
      'journal.rollback',
    )
    const [policy] = policies as [Uint8Array]
    expect(problemOf(() => verify({ policies: [policy, policy] }))).toBe('journal.rollback')
    const trust = verify({})
    expect(judgeAlternative(trust, { type: 'directory', n: 2, bytes: first })).toEqual({
      code: 'journal.rollback',
      params: { what: 'directory', seen: 1, found: 1 },
    })
  })

  test('S12 the newest directory taken out of the share: alarm, ours stays, and goes back', async () => {
    const team = await makeTeam(makeTempFolder())
    const member = await team.join('bob', ['approver'])
    const [first, second] = filesOf(team)
    rmSync(join(team.share, 'v1/directory', second ?? ''))
    await member.journal.sync()
    expect(member.journal.alarms()).toMatchObject([
      { code: 'journal.rollback', params: { what: 'directory', seen: 2, found: 1 } },
    ])
    expect(member.journal.storeStatus().status).toBe('alarm')
    expect(member.journal.directory().n).toBe(2)
    expect(filesOf(team)).toEqual([first, second])
    await member.journal.sync()
    expect(member.journal.alarms()).toEqual([])
  })

  test('S12 directory.1 written over directory.2, or beside it under its number', async () => {
    const team = await makeTeam(makeTempFolder())
    const member = await team.join('bob', ['approver'])
    const [first = '', second = ''] = filesOf(team)
    const folder = join(team.share, 'v1/directory')
    copyFileSync(join(folder, first), join(folder, first.replace(/^0000000001/, '0000000002')))
    await member.journal.sync()
    expect(member.journal.alarms()).toMatchObject([{ code: 'journal.rollback' }])
    expect(member.journal.directory().n).toBe(2)
    copyFileSync(join(folder, first), join(folder, second))
    const joiner = await team.apply('carol')
    expect(joiner.journal.directory().n).toBe(1)
    await member.journal.sync()
    expect(member.journal.directory().n).toBe(2)
  })

  test('S12 a vault whose chain is shorter than its floor does not open', async () => {
    const team = await makeTeam(makeTempFolder())
    const member = await team.join('bob', ['approver'])
    member.db.exec(`DELETE FROM journal_document WHERE type = 'directory' AND n = 2`)
    expect(problemOf(() => member.reopen())).toBe('journal.rollback')
  })

  test('S12 junk in the place of the next version is an alarm and nothing else', async () => {
    const team = await makeTeam(makeTempFolder())
    const name = `0000000002-${'a'.repeat(32)}.rec`
    writeFileSync(join(team.share, 'v1/directory', name), 'junk')
    await team.administrator.journal.sync()
    team.clock.advance(60_000)
    await team.administrator.journal.sync()
    expect(team.administrator.journal.alarms()).toMatchObject([
      { code: 'journal.record-malformed', params: { record: 'directory 2' } },
    ])
    expect(team.administrator.journal.directory().n).toBe(1)
  })
})

function filesOf(team: Team): string[] {
  return readdirSync(join(team.share, 'v1/directory')).sort()
}
