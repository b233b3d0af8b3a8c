import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgresStore, type Store } from '../../main/journal/journal.ts'
import type { DatabaseAccess } from '../../main/journal/postgres-connection.ts'
import { createAuthority } from '../support/certificate.ts'
import { makeClock } from '../support/clock.ts'
import { makeTeam, type TeamMember } from '../support/organization.ts'
import { type Postgres, postgresMissing, startPostgres } from '../support/postgres.ts'
import { systemRandom } from '../support/random.ts'
import { makeTempFolder } from '../support/temp-folder.ts'

const missing = postgresMissing()
if (missing !== null) console.log(`Skipped: R09. Needs ${missing}`)
const request = 'a'.repeat(64)

describe.skipIf(missing !== null)('R09 the database', () => {
  let server: Postgres
  const opened: Store[] = []
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(async () => {
    await Promise.all(opened.map((store) => store.close()))
    await server.stop()
  })

  async function setUp() {
    const access = await server.makeDatabase()
    const clock = makeClock()
    const open = (o: Partial<DatabaseAccess> = {}) => {
      const store = openPostgresStore({
        access: { ...access, ...o },
        clock,
        random: systemRandom,
      })
      opened.push(store)
      return store
    }
    const team = await makeTeam(makeTempFolder(), clock, open)
    const author = await team.join('author', ['author'])
    return { access, team, author, reader: team.administrator, open }
  }

  const append = ({ journal, signer }: TeamMember) =>
    journal.append({ kind: 'stop', body: { request }, signer })

  test('R09 every connection ended by the server: the next exchange opens new ones', async () => {
    const { access, author, reader } = await setUp()
    await append(author)
    await server.administer(
      'postgres',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${access.database}'`,
    )
    const record = await append(author)
    for (const { journal } of [author, reader]) {
      await journal.sync()
      await journal.sync()
    }
    expect(author.journal.storeStatus()).toMatchObject({ status: 'online', outboxCount: 0 })
    expect(reader.journal.byHash(record.hash)?.bytes).toEqual(record.bytes)
  })

  test('R09 a crash in the middle, and a stop without a database: the outbox goes out afterwards', async () => {
    const { author, reader } = await setUp()
    const first = await append(author)
    await server.crash()
    await server.halt()
    const second = await append(author)
    await author.journal.sync()
    expect(author.journal.storeStatus()).toMatchObject({
      status: 'offline',
      outboxCount: 1,
      problem: { code: 'journal.store-unreachable' },
    })
    await server.resume()
    await author.journal.sync()
    await reader.journal.sync()
    expect(author.journal.storeStatus()).toMatchObject({ status: 'online', outboxCount: 0 })
    for (const { hash } of [first, second])
      expect(reader.journal.byHash(hash)?.header.workstation).toBe(author.workstation.id)
    expect(reader.journal.alarms()).toEqual([])
  })

  test('R09 a failover to a standby that had not heard of the last records gets them back', async () => {
    const { access, author, reader, team } = await setUp()
    const record = await append(author)
    await reader.journal.sync()
    // What an asynchronous standby can look like: as the server a moment ago.
    await server.administer(
      access.database,
      `DELETE FROM sekisho.record WHERE stream = 'log/${author.workstation.id}' AND seq > 1`,
    )
    team.clock.advance(10 * 60_000)
    await reader.journal.sync()
    expect(reader.journal.alarms()).toMatchObject([{ code: 'journal.rollback' }])
    const { rows } = await server.administer(
      access.database,
      `SELECT seq FROM sekisho.record WHERE stream = 'log/${author.workstation.id}' ORDER BY seq`,
    )
    expect(rows.map((row) => Number(row.seq))).toEqual([1, record.header.seq])
    team.clock.advance(10 * 60_000)
    await reader.journal.sync()
    expect(reader.journal.alarms()).toEqual([])
  })

  test('R09 a lost wake-up call: the poll finds what it was for', async () => {
    const { access, author, reader } = await setUp()
    await server.administer(access.database, 'ALTER TABLE sekisho.record DISABLE TRIGGER wake')
    const record = await append(author)
    await reader.journal.sync()
    expect(reader.journal.byHash(record.hash)).not.toBeNull()
  })

  test('R09 the right to add revoked: said as such, a stop still arrives, nothing is lost', async () => {
    const { access, author, reader } = await setUp()
    await server.administer(
      access.database,
      `REVOKE INSERT ON sekisho.record FROM sekisho_workstation`,
    )
    const own = await append(author)
    await author.journal.sync()
    expect(author.journal.alarms()).toMatchObject([{ code: 'journal.store-right-missing' }])
    expect(() => author.journal.requireSound(request)).toThrow('journal.store-right-missing')
    expect(author.journal.storeStatus().outboxCount).toBe(1)
    // Somebody else, who still may, says stop.
    await server.administer(
      access.database,
      `GRANT INSERT ON sekisho.record TO sekisho_workstation`,
    )
    const stop = await append(reader)
    await server.administer(
      access.database,
      `REVOKE INSERT ON sekisho.record FROM sekisho_workstation`,
    )
    await author.journal.sync()
    expect(author.journal.byHash(stop.hash)?.kind).toBe('stop')
    await server.administer(
      access.database,
      `GRANT INSERT ON sekisho.record TO sekisho_workstation`,
    )
    await author.journal.sync()
    await reader.journal.sync()
    expect(author.journal.alarms()).toEqual([])
    expect(reader.journal.byHash(own.hash)?.bytes).toEqual(own.bytes)
  })

  test('R09 another authority: not a byte of ours goes there, and it says why', async () => {
    const { author, open } = await setUp()
    const before = author.journal.storeStatus()
    expect(before.status).toBe('online')
    const store = open({ ca: createAuthority('Somebody else').certificatePem })
    await expect(
      store.put({ stream: 'log/w-1', seq: 1, at: '', bytes: Buffer.from('secret') }),
    ).rejects.toThrow('journal.store-untrusted')
  })
})
