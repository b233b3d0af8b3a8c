import { expect, test, vi } from 'vitest'
import type { EngineProcess } from '../../main/ports.ts'
import type { FromEngine, ToEngine } from '../../main/sending/engine-channel.ts'
import { Releases } from '../../main/sending/releases.ts'
import { sendingMigrations } from '../../main/sending/sending.ts'
import { migrate } from '../../main/sqlite/migrate.ts'
import type { ReleaseProgress } from '../../preload/contract/releases.ts'
import { approver, author, makeOffice, secondApprover } from '../support/approval-desk.ts'

/** Never asks for a batch, so that no gate can be what ends the run; ends when it is told to. */
function makeIdleEngine(told: string[], hears: () => boolean): EngineProcess {
  let listener: (message: FromEngine) => void = () => undefined
  const counts = { waiting: 25, sent: 0, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 }
  return {
    onExit: () => undefined,
    kill: () => undefined,
    onMessage: (listen) => {
      listener = listen
    },
    post: (message) => {
      const { type, ...rest } = message as ToEngine
      told.push('problem' in rest ? `${type} ${rest.problem.code}` : type)
      const problem = 'problem' in rest ? rest.problem : null
      if (!hears()) return
      if (type === 'halt') listener({ type: 'done', phase: 'halted', problem, counts })
      if (type === 'stop') listener({ type: 'done', phase: 'stopped', problem: null, counts })
    },
  }
}

test('S09 S10 S27 a running release ends on whatever word takes its approval back, between two gates', async () => {
  const office = await makeOffice()
  const { session, pc } = office.desk(author)
  migrate(session().db, 'sending', sendingMigrations)
  const told: string[] = []
  let hears = true
  const seen: ReleaseProgress[] = []
  const releases = new Releases({
    ports: { ...pc.ports, engineHost: { start: () => makeIdleEngine(told, () => hears) } },
    session,
    stepUp: async () => undefined,
    requireClock: () => undefined,
    emit: (name, payload) => {
      if (name === 'releases.progress') seen.push(payload as ReleaseProgress)
    },
  })
  const begin = async () => {
    const { request } = await office.fileRequest()
    await office.approve(approver, request)
    told.length = 0
    await releases.start({ request, recipientCount: 25, code: '' })
    return request
  }
  const endsAs = async (request: string, word: string, phase: string) => {
    await vi.waitFor(() => expect(told).toContain(word), { timeout: 30_000 })
    await vi.waitFor(() => expect(releases.isRunning()).toBe(false), { timeout: 30_000 })
    expect(await releases.progress(request)).toMatchObject({ phase })
  }
  const by = (name: string) => office.desk(name).session()

  const cancelled = await begin()
  await by(secondApprover).journal.sync()
  expect(await office.as(secondApprover)('approval.cancel', { request: cancelled })).toMatchObject({
    state: 'running',
  })
  await endsAs(cancelled, 'stop', 'stopped')

  const rejected = await begin()
  const requests = session().journal.recordsOf('request')
  const { manifest = '' } = requests.find(({ hash }) => hash === rejected)?.body ?? {}
  const version = ({ n, hash }: { n: number; hash: string }) => ({ n, hash })
  await by(secondApprover).journal.append({
    kind: 'decision',
    body: {
      ...{ request: rejected, manifest, verdict: 'reject', sealed: '', viewed: [] },
      ...{ typedCount: null, stage: 1, after: [], delegation: null, share: null },
      directory: version(by(secondApprover).journal.directory()),
      policy: version(by(secondApprover).journal.policy()),
    },
    signer: by(secondApprover),
  })
  await endsAs(rejected, 'halt approval.rejected', 'halted')

  const withdrawn = await begin()
  const body = { request: withdrawn }
  await session().journal.append({ kind: 'withdrawal', body, signer: session() })
  await endsAs(withdrawn, 'halt approval.withdrawn', 'halted')

  const suspended = await begin()
  const { founder } = office.team
  await by(founder.name).journal.append({
    kind: 'suspend',
    body: { member: office.member(approver).id },
    signer: by(founder.name),
  })
  await endsAs(suspended, 'halt approval.needs-approval', 'halted')

  // One that does not answer: whoever asked for the stop is told so after a minute, and whom to call.
  const release = by(founder.name)
  office.team.clock.advance(1_000)
  const held = { member: office.member(approver).id }
  await release.journal.append({ kind: 'unlock', body: held, signer: release })
  await office.sync()
  const silent = await begin()
  hears = false
  const stopState = () => office.as(secondApprover)('approval.stop-state', { request: silent })
  await office.sync()
  expect(await stopState()).toBeNull()
  await office.as(secondApprover)('approval.cancel', { request: silent })
  expect(await stopState()).toMatchObject({ isOverdue: false, acknowledgedAt: null })
  office.team.clock.advance(59_000)
  expect(await stopState()).toMatchObject({ isOverdue: false })
  office.team.clock.advance(1_000)
  expect(await stopState()).toMatchObject({
    ...{ isOverdue: true, isStoreOffline: false, acknowledgedAt: null },
    ...{ askedBy: secondApprover, operator: author, contact: null },
  })
  releases.close()
  // Whatever is still on its way to the store.
  await session().journal.sync()
})
