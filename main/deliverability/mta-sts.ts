import type { DeliverabilityFinding, Publication } from '../../preload/contract/deliverability.ts'
import type { DnsClient } from './dns-client.ts'
import { finding, LookupFailed } from './finding.ts'
import type { Outside } from './outside.ts'
import { recordToPublish } from './publication.ts'
import { mailHostsOf } from './sender-domain.ts'
import { isNamedBy, type StsPolicy } from './sts-policy.ts'
import { findStsRecord } from './sts-record.ts'

/**
 * Whether others are told to send to this domain over verified TLS alone (RFC 8461): replies and
 * returned mail. The record is asked of DNS, and the policy behind it is fetched as a sender does.
 */
export async function examineMtaSts(
  dns: DnsClient,
  domain: string,
  { at, outside }: { readonly at: Date; readonly outside: Pick<Outside, 'policyOf'> },
): Promise<DeliverabilityFinding[]> {
  const name = `_mta-sts.${domain}`
  const record = await findStsRecord(dns, domain)
  if (record.kind === 'unsure') throw new LookupFailed(name, record.reason)
  const { found } = record
  const hosts = await mailHostsOf(dns, domain)
  const publish = toPublish(domain, hosts, at)
  switch (record.kind) {
    case 'none':
      return [finding('mta-sts', 'advice', ['mta-sts-missing', { domain }], { name, publish })]
    case 'many':
      return [
        finding('mta-sts', 'wrong', ['mta-sts-many', { domain, count: found.length }], {
          ...{ name, found },
        }),
      ]
    case 'invalid':
      return [
        finding('mta-sts', 'wrong', ['mta-sts-invalid', { domain }], { name, found, publish }),
      ]
  }
  const read = await outside.policyOf(domain)
  if ('fault' in read) {
    const { fault } = read
    const files = publish.filter(({ kind }) => kind === 'file')
    return [
      finding('mta-sts', 'wrong', ['mta-sts-unread', { domain, fault }], {
        ...{ name, found, publish: files },
      }),
    ]
  }
  const place = { name, found: [...found, ...read.text.trim().split(/\r?\n/)] }
  return [judged(domain, read.policy, { hosts, place, publish })]
}

/** A policy that could be read, against the hosts that there are. */
function judged(
  domain: string,
  policy: StsPolicy,
  {
    hosts,
    place,
    publish,
  }: {
    readonly hosts: readonly string[]
    readonly place: { readonly name: string; readonly found: readonly string[] }
    readonly publish: readonly Publication[]
  },
): DeliverabilityFinding {
  if (policy.mode === 'none')
    return finding('mta-sts', 'advice', ['mta-sts-off', { domain }], { ...place, publish })
  const unnamed = hosts.filter((host) => !isNamedBy(policy, host))
  if (unnamed.length > 0)
    return finding('mta-sts', 'wrong', ['mta-sts-host', { domain, hosts: unnamed.join(', ') }], {
      ...{ ...place, publish },
    })
  return policy.mode === 'testing'
    ? finding('mta-sts', 'advice', ['mta-sts-testing', { domain }], place)
    : finding('mta-sts', 'good', ['mta-sts-good', { domain }], place)
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
