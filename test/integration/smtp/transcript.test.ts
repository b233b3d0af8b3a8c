import { expect, it, onTestFinished } from 'vitest'
import { testRelay } from '../../../main/sending/relay-test.ts'
import type { RelayTrouble } from '../../../main/sending/smtp/session.ts'
import { runDispatch } from '../../support/dispatch-run.ts'
import { type PeerOptions, startPeer } from '../../support/smtp-peer.ts'

async function troublesOf(options: PeerOptions, timeouts = {}) {
  const peer = await startPeer(options)
  onTestFinished(() => peer.close())
  const troubles: RelayTrouble[] = []
  const onTrouble = (trouble: RelayTrouble) => void troubles.push(trouble)
  const run = await runDispatch(peer, { count: 5, connectionsMax: 1, timeouts, onTrouble })
  return { run, troubles, peer }
}

it('tells how a session was lost, and nothing of whom or what it was about', async () => {
  const { run, troubles, peer } = await troublesOf({
    act: ({ stage, session, nth }) =>
      stage === 'rcpt' && session === 1 && nth === 2 ? { hangUp: 'reset' } : null,
  })
  expect(run.counts).toEqual({ sent: 5 })
  expect(troubles).toHaveLength(1)
  const { host, port, lines = [] } = troubles[0] ?? {}
  expect([host, port]).toEqual([peer.host, peer.port])
  const text = lines.join('\n')
  expect(lines[0]).toBe('< 220 peer.test ESMTP')
  expect(text).toContain('> RCPT TO:<…@example.jp>')
  expect(text).toMatch(/^> AUTH PLAIN \(AUTH\)$/m)
  expect(lines.at(-1)).toMatch(/^\* closed/)
  expect(text).not.toMatch(/user\d|info|secret|hello|c2VjcmV0/)
})

it('tells of a session that never came about, in a run and in the test of the connection', async () => {
  const refused = await troublesOf({
    act: ({ stage }) => (stage === 'auth' ? { say: '535 5.7.8 no' } : null),
  })
  expect(refused.run.end).toBe('halted')
  expect(refused.troubles.at(-1)?.lines.slice(-2)).toEqual([
    '< 535 5.7.8 no',
    '* sending.auth-refused',
  ])
  const troubles: RelayTrouble[] = []
  const nowhere = { host: '127.0.0.1', port: 1, tls: 'starttls' as const, ca: null, pins: [] }
  await testRelay({ ...nowhere, user: null, password: null, auth: 'password' }, (trouble) =>
    troubles.push(trouble),
  )
  expect(troubles).toMatchObject([{ port: 1, lines: ['* sending.relay-unreachable ECONNREFUSED'] }])
})
