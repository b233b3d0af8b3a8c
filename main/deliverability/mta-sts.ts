import type { DeliverabilityFinding, Publication } from '../../preload/contract/deliverability.ts'
import type { DnsClient } from './dns-client.ts'
import { finding, recordsOf } from './finding.ts'
import { recordToPublish } from './publication.ts'
import { mailHostsOf } from './sender-domain.ts'
import { parseTags } from './tag-list.ts'

/**
 * Whether others are told to send to this domain over verified TLS alone (RFC 8461): replies and
 * returned mail. Only the record is asked for; the policy lies on a web server.
 */
export async function examineMtaSts(
  dns: DnsClient,
  domain: string,
  at: Date,
): Promise<DeliverabilityFinding[]> {
  const name = `_mta-sts.${domain}`
  const found = (await recordsOf(dns, name, 'TXT')).filter((each) => /^v=STSv1(;|\s|$)/i.test(each))
  const [record] = found
  if (found.length > 1)
    return [
      finding('mta-sts', 'wrong', ['mta-sts-many', { domain, count: found.length }], {
        name,
        found,
      }),
    ]
  const id = record === undefined ? null : idOf(record)
  if (id !== null)
    return [finding('mta-sts', 'good', ['mta-sts-found', { domain, id }], { name, found })]
  const publish = toPublish(domain, await mailHostsOf(dns, domain), at)
  return record === undefined
    ? [finding('mta-sts', 'advice', ['mta-sts-missing', { domain }], { name, publish })]
    : [finding('mta-sts', 'wrong', ['mta-sts-invalid', { domain }], { name, found, publish })]
}

/** RFC 8461 section 3.1. */
function idOf(record: string): string | null {
  const id = parseTags(record).get('id') ?? ''
  return /^v=STSv1\s*;/.test(record) && /^[A-Za-z0-9]{1,32}$/.test(id) ? id : null
}

/** A policy that only reports, as the first one should; its id is the day it was made. */
function toPublish(domain: string, hosts: readonly string[], at: Date): Publication[] {
  if (hosts.length === 0) return []
  const id = at.toISOString().slice(0, 19).replace(/\D/g, '')
  const lines = [
    ...['version: STSv1', 'mode: testing'],
    ...hosts.map((host) => `mx: ${host}`),
    'max_age: 604800',
  ]
  return [
    recordToPublish(`_mta-sts.${domain}`, 'TXT', `v=STSv1; id=${id};`),
    {
      kind: 'file',
      url: `https://mta-sts.${domain}/.well-known/mta-sts.txt`,
      text: `${lines.join('\n')}\n`,
    },
  ]
}
