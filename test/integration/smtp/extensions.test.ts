import { afterEach, describe, expect, it } from 'vitest'
import { recipientOf, runDispatch } from '../../support/dispatch-run.ts'
import {
  type PeerOptions,
  type SmtpPeer,
  startPeer,
  usualCapabilities,
} from '../../support/smtp-peer.ts'

/** SMTP extensions: used where they are offered, survived where the offer is not kept. */
let peer: SmtpPeer
afterEach(() => peer.close())

type Capable = NonNullable<PeerOptions['capabilities']>
const offering =
  (...more: readonly string[]): Capable =>
  (isSecure) => [...usualCapabilities(isSecure), ...more]
const withoutPipelining =
  (...more: readonly string[]): Capable =>
  (isSecure) => [...usualCapabilities(isSecure).filter((each) => each !== 'PIPELINING'), ...more]
const verbs = () => peer.lines.map(({ text }) => text.split(/[ :]/)[0])

describe('CHUNKING', () => {
  it.each([
    ['with PIPELINING', offering('CHUNKING')],
    ['without PIPELINING', withoutPipelining('CHUNKING')],
  ])('sends by BDAT %s, every byte as it was meant and never DATA', async (_name, capabilities) => {
    peer = await startPeer({ capabilities })
    const run = await runDispatch(peer, { count: 40, transport: { chunking: true } })
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 40 } })
    expect(verbs()).not.toContain('DATA')
    const mail = peer.accepted.find(({ recipient }) => recipient === recipientOf(7))
    expect(mail?.bytes.toString()).toMatch(/^From: .*Subject: 7\r\n\r\nhello 7\r\n\.dot\r\n$/s)
  })

  it('stays with DATA when the route does not ask for it', async () => {
    peer = await startPeer({ capabilities: offering('CHUNKING') })
    const run = await runDispatch(peer, { count: 3 })
    expect(run.counts).toEqual({ sent: 3 })
    expect(verbs()).not.toContain('BDAT')
  })

  it('falls back to DATA on other connections when BDAT is offered and not known', async () => {
    // Such a server reads content as commands: it must have seen nothing but our first header line.
    peer = await startPeer({ capabilities: offering('CHUNKING'), bdatsMax: 0 })
    const run = await runDispatch(peer, {
      ...{ count: 12, transport: { chunking: true }, connectionsMax: 2 },
      messageOf: (index, to) =>
        Buffer.from(
          `From: <info@example.jp>\r\nTo: <${to}>\r\nSubject: ${index}\r\n\r\nMAIL FROM:<evil@example.jp>\r\nRCPT TO:<victim@example.jp>\r\nDATA\r\n`,
        ),
    })
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 12 } })
    expect(peer.lines.some(({ text }) => text.includes('evil@'))).toBe(false)
    expect(peer.accepted.map(({ recipient }) => recipient)).toHaveLength(12)
    expect(run.deliveries.every(({ attempts }) => attempts <= 2)).toBe(true)
  })

  it.each([
    ['552 5.3.4 too big', 'failed', 1],
    ['451 4.3.0 later', 'deferred', 1],
  ])('takes %s to a chunk as the answer to the message', async (say, state, count) => {
    peer = await startPeer({
      capabilities: offering('CHUNKING'),
      act: ({ stage, recipient, nth }) =>
        stage === 'chunk' && recipient === recipientOf(5) && nth > 1 ? { say } : null,
    })
    const run = await runDispatch(peer, {
      ...{ count: 10, transport: { chunking: true }, connectionsMax: 1 },
      until: Date.now() + 3_000,
    })
    expect(run.counts[state]).toBe(count)
    expect(peer.accepted.filter(({ recipient }) => recipient === recipientOf(5))).toEqual([])
    expect(peer.accepted).toHaveLength(run.counts.sent ?? 0)
  })

  it('holds in doubt what was lost behind LAST, and nothing that was lost before it', async () => {
    peer = await startPeer({
      capabilities: offering('CHUNKING'),
      act: ({ stage, recipient, session }) =>
        (stage === 'dot' && recipient === recipientOf(3)) || (stage === 'chunk' && session === 1)
          ? { hangUp: 'reset' }
          : null,
    })
    const run = await runDispatch(peer, { count: 10, transport: { chunking: true } })
    const doubtful = run.deliveries.filter(({ state }) => state === 'in-doubt')
    expect(doubtful.map(({ address }) => address)).toContain(recipientOf(3))
    expect((run.counts.sent ?? 0) + doubtful.length).toBe(10)
    expect(peer.accepted).toHaveLength(run.counts.sent ?? 0)
  })
})

describe('PIPELINING that is offered and not kept', () => {
  const timeouts = { mail: 700, rcpt: 700, data: 700, dot: 5_000 }

  it('is given up after the first answer that never comes', async () => {
    peer = await startPeer({ discardsPipelined: true })
    const run = await runDispatch(peer, { count: 10, timeouts, connectionsMax: 2 })
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 10 } })
    expect(peer.accepted).toHaveLength(10)
  })

  it('is given up when commands behind the first are not understood; no mailbox is blamed', async () => {
    peer = await startPeer({
      act: ({ stage, session }) =>
        stage === 'rcpt' && session <= 2 ? { say: '503 5.5.1 bad sequence' } : null,
    })
    const run = await runDispatch(peer, { count: 10, connectionsMax: 2 })
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 10 } })
    expect(run.deliveries.some(({ state }) => state === 'failed')).toBe(false)
  })
})

describe('DSN', () => {
  it('asks for reports of failures under an id of ours, where it is offered and wanted', async () => {
    peer = await startPeer({ capabilities: offering('DSN') })
    const run = await runDispatch(peer, { count: 2, transport: { dsn: true } })
    expect(run.counts).toEqual({ sent: 2 })
    const lines = peer.lines.map(({ text }) => text)
    expect(lines).toContainEqual(
      expect.stringMatching(/^MAIL FROM:<info@example\.jp> SIZE=\d+ RET=HDRS ENVID=id-0$/),
    )
    expect(lines).toContain(
      `RCPT TO:<${recipientOf(1)}> NOTIFY=FAILURE ORCPT=rfc822;${recipientOf(1)}`,
    )
  })

  it('asks nothing of a relay that does not offer it', async () => {
    peer = await startPeer()
    await runDispatch(peer, { count: 2, transport: { dsn: true } })
    expect(peer.lines.some(({ text }) => /ENVID|NOTIFY/.test(text))).toBe(false)
  })
})

it('shows a token to XOAUTH2 alone', async () => {
  peer = await startPeer({
    capabilities: (isSecure) => (isSecure ? ['AUTH PLAIN LOGIN XOAUTH2'] : ['STARTTLS']),
  })
  const run = await runDispatch(peer, { count: 2, transport: { auth: 'token' } })
  expect(run.counts).toEqual({ sent: 2 })
  const auth = peer.lines.filter(({ text }) => text.startsWith('AUTH'))
  expect(auth.length).toBeGreaterThan(0)
  expect(auth.every(({ text, isSecure }) => /^AUTH XOAUTH2 /.test(text) && isSecure)).toBe(true)
})

it('M11 connection caps: opens no more connections than the relay takes, and loses nothing by trying', async () => {
  peer = await startPeer({ connectionsMax: 3 })
  const run = await runDispatch(peer, { count: 150, connectionsMax: 10 })
  expect(run).toMatchObject({ end: 'finished', counts: { sent: 150 } })
  expect(peer.accepted).toHaveLength(150)
})
