import { expect, it, onTestFinished } from 'vitest'
import { approveRelease } from '../../support/approved-release.ts'
import { makeKeys, runEngine } from '../../support/engine-run.ts'
import { startPeer } from '../../support/smtp-peer.ts'
import { makeTempFolder } from '../../support/temp-folder.ts'

it('only the first ones leave before a sender has signed for the rest, however often the engine begins anew', async () => {
  const peer = await startPeer({
    act: ({ stage, recipient }) =>
      stage === 'rcpt' && recipient.startsWith('user3@') ? { say: '451 4.7.1 greylisted' } : null,
  })
  onTestFinished(() => peer.close())
  const { host, port, caPem: ca } = peer
  const relay = { host, port, ca, password: 'secret', connectionsMax: 2 }
  const release = approveRelease({ count: 40, canary: 8, relay })
  const run = { folder: makeTempFolder(), keys: makeKeys() }
  const first = { sent: 7, deferred: 1, waiting: 32 }
  for (const attempt of ['at first', 'after a crash'])
    expect(await runEngine({ ...run, release }).done, attempt).toMatchObject({
      ...{ phase: 'finished', counts: first },
    })
  expect(peer.accepted).toHaveLength(7)

  // From another workstation, or by somebody who is no sender, it is no word.
  for (const passed of [
    release.canaryPassed('first', 'ws-b'),
    release.canaryPassed('editor', 'ws-a'),
  ]) {
    const material = () => release.material([passed])
    expect(await runEngine({ ...run, release: { ...release, material } }).done).toMatchObject({
      counts: first,
    })
  }
  const material = () => release.material([release.canaryPassed('author', 'ws-a')])
  const rest = runEngine({ ...run, release: { ...release, material } })
  await expect.poll(() => peer.accepted.length, { timeout: 60_000 }).toBe(39)
  rest.stop()
  expect(await rest.done).toMatchObject({ counts: { sent: 39, deferred: 1, waiting: 0 } })
})
