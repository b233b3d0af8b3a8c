import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Relay, startRelay } from '../../../build/demo/relay.ts'
import type { DecisionVerdict } from '../../../preload/contract/approval.ts'
import type { Role } from '../../../preload/contract/channel.ts'
import { type Postgres, postgresMissing, startPostgres } from '../../support/postgres.ts'
import {
  openProcessOffice,
  type ProcessOffice,
  type Seat,
  sharedDatabase,
  sharedFolder,
} from '../../support/process-office.ts'

/**
 * Whole cores in processes of their own over a real store: what one files, others decide and a third
 * sends comes out the same on all, whoever was away and whenever the store was lost.
 */

const isSlow = Boolean(process.env.SLOW)
const missing = postgresMissing()
if (missing !== null) console.log(`Skipped: approvals over PostgreSQL. Needs ${missing}`)

let relay: Relay
let server: Postgres
beforeAll(async () => {
  relay = await startRelay()
  if (missing === null) server = await startPostgres()
})
afterAll(async () => {
  await relay.stop()
  if (missing === null) await server.stop()
})

const stores = {
  share: async (folder: string) => sharedFolder(folder),
  database: (folder: string) => sharedDatabase(server, folder),
}

/** Besides the office's: with two, the approver's PC executes. */
const people: Record<2 | 5, readonly { name: string; roles: Role[] }[]> = {
  2: [{ name: 'approver', roles: ['approver', 'sender'] }],
  5: [
    { name: 'first', roles: ['approver'] },
    { name: 'second', roles: ['approver'] },
    { name: 'third', roles: ['approver'] },
    { name: 'sender', roles: ['sender'] },
  ],
}

/** What a workstation makes of a request; the same text on all, or they disagree. */
async function viewOf({ person: { workstation } }: Seat, request: string): Promise<string> {
  const { summary, decisions } = await workstation.call('approval.review', { request })
  const { state, approvals } = summary
  const told = decisions.map(({ member, verdict, counts }) => ({ member, verdict, counts }))
  told.sort((a, b) => (a.member < b.member ? -1 : 1))
  return JSON.stringify({ state, approvals, told })
}

async function viewsOf({ seats }: ProcessOffice, request: string): Promise<string[]> {
  return Promise.all(seats.map((seat) => viewOf(seat, request)))
}

/** One state, and nobody sees another. */
async function expectEverywhere(office: ProcessOffice, request: string, state: string) {
  const [first, ...others] = await viewsOf(office, request)
  expect(others).toEqual(others.map(() => first))
  expect(JSON.parse(first ?? '')).toMatchObject({ state })
}

/** The code is taken now, the decision is made when it is called. */
async function readyTo(
  office: ProcessOffice,
  { seat, request, verdict }: { seat: Seat; request: string; verdict: DecisionVerdict },
) {
  const viewed = await office.review(seat, request)
  const code = seat.person.code()
  return () =>
    seat.person.workstation.call('approval.decide', {
      ...{ request, verdict, comment: 'はい', viewed, typedCount: null, code },
    })
}

/** Everybody who is needed has looked at it, and approves in the same instant when it is called. */
async function readyToApprove(office: ProcessOffice, request: string) {
  const needed = office.approvers.slice(0, office.seats.length === 2 ? 1 : 2)
  const acts: (() => Promise<unknown>)[] = []
  for (const seat of needed) acts.push(await readyTo(office, { seat, request, verdict: 'approve' }))
  return () => Promise.all(acts.map((act) => act()))
}

async function approveAtOnce(office: ProcessOffice, request: string): Promise<void> {
  const approve = await readyToApprove(office, request)
  await approve()
}

async function fileAndMeet(office: ProcessOffice): Promise<string> {
  const { request } = await office.file()
  await office.meet()
  return request
}

async function receivedCount(): Promise<number> {
  let received = 0
  for await (const _ of relay.received()) received += 1
  return received
}

/** Asked on one, decided on others in the same instant, sent on the last. */
async function sendsWhatWasApproved(office: ProcessOffice): Promise<void> {
  const before = await receivedCount()
  const request = await fileAndMeet(office)
  await expectEverywhere(office, request, 'filed')
  await approveAtOnce(office, request)
  await office.meet()
  await expectEverywhere(office, request, 'approved')
  const { person } = office.sender
  const elsewhere = await office.author.workstation.call('approval.list', {})
  expect(elsewhere.find((each) => each.request === request)).toMatchObject({ executesHere: false })
  await person.workstation.call('releases.start', {
    ...{ request, recipientCount: 5, code: person.code() },
  })
  // Its end is on record, which comes after the last message.
  const view = () => viewOf(office.sender, request)
  await expect.poll(view, { timeout: 60_000, interval: 200 }).toContain('"state":"finished"')
  await office.meet()
  await expectEverywhere(office, request, 'finished')
  expect((await receivedCount()) - before).toBe(5)
  for (const { person: each } of office.seats) {
    const [newest] = await each.workstation.call('releases.list', {})
    expect(newest).toMatchObject({ request, phase: 'finished', counts: { sent: 5 } })
  }
}

/** A yes and a no in the same instant: no, whoever hears of which first. */
async function blocksOnContradiction(office: ProcessOffice): Promise<void> {
  const request = await fileAndMeet(office)
  const last = office.approvers.at(-1)
  if (office.approvers.length === 1 || last === undefined) {
    const { workstation } = office.author
    const approve = await readyToApprove(office, request)
    await Promise.all([approve(), workstation.call('approval.withdraw', { request })])
    await office.meet()
    return expectEverywhere(office, request, 'withdrawn')
  }
  const reject = await readyTo(office, { seat: last, request, verdict: 'reject' })
  const approve = await readyToApprove(office, request)
  await Promise.all([approve(), reject()])
  await office.meet()
  await expectEverywhere(office, request, 'rejected')
  return refusesToStart(office, request)
}

async function refusesToStart(office: ProcessOffice, request: string): Promise<void> {
  const { person } = office.sender
  const answer = await person.workstation.ask('releases.start', {
    ...{ request, recipientCount: 5, code: person.code() },
  })
  expect(answer).toMatchObject({ ok: false, problem: { code: 'approval.rejected' } })
}

/** Cut off for an hour, one says no; nobody can know, and then everybody does. */
async function waitsForWhoWasAway(office: ProcessOffice): Promise<void> {
  const away = office.approvers.at(-1)
  if (away === undefined) throw new Error('no approver')
  const request = await fileAndMeet(office)
  const reject = await readyTo(office, { seat: away, request, verdict: 'reject' })
  await away.way.cut()
  await reject()
  const others = office.seats.filter((each) => each !== away)
  if (office.approvers.length > 1) await approveAtOnce(office, request)
  await office.pass(60, others)
  await office.meet(others)
  const state = office.approvers.length > 1 ? 'approved' : 'filed'
  for (const each of others) expect(await viewOf(each, request)).toContain(`"state":"${state}"`)
  // Nobody moved the mouse there for an hour.
  expect((await away.person.workstation.call('app.state', {})).phase).toBe('locked')
  await away.way.mend()
  await away.person.logIn()
  await office.meet()
  await expectEverywhere(office, request, 'rejected')
}

/** The store goes in the middle of a decision: it holds where it was made, and elsewhere later. */
async function keepsWhatTheStoreMissed(
  office: ProcessOffice,
  store: { lose: () => Promise<void>; bringBack: () => Promise<void> },
): Promise<void> {
  const request = await fileAndMeet(office)
  const approve = await readyToApprove(office, request)
  const deciding = approve()
  await store.lose()
  await deciding
  const [decided] = office.approvers
  if (decided === undefined) throw new Error('no approver')
  expect(await viewOf(decided, request)).toContain('"verdict":"approve"')
  await store.bringBack()
  await office.meet()
  await expectEverywhere(office, request, 'approved')
}

async function hasNoAlarms({ seats }: ProcessOffice): Promise<void> {
  for (const { person } of seats) {
    const { store } = await person.workstation.call('app.state', {})
    expect(store).toMatchObject({ status: 'online', problem: null })
  }
}

async function livesThrough(count: 2 | 5, kind: keyof typeof stores): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-shared-'))
  const store = await stores[kind](folder)
  const quorum = count === 2 ? 1 : 2
  const office = await openProcessOffice({ people: people[count], quorum, relay, store })
  try {
    await sendsWhatWasApproved(office)
    await keepsWhatTheStoreMissed(office, store)
    if (!isSlow) return
    await blocksOnContradiction(office)
    await waitsForWhoWasAway(office)
    await hasNoAlarms(office)
  } finally {
    await office.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

describe('S07 S08 one request, on real workstations', () => {
  it.skipIf(!isSlow)('two over a shared folder agree', () => livesThrough(2, 'share'), 600_000)
  it.skipIf(missing !== null)('two over PostgreSQL agree', () => livesThrough(2, 'database'))
  it.skipIf(!isSlow)('five over a shared folder agree', () => livesThrough(5, 'share'), 600_000)
  it.skipIf(!isSlow || missing !== null)(
    'five over PostgreSQL agree',
    () => livesThrough(5, 'database'),
    600_000,
  )
})
