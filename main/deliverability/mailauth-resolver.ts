import type { DNSResolver } from 'mailauth'
import type { DnsClient } from './dns-client.ts'
import type { DnsData, DnsType } from './dns-message.ts'
import { ask } from './finding.ts'

/**
 * Our resolver as mailauth asks for one: node:dns's answers, and its codes for what is not there.
 * What DNS does not say is a LookupFailed, which mailauth takes for a temporary error.
 */
export function toMailauthResolver(dns: DnsClient): DNSResolver {
  return async (name, type) => {
    if (!isKnownType(type)) throw notThere('ENODATA', name)
    const answer = await ask(dns, name, type)
    if (answer.outcome !== 'found')
      throw notThere(answer.outcome === 'no-name' ? 'ENOTFOUND' : 'ENODATA', name)
    const records: unknown[] = answer.records.map((each) => toNodeRecord(type, each))
    // mailauth's type knows no MX; its SPF reads exchange and priority, as node:dns writes them.
    return records as string[]
  }
}

function toNodeRecord(type: DnsType, record: DnsData[DnsType]): unknown {
  if (type === 'TXT') return [record]
  if (typeof record === 'object' && 'exchange' in record)
    return { exchange: record.exchange, priority: record.preference }
  return record
}

const types: readonly string[] = ['A', 'AAAA', 'CNAME', 'MX', 'PTR', 'TXT'] satisfies DnsType[]

function isKnownType(type: string): type is DnsType {
  return types.includes(type)
}

function notThere(code: 'ENOTFOUND' | 'ENODATA', name: string): Error {
  return Object.assign(new Error(`${code} ${name}`), { code })
}
