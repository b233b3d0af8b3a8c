import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { AUTHENTIC_DATA, decode, encode } from 'dns-packet'
import { expect } from 'vitest'
import { dnsClientOf, resolversOf } from '../../../main/deliverability/resolver.ts'
import { toDnsServerText } from '../../../main/policy/policy.ts'
import { makeMachinePolicy } from '../../support/machine-policy.ts'
import { systemRandom } from '../../support/random.ts'

/** Who is asked for names, and what of their answers is believed; the rest of locks.test.ts. */
export const resolverProofs = {
  async DnsServers() {
    const resolvers = (DnsServers: readonly string[]) =>
      resolversOf({
        random: systemRandom,
        machinePolicy: makeMachinePolicy({ DnsServers }),
        systemResolvers: () => ['192.0.2.1'],
      }).map(toDnsServerText)
    expect(resolvers(['192.0.2.53', '[2001:db8::53]:5353'])).toEqual([
      '192.0.2.53',
      '[2001:db8::53]:5353',
    ])
    expect(resolvers(['resolver.example.jp'])).toEqual([])
  },
  async TrustDnssec() {
    const validates = createSocket('udp4').bind(0, '127.0.0.1')
    await once(validates, 'listening')
    validates.on('message', (query, { port }) => {
      const { id = 0, questions = [] } = decode(query)
      validates.send(encode({ type: 'response', id, flags: AUTHENTIC_DATA, questions }), port)
    })
    // Linux takes this for itself, and our rule does not: so it stands for a resolver elsewhere.
    const DnsServers = [`0.0.0.0:${validates.address().port}`]
    const isBelieved = async (machine: Readonly<Record<string, unknown>>) => {
      const machinePolicy = makeMachinePolicy({ DnsServers, ...machine })
      const dns = dnsClientOf({ random: systemRandom, machinePolicy, systemResolvers: () => [] })
      const answer = await dns.lookup('a.test', 'TLSA')
      return answer.outcome === 'no-records' && answer.isAuthentic
    }
    expect(await isBelieved({})).toBe(false)
    expect(await isBelieved({ TrustDnssec: 'certainly' })).toBe(false)
    expect(await isBelieved({ TrustDnssec: true })).toBe(true)
    validates.close()
  },
}
