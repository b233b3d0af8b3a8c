import { hash, type X509Certificate } from 'node:crypto'
import type { DeliverabilityFinding, Publication } from '../../preload/contract/deliverability.ts'
import type { DnsClient } from './dns-client.ts'
import { ask, finding } from './finding.ts'
import type { Outside } from './outside.ts'
import { recordToPublish } from './publication.ts'
import { addressesOf } from './relay-name.ts'
import { isProvenByTlsa } from './tlsa-proof.ts'
import { isUsableTlsa, tlsaText } from './tlsa-record.ts'

export interface DaneQuestion {
  readonly host: string
  readonly port: number
  readonly tls: 'implicit' | 'starttls'
  /** The names one of which its certificate may carry, under DANE-TA. */
  readonly names: readonly string[]
  readonly outside: Pick<Outside, 'chainOf'>
  readonly clientName: string
  readonly at: Date
}

/**
 * Whether a host's key is bound to its name by DNSSEC (RFC 7672), and is the one that it shows. Only
 * usages 2 and 3 count for SMTP (section 3.1), and nothing counts that was not validated.
 */
export async function examineDane(
  dns: DnsClient,
  question: DaneQuestion,
): Promise<DeliverabilityFinding> {
  const { host, port, names, at } = question
  const name = `_${port}._tcp.${host}`
  const answer = await ask(dns, name, 'TLSA')
  if (answer.outcome !== 'found') {
    // Where the name is signed a record would count at once: we say which.
    const chain = answer.saysAuthentic ? await chainOf(dns, question) : []
    const publish = 'fault' in chain ? [] : toPublish(name, chain)
    return finding('dane', 'advice', ['dane-missing', { host }], { name, publish })
  }
  const place = { name, found: answer.records.map(tlsaText) }
  if (!answer.saysAuthentic)
    return finding('dane', 'wrong', ['dane-not-validated', { host }], place)
  if (!answer.isAuthentic) return finding('dane', 'unknown', ['dane-not-believed', { host }], place)
  const records = answer.records.filter(isUsableTlsa)
  if (records.length === 0) return finding('dane', 'wrong', ['dane-unusable', { host }], place)
  const chain = await chainOf(dns, question)
  if ('fault' in chain)
    return finding('dane', 'unknown', ['dane-untried', { host, fault: chain.fault }], place)
  return isProvenByTlsa({ chain, records, names, now: at.getTime() })
    ? finding('dane', 'good', ['dane-good', { host }], place)
    : finding('dane', 'wrong', ['dane-mismatch', { host }], {
        ...{ ...place, publish: toPublish(name, chain) },
      })
}

async function chainOf(
  dns: DnsClient,
  { host, port, tls, clientName, outside }: DaneQuestion,
): Promise<readonly X509Certificate[] | { readonly fault: string }> {
  const [address] = await addressesOf(dns, host)
  return address === undefined
    ? { fault: 'no address' }
    : outside.chainOf({ host, address, port, tls, clientName })
}

/** DANE-EE over the key, with SHA-256: what RFC 7671 section 5.1 recommends. */
function toPublish(name: string, [leaf]: readonly X509Certificate[]): Publication[] {
  if (leaf === undefined) return []
  const key = leaf.publicKey.export({ type: 'spki', format: 'der' })
  return [recordToPublish(name, 'TLSA', `3 1 1 ${hash('sha256', key)}`)]
}
