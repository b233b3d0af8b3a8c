import { afterEach, describe, expect, it } from 'vitest'
import {
  type DispatchRunOptions,
  plainMessage,
  recipientOf,
  runDispatch,
} from '../../support/dispatch-run.ts'
import {
  type PeerAct,
  type PeerMoment,
  type PeerOptions,
  type SmtpPeer,
  startPeer,
  usualCapabilities,
} from '../../support/smtp-peer.ts'

/** Several messages of one connection on their way at a time (CHUNKING with PIPELINING). */
let peer: SmtpPeer
afterEach(() => peer.close())

const windowMax = 4

/** Runs over servers that do as told; what both sides counted is compared every time. */
async function run(
  act: (moment: PeerMoment) => PeerAct | null,
  options: DispatchRunOptions = {},
  more: PeerOptions = {},
) {
  peer = await startPeer({
    capabilities: (isSecure) => [...usualCapabilities(isSecure), 'CHUNKING'],
    act,
    ...more,
  })
  let crowd = 0
  const ran = await runDispatch(peer, {
    count: 40,
    connectionsMax: 1,
    transport: { chunking: true, inFlightMax: windowMax },
    until: Date.now() + 8_000,
    stopWhen(log) {
      crowd = Math.max(crowd, log.states().get('at-dot') ?? 0)
      return false
    },
    ...options,
  })
  const stateOf = (index: number) => ran.deliveries[index]?.state
  const accepted = peer.accepted.map(({ recipient }) => recipient)
  const addressesIn = (state: string) =>
    ran.deliveries.filter((each) => each.state === state).map(({ address }) => address)
  // Nothing lost, nothing twice: what is on record as sent is there, and the rest of it is in doubt.
  expect(new Set(accepted).size).toBe(accepted.length)
  expect(addressesIn('sent').filter((each) => !accepted.includes(each))).toEqual([])
  const doubtful = addressesIn('in-doubt')
  expect(
    accepted.filter((each) => !addressesIn('sent').includes(each) && !doubtful.includes(each)),
  ).toEqual([])
  return { ...ran, stateOf, crowd, doubts: doubtful.length }
}

it('several wait for their answers at a time, never more than the route allows', async () => {
  const { counts, crowd } = await run(() => null, {
    ...{ count: 300, connectionsMax: 3 },
    // Among them some that are large: they go alone.
    messageOf: (index, to) =>
      Buffer.concat([
        plainMessage(index, to),
        Buffer.alloc(index % 50 === 49 ? 90_000 : 0, 'x\r\n'),
      ]),
  })
  expect(counts).toEqual({ sent: 300 })
  expect(crowd).toBeGreaterThan(3)
  expect(crowd).toBeLessThanOrEqual(3 * windowMax)
  const verbs = peer.lines.map(({ text }) => text.split(/[ :]/)[0])
  expect(verbs).not.toContain('DATA')
  const mail = peer.accepted.find(({ recipient }) => recipient === recipientOf(77))
  expect(mail?.bytes.toString()).toMatch(/^From: .*Subject: 77\r\n\r\nhello 77\r\n\.dot\r\n$/s)
})

it('what is refused is the one that was meant, and its neighbours are sent', async () => {
  let mails = 0
  const refusals = [
    { at: 5, stage: 'rcpt', say: '550 5.1.1 no such mailbox', state: 'failed' },
    { at: 6, stage: 'rcpt', say: '450 4.2.0 later', state: 'deferred' },
    { at: 12, stage: 'mail', say: '552 5.3.4 too big', state: 'failed' },
    { at: 17, stage: 'dot', say: '554 5.6.0 no', state: 'failed' },
    { at: 23, stage: 'dot', say: '451 4.3.0 later', state: 'deferred' },
  ] as const
  const { counts, stateOf } = await run(
    ({ stage, recipient }) => {
      if (stage === 'mail') mails += 1
      return (
        refusals.find(
          (each) =>
            each.stage === stage &&
            (stage === 'mail' ? mails === each.at + 1 : recipient === recipientOf(each.at)),
        ) ?? null
      )
    },
    { until: Date.now() + 4_000 },
  )
  expect(counts).toEqual({ sent: 35, failed: 3, deferred: 2 })
  for (const { at, state } of refusals) expect(stateOf(at)).toBe(state)
})

describe('what breaks off', () => {
  it('421 and no more: what stands behind it was not read, so that nothing is in doubt', async () => {
    const { counts, doubts } = await run(({ stage, session, nth }) =>
      stage === 'mail' && session <= 2 && nth === 6
        ? { hangUp: 'end', say: '421 4.3.0 closing' }
        : null,
    )
    expect(doubts).toBe(0)
    expect(counts).toEqual({ sent: 40 })
  })

  it('421 at the end of data, and the server goes on all the same', async () => {
    const { doubts, stateOf } = await run(({ stage, recipient, session }) =>
      stage === 'dot' && recipient === recipientOf(5) && session === 1
        ? { say: '421 4.3.0 busy' }
        : null,
    )
    expect(doubts).toBe(0)
    expect(stateOf(6)).toBe('sent')
  })

  it('an end in the middle: as many doubts as were in flight', async () => {
    const { doubts, counts } = await run(({ stage, recipient }) =>
      stage === 'dot' && recipient === recipientOf(9) ? { hangUp: 'reset' } : null,
    )
    expect(doubts).toBeGreaterThan(0)
    expect(doubts).toBeLessThanOrEqual(windowMax)
    expect((counts.sent ?? 0) + doubts).toBe(40)
  })

  it('silence behind the end of data', async () => {
    const { doubts, counts } = await run(
      ({ stage, recipient }) =>
        stage === 'dot' && recipient === recipientOf(9) ? { silence: true } : null,
      { timeouts: { dot: 1_000 } },
    )
    expect(doubts).toBeLessThanOrEqual(windowMax)
    expect((counts.sent ?? 0) + doubts).toBe(40)
  })
})

describe('servers that do not keep to it', () => {
  it('BDAT that is not known any more: DATA from then on', async () => {
    const { doubts, counts } = await run(() => null, {}, { bdatsMax: 12 })
    expect(doubts).toBeLessThan(windowMax)
    expect((counts.sent ?? 0) + doubts).toBe(40)
    expect(peer.lines.map(({ text }) => text)).toContain('DATA')
  })

  it('an answer too many: no message is taken for another', async () => {
    const { doubts, counts } = await run(({ stage, recipient }) =>
      stage === 'dot' && recipient === recipientOf(9)
        ? { raw: '250 2.0.0 ok\r\n250 2.0.0 ok\r\n' }
        : null,
    )
    expect(doubts).toBeLessThanOrEqual(windowMax)
    expect((counts.sent ?? 0) + doubts).toBe(40)
  })

  it('an answer too few', async () => {
    const { doubts, counts } = await run(
      ({ stage, recipient }) =>
        stage === 'rcpt' && recipient === recipientOf(9) ? { raw: '' } : null,
      { timeouts: { dot: 1_000 } },
    )
    expect(doubts).toBeLessThanOrEqual(windowMax)
    expect((counts.sent ?? 0) + doubts).toBe(40)
  })

  it('garbage in place of an answer', async () => {
    const { doubts, counts } = await run(({ stage, recipient }) =>
      stage === 'dot' && recipient === recipientOf(9) ? { raw: 'what?\r\n' } : null,
    )
    expect(doubts).toBeGreaterThan(0)
    expect(doubts).toBeLessThanOrEqual(windowMax)
    expect((counts.sent ?? 0) + doubts).toBe(40)
  })
})
