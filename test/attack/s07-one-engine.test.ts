import { expect, test, vi } from 'vitest'
import type { EngineProcess } from '../../main/ports.ts'
import { Releases } from '../../main/sending/releases.ts'
import { sendingMigrations } from '../../main/sending/sending.ts'
import { migrate } from '../../main/sqlite/migrate.ts'
import { approver, author, makeOffice } from '../support/approval-desk.ts'
import { problemOfAsync } from '../support/problem.ts'

vi.setConfig({ testTimeout: 120_000 })

/** Two approved requests, and a sender whose engines never say a word. */
async function makeSender() {
  const office = await makeOffice()
  const requests: string[] = []
  for (let at = 0; at < 2; at += 1) {
    const { request } = await office.fileRequest()
    await office.approve(approver, request)
    requests.push(request)
  }
  const { session, pc } = office.desk(author)
  migrate(session().db, 'sending', sendingMigrations)
  const process: EngineProcess = {
    post: () => undefined,
    onMessage: () => undefined,
    onExit: () => undefined,
    kill: () => undefined,
  }
  const start = vi.fn(() => process)
  const releases = new Releases({
    ports: { ...pc.ports, engineHost: { start } },
    session,
    stepUp: async () => undefined,
    requireClock: () => undefined,
    emit: () => undefined,
  })
  const begin = (at: number) => () =>
    releases.start({ request: requests[at] ?? '', recipientCount: 25, code: '' })
  return { releases, start, session, begin }
}

test('S07: starts and resumptions at the same time are one activation and one engine', async () => {
  const { releases, start, session, begin } = await makeSender()
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
