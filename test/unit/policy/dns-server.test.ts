import { describe, expect, it } from 'vitest'
import { isOnThisPc, parseDnsServer, toDnsServerText } from '../../../main/policy/dns-server.ts'

describe('where a resolver answers', () => {
  it.each([
    ['192.0.2.53', '192.0.2.53', 53],
    [' 192.0.2.53:5353 ', '192.0.2.53', 5353],
    ['2001:db8::53', '2001:db8::53', 53],
    ['[2001:db8::53]:5353', '2001:db8::53', 5353],
    ['[fe80::1%eth0]', 'fe80::1%eth0', 53],
  ])('%s', (text, address, port) => {
    const server = parseDnsServer(text)
    expect(server).toEqual({ address, port })
    expect(server && parseDnsServer(toDnsServerText(server))).toEqual(server)
  })

  it.each(['resolver.example.jp', '192.0.2.53:0', '192.0.2.53:70000', '[::1', '300.1.1.1', ''])(
    'is not %j',
    (text) => expect(parseDnsServer(text)).toBeNull(),
  )

  it('is believed about DNSSEC only on this PC', () => {
    const at = (address: string) => isOnThisPc({ address, port: 53 })
    expect([at('127.0.0.1'), at('127.0.0.53'), at('::1')]).toEqual([true, true, true])
    expect([at('192.0.2.53'), at('2001:db8::53'), at('::ffff:192.0.2.1')]).toEqual([
      false,
      false,
      false,
    ])
  })
})
