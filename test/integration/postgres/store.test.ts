import { createHash } from 'node:crypto'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { clientConfig, type DatabaseAccess } from '../../../main/journal/postgres-connection.ts'
import type { Store } from '../../../main/journal/store.ts'
import { openPostgresStore } from '../../../main/journal/store-postgres.ts'
import { createAuthority } from '../../support/certificate.ts'
import { type Postgres, postgresMissing, startPostgres } from '../../support/postgres.ts'
import { systemRandom } from '../../support/random.ts'
import { describeStore } from '../../support/store-conformance.ts'

const missing = postgresMissing()
if (missing !== null) console.log(`Skipped: the PostgreSQL store. Needs ${missing}`)

describe.skipIf(missing !== null)('PostgreSQL', () => {
  let server: Postgres
  const opened: Store[] = []
  const clock = { now: () => Date.now() }

  beforeAll(async () => {
    server = await startPostgres()
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((store) => store.close()))
  })
  afterAll(() => server.stop())

  const openAt = (access: DatabaseAccess): Store => {
    const store = openPostgresStore({ access, clock, random: systemRandom })
    opened.push(store)
    return store
  }

  describeStore('PostgreSQL', async () => {
    const access = await server.makeDatabase()
    const handles = Array.from({ length: 4 }, () => openAt(access))
    let turn = 0
    return () => handles[turn++ % handles.length] ?? openAt(access)
  })

  describe('the role of a workstation', () => {
    const refused = [
      'UPDATE record SET bytes = bytes',
      'UPDATE blob SET bytes = bytes',
      'UPDATE claim SET content = content',
      'DELETE FROM record',
      'DELETE FROM blob',
      'DELETE FROM claim',
      'TRUNCATE record',
      'TRUNCATE blob',
      'TRUNCATE claim',
      'DROP TABLE record',
      'ALTER TABLE record DISABLE TRIGGER ALL',
      'ALTER TABLE claim DROP CONSTRAINT claim_pkey',
      'CREATE TABLE sekisho.mine (a int)',
      'CREATE OR REPLACE FUNCTION sekisho.wake() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$',
      'SET ROLE sekisho_owner',
      'SELECT * FROM record FOR UPDATE',
    ]
    let client: pg.Client
    beforeAll(async () => {
      client = new pg.Client(clientConfig(await server.makeDatabase()))
      await client.connect()
    })
    afterAll(() => client.end())

    test.each(refused)('may not: %s', async (sql) => {
      await expect(client.query(sql)).rejects.toMatchObject({ code: '42501' })
    })

    test('may insert and select', async () => {
      const bytes = Buffer.from('one')
      const hash = createHash('sha256').update(bytes).digest('hex')
      await client.query('INSERT INTO blob VALUES ($1, $2)', [hash, bytes])
      expect((await client.query('SELECT bytes FROM blob')).rows).toEqual([{ bytes }])
    })

    test('cannot put anything under the name of something else', async () => {
      const other = 'a'.repeat(64)
      const blob = client.query('INSERT INTO blob VALUES ($1, $2)', [other, Buffer.from('two')])
      await expect(blob).rejects.toMatchObject({ code: '23514' })
      const record = client.query(`INSERT INTO record VALUES ('log/w-1', 1, $1, $2)`, [
        other.slice(0, 32),
        Buffer.from('two'),
      ])
      await expect(record).rejects.toMatchObject({ code: '23514' })
    })

    test('changes the setting of durability for nobody: ours is on', async () => {
      await server.administer('postgres', `ALTER SYSTEM SET synchronous_commit = off`)
      await server.administer('postgres', 'SELECT pg_reload_conf()')
      const store = new pg.Client(clientConfig(await server.makeDatabase()))
      await store.connect()
      expect((await store.query('SHOW synchronous_commit')).rows[0]).toEqual({
        synchronous_commit: 'on',
      })
      await store.end()
    })
  })

  describe('the connection', () => {
    const problemOf = (access: DatabaseAccess) => expect(openAt(access).hasBegun()).rejects

    test('refuses an authority that did not issue the certificate', async () => {
      const access = await server.makeDatabase()
      const ca = createAuthority('Somebody else').certificatePem
      await problemOf({ ...access, ca }).toThrow('journal.store-untrusted')
      await problemOf({ ...access, ca: null }).toThrow('journal.store-untrusted')
    })

    test('refuses a certificate for another host, by name and by address', async () => {
      const other = await startPostgres({ names: ['db.example.test'] })
      try {
        const access = await other.makeDatabase()
        await problemOf(access).toThrow('journal.store-wrong-host')
        await problemOf({ ...access, host: '127.0.0.1' }).toThrow('journal.store-wrong-host')
      } finally {
        await other.stop()
      }
    })

    test('takes an address that the certificate names', async () => {
      const access = await server.makeDatabase()
      expect(await openAt({ ...access, host: '127.0.0.1' }).hasBegun()).toBe(false)
    })

    test('asks for nothing without TLS', async () => {
      const access = await server.makeDatabase()
      await server.administer('postgres', 'ALTER SYSTEM SET ssl = off')
      await server.administer('postgres', 'SELECT pg_reload_conf()')
      try {
        await expect
          .poll(() =>
            openAt(access)
              .hasBegun()
              .catch((error: Error) => error.message),
          )
          .toBe('journal.store-no-tls')
      } finally {
        await server.administer('postgres', 'ALTER SYSTEM SET ssl = on')
        await server.administer('postgres', 'SELECT pg_reload_conf()')
      }
      await expect
        .poll(() =>
          openAt(access)
            .hasBegun()
            .catch(() => null),
        )
        .toBe(false)
    })

    test('says whether the login, the tables or the right is missing', async () => {
      const access = await server.makeDatabase()
      await problemOf({ ...access, password: 'wrong' }).toThrow('journal.store-login-refused')
      await problemOf({ ...access, user: 'nobody' }).toThrow('journal.store-login-refused')
      await problemOf({ ...access, database: 'none' }).toThrow('journal.store-not-prepared')
      await server.administer('postgres', 'CREATE DATABASE bare')
      await problemOf({ ...access, database: 'bare' }).toThrow('journal.store-not-prepared')
      await server.administer(
        access.database,
        'REVOKE SELECT ON sekisho.record FROM sekisho_workstation',
      )
      await problemOf(access).toThrow('journal.store-right-missing')
      await problemOf({ ...access, port: 1 }).toThrow('journal.store-unreachable')
    })

    test('takes nothing from PG* in the environment, nor from a password file', async () => {
      const access = await server.makeDatabase()
      const hostile = {
        PGHOST: 'elsewhere.example.test',
        PGHOSTADDR: '192.0.2.1',
        PGPORT: '1',
        PGDATABASE: 'none',
        PGUSER: 'nobody',
        PGPASSWORD: 'wrong',
        PGPASSFILE: '/nonexistent',
        PGSSLMODE: 'disable',
        PGSSLNEGOTIATION: 'direct',
        PGSSLROOTCERT: '/nonexistent',
        PGOPTIONS: '-c synchronous_commit=off -c search_path=public',
        PGAPPNAME: 'somebody',
        PGREPLICATION: 'true',
        PGBINARY: 'true',
        PGCLIENT_ENCODING: 'LATIN1',
        PGCONNECT_TIMEOUT: '1',
        NODE_TLS_REJECT_UNAUTHORIZED: '0',
      }
      const before = { ...process.env }
      Object.assign(process.env, hostile)
      try {
        const store = openAt(access)
        const ref = await store.putBlob(Buffer.from('whole'))
        expect(await store.getBlob(ref)).toEqual(Buffer.from('whole'))
        const client = new pg.Client(clientConfig(access))
        await client.connect()
        const { rows } = await client.query(
          `SELECT current_user, current_setting('search_path') AS path, ssl, application_name,
                  current_setting('client_encoding') AS encoding
           FROM pg_stat_activity NATURAL JOIN pg_stat_ssl WHERE pid = pg_backend_pid()`,
        )
        await client.end()
        expect(rows).toEqual([
          {
            current_user: access.user,
            path: 'sekisho',
            ssl: true,
            application_name: 'sekisho',
            encoding: 'UTF8',
          },
        ])
        await problemOf({ ...access, ca: createAuthority().certificatePem }).toThrow(
          'journal.store-untrusted',
        )
      } finally {
        for (const name of Object.keys(hostile))
          if (before[name] === undefined) delete process.env[name]
          else process.env[name] = before[name]
      }
    })

    test('keeps the password out of errors, and the values out of messages', async () => {
      const access = { ...(await server.makeDatabase()), password: 'canary-password' }
      const caught = await openAt(access)
        .hasBegun()
        .catch((error: unknown) => error)
      expect(JSON.stringify(caught)).not.toContain('canary')
      expect(String(caught instanceof Error ? caught.stack : caught)).not.toContain('canary')
    })
  })

  test('keeps the lists of a large blob that somebody else has added apart from the right one', async () => {
    const access = await server.makeDatabase()
    const store = openAt(access)
    const bytes = Buffer.alloc(5 * 1024 * 1024, 3)
    const hash = createHash('sha256').update(bytes).digest('hex')
    const client = new pg.Client(clientConfig(access))
    await client.connect()
    const list = Buffer.from('0'.repeat(64))
    const name = createHash('sha256').update(list).digest('hex').slice(0, 32)
    await client.query('INSERT INTO record VALUES ($1, 1, $2, $3)', [`parts/${hash}`, name, list])
    await client.end()
    const ref = await store.putBlob(bytes)
    expect(bytes.equals((await store.getBlob(ref)) ?? Buffer.of())).toBe(true)
  })

  test('wakes whoever listens, and comes back after the connection was ended', async () => {
    const access = await server.makeDatabase()
    const [writer, reader] = [openAt(access), openAt(access)]
    let calls = 0
    const end = reader.watch?.(() => {
      calls += 1
    })
    const put = (seq: number) =>
      writer.put({ stream: 'log/w-1', seq, at: '', bytes: Buffer.from(`${seq}`) })
    await expect.poll(() => calls, { timeout: 20_000 }).toBe(1)
    await put(1)
    await expect.poll(() => calls, { timeout: 20_000 }).toBe(2)
    await server.administer(
      'postgres',
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'`,
    )
    // The call that comes with listening again stands for whatever was lost meanwhile.
    await expect.poll(() => calls, { timeout: 20_000 }).toBe(3)
    await put(2)
    await expect.poll(() => calls, { timeout: 20_000 }).toBe(4)
    end?.()
  })
})
