import { expect, it } from 'vitest'
import { toDataContent } from '../../main/sending/smtp/dot-stuffing.ts'
import { plainMessage, recipientOf, runDispatch } from '../support/dispatch-run.ts'
import { startPeer } from '../support/smtp-peer.ts'

it('S27 no dot leaves after the end, however long ago the gate was passed', async () => {
  const peer = await startPeer()
  const until = Date.now() + 1000
  const run = await runDispatch(peer, {
    ...{ count: 3, until, stopAfterMs: 15_000 },
    async compose(indexes) {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, until + 100 - Date.now())))
      return indexes.map((index) => {
        const recipient = recipientOf(index)
        const content = toDataContent(plainMessage(index, recipient))
        return { index, sender: 'info@example.jp', envelopeId: null, recipient, content }
      })
    },
  })
  await peer.close()
  expect(peer.accepted).toEqual([])
  expect(run).toMatchObject({ end: 'halted', counts: { new: 3 } })
  expect(run.problem?.code).toBe('approval.execution-expired')
}, 30_000)
