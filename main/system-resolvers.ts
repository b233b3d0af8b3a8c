import { getServers } from 'node:dns'

/** The resolvers that this PC is set to use, `address` or `address:port`. Ports.systemResolvers. */
export function systemResolvers(): readonly string[] {
  // Windows lists these for every adapter without a resolver; nobody has answered at them since 2004.
  return getServers().filter((server) => !/^\[?fec0:/i.test(server))
}
