import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { clientConfig } from '../../../main/journal/postgres-connection.ts'
import { makeClock } from '../../support/clock.ts'
import {
  admitTestMember,
  foundTestOrganization,
  joinTestOrganization,
  makeTestPc,
  type TestPc,
} from '../../support/office.ts'
import { type Postgres, postgresMissing, startPostgres } from '../../support/postgres.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const missing = postgresMissing()
if (missing !== null) console.log(`Skipped: an office on PostgreSQL. Needs ${missing}`)

describe.skipIf(missing !== null)('an office whose store is a PostgreSQL database', () => {
  let server: Postgres
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.stop())

  test('is founded, joined, admitted and worked in; its password and names stay where they belong', async () => {
    const access = { ...(await server.makeDatabase()) }
    const password = 'canary-database-password'
    await server.administer('postgres', `ALTER ROLE ${access.user} PASSWORD '${password}'`)
    const folder = makeTempFolder()
    const clock = makeClock()
    const [first, second] = ['PC-1', 'PC-2'].map((name) =>
      makeTestPc({ folder: join(folder, name), clock, name }),
    )
    if (!first || !second) throw new Error('two PCs')
    const tick = () => {
      clock.advance(30_000)
      for (const pc of [first, second]) pc.identity.noteActivity()
    }
    const connect = async (pc: TestPc) => {
      const file = join(folder, 'ca.pem')
      writeFileSync(file, access.ca ?? '')
      const { host, port, database, user } = access
      const input = { host, port, database, user, password, ca: pc.fileTokens.issue(file) }
      const place = await pc.identity.handlers['identity.use-database'](input, null)
      expect(JSON.stringify(place)).not.toContain('canary')
      return place.path
    }
    const storeFolder = await connect(first)
    expect(storeFolder).toBe(`postgres://localhost:${access.port}/${access.database}`)
    const founder = await foundTestOrganization(first, { storeFolder, clock, tick })
    await connect(second)
    const author = await joinTestOrganization(second, {
      name: 'Canary 花子',
      storeFolder,
      clock,
      tick,
    })
    await admitTestMember(founder, author, ['author'])
    // The vault is closed while somebody waits: what was sealed beside it opens the way.
    await second.identity.refresh()
    await author.signIn()
    const { journal, signing, member } = second.identity.session()
    const record = await journal.append({
      kind: 'withdrawal',
      body: { request: 'a'.repeat(64) },
      signer: { member, signing },
    })
    await first.identity.session().journal.sync()
    expect(first.identity.session().journal.byHash(record.hash)?.bytes).toEqual(record.bytes)
    expect(first.identity.session().journal.alarms()).toEqual([])
    expect(journal.alarms()).toEqual([])
    expect(journal.storeStatus()).toMatchObject({ status: 'online', problem: null, outboxCount: 0 })

    // A PC that is in an organization connects to no other database.
    await expect(connect(first)).rejects.toThrow('identity.organization-exists')

    // Nothing that is a secret, a name or a text, anywhere but in the vault.
    const client = new pg.Client(clientConfig({ ...access, password }))
    await client.connect()
    const dump = await client.query<{ bytes: Buffer }>(
      `SELECT bytes FROM record
       UNION ALL SELECT content FROM claim
       UNION ALL SELECT bytes FROM blob`,
    )
    await client.end()
    const stored = dump.rows.map((row) => row.bytes.toString('latin1')).join('\n')
    const payloads = [...stored.matchAll(/"payload":"([^"]+)"/g)].map(([, payload = '']) =>
      Buffer.from(payload, 'base64').toString('latin1'),
    )
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile())
      .map((path) => readFileSync(path, 'latin1'))
    const logs = JSON.stringify([first.lines, second.lines, first.identity.state()])
    const places = [stored, ...payloads, ...files, logs, await server.log()]
    expect(places.length).toBeGreaterThan(10)
    const canaries = [
      password,
      ...['Canary 花子', '管理 太郎'].map((each) => Buffer.from(each).toString('latin1')),
    ]
    for (const canary of canaries)
      for (const place of [stored, ...payloads]) expect(place).not.toContain(canary)
    for (const place of places) expect(place).not.toContain(password)
  })
})
