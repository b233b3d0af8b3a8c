import type { DirectTls } from '../../../preload/contract/transport.ts'
import { type Problem, toProblem } from '../../../preload/problem.ts'
import {
  type HostStanding,
  isNamedBy,
  isProvenByTlsa,
  type StsStanding,
} from '../../deliverability/deliverability.ts'
import type { ReceiverTarget } from '../smtp/session.ts'

/** What is asked of one mail host before a message goes to it, and who asks it. */
export type HostDemand = Pick<ReceiverTarget, 'proof'> & {
  readonly tls: 'required' | 'if-offered'
  readonly by: 'dane' | 'mta-sts' | 'route'
}

export interface DemandFacts {
  readonly domain: string
  readonly host: string
  readonly dane: Extract<HostStanding, { kind: 'host' }>['dane']
  readonly sts: StsStanding
  readonly tls: DirectTls
  /** The domain's own name may stand in the certificate: DNSSEC vouches for its MX (RFC 7672 section 3.2.2). */
  readonly isMxAuthentic: boolean
  readonly now: () => number
}

/**
 * The strongest that applies; pure. Usable TLSA records decide alone, whatever MTA-STS says
 * (RFC 8461 section 2). Unusable ones make TLS a must. An enforced policy wants the host named by it
 * and a certificate for its name. A policy that is announced and cannot be read leaves, stricter than
 * RFC 8461 section 3.3, no way in the clear.
 */
export function toDemand(facts: DemandFacts): HostDemand | { readonly refused: Problem } {
  const { domain, host, dane, sts, tls } = facts
  if (dane.kind === 'usable') return toDaneDemand(facts, dane.records)
  if (sts.kind === 'policy' && sts.policy.mode === 'enforce')
    return isNamedBy(sts.policy, host)
      ? { tls: 'required', by: 'mta-sts', proof: { kind: 'authority' } }
      : { refused: toProblem('sending.sts-not-named', { domain, host }) }
  if (tls === 'verified') return { tls: 'required', by: 'route', proof: { kind: 'authority' } }
  const by = dane.kind === 'unusable' ? 'dane' : sts.kind === 'unreadable' ? 'mta-sts' : 'route'
  const isRequired = by !== 'route' || tls === 'encrypted'
  return { tls: isRequired ? 'required' : 'if-offered', by, proof: { kind: 'none' } }
}

function toDaneDemand(
  { domain, host, isMxAuthentic, now }: DemandFacts,
  records: Parameters<typeof isProvenByTlsa>[0]['records'],
): HostDemand {
  const names = isMxAuthentic ? [host, domain] : [host]
  return {
    ...{ tls: 'required', by: 'dane' },
    proof: {
      kind: 'judged',
      judge: (chain) =>
        isProvenByTlsa({ chain, records, names, now: now() })
          ? null
          : toProblem('sending.dane-mismatch', { host }),
    },
  }
}
