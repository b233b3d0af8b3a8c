import { expect, test, vi } from 'vitest'
import { problemOfAsync } from '../support/problem.ts'
import { makeSilentSender } from '../support/silent-sender.ts'

vi.setConfig({ testTimeout: 120_000 })

test('S07: starts and resumptions at the same time are one activation and one engine', async () => {
  const { releases, start, session, begin } = await makeSilentSender(2)
  const answers = await Promise.all([begin(0), begin(0), begin(1)].map(problemOfAsync))
  expect(answers).toEqual([null, null, 'sending.release-running'])
  expect(session().journal.recordsOf('activation')).toHaveLength(1)
  expect(start).toHaveBeenCalledTimes(1)

  releases.close()
  await Promise.all([releases.resume(), releases.resume(), problemOfAsync(begin(0))])
  expect(start).toHaveBeenCalledTimes(2)
  expect(session().journal.recordsOf('activation')).toHaveLength(1)
  releases.close()
})
