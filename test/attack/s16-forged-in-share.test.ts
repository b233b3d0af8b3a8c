import { rmSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { RecordHeader } from '../../main/journal/record.ts'
import { signRecord } from '../../main/journal/signature.ts'
import { makeSigningKey } from '../../main/vault/vault.ts'
import { makeTeam } from '../support/organization.ts'
import { systemRandom } from '../support/random.ts'
import { logFiles } from '../support/share-files.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

test('S16 a record that somebody else’s keys signed in a member’s name is ignored, with an alarm', async () => {
  const team = await makeTeam(makeTempFolder())
  const bob = await team.join('bob', ['approver'])
  const { journal } = team.administrator
  await journal.sync()
  const header: RecordHeader = {
    org: journal.trust().fingerprint,
    kind: 'withdrawal',
    v: 1,
    member: 'bob',
    workstation: bob.workstation.id,
    seq: 2,
    prev: 'a'.repeat(64),
    at: '2026-11-24T01:00:00.000Z',
    heads: {},
  }
  const mallory = makeSigningKey(systemRandom)
  const bytes = signRecord(
    { header, body: { request: 'a'.repeat(64) } },
    { member: mallory, workstation: makeSigningKey(systemRandom) },
  )
  const stream = `log/${bob.workstation.id}` as const
  await team.administrator.store.put({ stream, seq: 2, at: header.at, bytes })
  await journal.sync()
  expect(journal.alarms()).toMatchObject([
    { code: 'journal.signature-invalid', params: { record: `${stream} 2` } },
  ])
  expect(journal.records()).toEqual([])
  // Bob himself goes on with his number 2: the forgery takes nothing from him.
  const record = await bob.journal.append({
    kind: 'withdrawal',
    body: { request: 'a'.repeat(64) },
    signer: bob.signer,
  })
  expect(record.header.seq).toBe(2)
  await journal.sync()
  expect(journal.byHash(record.hash)).not.toBeNull()
  expect(journal.alarms().map((each) => each.code)).toEqual(['journal.signature-invalid'])
})

test('S16 junk under a member’s log is an alarm until somebody takes it away', async () => {
  const team = await makeTeam(makeTempFolder())
  const bob = await team.join('bob', ['approver'])
  const { journal, store } = team.administrator
  const stream = `log/${bob.workstation.id}` as const
  await store.put({
    stream,
    seq: 9,
    at: '2026-11-24T01:00:00.000Z',
    bytes: Buffer.from('{"payloadType":"junk"}'),
  })
  await journal.sync()
  expect(journal.alarms()).toMatchObject([{ code: 'journal.record-malformed' }])
  const [, junk = ''] = logFiles(team.share, bob.workstation.id)
  rmSync(junk)
  team.clock.advance(10 * 60_000)
  await journal.sync()
  await journal.sync()
  expect(journal.alarms()).toEqual([])
})

test('a stranger cannot fill a vault with records of PCs that nobody knows', async () => {
  const team = await makeTeam(makeTempFolder())
  const { journal, store } = team.administrator
  const workstation = makeSigningKey(systemRandom)
  for (let seq = 1; seq <= 100; seq += 1) {
    const header: RecordHeader = {
      org: journal.trust().fingerprint,
      kind: 'suspend',
      v: 1,
      member: null,
      workstation: 'w-stranger',
      seq,
      prev: seq === 1 ? null : 'a'.repeat(64),
      at: '2026-11-24T01:00:00.000Z',
      heads: {},
    }
    const bytes = signRecord({ header, body: { member: 'admin' } }, { member: null, workstation })
    await store.put({ stream: 'log/w-stranger', seq, at: header.at, bytes })
  }
  await journal.sync()
  await journal.sync()
  const row = team.administrator.db
    .prepare<{ n: number }>(`SELECT count(*) AS n FROM journal_entry`)
    .get()
  expect(row?.n).toBeLessThanOrEqual(64)
  expect(journal.records()).toEqual([])
  expect(journal.alarms()).toEqual([])
})
