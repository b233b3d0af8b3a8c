import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createDnsClient } from '../../../main/deliverability/dns-client.ts'
import { stsPolicies0020 } from '../../../main/deliverability/schema/0020-sts-policies.ts'
import { createStsBook } from '../../../main/deliverability/sts-book.ts'
import { migrate } from '../../../main/sqlite/migrate.ts'
import { openWritable, type WritableDb } from '../../../main/sqlite/sqlite.ts'
import { createAuthority } from '../../support/certificate.ts'
import { type DnsTestServer, dnsServerMissing, startDnsServer } from '../../support/dns-server.ts'
import { type PolicyServer, startPolicyServer } from '../../support/mail-world.ts'
import { systemRandom } from '../../support/random.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

const missing = dnsServerMissing()
if (missing !== null) console.warn(`No DNS server to ask: ${missing}`)

const authority = createAuthority()
const policy = (mode = 'enforce', maxAge = 604_800) =>
  `version: STSv1\r\nmode: ${mode}\r\nmx: mx.good.test\r\nmax_age: ${maxAge}\r\n`
const day = 86_400_000

describe.skipIf(missing !== null)('the policy of MTA-STS', () => {
  let server: DnsTestServer
  let web: PolicyServer
  const host = 'mta-sts.good.test'
  beforeAll(async () => {
    web = await startPolicyServer(authority, [host, 'mta-sts.later.test'])
    const lies = { records: '_mta-sts TXT "v=STSv1; id=1;"\nmta-sts A 127.0.0.1' }
    server = await startDnsServer({
      'good.test': lies,
      // Its web server shows a certificate for other names.
      'wrong-name.test': lies,
      'no-record.test': { records: 'mta-sts A 127.0.0.1' },
      'no-web.test': { records: '_mta-sts TXT "v=STSv1; id=1;"' },
      'many.test': {
        records:
          '_mta-sts TXT "v=STSv1; id=1;"\n_mta-sts TXT "v=STSv1; id=2;"\nmta-sts A 127.0.0.1',
      },
      'bogus.test': { records: '_mta-sts TXT "signed-value"', dnssec: 'broken' },
    })
  })
  afterAll(async () => {
    await server?.stop()
    await web?.close()
  })
  let db: WritableDb
  beforeEach(() => {
    db = openWritable({ file: join(makeTempFolder(), 'vault.db'), key: systemRandom.bytes(32) })
    migrate(db, 'deliverability', [stsPolicies0020])
    web.asked.clear()
  })
  afterEach(() => db.close())

  let now = 0
  const book = (ca: string | null = authority.certificatePem) =>
    createStsBook({
      dns: () =>
        createDnsClient({
          servers: [{ address: '127.0.0.1', port: server.port }],
          ...{ random: systemRandom, trustsDnssec: false },
        }),
      place: { port: web.port, ca },
      now: () => now,
    })

  it('is fetched, kept, and asked for again after a day', async () => {
    web.answers.set(host, { body: policy() })
    const first = await book().standingOf(db, 'good.test')
    expect(first).toMatchObject({
      ...{ kind: 'policy', isCached: false },
      policy: { mode: 'enforce', mx: ['mx.good.test'], maxAge: 604_800 },
    })
    // Another book over the same vault: what a restart leaves.
    expect(await book().standingOf(db, 'good.test')).toMatchObject({ isCached: true })
    expect(web.asked.get(host)).toBe(1)
    now += day + 1
    web.answers.set(host, { body: policy('testing') })
    expect(await book().standingOf(db, 'good.test')).toMatchObject({ policy: { mode: 'testing' } })
    expect(web.asked.get(host)).toBe(2)
  })

  it('stays good until its age ends, whatever is hidden meanwhile, and no longer', async () => {
    web.answers.set(host, { body: policy() })
    const kept = book()
    await kept.standingOf(db, 'good.test')
    web.answers.delete(host)
    now += 6 * day
    expect(await kept.standingOf(db, 'good.test')).toMatchObject({ kind: 'policy', isCached: true })
    now += 2 * day
    expect(await book().standingOf(db, 'good.test')).toEqual({
      ...{ kind: 'unreadable', reason: 'HTTP 404' },
    })
  })

  it('that cannot be fetched is asked for once in five minutes, and by many at once only once', async () => {
    web.answers.delete(host)
    const asking = book()
    await Promise.all([1, 2, 3].map(() => asking.standingOf(db, 'good.test')))
    await asking.standingOf(db, 'good.test')
    expect(web.asked.get(host)).toBe(1)
    now += 300_001
    await asking.standingOf(db, 'good.test')
    expect(web.asked.get(host)).toBe(2)
  })

  it.each([
    ['a redirect', { status: 301, body: '', location: `https://${host}/elsewhere` }, 'HTTP 301'],
    ['another type', { type: 'text/html', body: policy() }, 'Content-Type: text/html'],
    ['too much', { body: `${policy()}${'x: y\r\n'.repeat(20_000)}` }, 'larger than 64 KiB'],
    ['no policy', { body: 'hello' }, 'hello'],
    ['no mode', { body: policy('strict') }, 'mode'],
  ])('is none when the server answers %s', async (_, answer, reason) => {
    web.answers.set(host, answer)
    expect(await book().standingOf(db, 'good.test')).toEqual({ kind: 'unreadable', reason })
  })

  it.each([
    ['no-record.test', { kind: 'absent' }],
    ['nobody.test', { kind: 'absent' }],
    ['many.test', { kind: 'absent' }],
    ['no-web.test', { kind: 'unreadable', reason: 'DNS: no address' }],
    ['bogus.test', { kind: 'unreadable', reason: 'DNS: SERVFAIL' }],
    ['wrong-name.test', { kind: 'unreadable', reason: 'ERR_TLS_CERT_ALTNAME_INVALID' }],
  ])('of %s', async (domain, standing) => {
    expect(await book().standingOf(db, domain)).toEqual(standing)
  })

  it('of a server that no authority vouches for is not believed', async () => {
    web.answers.set(host, { body: policy() })
    const stranger = createAuthority().certificatePem
    expect(await book(stranger).standingOf(db, 'good.test')).toMatchObject({ kind: 'unreadable' })
    expect(web.asked.get(host)).toBeUndefined()
  })
})
