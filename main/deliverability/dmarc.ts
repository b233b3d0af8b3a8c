import type { DMARCResult } from 'mailauth'
import type { DeliverabilityFinding, Publication } from '../../preload/contract/deliverability.ts'
import type { DnsClient } from './dns-client.ts'
import { finding, type Judged, LookupFailed, recordsOf, type Sentence } from './finding.ts'
import { toMailauthResolver } from './mailauth-resolver.ts'
import { recordToPublish } from './publication.ts'
import { parseTags } from './tag-list.ts'

export interface DmarcQuestion {
  /** The domain in From. */
  readonly domain: string
  readonly spf: { readonly domain: string; readonly passes: Judged['passes'] }
  readonly dkim: { readonly domain: string; readonly passes: Judged['passes'] }
}

export interface DmarcResult {
  readonly findings: readonly DeliverabilityFinding[]
  /** mailauth's own, for BIMI; null where there is no policy. */
  readonly verdict: DMARCResult | null
}

/** RFC 9989: the policy by its tree walk, and whether our mail aligns with it. */
export async function examineDmarc(dns: DnsClient, question: DmarcQuestion): Promise<DmarcResult> {
  const { domain, spf, dkim } = question
  const own = await dmarcRecords(dns, domain)
  if (own.length > 1)
    return told(
      finding('dmarc', 'wrong', ['dmarc-many', { domain, count: own.length }], {
        ...{ name: `_dmarc.${domain}`, found: own },
      }),
    )
  const { evaluateDmarc } = await import('mailauth/lib/dmarc/index.js')
  const { response: verdict } = await evaluateDmarc({
    headerFrom: domain,
    spfDomains: spf.passes === true ? [spf.domain] : [],
    dkimDomains: dkim.passes === true ? [{ domain: dkim.domain }] : [],
    resolver: toMailauthResolver(dns),
    strict: true,
  })
  if (verdict === false) return told(missing(domain, own))
  if (verdict.status.result === 'temperror') throw new LookupFailed(`_dmarc.${domain}`, 'SERVFAIL')
  if (verdict.rr === undefined) return told(missing(domain, own))
  return { findings: judge(question, verdict, verdict.rr), verdict }
}

function judge(question: DmarcQuestion, verdict: DMARCResult, record: string) {
  const { domain } = question
  const policyDomain = verdict.policyDomain ?? domain
  const policy = verdict.policy || 'none'
  const place = { name: `_dmarc.${policyDomain}`, found: [record] }
  const advise = (sentence: Sentence, changes: Readonly<Record<string, string | null>>) =>
    finding('dmarc', 'advice', sentence, {
      ...place,
      publish: [changed(policyDomain, record, changes)],
    })
  const tags = parseTags(record)
  if (!/^(none|quarantine|reject)$/i.test(tags.get('p') ?? '')) {
    const publish = [changed(policyDomain, record, { p: 'none' })]
    return [finding('dmarc', 'wrong', ['dmarc-invalid', { policyDomain }], { ...place, publish })]
  }
  const alignment = judgeAlignment(question, verdict, policy)
  const findings = [
    ...(alignment === null ? [] : [finding('dmarc', ...alignment, place)]),
    ...(verdict.testMode ? [advise(['dmarc-testing', { policyDomain }], { t: null })] : []),
    ...(!verdict.testMode && policy === 'none'
      ? [advise(['dmarc-none', { domain, policyDomain }], { p: 'quarantine' })]
      : []),
    ...(tags.has('rua')
      ? []
      : [advise(['dmarc-no-reports', { policyDomain }], { rua: reportAddress(policyDomain) })]),
  ]
  return findings.length > 0
    ? findings
    : [finding('dmarc', 'good', ['dmarc-pass', { domain, policy, policyDomain }], place)]
}

/** Null when both carry it. */
function judgeAlignment(
  { domain, spf, dkim }: DmarcQuestion,
  { alignment, domain: organization }: DMARCResult,
  policy: string,
): readonly [DeliverabilityFinding['verdict'], Sentence] | null {
  const signingDomain = dkim.domain
  const [bySpf, byDkim] = [Boolean(alignment.spf.result), Boolean(alignment.dkim.result)]
  if (byDkim)
    return bySpf || spf.passes === 'unknown' ? null : ['advice', ['dmarc-dkim-only', { domain }]]
  if (bySpf)
    return dkim.passes === 'unknown'
      ? null
      : ['advice', ['dmarc-spf-only', { domain, signingDomain }]]
  if (spf.passes === 'unknown' || dkim.passes === 'unknown')
    return ['unknown', ['dmarc-undecided', { domain }]]
  const verdict = policy === 'none' ? 'advice' : 'wrong'
  return [verdict, ['dmarc-not-aligned', { domain, organization, signingDomain }]]
}

function told(one: DeliverabilityFinding): DmarcResult {
  return { findings: [one], verdict: null }
}

function missing(domain: string, found: readonly string[]): DeliverabilityFinding {
  const name = `_dmarc.${domain}`
  const text = `v=DMARC1; p=none; rua=${reportAddress(domain)}`
  return finding('dmarc', 'wrong', ['dmarc-missing', { domain }], {
    ...{ name, found },
    publish: [recordToPublish(name, 'TXT', text)],
  })
}

function reportAddress(domain: string): string {
  return `mailto:dmarc-reports@${domain}`
}

/** The same record with some tags said otherwise, or (null) left out. */
function changed(
  domain: string,
  record: string,
  changes: Readonly<Record<string, string | null>>,
): Publication {
  const tags = new Map<string, string | null>([...parseTags(record)])
  // The version has to be the first tag, and the policy the second (RFC 9989 section 4.7).
  const ordered = new Map([['v', 'DMARC1'], ['p', tags.get('p') ?? 'none'], ...tags])
  for (const [name, value] of Object.entries(changes)) ordered.set(name, value)
  const text = [...ordered]
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  return recordToPublish(`_dmarc.${domain}`, 'TXT', text)
}

async function dmarcRecords(dns: DnsClient, domain: string): Promise<readonly string[]> {
  const records = await recordsOf(dns, `_dmarc.${domain}`, 'TXT')
  return records.filter((record) => /^\s*v\s*=\s*DMARC1\s*(?:;|$)/i.test(record))
}
