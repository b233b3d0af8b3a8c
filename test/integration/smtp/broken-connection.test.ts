import { afterEach, describe, expect, it } from 'vitest'
import { recipientOf, runDispatch } from '../../support/dispatch-run.ts'
import {
  type PeerAct,
  type PeerMoment,
  type SmtpPeer,
  startPeer,
  usualCapabilities,
} from '../../support/smtp-peer.ts'

/** M09: the connection breaks at each stage, in each way; what may have arrived is in doubt, only that. */
let peer: SmtpPeer
afterEach(() => peer.close())

const each = { greeting: 1500, ehlo: 1500, starttls: 1500, tls: 1500, auth: 1500, mail: 1500 }
const timeouts = {
  ...each,
  rcpt: 1500,
  data: 1500,
  content: 1500,
  dot: 1500,
  rset: 1500,
  quit: 500,
}

const ways: readonly (readonly [string, PeerAct])[] = [
  ['closes', { hangUp: 'end' }],
  ['resets', { hangUp: 'reset' }],
  ['falls silent', { silence: true }],
  ['says something garbled', { raw: 'hello?\r\n' }],
]

describe.each(ways)('M09: the relay %s', (_way, act) => {
  it.each(['greeting', 'ehlo', 'starttls', 'auth'] as const)(
    'at %s: nothing was sent, the route rests and recovers',
    async (stage) => {
      peer = await startPeer({
        act: (moment) => (moment.session <= 1 && moment.stage === stage ? act : null),
      })
      const problems: string[] = []
      const run = await runDispatch(peer, {
        ...{ count: 12, timeouts },
        onChange: () => {},
        toHaltProblem: (error) => {
          problems.push(String(error))
          throw error
        },
      })
      if (stage === 'starttls' && 'raw' in act) {
        // Plaintext in that place is an attack, not a fault.
        expect(run).toMatchObject({
          end: 'halted',
          problem: { code: 'sending.starttls-injected' },
          counts: { new: 12 },
        })
        expect(peer.accepted).toHaveLength(0)
        return
      }
      expect(problems).toEqual([])
      expect(run).toMatchObject({ end: 'finished', counts: { sent: 12 } })
      expect(peer.accepted).toHaveLength(12)
    },
  )

  it.each(['mail', 'rcpt', 'data'] as const)(
    'at %s: no dot has left, so all are sent once',
    async (stage) => {
      peer = await startPeer({
        act: (moment) =>
          moment.session === 1 && moment.stage === stage && moment.nth === 4 ? act : null,
        // Without PIPELINING the peer's fourth moment is the client's fourth message.
        capabilities: (isSecure) =>
          usualCapabilities(isSecure).filter((each) => each !== 'PIPELINING'),
      })
      const run = await runDispatch(peer, { count: 20, timeouts })
      expect(run).toMatchObject({ end: 'finished', counts: { sent: 20 } })
      expect(peer.accepted).toHaveLength(20)
    },
  )

  it('after the final dot: that message is in doubt, and no other', async () => {
    const answer = (moment: PeerMoment) =>
      moment.stage === 'dot' && moment.recipient === recipientOf(5) ? act : null
    peer = await startPeer({ act: answer })
    const run = await runDispatch(peer, { count: 20, timeouts })
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 19, 'in-doubt': 1 } })
    expect(run.deliveries[5]).toMatchObject({ state: 'in-doubt', attempts: 1 })
    expect(peer.accepted).toHaveLength(19)
  })
})

it('M09: a relay that closes with the content received and the dot not: safe, and sent again once', async () => {
  let hits = 0
  peer = await startPeer({
    act: ({ stage, recipient }) =>
      stage === 'content' && recipient === recipientOf(5) && ++hits === 1
        ? { hangUp: 'reset' }
        : null,
  })
  // A slow disk: the peer is faster than the commit of `at dot`, so the dot never enters the socket.
  // Larger than one flight, so that it leaves before its dot.
  const messageOf = (index: number, to: string) =>
    Buffer.from(`To: <${to}>\r\nSubject: ${index}\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(300)}`)
  const run = await runDispatch(peer, { count: 10, timeouts, connectionsMax: 1, messageOf })
  expect(run.end).toBe('finished')
  const { sent = 0, 'in-doubt': doubt = 0 } = run.counts
  expect(sent + doubt).toBe(10)
  expect(peer.accepted).toHaveLength(sent)
})

it('a refusal that comes while the content is still going counts as the refusal it is', async () => {
  peer = await startPeer({
    act: ({ stage, recipient }) =>
      stage === 'content' && recipient === recipientOf(2)
        ? { hangUp: 'end', say: '552 5.3.4 enough of it' }
        : null,
  })
  const run = await runDispatch(peer, {
    count: 6,
    messageOf: (index, to) =>
      Buffer.from(
        `From: <a@example.jp>\r\nTo: <${to}>\r\nSubject: ${index}\r\n\r\n${'x'
          .repeat(70)
          .concat('\r\n')
          .repeat(index === 2 ? 60_000 : 1)}`,
      ),
  })
  expect(run.counts).toMatchObject({ sent: 5, failed: 1 })
  expect(run.deliveries[2]).toMatchObject({ state: 'failed', code: '552 5.3.4' })
})

it('M10: one answer in seven is lost after the message was taken: exactly those are in doubt', async () => {
  const taken: string[] = []
  let seen = 0
  peer = await startPeer({
    act: ({ stage, recipient }) => {
      if (stage !== 'dot' || ++seen % 7 !== 0) return null
      taken.push(recipient)
      return { hangUp: 'reset' }
    },
  })
  const run = await runDispatch(peer, { count: 105, timeouts })
  expect(run.end).toBe('finished')
  const doubtful = run.deliveries
    .filter(({ state }) => state === 'in-doubt')
    .map(({ address }) => address)
  expect(doubtful.toSorted()).toEqual(taken.toSorted())
  expect(run.counts.sent).toBe(105 - taken.length)
  // Were a person to say of each that it arrived, both sides would count the same.
  expect(peer.accepted.length + taken.length).toBe(105)
})

it('M11: 421 after so many messages is learned, and later sessions end themselves before it', async () => {
  peer = await startPeer({
    act: ({ stage, nth }) =>
      stage === 'mail' && nth === 11 ? { hangUp: 'end', say: '421 4.7.0 too many' } : null,
  })
  const run = await runDispatch(peer, { count: 100, connectionsMax: 1 })
  expect(run).toMatchObject({ end: 'finished', counts: { sent: 100 } })
  expect(peer.accepted).toHaveLength(100)
  const quits = peer.lines.filter(({ text }) => text === 'QUIT').length
  expect(quits).toBeGreaterThanOrEqual(8)
})

it.each([
  ['one byte at a time', { raw: '250 2.0.0 ok\r\n', pieceBytes: 1, pauseMs: 100 }],
  ['a reply that never ends', { raw: '250-more\r\n'.repeat(5000), pieceBytes: 10, pauseMs: 1 }],
] as const)('M11: %s meets its deadline', async (_name, act) => {
  peer = await startPeer({
    act: ({ stage, recipient }) => (stage === 'dot' && recipient === recipientOf(1) ? act : null),
  })
  const startedAt = performance.now()
  const run = await runDispatch(peer, { count: 6, timeouts: { ...timeouts, dot: 500 } })
  expect(performance.now() - startedAt).toBeLessThan(6000)
  expect(run.counts).toMatchObject({ sent: 5, 'in-doubt': 1 })
})

it('M12: a message over SIZE fails before MAIL; MAILMAX is kept on every connection', async () => {
  peer = await startPeer({
    capabilities: (isSecure) => [
      ...usualCapabilities(isSecure).filter((each) => !/^(SIZE|8BITMIME)/.test(each)),
      ...['SIZE 1000', 'LIMITS MAILMAX=5 RCPTMAX=1'],
    ],
  })
  const run = await runDispatch(peer, {
    count: 23,
    messageOf: (index, to) =>
      Buffer.from(
        `From: <a@example.jp>\r\nTo: <${to}>\r\nSubject: ${index}\r\n\r\n${'x'.repeat(index === 4 ? 990 : 10)}\r\n`,
      ),
  })
  expect(run).toMatchObject({ end: 'finished', counts: { sent: 22, failed: 1 } })
  expect(run.deliveries[4]).toMatchObject({ state: 'failed', reason: 'too-large' })
  const lines = peer.lines.map(({ text }) => text)
  expect(lines.some((line) => line.includes(recipientOf(4)))).toBe(false)
  expect(
    lines.filter((line) => line.startsWith('MAIL')).every((line) => / SIZE=\d+$/.test(line)),
  ).toBe(true)
  expect(peer.sessions()).toBeGreaterThanOrEqual(5)
})
