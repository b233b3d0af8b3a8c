import type { Handlers } from '../../preload/contract/channel.ts'
import type { deliverabilityChannels } from '../../preload/contract/deliverability.ts'
import type { Migration } from '../sqlite/migrate.ts'
import { type DeliverabilityOptions, deliverabilityHandlers } from './handlers.ts'
import { dnsClientOf } from './resolver.ts'
import { outlets0010 } from './schema/0010-outlets.ts'
import { stsPolicies0020 } from './schema/0020-sts-policies.ts'
import { type SenderRecords, senderRecordsOf } from './sender-records.ts'
import { createStsBook, type StsBook } from './sts-book.ts'

export { createDnsClient, type DnsClient } from './dns-client.ts'
export { type HostStanding, standingOfHost } from './host-standing.ts'
export {
  beforeOurselves,
  findMailHosts,
  inTurn,
  type MailExchange,
  type MailHosts,
} from './mail-hosts.ts'
export { resolversOf } from './resolver.ts'
export type { StsBook, StsStanding } from './sts-book.ts'
export { isNamedBy } from './sts-policy.ts'
export { isProvenByTlsa } from './tlsa-proof.ts'

/**
 * What receivers and their resolvers see of the organization's mail: SPF (RFC 7208), DKIM (RFC 6376), DMARC
 * (RFC 9989), BIMI, MTA-STS (RFC 8461), TLS-RPT (RFC 8460), DANE (RFC 7672) and the names behind it.
 * It asks DNS and nothing else; each finding says what to publish.
 */
export interface Deliverability {
  readonly handlers: Handlers<typeof deliverabilityChannels>
  /** For the checks: not worth waiting for when DNS is slow. Null when it does not say. */
  readonly senderRecords: (domain: string, dkim: string | null) => Promise<SenderRecords | null>
}

export function createDeliverability(options: DeliverabilityOptions): Deliverability {
  const { ports } = options
  return {
    handlers: deliverabilityHandlers(options),
    senderRecords: (domain, dkim) => senderRecordsOf(dnsClientOf(ports, briefMs), domain, dkim),
  }
}

/** As this PC asks for policies and keeps them. */
export function stsBookOf(ports: DeliverabilityOptions['ports']): StsBook {
  const { httpsPort: port, ca } = ports.mailWorld
  return createStsBook({
    dns: () => dnsClientOf(ports),
    place: { port, ca },
    now: ports.clock.now,
  })
}

const briefMs = 800

export const deliverabilityMigrations: readonly Migration[] = [outlets0010, stsPolicies0020]
