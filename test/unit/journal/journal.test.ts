import { describe, expect, test } from 'vitest'
import { makeTeam } from '../../support/organization.ts'
import { problemOfAsync } from '../../support/problem.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

describe('the journal of an organization', () => {
  test('a founder reads back what was founded', async () => {
    const { administrator } = await makeTeam(makeTempFolder())
    const directory = administrator.journal.directory()
    expect(directory.nameOf('admin')).toBe('Canary-Name-admin')
    expect(directory.workstationNameOf(administrator.workstation.id)).toBe('Canary-PC-admin')
    expect(administrator.journal.policy().detail).toEqual({ routes: [], senderIdentities: [] })
    expect(administrator.journal.storeStatus()).toEqual({
      status: 'online',
      sinceAt: null,
      offlineSinceAt: null,
      problem: null,
      outboxCount: 0,
    })
  })

  test('a member joins, is admitted, and reads names and policy', async () => {
    const team = await makeTeam(makeTempFolder())
    const waiting = await team.apply('approver')
    await team.administrator.journal.sync()
    expect(team.administrator.journal.enrolments()).toHaveLength(1)
    expect(team.administrator.journal.records()).toHaveLength(0)
    expect(waiting.journal.directory().nameOf('admin')).toBe('admin')
    await team.admit('approver', ['approver'])
    expect((await waiting.journal.sync()).changed).toBe(true)
    expect(waiting.journal.directory().nameOf('admin')).toBe('Canary-Name-admin')
    expect(waiting.journal.policy().detail.routes).toEqual([])
    expect(waiting.journal.policy().n).toBe(2)
  })

  test('what one appends, the other reads, and after a restart too', async () => {
    const team = await makeTeam(makeTempFolder())
    const member = await team.join('author', ['author'])
    const record = await member.journal.append({
      kind: 'withdrawal',
      body: { request: 'a'.repeat(64) },
      signer: member.signer,
    })
    expect(record.header.seq).toBe(2)
    const { journal } = team.administrator
    await journal.sync()
    expect(journal.byHash(record.hash)?.bytes).toEqual(record.bytes)
    expect(journal.recordsOf('withdrawal').map((each) => each.hash)).toEqual([record.hash])
    expect(journal.recordsAbout('a'.repeat(64))).toHaveLength(1)
    expect(journal.alarms()).toEqual([])
    const again = member.reopen()
    expect(again.journal.records().map((each) => each.hash)).toEqual([record.hash])
    const next = await again.journal.append({
      kind: 'suspend',
      body: { member: 'admin' },
      signer: null,
    })
    expect(next.header.seq).toBe(3)
    expect(next.header.prev).toBe(record.hash)
  })

  test('somebody who was not admitted cannot append', async () => {
    const team = await makeTeam(makeTempFolder())
    const waiting = await team.apply('author')
    const append = () =>
      waiting.journal.append({
        kind: 'withdrawal',
        body: { request: 'a'.repeat(64) },
        signer: waiting.signer,
      })
    expect(await problemOfAsync(append)).toBe('journal.signature-invalid')
    expect(waiting.journal.storeStatus().outboxCount).toBe(0)
  })
})
