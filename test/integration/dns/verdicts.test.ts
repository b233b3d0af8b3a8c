import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDnsClient } from '../../../main/deliverability/dns-client.ts'
import { examine } from '../../../main/deliverability/examine.ts'
import { senderRecordsOf } from '../../../main/deliverability/sender-records.ts'
import { readPolicy } from '../../../main/deliverability/sts-book.ts'
import { findingParams } from '../../../preload/contract/deliverability.ts'
import { type DnsTestServer, dnsServerMissing, startDnsServer } from '../../support/dns-server.ts'
import { systemRandom } from '../../support/random.ts'
import {
  key,
  outlet,
  relay,
  shown,
  type VerdictCase,
  verdictCases,
  zoneNameOf,
} from './verdict-table.ts'

const missing = dnsServerMissing()
if (missing !== null) console.warn(`No DNS server to ask: ${missing}`)

/** Where the mail leaves, beside the zones of the cases. */
const around = {
  'office.test': {
    records: 'relay A 192.0.2.10\nrelay AAAA 2001:db8::10\nother A 192.0.2.99\ninside A 10.0.0.1',
  },
  '2.0.192.in-addr.arpa': { records: '10 PTR relay.office.test.\n12 PTR other.office.test.' },
  '8.b.d.0.1.0.0.2.ip6.arpa': {
    records: `${['0', '1', ...Array.from({ length: 22 }, () => '0')].join('.')} PTR relay.office.test.`,
  },
}

function zonesOfCases() {
  return Object.fromEntries(
    verdictCases.map((one) => [
      zoneNameOf(one),
      {
        records: one.records.replaceAll('ZONE', zoneNameOf(one)),
        ...(one.dnssec === undefined ? {} : { dnssec: one.dnssec }),
      },
    ]),
  )
}

describe.skipIf(missing !== null)('verdicts, each on a zone of a real server', () => {
  let server: DnsTestServer
  beforeAll(async () => {
    server = await startDnsServer({ ...zonesOfCases(), ...around })
  })
  afterAll(() => server.stop())

  async function examineCase(one: VerdictCase) {
    const zone = zoneNameOf(one)
    const domain = one.sub === undefined ? zone : `${one.sub}.${zone}`
    const dkim = {
      domain: (one.signingDomain ?? domain).replace('ZONE', zone),
      ...{ selector: 's1', publicKey: one.key ?? key },
      ...(one.ed25519 === undefined ? {} : { ed25519: { selector: 's2', publicKey: one.ed25519 } }),
    }
    const dns = createDnsClient({
      servers: [{ address: '127.0.0.1', port: server.port }],
      ...{ random: systemRandom, trustsDnssec: false },
    })
    return examine({
      ...{ dns, route: { host: one.host ?? relay, port: 465, tls: 'implicit', dkim } },
      identity: { address: `info@${domain}` },
      outlets: one.outlets ?? [outlet],
      at: new Date('2026-11-24T00:00:00Z'),
      outside: {
        policyOf: async () =>
          readPolicy(
            one.policy === undefined
              ? { fault: 'HTTP 404' }
              : { text: one.policy.replaceAll('ZONE', zone) },
          ),
        chainOf: async () => (one.shows === null ? { fault: 'ETIMEDOUT' } : [one.shows ?? shown]),
      },
    })
  }

  it.each(verdictCases)('$subject of $what: $code', async (one) => {
    const { findings } = await examineCase(one)
    const found = findings.filter((each) => each.subject === one.subject)
    const told = found.find((each) => each.code === one.code)
    expect(
      told,
      found.map(({ code, params }) => `${code} ${JSON.stringify(params)}`).join(),
    ).toBeDefined()
    expect(told?.verdict).toBe(one.verdict)
    const alike = found.filter((each) => each.code === one.code)
    const texts = alike.flatMap(({ publish }) => publish.map((each) => each.text))
    if (typeof one.publish === 'string') expect(texts).toContain(one.publish)
    if (one.publish instanceof RegExp) expect(texts.join('\n')).toMatch(one.publish)
    // Every sentence has exactly the parameters that the contract says.
    for (const { code, params } of findings)
      expect(Object.keys(params).sort()).toEqual([...findingParams[code]].sort())
  })

  it('takes the relay’s own addresses where none were entered, and says so', async () => {
    const [any] = verdictCases
    const { outlets } = await examineCase({ ...any, outlets: [] } as VerdictCase)
    expect(outlets).toEqual({ addresses: ['192.0.2.10', '2001:db8::10'], areAssumed: true })
  })

  it('tells the checks whether a sender has SPF and DMARC, or that DNS does not say', async () => {
    const zoneOf = (code: string) => {
      const one = verdictCases.find((each) => each.code === code)
      return one === undefined ? '' : zoneNameOf(one)
    }
    const port = server.port
    const dns = createDnsClient({
      servers: [{ address: '127.0.0.1', port }],
      ...{ random: systemRandom, trustsDnssec: false },
    })
    const asked = ['dmarc-pass', 'dmarc-spf-only', 'spf-pass', 'spf-missing', 'lookup-failed']
    expect(
      await Promise.all(asked.map((code) => senderRecordsOf(dns, zoneOf(code), zoneOf(code)))),
    ).toEqual([
      { spf: true, dmarc: true, isDkimAligned: true },
      { spf: true, dmarc: true, isDkimAligned: true },
      { spf: true, dmarc: false, isDkimAligned: null },
      { spf: false, dmarc: false, isDkimAligned: null },
      null,
    ])
  })

  it('every verdict that there can be has a case', () => {
    const without = new Set(Object.keys(findingParams))
    for (const { code } of verdictCases) without.delete(code)
    // A resolver that validates and is not believed stands in the test of the policy's settings.
    expect([...without]).toEqual(['dane-not-believed'])
  })
})
