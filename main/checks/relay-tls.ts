import { type Check, finding } from './check.ts'

/**
 * Whether every message leaves encrypted, to a host that has shown who it is. A route with a relay
 * cannot be otherwise; one that goes to the receivers' own hosts may ask for less.
 */
export const relayTls: Check = {
  id: 'relay-tls',
  start: ({ route }) => ({
    finish() {
      if (route === null || route.tls === 'verified') return []
      return route.tls === 'opportunistic'
        ? [finding('warning', 'relay-tls', 'clear-text', {})]
        : [finding('warning', 'relay-tls', 'unverified', {})]
    },
  }),
}
