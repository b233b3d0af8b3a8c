import { vi } from 'vitest'
import type { EngineProcess } from '../../main/ports.ts'
import { Releases } from '../../main/sending/releases.ts'
import { sendingMigrations } from '../../main/sending/sending.ts'
import { migrate } from '../../main/sqlite/migrate.ts'
import { approver, author, makeOffice } from './approval-desk.ts'

/** Approved requests, and a sender whose engines never say a word. */
export async function makeSilentSender(requestCount: number) {
  const office = await makeOffice()
  const requests: string[] = []
  for (let at = 0; at < requestCount; at += 1) {
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
  return { releases, start, session, pc, requests, begin }
}
