import { expect, it } from 'vitest'
import type { ToEngine } from '../../../main/sending/engine-channel.ts'
import { ReleaseRun } from '../../../main/sending/release-run.ts'
import type { ProblemCode } from '../../../preload/problem.ts'
import { ProblemError } from '../../../preload/problem.ts'
import { approveRelease } from '../../support/approved-release.ts'

/** What the core tells an engine that asks for records which cannot be had for this reason. */
async function answerTo(code: ProblemCode): Promise<ToEngine['type'] | undefined> {
  const posted: ToEngine[] = []
  let say: (message: unknown) => void = () => undefined
  const release = approveRelease({ count: 5, relay: { password: null } })
  const counts = { waiting: 5, sent: 0, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 }
  new ReleaseRun({
    ...{ request: release.request, recipientCount: 5, startedAt: 0, now: () => 0 },
    process: {
      post: (message) => void posted.push(message as ToEngine),
      onMessage: (listener) => {
        say = listener
      },
      onExit: () => undefined,
      kill: () => undefined,
    },
    start: {
      ...{ type: 'start', material: release.material(), content: release.content },
      ...{ secrets: release.secrets, runKey: new Uint8Array(32), seed: new Uint8Array(32) },
      log: { file: '', key: new Uint8Array(32) },
      direct: null,
    },
    pieceAt: async () => new Uint8Array(),
    records: () => Promise.reject(new ProblemError({ code, params: {} })),
    sts: async () => ({ kind: 'absent' }),
    onTrouble: () => {},
    onProgress: () => undefined,
    onStopping: async () => undefined,
    onDone: async () => undefined,
    onLost: () => undefined,
  })
  say({ type: 'need-records', batch: 1, firstIndex: 0, count: 5, counts })
  await new Promise((resolve) => setImmediate(resolve))
  return posted.at(-1)?.type
}

it('waits at the gate for what passes, and ends at everything else', async () => {
  expect(await answerTo('ipc.locked')).toBe('hold')
  expect(await answerTo('vault.locked')).toBe('hold')
  // A04: the clock can be put right.
  expect(await answerTo('identity.clock-behind')).toBe('hold')
  expect(await answerTo('journal.not-durable')).toBe('refuse')
})
