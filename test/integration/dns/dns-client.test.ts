import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { decode, encode } from 'dns-packet'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDnsClient } from '../../../main/deliverability/dns-client.ts'
import type { DnsServer } from '../../../main/policy/dns-server.ts'
import { type DnsTestServer, dnsServerMissing, startDnsServer } from '../../support/dns-server.ts'
import { systemRandom } from '../../support/random.ts'

const missing = dnsServerMissing()
if (missing !== null) console.warn(`No DNS server to ask: ${missing}`)

const loopback = (port: number): DnsServer => ({ address: '127.0.0.1', port })
const clientOf = (...servers: DnsServer[]) =>
  createDnsClient({ servers, random: systemRandom, trustsDnssec: false, timeoutMs: 300 })

describe.skipIf(missing !== null)('names asked of a real resolver', () => {
  let server: DnsTestServer
  const long = 'x'.repeat(200)
  beforeAll(async () => {
    server = await startDnsServer({
      'plain.test': {
        records: `@ MX 20 b
@ MX 10 a
a A 192.0.2.1
www CNAME a
loop CNAME loop
text TXT "one " "string"
${Array.from({ length: 20 }, (_, n) => `many TXT "${n} ${long}"`).join('\n')}
_25._tcp.a TLSA 3 1 1 ${'ab'.repeat(32)}
`,
      },
      'signed.test': { records: 'text TXT "signed-value"', dnssec: 'signed' },
      'broken.test': { records: 'text TXT "signed-value"', dnssec: 'broken' },
    })
  })
  afterAll(() => server.stop())
  const client = () => clientOf(loopback(server.port))

  it('reads each kind of record, and follows an alias', async () => {
    expect(await client().lookup('PLAIN.test.', 'MX')).toMatchObject({
      outcome: 'found',
      records: expect.arrayContaining([
        { exchange: 'a.plain.test', preference: 10 },
        { exchange: 'b.plain.test', preference: 20 },
      ]),
    })
    expect(await client().lookup('www.plain.test', 'A')).toMatchObject({ records: ['192.0.2.1'] })
    expect(await client().lookup('text.plain.test', 'TXT')).toMatchObject({
      records: ['one string'],
      isAuthentic: false,
    })
    expect(await client().lookup('_25._tcp.a.plain.test', 'TLSA')).toMatchObject({
      records: [{ usage: 3, selector: 1, matchingType: 1, data: Buffer.alloc(32, 0xab) }],
    })
  })

  it('tells no such name from nothing of this kind, and asks for no name that cannot be', async () => {
    expect((await client().lookup('nobody.plain.test', 'A')).outcome).toBe('no-name')
    expect((await client().lookup('a.plain.test', 'MX')).outcome).toBe('no-records')
    expect((await client().lookup(`${'y'.repeat(64)}.test`, 'A')).outcome).toBe('no-name')
    expect((await client().lookup('a..test', 'A')).outcome).toBe('no-name')
    expect((await client().lookup('loop.plain.test', 'A')).outcome).not.toBe('found')
  })

  it('takes by TCP what no datagram holds', async () => {
    const answer = await client().lookup('many.plain.test', 'TXT')
    expect(answer.outcome === 'found' && answer.records.length).toBe(20)
  })

  it('hears that DNSSEC validated, and that it failed', async () => {
    expect(await client().lookup('text.signed.test', 'TXT')).toMatchObject({
      outcome: 'found',
      isAuthentic: true,
    })
    expect(await client().lookup('nobody.signed.test', 'TXT')).toMatchObject({
      outcome: 'no-name',
      isAuthentic: true,
    })
    expect(await client().lookup('text.broken.test', 'TXT')).toEqual({
      outcome: 'failed',
      rcode: 'SERVFAIL',
    })
  })

  it('goes on to the next resolver when the first one is silent or gone', async () => {
    const silent = createSocket('udp4').bind(0, '127.0.0.1')
    await once(silent, 'listening')
    const client = clientOf(loopback(silent.address().port), loopback(1), loopback(server.port))
    expect((await client.lookup('a.plain.test', 'A')).outcome).toBe('found')
    silent.close()
  })
})

describe('a resolver that is not to be believed', () => {
  it('that nobody answers at is said to be unreachable', async () => {
    const silent = createSocket('udp4').bind(0, '127.0.0.1')
    await once(silent, 'listening')
    const client = clientOf(loopback(silent.address().port), loopback(1))
    expect(await client.lookup('a.test', 'A')).toEqual({ outcome: 'unreachable' })
    expect(await clientOf().lookup('a.test', 'A')).toEqual({ outcome: 'unreachable' })
    silent.close()
  })

  it('answers another question, another id and damaged bytes before the right one', async () => {
    const forger = createSocket('udp4').bind(0, '127.0.0.1')
    await once(forger, 'listening')
    const reply = (id: number, name: string, address: string) =>
      encode({
        ...{ type: 'response', id, flags: 0 },
        questions: [{ type: 'A', name }],
        answers: [{ type: 'A', name, data: address }],
      })
    forger.on('message', (query, { port }: AddressInfo) => {
      const { id = 0 } = decode(query)
      const wrong = [
        reply(id ^ 1, 'a.test', '192.0.2.66'),
        reply(id, 'b.test', '192.0.2.66'),
        Buffer.from([id >> 8, id & 255, 0x80, 0, 0, 1, 0, 1]),
        // A name that points at itself.
        Buffer.concat([
          Buffer.from([id >> 8, id & 255, 0x80, 0, 0, 1, 0, 0, 0, 0, 0, 0]),
          Buffer.from('c00c00010001', 'hex'),
        ]),
      ]
      for (const bytes of [...wrong, reply(id, 'A.Test', '192.0.2.1')]) forger.send(bytes, port)
    })
    expect(await clientOf(loopback(forger.address().port)).lookup('a.test', 'A')).toMatchObject({
      outcome: 'found',
      records: ['192.0.2.1'],
    })
    forger.close()
  })
})
