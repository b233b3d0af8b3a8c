import { afterEach, expect, it } from 'vitest'
import { createAuthority, createSelfSigned, type Issued } from '../../support/certificate.ts'
import { runDispatch } from '../../support/dispatch-run.ts'
import {
  type PeerOptions,
  type SmtpPeer,
  startPeer,
  usualCapabilities,
} from '../../support/smtp-peer.ts'

let peer: SmtpPeer
afterEach(() => peer.close())

/** Nothing of a message, and no password, may have been seen outside TLS. */
function expectNothingInPlaintext(): void {
  const open = peer.lines.filter(({ isSecure }) => !isSecure).map(({ text }) => text)
  expect(open.filter((line) => !/^(EHLO|STARTTLS|QUIT)/.test(line))).toEqual([])
}

async function expectHalt(options: PeerOptions, code: string, pinned?: string): Promise<void> {
  await haltedRun(options, code, pinned)
}

async function haltedRun(options: PeerOptions, code: string, pinned?: string) {
  peer = await startPeer(options)
  const run = await runDispatch(pinned ? { ...peer, caPem: pinned } : peer, { count: 5 })
  expect(run).toMatchObject({ end: 'halted', problem: { code }, counts: { new: 5 } })
  expect(peer.accepted).toHaveLength(0)
  expectNothingInPlaintext()
  return run
}

it('M01: no STARTTLS offered', async () => {
  await expectHalt({ capabilities: () => ['PIPELINING', 'AUTH PLAIN'] }, 'sending.starttls-missing')
})

it.each(['454 4.7.0 not now', '502 5.5.1 no'])('M01: STARTTLS answered with %s', (say) =>
  expectHalt(
    { act: ({ stage }) => (stage === 'starttls' ? { say } : null) },
    'sending.starttls-missing',
  ),
)

it('M01: EHLO refused: no HELO, no plaintext', () =>
  expectHalt(
    { act: ({ stage }) => (stage === 'ehlo' ? { say: '502 5.5.1 what' } : null) },
    'sending.greeting-refused',
  ))

it.each([
  ['a whole reply', '220 ok\r\n250-AUTH PLAIN LOGIN\r\n250 SIZE 1\r\n'],
  ['half a reply', '220 ok\r\n250-AUTH PL'],
  ['bytes that are no reply', '220 ok\r\n\x00\x01\x02'],
])('M02: %s behind the 220, in the same packet', (_name, raw) =>
  expectHalt(
    { act: ({ stage }) => (stage === 'starttls' ? { raw } : null) },
    'sending.starttls-injected',
  ),
)

it('M02: bytes behind the 220 in a packet of their own', () =>
  expectHalt(
    {
      act: ({ stage }) =>
        stage === 'starttls'
          ? { raw: '220 ok\r\n250-AUTH PLAIN\r\n', pieceBytes: 8, pauseMs: 30 }
          : null,
    },
    'sending.starttls-injected',
  ))

it('M02: what the peer said before TLS is forgotten', async () => {
  peer = await startPeer({
    capabilities: (isSecure) =>
      isSecure ? ['AUTH LOGIN'] : ['STARTTLS', 'PIPELINING', 'SIZE 10', 'AUTH PLAIN'],
  })
  const run = await runDispatch(peer, { count: 3, connectionsMax: 1 })
  expect(run).toMatchObject({ end: 'finished', counts: { sent: 3 } })
  const lines = peer.lines.map(({ text }) => text)
  expect(lines.some((line) => line.startsWith('AUTH LOGIN'))).toBe(true)
  expect(lines.some((line) => line.includes('SIZE='))).toBe(false)
})

const day = 86_400_000
const own = createAuthority()

it.each<[string, () => Issued, string, string]>([
  [
    'expired',
    () =>
      own.issue({
        names: ['127.0.0.1'],
        notBefore: new Date(Date.now() - 9 * day),
        notAfter: new Date(Date.now() - day),
      }),
    'sending.certificate-expired',
    own.certificatePem,
  ],
  [
    'for another host',
    () => own.issue({ names: ['mail.example.org'] }),
    'sending.certificate-name',
    own.certificatePem,
  ],
  [
    'self-signed',
    () => createSelfSigned(['127.0.0.1']),
    'sending.certificate-untrusted',
    own.certificatePem,
  ],
  [
    'of an authority that is not pinned',
    () => createAuthority().issue({ names: ['127.0.0.1'] }),
    'sending.certificate-untrusted',
    own.certificatePem,
  ],
])('M03: certificate %s', (_name, issue, code, pinned) =>
  expectHalt({ certificate: issue }, code, pinned),
)

it('M03: TLS 1.1 at most', () =>
  expectHalt({ tls: { minVersion: 'TLSv1', maxVersion: 'TLSv1.1' } }, 'sending.tls-too-old'))

it('M03, M13: another certificate in the middle of the run', async () => {
  peer = await startPeer({
    certificate: () => own.issue({ names: ['127.0.0.1'] }),
    act: ({ stage, nth }) =>
      stage === 'mail' && nth > 3 ? { hangUp: 'end', say: '421 4.3.2 bye' } : null,
  })
  const run = await runDispatch(
    { ...peer, caPem: own.certificatePem },
    { count: 30, connectionsMax: 1 },
  )
  expect(run).toMatchObject({ end: 'halted', problem: { code: 'sending.certificate-changed' } })
  expect(run.counts).toMatchObject({ sent: 3, new: 27 })
  expect(peer.accepted).toHaveLength(3)
})

it('sends over implicit TLS as well', async () => {
  peer = await startPeer({ implicitTls: true })
  const run = await runDispatch(peer, { count: 8, route: { tls: 'implicit' } })
  expect(run).toMatchObject({ end: 'finished', counts: { sent: 8 } })
  expect(peer.lines.every(({ isSecure }) => isSecure)).toBe(true)
})

it.each([
  ['PLAIN', 'AUTH PLAIN AHNla2lzaG8Ac2VjcmV0'],
  ['LOGIN', 'c2VjcmV0'],
  ['CRAM-MD5', 'AUTH CRAM-MD5'],
])('signs in with %s', async (mechanism, line) => {
  peer = await startPeer({
    capabilities: (isSecure) => (isSecure ? [`AUTH ${mechanism} X-OTHER`] : ['STARTTLS']),
  })
  const run = await runDispatch(peer, { count: 2 })
  expect(run).toMatchObject({ end: 'finished', counts: { sent: 2 } })
  expect(peer.lines).toContainEqual({ text: line, isSecure: true })
})

it('asks once for a password that is refused, and never again', async () => {
  const run = await haltedRun(
    { act: ({ stage }) => (stage === 'auth' ? { say: '535 5.7.8 no' } : null) },
    'sending.auth-refused',
  )
  expect(run.problem?.params).toEqual({ host: '127.0.0.1', user: 'sekisho' })
  // Two sessions may have begun at the same time; none begins after the refusal.
  expect(peer.sessions()).toBeLessThanOrEqual(2)
})

it('waits when the relay cannot check passwords for now', async () => {
  peer = await startPeer({
    act: ({ stage, session }) =>
      stage === 'auth' && session < 3 ? { say: '454 4.7.0 later' } : null,
  })
  const run = await runDispatch(peer, { count: 3 })
  expect(run).toMatchObject({ end: 'finished', counts: { sent: 3 } })
})

it('names what is offered when it can use none of it', () =>
  expectHalt(
    { capabilities: (isSecure) => (isSecure ? ['AUTH GSSAPI NTLM'] : usualCapabilities(false)) },
    'sending.auth-mechanism',
  ))
