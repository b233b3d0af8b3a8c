import { expect, test } from 'vitest'
import { requireLoginNetwork, requireReleaseNetwork } from '../../../main/identity/network-limit.ts'
import { isNetwork } from '../../../main/policy/policy.ts'
import { problemOf } from '../../support/problem.ts'

const login = (loginNetworks: string[], addresses: string[]) =>
  problemOf(() => requireLoginNetwork({ loginNetworks }, addresses))

test.each([
  [['10.1.0.0/16'], ['10.1.255.255']],
  [['10.1.0.0/16'], ['fe80::1', '172.16.0.1', '10.1.0.0']],
  [['10.1.2.3'], ['10.1.2.3']],
  [['2001:db8::/32'], ['2001:db8:ffff::1']],
  [['10.0.0.0/8', '2001:db8::1'], ['2001:db8::1']],
  [['0.0.0.0/0'], ['203.0.113.9']],
])('%j lets %j in', (networks, addresses) => {
  expect(login(networks, addresses)).toBeNull()
})

test.each([
  [['10.1.0.0/16'], ['10.2.0.0', '10.0.255.255']],
  [['10.1.2.3'], ['10.1.2.4']],
  [['2001:db8::/32'], ['2001:db9::1']],
  [['0.0.0.0/0'], ['2001:db8::1']],
  [['10.1.0.0/16'], []],
  [['999.1.1.1/16'], ['10.1.0.1']],
])('%j does not let %j in', (networks, addresses) => {
  expect(login(networks, addresses)).toBe('identity.outside-login-networks')
})

test('no network is no limit, also for a PC without an address', () => {
  expect(login([], [])).toBeNull()
})

test('the two limits do not take each other’s place', () => {
  const rules = { loginNetworks: ['10.0.0.0/8'], releaseNetworks: ['10.9.0.0/16'] }
  const release = (address: string) => problemOf(() => requireReleaseNetwork(rules, [address]))
  expect(problemOf(() => requireLoginNetwork(rules, ['10.1.0.1']))).toBeNull()
  expect(release('10.1.0.1')).toBe('identity.outside-release-networks')
  expect(release('10.9.0.1')).toBeNull()
})

test.each(['10.0.0.0/33', '::/129', '1.2.3/8', '10.0.0.300', '/8', ''])(
  '%s is no network',
  (cidr) => {
    expect(isNetwork(cidr)).toBe(false)
  },
)
