import { hash, X509Certificate } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StsStanding } from '../../../main/deliverability/sts-book.ts'
import { DomainRefused } from '../../../main/sending/mx/domain-refused.ts'
import { createAuthority, createSelfSigned } from '../../support/certificate.ts'
import { runDispatch } from '../../support/dispatch-run.ts'
import { dnsServerMissing } from '../../support/dns-server.ts'
import { type OpenerChange, startMailWorld, type TestMailWorld } from '../../support/mail-world.ts'

const missing = dnsServerMissing()
if (missing !== null) console.warn(`No DNS server to ask: ${missing}`)

const authority = createAuthority()
const good = authority.issue({ names: ['mx1.good.test'] })
const named = authority.issue({ names: ['anchored.test'] })
const stranger = createSelfSigned(['mx.other.test'])
const spki = (pem: string) =>
  hash('sha256', new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' }))
const whole = (pem: string) => hash('sha256', new X509Certificate(pem).raw)

const clear = () => ['PIPELINING', 'SIZE 10240000', 'ENHANCEDSTATUSCODES']
const hostAt = (n: number) => ({ address: `127.0.0.${n}` })

/** By domain, what becomes of a message to it, and why. */
interface Case {
  readonly domain: string
  readonly change?: OpenerChange
  readonly state: 'sent' | 'deferred' | 'failed'
  readonly code?: string
  readonly reply?: RegExp
  /** Which host took it. */
  readonly by?: string
}

const enforce = (mx: readonly string[]): StsStanding => ({
  ...{ kind: 'policy', isCached: false },
  policy: { mode: 'enforce', mx, maxAge: 86_400 },
})
const sts = (standing: StsStanding): OpenerChange => ({ sts: async () => standing })

const cases: readonly Case[] = [
  { domain: 'good.test', state: 'sent', by: 'mx1.good.test' },
  { domain: 'backup.test', state: 'sent', by: 'mx1.good.test' },
  { domain: 'implicit.test', state: 'sent', by: 'implicit.test' },
  { domain: 'alias.test', state: 'sent', by: 'mx1.good.test' },
  { domain: 'none.test', state: 'failed', code: '556 5.1.10' },
  { domain: 'nobody.test', state: 'failed', code: '550 5.1.2' },
  { domain: 'empty.test', state: 'failed', code: '550 5.1.2' },
  { domain: 'adrift.test', state: 'failed', code: '550 5.4.4' },
  { domain: '[127.0.0.2]', state: 'failed', code: '550 5.1.2' },
  { domain: '127.0.0.2', state: 'failed', code: '550 5.1.2' },
  { domain: 'ours.test', state: 'failed', code: '554 5.4.6' },
  {
    domain: 'good.test',
    change: { ownAddresses: ['127.0.0.2'] },
    ...{ state: 'failed', code: '554 5.4.6' },
  },
  { domain: 'bogus.test', state: 'deferred', code: '451 4.4.3', reply: /SERVFAIL/ },
  { domain: 'closed.test', state: 'deferred', code: '451 4.4.1', reply: /ECONNREFUSED/ },
  { domain: 'busy.test', state: 'deferred', code: '451 4.4.1', reply: /421/ },
  { domain: 'clear.test', state: 'deferred', code: '454 4.7.5', reply: /starttls-missing/ },
  { domain: 'clear.test', change: { tls: 'opportunistic' }, state: 'sent', by: 'mx.clear.test' },
  { domain: 'stranger.test', state: 'sent', by: 'mx.stranger.test' },
  {
    domain: 'stranger.test',
    change: { tls: 'verified' },
    ...{ state: 'deferred', code: '454 4.7.5', reply: /certificate-/ },
  },
  // RFC 8461
  {
    domain: 'good.test',
    change: sts(enforce(['*.good.test'])),
    state: 'sent',
    by: 'mx1.good.test',
  },
  {
    domain: 'good.test',
    change: sts(enforce(['mx1.elsewhere.test'])),
    ...{ state: 'deferred', code: '454 4.7.5', reply: /sts-not-named/ },
  },
  {
    domain: 'stranger.test',
    change: sts(enforce(['mx.stranger.test'])),
    ...{ state: 'deferred', code: '454 4.7.5', reply: /certificate-/ },
  },
  {
    domain: 'clear.test',
    change: { tls: 'opportunistic', ...sts({ kind: 'unreadable', reason: 'HTTP 500' }) },
    ...{ state: 'deferred', code: '454 4.7.5', reply: /starttls-missing/ },
  },
  // RFC 7672
  { domain: 'dane.test', state: 'sent', by: 'mx.dane.test' },
  {
    domain: 'dane.test',
    change: sts(enforce(['another.test'])),
    ...{ state: 'sent', by: 'mx.dane.test' },
  },
  { domain: 'anchored.test', state: 'sent', by: 'mx.anchored.test' },
  { domain: 'mismatch.test', state: 'deferred', code: '454 4.7.5', reply: /dane-mismatch/ },
  {
    domain: 'mismatch.test',
    change: { tls: 'opportunistic' },
    ...{ state: 'deferred', code: '454 4.7.5', reply: /dane-mismatch/ },
  },
  { domain: 'unusable.test', state: 'sent', by: 'mx.unusable.test' },
  {
    domain: 'unusable-clear.test',
    change: { tls: 'opportunistic' },
    ...{ state: 'deferred', code: '454 4.7.5', reply: /starttls-missing/ },
  },
  // Not signed, so that nobody vouches for its TLSA record.
  { domain: 'unsigned.test', state: 'sent', by: 'mx.unsigned.test' },
]

describe.skipIf(missing !== null)('a message to a domain whose mail hosts are', () => {
  let world: TestMailWorld
  beforeAll(async () => {
    world = await startMailWorld({
      authority,
      hosts: {
        'mx1.good.test': { ...hostAt(2), certificate: () => good },
        'mx.clear.test': { ...hostAt(3), capabilities: clear },
        'mx.stranger.test': { ...hostAt(4), certificate: () => stranger },
        'implicit.test': hostAt(5),
        'mx.dane.test': { ...hostAt(6), certificate: () => stranger },
        'mx.anchored.test': { ...hostAt(7), certificate: () => named },
        'mx.mismatch.test': hostAt(8),
        'mx.unusable.test': { ...hostAt(9), certificate: () => stranger },
        'mx.unsigned.test': hostAt(10),
        'mx.busy.test': {
          ...hostAt(11),
          act: ({ stage }) => (stage === 'greeting' ? { say: '421 4.3.2 busy' } : null),
        },
        'mx.unusable-clear.test': { ...hostAt(12), capabilities: clear },
      },
      zones: (port) => ({
        'good.test': { records: '@ MX 10 mx1\nmx1 A 127.0.0.2' },
        'backup.test': {
          records: '@ MX 5 dead\n@ MX 20 mx1.good.test.\ndead A 127.0.0.99',
        },
        'implicit.test': { records: '@ A 127.0.0.5' },
        'alias.test': { records: '@ MX 10 mail\nmail CNAME mx1.good.test.' },
        'none.test': { records: '@ MX 0 .' },
        'empty.test': { records: 'www A 127.0.0.2' },
        'adrift.test': { records: '@ MX 10 nowhere' },
        'ours.test': { records: '@ MX 10 sender.example.jp.\n@ MX 20 mx1.good.test.' },
        'bogus.test': {
          records: '@ MX 10 signed-value\nsigned-value A 127.0.0.2',
          dnssec: 'broken',
        },
        'closed.test': { records: '@ MX 10 mx\nmx A 127.0.0.98' },
        'busy.test': { records: '@ MX 10 mx\nmx A 127.0.0.11' },
        'clear.test': { records: '@ MX 10 mx\nmx A 127.0.0.3' },
        'stranger.test': { records: '@ MX 10 mx\nmx A 127.0.0.4' },
        'dane.test': {
          records: `@ MX 10 mx\nmx A 127.0.0.6
_${port}._tcp.mx TLSA 3 1 1 ${spki(stranger.certificatePem)}`,
          dnssec: 'signed',
        },
        'anchored.test': {
          records: `@ MX 10 mx\nmx A 127.0.0.7
_${port}._tcp.mx TLSA 2 0 1 ${whole(authority.certificatePem)}
_${port}._tcp.mx TLSA 2 1 0 ${new X509Certificate(authority.certificatePem).publicKey
            .export({ type: 'spki', format: 'der' })
            .toString('hex')}`,
          dnssec: 'signed',
        },
        'mismatch.test': {
          records: `@ MX 10 mx\nmx A 127.0.0.8\n_${port}._tcp.mx TLSA 3 1 1 ${'ab'.repeat(32)}`,
          dnssec: 'signed',
        },
        'unusable.test': {
          records: `@ MX 10 mx\nmx A 127.0.0.9\n_${port}._tcp.mx TLSA 1 1 1 ${'ab'.repeat(32)}`,
          dnssec: 'signed',
        },
        'unusable-clear.test': {
          records: `@ MX 10 mx\nmx A 127.0.0.12\n_${port}._tcp.mx TLSA 1 1 1 ${'ab'.repeat(32)}`,
          dnssec: 'signed',
        },
        'unsigned.test': {
          records: `@ MX 10 mx\nmx A 127.0.0.10\n_${port}._tcp.mx TLSA 3 1 1 ${'ab'.repeat(32)}`,
        },
      }),
    })
  })
  afterAll(() => world?.close())

  const plain = cases.filter(({ change }) => change === undefined)
  const changed = cases.filter(({ change }) => change !== undefined)

  it('goes where each domain takes it, or says why not, in one run that nothing holds up', async () => {
    const rows = plain.flatMap((each) => [each, each, each])
    const run = await runDispatch(
      { host: '127.0.0.1', port: world.port, caPem: '' },
      {
        ...{ count: rows.length, direct: world.open() },
        addressOf: (index) => `user${index}@${rows[index]?.domain}`,
        // What may be tried again is due after the end: the run is over without it.
        until: Date.now() + 6_000,
      },
    )
    expect(run).toMatchObject({ end: 'finished', problem: null })
    for (const [at, { domain, state, code, reply, by }] of rows.entries()) {
      const row = run.deliveries[at]
      expect({ domain, state: row?.state }).toEqual({ domain, state })
      if (code !== undefined) expect({ domain, code: row?.code }).toEqual({ domain, code })
      if (reply !== undefined) expect(row?.reply).toMatch(reply)
      const took = Object.entries(world.hosts).filter(([, { accepted }]) =>
        accepted.some(({ recipient }) => recipient === row?.address),
      )
      expect({ domain, took: took.map(([name]) => name) }).toEqual({
        ...{ domain, took: by === undefined ? [] : [by] },
      })
    }
    const all = Object.values(world.hosts).flatMap(({ lines }) => lines)
    expect(all.filter((each) => /^MAIL/.test(each.text) && !each.isSecure)).toEqual([])
    expect(all.find((each) => /^EHLO/.test(each.text))?.text).toBe('EHLO sender.example.jp')
  })

  it.each(changed)(
    '$domain under $change: $state $code',
    async ({ domain, change, ...expected }) => {
      const said = await world
        .open(change)(domain)
        .then(
          (session) => {
            session.connection.close()
            return { state: 'sent', by: session.host, code: undefined, reply: '' }
          },
          (error: unknown) => {
            if (!(error instanceof DomainRefused)) throw error
            const state = error.move === 'defer' ? 'deferred' : 'failed'
            return { state, by: undefined, code: error.code, reply: error.reply }
          },
        )
      const { state, by, code } = said
      expect({ state, by, code }).toEqual({
        state: expected.state,
        by: expected.by,
        code: expected.code,
      })
      if (expected.reply !== undefined) expect(said.reply).toMatch(expected.reply)
    },
  )
})
