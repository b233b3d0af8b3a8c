import { afterEach, describe, expect, it } from 'vitest'
import { publicKeyHashOf } from '../../../main/sending/smtp/tls-rule.ts'
import { createAuthority, createSelfSigned } from '../../support/certificate.ts'
import { runDispatch } from '../../support/dispatch-run.ts'
import { type PeerOptions, type SmtpPeer, startPeer } from '../../support/smtp-peer.ts'

/** Several relays of one route: the next is asked when one is out of reach, never when it is wrong. */
const peers: SmtpPeer[] = []
const start = async (options: PeerOptions = {}) => {
  const peer = await startPeer(options)
  peers.push(peer)
  return peer
}
afterEach(() => Promise.all(peers.splice(0).map((each) => each.close())))

const asFallback = (peer: SmtpPeer) => ({
  ...{ host: peer.host, port: peer.port, tls: 'starttls' as const, ca: peer.caPem },
  ...{ user: 'second', pins: [] },
})

describe('a route with two relays', () => {
  it.each<[string, PeerOptions]>([
    ['is closed', { act: ({ stage }) => (stage === 'greeting' ? { hangUp: 'reset' } : null) }],
    [
      'is busy',
      {
        act: ({ stage }) =>
          stage === 'greeting' ? { hangUp: 'end', say: '421 4.3.2 full' } : null,
      },
    ],
  ])('uses the second while the first %s, with the second password', async (_name, options) => {
    const first = await start(options)
    const second = await start()
    const run = await runDispatch(first, {
      count: 20,
      transport: { fallbacks: [asFallback(second)] },
      secrets: { fallbackPasswords: ['other'] },
    })
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 20 } })
    expect(second.accepted).toHaveLength(20)
    const plain = Buffer.from('\0second\0other').toString('base64')
    expect(second.lines.map(({ text }) => text)).toContain(`AUTH PLAIN ${plain}`)
  })

  it.each<[string, PeerOptions, string]>([
    [
      'the password',
      { act: ({ stage }) => (stage === 'auth' ? { say: '535 5.7.8 no' } : null) },
      'sending.auth-refused',
    ],
    [
      'the certificate',
      { certificate: () => createSelfSigned(['127.0.0.1']) },
      'sending.certificate-untrusted',
    ],
    [
      'STARTTLS',
      { act: ({ stage }) => (stage === 'starttls' ? { say: '454 4.7.0 no' } : null) },
      'sending.starttls-missing',
    ],
  ])('halts and asks nobody else when %s of the first is wrong', async (_name, options, code) => {
    const first = await start(options)
    const second = await start()
    const run = await runDispatch(first, {
      count: 5,
      transport: { fallbacks: [asFallback(second)] },
    })
    expect(run).toMatchObject({ end: 'halted', problem: { code } })
    expect(second.sessions()).toBe(0)
  })

  it('keeps what it learned of one from the other: M13', async () => {
    const first = await start({
      act: ({ stage, session }) =>
        stage === 'greeting' && session > 2 ? { hangUp: 'end', say: '421 4.3.2 full' } : null,
      capabilities: (isSecure) => (isSecure ? ['SIZE 1', 'AUTH PLAIN'] : ['STARTTLS']),
    })
    const second = await start()
    const run = await runDispatch(first, {
      count: 6,
      connectionsMax: 1,
      transport: { fallbacks: [asFallback(second)] },
    })
    // Too large for the first is no verdict of the second.
    expect(run.end).toBe('finished')
    expect(second.accepted).toHaveLength(run.counts.sent ?? 0)
  })
})

describe('M03: pinned keys', () => {
  const authority = createAuthority()
  const [now, next, other] = [1, 2, 3].map(() => authority.issue({ names: ['127.0.0.1'] }))
  const pinOf = (issued: typeof now) =>
    publicKeyHashOf(Buffer.from(issued?.certificatePem ?? '', 'latin1'))

  it.each([
    ['the first', now],
    ['the second, after a rotation', next],
  ])('a relay that shows %s is the one that was meant', async (_name, shown) => {
    if (!shown) throw new Error('no certificate')
    const peer = await start({ certificate: () => shown })
    const run = await runDispatch(
      { ...peer, caPem: authority.certificatePem },
      { count: 3, transport: { pins: [pinOf(now), pinOf(next)] } },
    )
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 3 } })
  })

  it('another key of the same authority halts the run before AUTH', async () => {
    if (!other) throw new Error('no certificate')
    const peer = await start({ certificate: () => other })
    const run = await runDispatch(
      { ...peer, caPem: authority.certificatePem },
      { count: 3, transport: { pins: [pinOf(now), pinOf(next)] } },
    )
    expect(run).toMatchObject({
      end: 'halted',
      problem: { code: 'sending.certificate-pin' },
      counts: { new: 3 },
    })
    expect(peer.lines.some(({ text }) => text.startsWith('AUTH'))).toBe(false)
  })
})
