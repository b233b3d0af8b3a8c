import { afterEach, describe, expect, it } from 'vitest'
import { recipientOf, runDispatch } from '../../support/dispatch-run.ts'
import {
  type PeerAct,
  type PeerMoment,
  type SmtpPeer,
  startPeer,
  usualCapabilities,
} from '../../support/smtp-peer.ts'

/** FAULTS section 6.4, row by row, both sides' counts compared. */
let peer: SmtpPeer
afterEach(() => peer.close())

const capabilities = (pipelining: boolean) => (isSecure: boolean) =>
  usualCapabilities(isSecure).filter((each) => pipelining || each !== 'PIPELINING')

const forOne =
  (stage: PeerMoment['stage'], act: PeerAct, victim = 3) =>
  (moment: PeerMoment): PeerAct | null =>
    moment.stage === stage && moment.recipient === recipientOf(victim) ? act : null

describe.each([true, false])('pipelining %s', (pipelining) => {
  const start = async (act: (moment: PeerMoment) => PeerAct | null) => {
    peer = await startPeer({ act, capabilities: capabilities(pipelining) })
  }

  it('sends all to a peer that does nothing wrong, each byte as it was meant', async () => {
    await start(() => null)
    const run = await runDispatch(peer, { count: 50 })
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 50 } })
    expect(peer.accepted).toHaveLength(50)
    const mail = peer.accepted.find(({ recipient }) => recipient === recipientOf(7))
    expect(mail?.bytes.toString()).toContain('Subject: 7\r\n\r\nhello 7\r\n.dot\r\n')
  })

  it('fails one recipient that does not exist and sends the rest', async () => {
    await start(forOne('rcpt', { say: '550 5.1.1 no such user' }))
    const run = await runDispatch(peer)
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 9, failed: 1 } })
    expect(run.deliveries[3]).toMatchObject({
      state: 'failed',
      reason: 'mailbox-unknown',
      code: '550 5.1.1',
    })
    expect(peer.accepted).toHaveLength(9)
  })

  it('defers a greylisted recipient by at least five minutes', async () => {
    await start(forOne('rcpt', { say: '450 4.2.0 greylisted' }))
    const run = await runDispatch(peer)
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 9, deferred: 1 } })
    expect(run.log.nextDueAt()).toBeGreaterThan(Date.now() + 290_000)
    expect(peer.accepted).toHaveLength(9)
  })

  it.each([
    ['451 4.3.0 later', 'deferred', 'refused-for-now'],
    ['554 5.6.0 cannot', 'failed', 'refused-for-good'],
    ['552 5.2.2 full', 'failed', 'refused-for-good'],
  ])('takes %s to the final dot as %s', async (say, state, reason) => {
    await start(forOne('dot', { say }))
    const run = await runDispatch(peer)
    expect(run.deliveries[3]).toMatchObject({ state, reason })
    expect(run.counts).toMatchObject({ sent: 9, [state]: 1 })
    expect(peer.accepted).toHaveLength(9)
  })

  it.each(['250 2.0.0 ok', '300 what', '200 fine'])(
    'takes %s to DATA as no go-ahead',
    async (say) => {
      await start(forOne('data', { say }))
      const run = await runDispatch(peer, { until: Date.now() + 6_000 })
      expect(run.deliveries[3]).toMatchObject({ state: 'deferred', reason: 'protocol-violation' })
      expect(peer.accepted.filter(({ recipient }) => recipient === recipientOf(3))).toHaveLength(0)
      expect(run.counts).toMatchObject({ sent: 9, deferred: 1 })
    },
  )

  it('halts when the relay refuses the content as policy, and says what it said', async () => {
    await start(({ stage }) => (stage === 'dot' ? { say: '550 5.7.1 spam' } : null))
    const run = await runDispatch(peer, { count: 200 })
    expect(run).toMatchObject({
      end: 'halted',
      problem: { code: 'sending.content-refused', params: { reply: '550 5.7.1 spam' } },
    })
    expect(peer.accepted).toHaveLength(0)
    expect(run.counts.failed).toBeLessThanOrEqual(4)
    expect((run.counts.failed ?? 0) + (run.counts.new ?? 0)).toBe(200)
  })

  it('halts when the relay refuses the sender, and leaves every row as it was', async () => {
    await start(({ stage }) => (stage === 'mail' ? { say: '550 5.1.0 not you' } : null))
    const run = await runDispatch(peer, { count: 50 })
    expect(run).toMatchObject({
      end: 'halted',
      problem: { code: 'sending.sender-refused' },
      counts: { new: 50 },
    })
  })

  it('fails a message that is too large at MAIL and goes on', async () => {
    let asked = 0
    await start(({ stage }) =>
      stage === 'mail' && ++asked === 4 ? { say: '552 5.3.4 too big' } : null,
    )
    const run = await runDispatch(peer)
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 9, failed: 1 } })
  })

  it('loses nothing when the relay ends each session with 421 between messages', async () => {
    await start(({ stage, nth }) =>
      stage === 'mail' && nth > 5 ? { hangUp: 'end', say: '421 4.3.2 enough' } : null,
    )
    const run = await runDispatch(peer, { count: 60 })
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 60 } })
    expect(peer.accepted).toHaveLength(60)
  })

  it('pauses on a burst of refusals and loses nothing (M14)', async () => {
    let seen = 0
    await start(({ stage }) =>
      stage === 'rcpt' && ++seen % 5 === 0 ? { say: '550 5.1.1 gone' } : null,
    )
    const run = await runDispatch(peer, { count: 600 })
    expect(run).toMatchObject({ end: 'paused', problem: { code: 'sending.breaker-open' } })
    const { sent = 0, failed = 0, new: left = 0 } = run.counts
    expect(sent + failed + left).toBe(600)
    expect(sent + failed).toBeLessThan(110)
    expect(peer.accepted).toHaveLength(sent)
  })
})
