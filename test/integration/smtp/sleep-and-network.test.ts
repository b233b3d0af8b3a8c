import { connect, createServer } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import type { DispatchState } from '../../../main/sending/dispatch.ts'
import { type DispatchRun, recipientOf, runDispatch } from '../../support/dispatch-run.ts'
import { startPeer } from '../../support/smtp-peer.ts'

const count = 60
const once = (run: DispatchRun, accepted: readonly { recipient: string }[]) => {
  expect(run).toMatchObject({ end: 'finished', counts: { sent: count } })
  expect(accepted.map(({ recipient }) => recipient).toSorted()).toEqual(
    Array.from({ length: count }, (_, index) => recipientOf(index)).toSorted(),
  )
}

it('asks the gate again after a sleep, and lets go of sessions that have begun nothing final', async () => {
  let gates = 0
  let gatesAtWake = 0
  let begunUngated = 0
  let sessionsAtWake = 0
  let isAwake = false
  const peer = await startPeer({
    act({ stage }) {
      if (isAwake && stage === 'mail' && gates === gatesAtWake) begunUngated += 1
      // Dead for good: nothing that is said to these sessions is ever answered.
      return stage === 'rcpt' && !isAwake && peer.accepted.length >= 20 ? { silence: true } : null
    },
  })
  onTestFinished(() => peer.close())
  const run = await runDispatch(peer, {
    ...{ count, connectionsMax: 2 },
    async gate() {
      gates += 1
    },
    async onDispatch(dispatch) {
      await expect.poll(() => peer.accepted.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(20)
      await new Promise((resolve) => setTimeout(resolve, 300))
      isAwake = true
      gatesAtWake = gates
      sessionsAtWake = peer.sessions()
      dispatch.wake()
    },
  })
  once(run, peer.accepted)
  expect(gates).toBeGreaterThan(gatesAtWake)
  expect(begunUngated).toBe(0)
  expect(peer.sessions()).toBeGreaterThan(sessionsAtWake)
})

it('waits for a relay that cannot be reached, says so, and goes on when it is back', async () => {
  const peer = await startPeer()
  onTestFinished(() => peer.close())
  let isUp = false
  // The way to the relay, which is cut at first.
  const way = createServer((socket) => {
    socket.on('error', () => {})
    if (!isUp) return void socket.destroy()
    const on = connect(peer.port, peer.host)
    on.on('error', () => {})
    socket.pipe(on).pipe(socket)
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void way.close())
  await new Promise((resolve) => way.once('listening', resolve))
  const address = way.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  let told: DispatchState | null = null
  const run = await runDispatch(
    { ...peer, port },
    {
      count,
      async onDispatch(dispatch) {
        await expect.poll(() => dispatch.state().problem?.code, { timeout: 20_000 }).toBeTruthy()
        told = dispatch.state()
        isUp = true
      },
    },
  )
  expect(told).toMatchObject({
    phase: 'running',
    problem: { code: 'sending.relay-unreachable' },
  })
  expect(run.problem).toBeNull()
  once(run, peer.accepted)
})
