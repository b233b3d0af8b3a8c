import { BlockList, isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isNetwork, networksInBoth } from '../../../main/policy/network.ts'
import { isRelayAllowed, parseRelayLine } from '../../../main/policy/relay-limit.ts'

const address = fc.tuple(...[0, 1, 2, 3].map(() => fc.constantFrom(0, 10, 128, 192, 255)))
const networks = fc.array(
  fc
    .tuple(address, fc.constantFrom(0, 1, 8, 16, 24, 32))
    .map(([a, bits]) => `${a.join('.')}/${bits}`),
  { maxLength: 4 },
)
const isIn = (limit: readonly string[], ip: string) => {
  const list = new BlockList()
  for (const each of limit) {
    const [base = '', bits] = each.split('/')
    list.addSubnet(base, Number(bits), isIP(base) === 6 ? 'ipv6' : 'ipv4')
  }
  return limit.length === 0 || list.check(ip)
}

describe('networks in both limits', () => {
  test('an address is in the result exactly when it is in both', () => {
    fc.assert(
      fc.property(networks, networks, address, (a, b, parts) => {
        const ip = parts.join('.')
        fc.pre(ip !== '255.255.255.255')
        expect(isIn(networksInBoth(a, b), ip)).toBe(isIn(a, ip) && isIn(b, ip))
      }),
      { numRuns: process.env.SLOW ? 20_000 : 500 },
    )
  })

  test('nothing in both lets nobody in, and IPv6 is no IPv4', () => {
    expect(networksInBoth(['10.0.0.0/8'], ['2001:db8::/32'])).toEqual(['255.255.255.255/32'])
    expect(networksInBoth(['2001:db8::/32'], ['2001:db8:1::/48', '10.1.0.0/16'])).toEqual([
      '2001:db8:1::/48',
    ])
  })

  test.each(['10.0.0.0/33', '10.0.0/8', 'office', '::1/129', '10.0.0.0/8 ', ''])(
    '“%s” is no network',
    (text) => expect(isNetwork(text)).toBe(false),
  )
})

const pin = 'ab'.repeat(32)
const other = 'cd'.repeat(32)

describe('allowed relays', () => {
  const relay = { host: 'relay.example.jp', port: 465, tls: 'implicit', pins: [] } as const

  test.each([
    ['the host alone', 'relay.example.jp', true],
    ['in capitals', 'RELAY.Example.jp', true],
    ['host and port', 'relay.example.jp:465', true],
    ['another port', 'relay.example.jp:587', false],
    ['the TLS rule', 'relay.example.jp tls=implicit', true],
    ['another TLS rule', 'relay.example.jp:465 tls=starttls', false],
    ['another host', 'example.jp', false],
    ['a key that the route is not bound to', `relay.example.jp pin=${pin}`, false],
  ])('%s', (_, line, allowed) => {
    expect(isRelayAllowed([line], relay)).toBe(allowed)
  })

  test('with keys, only a route that is bound to those alone', () => {
    const line = `relay.example.jp:465 tls=implicit pin=${pin} pin=${other.toUpperCase()}`
    expect(isRelayAllowed([line], { ...relay, pins: [pin] })).toBe(true)
    expect(isRelayAllowed([line], { ...relay, pins: [pin, other] })).toBe(true)
    expect(isRelayAllowed([line], { ...relay, pins: [pin, 'ef'.repeat(32)] })).toBe(false)
  })

  test('none listed, none allowed', () => {
    expect(isRelayAllowed([], relay)).toBe(false)
  })

  test.each([
    '',
    'a b',
    'relay:0',
    'relay:70000',
    'relay tls=none',
    'relay pin=ab',
    '-relay',
    'relay tls=implicit tls=starttls',
  ])('“%s” is no relay', (line) => expect(parseRelayLine(line)).toBeNull())

  test('IPv6 in brackets', () => {
    expect(parseRelayLine('[2001:db8::25]:465')).toMatchObject({ host: '2001:db8::25', port: 465 })
  })
})
