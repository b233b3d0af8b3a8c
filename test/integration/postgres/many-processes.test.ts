import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPostgresStore } from '../../../main/journal/journal.ts'
import { expectNothingLost } from '../../support/appending-stations.ts'
import { makeClock } from '../../support/clock.ts'
import { makeTeam } from '../../support/organization.ts'
import { type Postgres, postgresMissing, startPostgres } from '../../support/postgres.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const missing = postgresMissing()
if (missing !== null) console.log(`Skipped: many connections to PostgreSQL. Needs ${missing}`)
const isSlow = Boolean(process.env.SLOW)

describe.skipIf(missing !== null)('many workstations on one PostgreSQL', () => {
  let server: Postgres
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  test('S07 connections that append at once, some killed, some ended by the server: none lost, none twice', async () => {
    // Four connections each: thirteen processes hold fifty at once.
    const crowd = { processes: isSlow ? 13 : 4, records: 30, seconds: isSlow ? 60 : null }
    const access = await server.makeDatabase()
    const clock = makeClock()
    const store = openPostgresStore({ access, clock, random: systemRandom })
    const team = await makeTeam(makeTempFolder(), clock, () => store)
    const terminations = setInterval(() => {
      void server.administer(
        'postgres',
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = '${access.database}' ORDER BY random() LIMIT 2`,
      )
    }, 1000)
    const count = await expectNothingLost(team, { ...crowd, database: access }).finally(() =>
      clearInterval(terminations),
    )
    expect(count).toBeGreaterThan(0)
    if (isSlow) console.log(`PostgreSQL: ${count} records by ${crowd.processes} processes in 60 s`)
    await store.close()
  }, 600_000)
})
