import { describe, expect, it } from 'vitest'
import type { DispatchRun } from '../../support/dispatch-run.ts'
import { recipientOf, runDispatch } from '../../support/dispatch-run.ts'
import {
  type PeerAct,
  type PeerStage,
  type SmtpPeer,
  startPeer,
  usualCapabilities,
} from '../../support/smtp-peer.ts'

/**
 * M08: every class of code at every stage, in every shape that a reply can have or should not. What
 * becomes of the message is a rule of the stage, the code and whether the shape is a reply at all;
 * the peer's record and the flight log agree at the end of each.
 */

const stages = ['mail', 'rcpt', 'data', 'dot'] as const
const codes = [200, 211, 250, 251, 299, 300, 334, 354, 399, 400, 421, 450, 451, 452, 499]
const moreCodes = [500, 501, 502, 503, 504, 521, 530, 550, 551, 552, 553, 554, 555, 571, 599]

/** A reply in a shape, and whether what comes out is still one. */
const shapes: readonly {
  readonly name: string
  readonly isReply: boolean
  readonly act: (code: number) => PeerAct
}[] = [
  { name: 'one line', isReply: true, act: (code) => ({ say: `${code} words` }) },
  {
    name: 'multi-line',
    isReply: true,
    act: (code) => ({ say: `${code}-a\r\n${code}-b\r\n${code} c` }),
  },
  {
    name: 'split into bytes',
    isReply: true,
    act: (code) => ({ raw: `${code}-a\r\n${code} b\r\n`, pieceBytes: 3, pauseMs: 1 }),
  },
  { name: 'nothing behind the code', isReply: true, act: (code) => ({ say: `${code}` }) },
  {
    name: 'UTF-8',
    isReply: true,
    act: (code) => ({ raw: Buffer.from(`${code} 拒否しました\r\n`) }),
  },
  { name: 'missing space', isReply: false, act: (code) => ({ say: `${code}words` }) },
  { name: 'LF alone', isReply: false, act: (code) => ({ raw: `${code} words\n` }) },
  { name: 'another code in it', isReply: false, act: (code) => ({ say: `${code}-a\r\n199 b` }) },
  {
    name: '64 KiB line',
    isReply: false,
    act: (code) => ({ say: `${code} ${'x'.repeat(65_536)}` }),
  },
  {
    name: 'binary',
    isReply: false,
    act: () => ({ raw: Buffer.from([0xff, 0x00, 0x0d, 0x0a, 0xfe, 0x0d, 0x0a]) }),
  },
]

const each = 3_000
const timeouts = { mail: each, rcpt: each, data: each, content: each, dot: each, rset: each }

/** What becomes of the one message that gets this reply; nothing else may happen to the others. */
function expectedState(stage: (typeof stages)[number], code: number, isReply: boolean): string[] {
  const afterDot = stage === 'dot'
  if (!isReply) return afterDot ? ['in-doubt'] : ['deferred']
  const digit = Math.floor(code / 100)
  if (digit === 2) {
    if (stage === 'data') return ['deferred']
    return ['sent']
  }
  if (digit === 3) {
    if (stage === 'data' && code === 354) return ['sent']
    return afterDot ? ['in-doubt'] : ['deferred']
  }
  if (digit === 4) return stage === 'mail' && code === 421 ? ['new', 'deferred'] : ['deferred']
  if (afterDot) return ['failed']
  if (code === 500 || code === 502 || code === 503) return ['deferred']
  return stage === 'mail' && code !== 552 ? ['new'] : ['failed']
}

/** One run: the fourth recipient gets the reply, once and in every later attempt. */
async function runWith(
  stage: PeerStage,
  act: PeerAct,
  isPipelined: boolean,
): Promise<{ run: DispatchRun; peer: SmtpPeer }> {
  let mails = 0
  const peer = await startPeer({
    capabilities: (isSecure) =>
      usualCapabilities(isSecure).filter((each) => isPipelined || each !== 'PIPELINING'),
    act: (moment) => {
      if (moment.stage === 'mail') mails += 1
      const isVictim = stage === 'mail' ? mails >= 4 : moment.recipient === recipientOf(3)
      return moment.stage === stage && isVictim ? act : null
    },
  })
  const run = await runDispatch(peer, {
    ...{ count: 4, connectionsMax: 1, timeouts },
    stopWhen: (log) =>
      ['deferred', 'failed', 'in-doubt', 'sent'].includes(log.stateOf(3)) ||
      // A session that ends before the message began says nothing of it, however often it is tried.
      (stage === 'mail' && mails >= 4 && log.stateOf(3) === 'new'),
  })
  return { run, peer }
}

async function check(
  stage: (typeof stages)[number],
  code: number,
  shape: (typeof shapes)[number],
  isPipelined: boolean,
): Promise<string[]> {
  const { run, peer } = await runWith(stage, shape.act(code), isPipelined)
  const wanted = expectedState(stage, code, shape.isReply)
  const state = run.deliveries[3]?.state ?? 'none'
  const others = run.deliveries.slice(0, 3).map((each) => each.state)
  const isOther = others.some((each) => each !== 'sent')
  const isCounted = peer.accepted.length >= (run.counts.sent ?? 0)
  const has354 = stage === 'data' && code === 354
  await peer.close()
  if (wanted.includes(state) && !isOther && isCounted) return []
  return [
    `${stage} ${code} ${shape.name} ${isPipelined}${has354 ? ' 354' : ''}: ${state} (${others}), not ${wanted}`,
  ]
}

const [oneLine, ...otherShapes] = shapes
const isSlow = Boolean(process.env.SLOW)

describe('M08: the reply matrix', () => {
  it.each(stages)('every class of code at %s, as one line', async (stage) => {
    if (!oneLine) throw new Error('no shape')
    const some = isSlow ? [...codes, ...moreCodes] : [250, 300, 354, 421, 451, 503, 550, 552]
    const wrong: string[] = []
    for (const code of some) wrong.push(...(await check(stage, code, oneLine, code % 2 === 0)))
    expect(wrong).toEqual([])
  })

  it.each(stages)('every shape at %s', async (stage) => {
    const some = isSlow ? [250, 421, 451, 550] : [451]
    const wrong: string[] = []
    for (const shape of otherShapes)
      for (const code of some) wrong.push(...(await check(stage, code, shape, false)))
    expect(wrong).toEqual([])
  })
})
