import { generateKeyPairSync, hash, X509Certificate } from 'node:crypto'
import type { FindingSubject, FindingVerdict } from '../../../preload/contract/deliverability.ts'
import { createSelfSigned } from '../../support/certificate.ts'
import type { TestZone } from '../../support/dns-server.ts'

/** A key as a route carries it. */
function rsaKey(modulusLength: number): string {
  return generateKeyPairSync('rsa', { modulusLength })
    .publicKey.export({ format: 'der', type: 'spki' })
    .toString('base64')
}
export const key = rsaKey(2048)
const otherKey = rsaKey(2048)
export const shortKey = rsaKey(1024)
export const edKey = generateKeyPairSync('ed25519')
  .publicKey.export({ format: 'der', type: 'spki' })
  .subarray(-32)
  .toString('base64')

export const outlet = '192.0.2.10'
export const relay = 'relay.office.test'

/** One zone, and what is found of a sender in it. */
export interface VerdictCase {
  readonly what: string
  /** `ZONE` stands for the name of the zone, here and in signingDomain. */
  readonly records: string
  readonly dnssec?: TestZone['dnssec']
  readonly outlets?: readonly string[]
  /** `sub` in front of the zone for the sender's domain. */
  readonly sub?: string
  readonly key?: string
  readonly ed25519?: string
  readonly signingDomain?: string
  readonly host?: string
  /** What the domain's web server of MTA-STS gives; absent: nothing. */
  readonly policy?: string
  /** The certificate that its mail hosts show; null: they are out of reach. */
  readonly shows?: X509Certificate | null
  readonly subject: FindingSubject
  readonly verdict: FindingVerdict
  readonly code: string
  /** A text of what is to be published. */
  readonly publish?: string | RegExp
}

const txt = (text: string) => (text.match(/.{1,255}/g) ?? []).map((part) => `"${part}"`).join(' ')
const dkim = (record: string) => `s1._domainkey TXT ${txt(record)}\n`
const goodDkim = dkim(`v=DKIM1; k=rsa; p=${key}`)
const spf = '@ TXT "v=spf1 ip4:192.0.2.10 -all"\n'
const dmarc = (record: string) => `_dmarc TXT "${record}"\n`
const strict = dmarc('v=DMARC1; p=reject; rua=mailto:r@example.jp')
const mx = '@ MX 10 mail\nmail A 192.0.2.25\n'
/** What mail hosts show, unless a case says otherwise. */
export const shown = new X509Certificate(createSelfSigned(['mail.example.jp']).certificatePem)
const changed = new X509Certificate(createSelfSigned(['mail.example.jp']).certificatePem)
const shownKey = hash('sha256', shown.publicKey.export({ type: 'spki', format: 'der' }))
const tlsa = (usage: number) => `_25._tcp.mail TLSA ${usage} 1 1 ${shownKey}\n`
const stsRecord = '_mta-sts TXT "v=STSv1; id=20261124;"\n'
const stsPolicy = (mode: string, ...hosts: string[]) =>
  ['version: STSv1', `mode: ${mode}`, ...hosts.map((host) => `mx: ${host}`), 'max_age: 86400'].join(
    '\n',
  )
const includes = Array.from({ length: 11 }, (_, n) => `i${n} TXT "v=spf1 ip4:198.51.100.9 -all"\n`)

const domain = { subject: 'sender-domain' } as const
const from = { subject: 'spf-from' } as const
const sign = { subject: 'dkim' } as const
const policy = { subject: 'dmarc' } as const

export const verdictCases: readonly VerdictCase[] = [
  { ...domain, what: 'an MX', records: mx, verdict: 'good', code: 'domain-mx' },
  {
    ...{ ...domain, what: 'an address, no MX', records: '@ A 192.0.2.80' },
    ...{ verdict: 'advice', code: 'domain-address-only', publish: /^10 mail\./ },
  },
  { ...domain, what: 'a null MX', records: '@ MX 0 .', verdict: 'wrong', code: 'domain-null-mx' },
  { ...domain, what: 'nothing', records: '', verdict: 'wrong', code: 'domain-none' },
  {
    ...{
      ...domain,
      what: 'a broken chain of signatures',
      records: '@ MX 10 signed-value\n@ TXT "signed-value"',
    },
    ...{ dnssec: 'broken', verdict: 'unknown', code: 'lookup-failed' },
  },

  { ...from, what: 'SPF that names us', records: spf, verdict: 'good', code: 'spf-pass' },
  {
    ...{ ...from, subject: 'spf-envelope', what: 'SPF of the envelope' },
    ...{ records: spf, verdict: 'good', code: 'spf-pass' },
  },
  {
    ...{
      ...from,
      what: 'SPF by an MX, an include and IPv6',
      outlets: ['192.0.2.25', '2001:db8::1'],
    },
    records:
      `${mx}@ TXT "v=spf1 mx include:six.ZONE ?all"\n` +
      'six TXT "v=spf1 ip6:2001:db8::/64 -all"\n',
    ...{ verdict: 'good', code: 'spf-pass' },
  },
  {
    ...{ ...from, what: 'no SPF', records: '@ TXT "something else"' },
    ...{ verdict: 'wrong', code: 'spf-missing', publish: 'v=spf1 ip4:192.0.2.10 ~all' },
  },
  {
    ...{
      ...from,
      what: 'SPF that names others',
      records: '@ TXT "v=spf1 mx ip4:198.51.100.1 -all"',
    },
    ...{ verdict: 'wrong', code: 'spf-not-named' },
    publish: 'v=spf1 mx ip4:198.51.100.1 ip4:192.0.2.10 -all',
  },
  {
    ...{ ...from, what: 'SPF that doubts us', records: '@ TXT "v=spf1 ~all"' },
    ...{ verdict: 'wrong', code: 'spf-not-named', publish: 'v=spf1 ip4:192.0.2.10 ~all' },
  },
  {
    ...{ ...from, what: 'two SPF records', records: '@ TXT "v=spf1 -all"\n@ TXT "v=spf1 mx -all"' },
    ...{ verdict: 'wrong', code: 'spf-many' },
  },
  {
    ...{ ...from, what: 'SPF that cannot be read', records: '@ TXT "v=spf1 ipv4:192.0.2.10 -all"' },
    ...{ verdict: 'wrong', code: 'spf-invalid' },
  },
  {
    ...{ ...from, what: 'SPF that asks too much', outlets: ['192.0.2.99'] },
    records: `@ TXT "v=spf1 " ${includes.map((_, n) => `"include:i${n}.ZONE "`).join(' ')} "-all"\n${includes.join('')}`,
    ...{ verdict: 'wrong', code: 'spf-lookups' },
  },
  {
    ...{ ...from, what: 'SPF while nobody knows where mail leaves', records: spf, outlets: [] },
    host: 'inside.office.test',
    ...{ verdict: 'unknown', code: 'spf-no-address' },
  },

  { ...sign, what: 'the key that signs', records: goodDkim, verdict: 'good', code: 'dkim-good' },
  {
    ...{ ...sign, what: 'no key', records: '', verdict: 'wrong', code: 'dkim-missing' },
    publish: `v=DKIM1; k=rsa; p=${key}`,
  },
  {
    ...{ ...sign, what: 'another key', records: dkim(`v=DKIM1; k=rsa; p=${otherKey}`) },
    ...{ verdict: 'wrong', code: 'dkim-other-key', publish: `v=DKIM1; k=rsa; p=${key}` },
  },
  {
    ...{ ...sign, what: 'a revoked key', records: dkim('v=DKIM1; p=') },
    ...{ verdict: 'wrong', code: 'dkim-revoked' },
  },
  {
    ...{ ...sign, what: 'a key in testing', records: dkim(`v=DKIM1; t=y:s; p=${key}`) },
    ...{ verdict: 'advice', code: 'dkim-testing' },
  },
  {
    ...{ ...sign, what: 'a key for something else', records: dkim(`v=DKIM1; s=other; p=${key}`) },
    ...{ verdict: 'wrong', code: 'dkim-restricted' },
  },
  {
    ...{ ...sign, what: 'a key for SHA-1', records: dkim(`v=DKIM1; h=sha1; p=${key}`) },
    ...{ verdict: 'wrong', code: 'dkim-restricted' },
  },
  {
    ...{ ...sign, what: 'a short key', records: dkim(`p=${shortKey}`), key: shortKey },
    ...{ verdict: 'advice', code: 'dkim-short' },
  },
  {
    ...{ ...sign, what: 'two records', records: goodDkim + dkim('v=DKIM1; p=') },
    ...{ verdict: 'wrong', code: 'dkim-many' },
  },
  {
    ...{ ...sign, what: 'Ed25519 besides', ed25519: edKey },
    records: `${goodDkim}s2._domainkey TXT "v=DKIM1; k=ed25519; p=${edKey}"`,
    ...{ verdict: 'good', code: 'dkim-ed25519-good' },
  },

  {
    ...{ ...policy, what: 'a policy, SPF and DKIM', records: spf + goodDkim + strict },
    ...{ verdict: 'good', code: 'dmarc-pass' },
  },
  {
    ...{ ...policy, what: 'a policy further up the tree', sub: 'a.b.c' },
    ...{
      signingDomain: 'ZONE',
      records: `${goodDkim}${strict}a.b.c TXT "v=spf1 ip4:192.0.2.10 -all"`,
    },
    ...{ verdict: 'good', code: 'dmarc-pass' },
  },
  {
    ...{ ...policy, what: 'a tree that ends below (psd=n)', sub: 'shop', outlets: [] },
    host: 'inside.office.test',
    ...{ signingDomain: 'ZONE' },
    records: `${goodDkim}${strict}shop TXT "v=spf1 -all"\n_dmarc.shop TXT "v=DMARC1; p=reject; psd=n; rua=mailto:r@example.jp"`,
    ...{ verdict: 'unknown', code: 'dmarc-undecided' },
  },
  {
    ...{
      ...policy,
      what: 'no policy',
      records: spf + goodDkim,
      verdict: 'wrong',
      code: 'dmarc-missing',
    },
    publish: /^v=DMARC1; p=none; rua=mailto:/,
  },
  {
    ...{ ...policy, what: 'two policies', records: strict + dmarc('v=DMARC1; p=none') },
    ...{ verdict: 'wrong', code: 'dmarc-many' },
  },
  {
    ...{ ...policy, what: 'a policy that cannot be read' },
    records: spf + goodDkim + dmarc('v=DMARC1; p=refuse; rua=mailto:r@example.jp'),
    ...{ verdict: 'wrong', code: 'dmarc-invalid' },
  },
  {
    ...{ ...policy, what: 'a policy of none' },
    records: spf + goodDkim + dmarc('v=DMARC1; p=none; rua=mailto:r@example.jp'),
    ...{ verdict: 'advice', code: 'dmarc-none' },
    publish: 'v=DMARC1; p=quarantine; rua=mailto:r@example.jp',
  },
  {
    ...{ ...policy, what: 'a policy on trial' },
    records: spf + goodDkim + dmarc('v=DMARC1; p=reject; t=y; rua=mailto:r@example.jp'),
    ...{
      verdict: 'advice',
      code: 'dmarc-testing',
      publish: 'v=DMARC1; p=reject; rua=mailto:r@example.jp',
    },
  },
  {
    ...{ ...policy, what: 'a policy without reports' },
    records: spf + goodDkim + dmarc('v=DMARC1; p=reject'),
    ...{ verdict: 'advice', code: 'dmarc-no-reports', publish: /rua=mailto:/ },
  },
  {
    ...{ ...policy, what: 'neither SPF nor DKIM', records: strict },
    ...{ verdict: 'wrong', code: 'dmarc-not-aligned' },
  },
  {
    ...{ ...policy, what: 'a signature of another domain', signingDomain: 'office.test' },
    ...{ records: strict, verdict: 'wrong', code: 'dmarc-not-aligned' },
  },
  {
    ...{ ...policy, what: 'SPF alone', records: spf + strict },
    ...{ verdict: 'advice', code: 'dmarc-spf-only' },
  },
  {
    ...{ ...policy, what: 'DKIM alone', records: goodDkim + strict },
    ...{ verdict: 'advice', code: 'dmarc-dkim-only' },
  },

  {
    ...{ subject: 'bimi', what: 'a logo' },
    records: `${spf}${goodDkim}${strict}default._bimi TXT "v=BIMI1; l=https://example.jp/l.svg; a="`,
    ...{ verdict: 'good', code: 'bimi-found' },
  },
  {
    ...{ subject: 'bimi', what: 'no logo', records: spf + goodDkim + strict },
    ...{ verdict: 'advice', code: 'bimi-missing', publish: /^v=BIMI1;/ },
  },
  {
    ...{ subject: 'bimi', what: 'a logo without encryption' },
    records: `${spf}${goodDkim}${strict}default._bimi TXT "v=BIMI1; l=http://example.jp/l.svg"`,
    ...{ verdict: 'wrong', code: 'bimi-invalid' },
  },
  {
    ...{ subject: 'bimi', what: 'no wish for a logo' },
    records: `${spf}${goodDkim}${strict}default._bimi TXT "v=BIMI1; l=; a="`,
    ...{ verdict: 'good', code: 'bimi-declined' },
  },
  {
    ...{ subject: 'bimi', what: 'a policy too lax for a logo' },
    records: spf + goodDkim + dmarc('v=DMARC1; p=none; rua=mailto:r@example.jp'),
    ...{ verdict: 'advice', code: 'bimi-waits' },
  },

  {
    subject: 'relay',
    what: 'a relay with a name',
    records: '',
    verdict: 'good',
    code: 'relay-resolves',
  },
  {
    ...{ subject: 'relay', what: 'a relay that nobody knows', host: 'nowhere.office.test' },
    ...{ records: '', verdict: 'wrong', code: 'relay-unknown' },
  },
  { subject: 'ptr', what: 'a name both ways', records: '', verdict: 'good', code: 'ptr-good' },
  {
    ...{ subject: 'ptr', what: 'no name', outlets: ['192.0.2.11'], records: '' },
    ...{ verdict: 'wrong', code: 'ptr-missing', publish: 'relay.office.test.' },
  },
  {
    ...{
      subject: 'ptr',
      what: 'a name that leads elsewhere',
      outlets: ['192.0.2.12'],
      records: '',
    },
    ...{ verdict: 'wrong', code: 'ptr-mismatch' },
  },
  {
    ...{ subject: 'ptr', what: 'IPv6 both ways', outlets: ['2001:db8:0:0::10'], records: '' },
    ...{ verdict: 'good', code: 'ptr-good' },
  },
  {
    ...{ subject: 'ptr', what: 'an address inside', outlets: ['10.1.2.3'], records: '' },
    ...{ verdict: 'advice', code: 'ptr-private' },
  },
  {
    ...{ subject: 'ptr', what: 'no address', outlets: [], host: 'inside.office.test', records: '' },
    ...{ verdict: 'unknown', code: 'ptr-no-address' },
  },

  {
    ...{ subject: 'mta-sts', what: 'MTA-STS', records: stsRecord + mx },
    ...{ policy: stsPolicy('enforce', 'mail.ZONE'), verdict: 'good', code: 'mta-sts-good' },
  },
  {
    ...{ subject: 'mta-sts', what: 'MTA-STS that is tried', records: stsRecord + mx },
    ...{ policy: stsPolicy('testing', '*.ZONE'), verdict: 'advice', code: 'mta-sts-testing' },
  },
  {
    ...{ subject: 'mta-sts', what: 'MTA-STS that is off', records: stsRecord + mx },
    ...{ policy: stsPolicy('none'), verdict: 'advice', code: 'mta-sts-off' },
    publish: /^mode: testing$/m,
  },
  {
    ...{ subject: 'mta-sts', what: 'MTA-STS for other hosts', records: stsRecord + mx },
    ...{ policy: stsPolicy('enforce', 'mx.example.jp'), verdict: 'wrong', code: 'mta-sts-host' },
    publish: /^mx: mail\.case-\d+\.test$/m,
  },
  {
    ...{ subject: 'mta-sts', what: 'MTA-STS without its file', records: stsRecord + mx },
    ...{ verdict: 'wrong', code: 'mta-sts-unread', publish: /^version: STSv1$/m },
  },
  {
    ...{ subject: 'mta-sts', what: 'no MTA-STS', records: mx },
    ...{ verdict: 'advice', code: 'mta-sts-missing', publish: /^v=STSv1; id=20261124000000;$/m },
  },
  {
    ...{ subject: 'mta-sts', what: 'MTA-STS without an id', records: '_mta-sts TXT "v=STSv1;"' },
    ...{ verdict: 'wrong', code: 'mta-sts-invalid' },
  },
  {
    ...{ subject: 'mta-sts', what: 'MTA-STS twice' },
    records: '_mta-sts TXT "v=STSv1; id=1"\n_mta-sts TXT "v=STSv1; id=2"',
    ...{ verdict: 'wrong', code: 'mta-sts-many' },
  },
  {
    ...{ subject: 'tls-rpt', what: 'reports about TLS' },
    records: '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls@example.jp"',
    ...{ verdict: 'good', code: 'tls-rpt-found' },
  },
  {
    ...{ subject: 'tls-rpt', what: 'no reports about TLS', records: '' },
    ...{ verdict: 'advice', code: 'tls-rpt-missing', publish: /^v=TLSRPTv1; rua=mailto:/ },
  },
  {
    ...{ subject: 'tls-rpt', what: 'reports to nowhere', records: '_smtp._tls TXT "v=TLSRPTv1;"' },
    ...{ verdict: 'wrong', code: 'tls-rpt-invalid' },
  },
  {
    ...{ subject: 'tls-rpt', what: 'reports twice' },
    records:
      '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:a@b.jp"\n_smtp._tls TXT "v=TLSRPTv1; rua=mailto:c@d.jp"',
    ...{ verdict: 'wrong', code: 'tls-rpt-many' },
  },
  {
    ...{ subject: 'dane', what: 'DANE', records: mx + tlsa(3), dnssec: 'signed' },
    ...{ verdict: 'good', code: 'dane-good' },
  },
  {
    ...{ subject: 'dane', what: 'DANE of another key', records: mx + tlsa(3), dnssec: 'signed' },
    ...{ shows: changed, verdict: 'wrong', code: 'dane-mismatch', publish: /^3 1 1 [0-9a-f]{64}$/ },
  },
  {
    ...{ subject: 'dane', what: 'DANE out of reach', records: mx + tlsa(3), dnssec: 'signed' },
    ...{ shows: null, verdict: 'unknown', code: 'dane-untried' },
  },
  {
    ...{ subject: 'dane', what: 'DANE that nobody signed', records: mx + tlsa(3) },
    ...{ verdict: 'wrong', code: 'dane-not-validated' },
  },
  {
    ...{ subject: 'dane', what: 'DANE for web servers', records: mx + tlsa(1), dnssec: 'signed' },
    ...{ verdict: 'wrong', code: 'dane-unusable' },
  },
  {
    ...{ subject: 'dane', what: 'no DANE', records: mx, dnssec: 'signed' },
    ...{ verdict: 'advice', code: 'dane-missing', publish: `3 1 1 ${shownKey}` },
  },
]

/** Of one case, so that each has its own. */
export function zoneNameOf(one: VerdictCase): string {
  return `case-${verdictCases.indexOf(one) + 1}.test`
}
