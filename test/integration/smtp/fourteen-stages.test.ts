import { afterEach, describe, expect, it } from 'vitest'
import { recipientOf, runDispatch } from '../../support/dispatch-run.ts'
import {
  type PeerAct,
  type PeerMoment,
  type SmtpPeer,
  startPeer,
  usualCapabilities,
} from '../../support/smtp-peer.ts'

/** M09: fourteen stages at which a relay closes, resets or falls silent, and what each must mean. */
let peer: SmtpPeer | null = null
afterEach(async () => {
  await peer?.close()
  peer = null
})

const short = 900
const timeouts = {
  ...{ connect: short, greeting: short, ehlo: short, starttls: short, tls: short, auth: short },
  ...{ mail: short, rcpt: short, data: short, content: short, dot: short, rset: short, quit: 300 },
}
const loginOnly = (isSecure: boolean) => (isSecure ? ['AUTH LOGIN', 'SIZE 10240000'] : ['STARTTLS'])
const stepwise = (isSecure: boolean) =>
  usualCapabilities(isSecure).filter((each) => each !== 'PIPELINING')

type When = (moment: PeerMoment) => boolean
const first = (moment: PeerMoment) => moment.session === 1
const stages: readonly {
  readonly name: string
  readonly when: When
  readonly capabilities?: (isSecure: boolean) => readonly string[]
  readonly others?: (moment: PeerMoment) => PeerAct | null
}[] = [
  { name: '1 greeting', when: (m) => first(m) && m.stage === 'greeting' },
  { name: '2 EHLO', when: (m) => first(m) && m.stage === 'ehlo' && !m.isSecure },
  { name: '3 STARTTLS', when: (m) => first(m) && m.stage === 'starttls' },
  { name: '4 EHLO inside TLS', when: (m) => first(m) && m.stage === 'ehlo' && m.isSecure },
  { name: '5 AUTH', when: (m) => first(m) && m.stage === 'auth' },
  {
    name: '6 AUTH, last answer',
    when: (m) => first(m) && m.stage === 'auth' && m.nth === 2,
    capabilities: loginOnly,
  },
  { name: '7 MAIL', when: (m) => first(m) && m.stage === 'mail' && m.nth === 3 },
  { name: '8 RCPT', when: (m) => first(m) && m.stage === 'rcpt' && m.nth === 3 },
  { name: '9 DATA', when: (m) => first(m) && m.stage === 'data' && m.nth === 3 },
  {
    name: '10 RSET after a refusal',
    when: (m) => first(m) && m.stage === 'rset',
    others: (m) =>
      m.stage === 'rcpt' && m.recipient === recipientOf(2) ? { say: '550 5.1.1 no' } : null,
  },
  { name: '11 QUIT', when: (m) => m.stage === 'quit' },
]

const ways: readonly (readonly [string, PeerAct])[] = [
  ['closes', { hangUp: 'end' }],
  ['resets', { hangUp: 'reset' }],
  ['is silent', { silence: true }],
]

/** Null, or what was wrong with it. */
async function tryStage(stage: (typeof stages)[number], act: PeerAct): Promise<string | null> {
  const broken = await startPeer({
    capabilities: stage.capabilities ?? stepwise,
    act: (moment) => (stage.when(moment) ? act : (stage.others?.(moment) ?? null)),
  })
  const run = await runDispatch(broken, { count: 8, connectionsMax: 2, timeouts })
  const taken = broken.accepted.map(({ recipient }) => recipient)
  await broken.close()
  const { sent = 0, failed = 0 } = run.counts
  const isWhole = run.end === 'finished' && sent + failed === 8 && failed === (stage.others ? 1 : 0)
  const isOnce = taken.length === sent && new Set(taken).size === sent
  return isWhole && isOnce ? null : `${stage.name}: ${run.end} ${JSON.stringify(run.counts)}`
}

it.each(ways)(
  'M09: the relay %s at any of eleven stages: nothing lost, twice or in doubt',
  async (_way, act) => {
    const found = await Promise.all(stages.map((stage) => tryStage(stage, act)))
    expect(found.filter((each) => each !== null)).toEqual([])
  },
)

describe('M09: byte by byte around the final dot', () => {
  it('12 in the middle of the TLS handshake: the route rests and recovers', async () => {
    peer = await startPeer({
      act: ({ stage, session }) =>
        stage === 'starttls' && session <= 2 ? { hangUp: 'end', say: '220 2.0.0 ready' } : null,
    })
    const run = await runDispatch(peer, { count: 8, timeouts })
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 8 } })
    expect(peer.accepted).toHaveLength(8)
  })

  it('13 behind 354, without a dot: it is certain that nothing was taken', async () => {
    peer = await startPeer({
      act: ({ stage, recipient, session }) =>
        stage === 'data' && recipient === recipientOf(2) && session === 1
          ? { hangUp: 'end', say: '354 go' }
          : null,
    })
    const run = await runDispatch(peer, { count: 8, timeouts, connectionsMax: 1 })
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 8 } })
    expect(run.deliveries[2]?.attempts).toBe(2)
    expect(peer.accepted).toHaveLength(8)
  })

  it.each([
    ['before its answer', { hangUp: 'reset' }],
    ['with half of its answer', { hangUp: 'end', say: '250-2.0.0 ok' }],
    [
      'with an answer without its line end',
      { raw: '250 2.0.0 ok', pieceBytes: 12, pauseMs: 2_500 },
    ],
  ] as const)('14 behind the dot, %s: in doubt, and never sent again', async (_name, act) => {
    peer = await startPeer({
      act: ({ stage, recipient }) => (stage === 'dot' && recipient === recipientOf(2) ? act : null),
    })
    const run = await runDispatch(peer, { count: 8, timeouts })
    expect(run).toMatchObject({ end: 'finished', counts: { sent: 7, 'in-doubt': 1 } })
    expect(run.deliveries[2]).toMatchObject({ state: 'in-doubt', attempts: 1 })
    const copies = peer.lines.filter(({ text }) => text === `RCPT TO:<${recipientOf(2)}>`)
    expect(copies).toHaveLength(1)
  })
})
