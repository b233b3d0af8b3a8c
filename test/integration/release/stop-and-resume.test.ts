import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { composeCampaign, importContacts } from '../../../build/demo/campaign.ts'
import { writeContactFile } from '../../../build/demo/contact-file.ts'
import { type Relay, startRelay } from '../../../build/demo/relay.ts'
import { reviewAndApprove } from '../../../build/demo/review.ts'
import { type SmtpPeer, startPeer } from '../../support/smtp-peer.ts'
import { openTestOffice, type TestOffice } from '../../support/workstation-office.ts'

/** Runs in the real core: refused starts, a stop from another workstation, doubts, results, records. */
let office: TestOffice
let relay: Relay
let peer: SmtpPeer
/** Whose final dot the peer leaves without an answer, the first time. */
const unanswered = new Set<string>()
const doubtsMax = 6

beforeAll(async () => {
  office = await openTestOffice()
  relay = await startRelay()
  peer = await startPeer({
    act({ stage, recipient, nth }) {
      if (stage !== 'dot' || nth < 2 || unanswered.size >= doubtsMax || unanswered.has(recipient))
        return null
      unanswered.add(recipient)
      return { hangUp: 'reset' }
    },
  })
}, 300_000)
afterAll(async () => {
  await office.close()
  await relay.stop()
  await peer.close()
})

interface Place {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly caPem: string
}

async function approvedCampaign(
  { administrator, author, approver, folder }: TestOffice,
  { host, port, user, password, caPem }: Place,
  o: { readonly name: string; readonly rowCount: number; readonly ratePerHourMax: number | null },
): Promise<string> {
  const { name, rowCount, ratePerHourMax } = o
  const route = await administrator.workstation.call('routes.create', {
    ...{ name: `${name}の経路`, host, port, tls: 'starttls', user, password, ca: caPem },
    ...{ dkimDomain: 'sekisho.example.jp', dkimSelector: 'sekisho2026' },
    ...{ connectionsMax: 1, ratePerHourMax, quorum: 1 },
    code: administrator.code(),
  })
  const identity = await administrator.workstation.call('routes.create-sender-identity', {
    ...{ name: '関所市役所 広報課', address: 'info@sekisho.example.jp', replyTo: null },
    code: administrator.code(),
  })
  await administrator.lock()
  await author.logIn()
  await approver.logIn()
  const file = join(folder, `${name}.csv`)
  writeContactFile({ file, rowCount, seed: 1 })
  const imported = await importContacts({
    ...{ author, file, encoding: null, listName: name },
    onProgress: () => undefined,
  })
  const { id } = await composeCampaign({
    ...{ author, folder, name, list: imported.list },
    ...{ route: route.id, identity: identity.id, withAttachment: false },
  })
  await author.workstation.call('approval.file', {
    ...{ campaign: id, comment: '', approveWithinHours: 24, executeWithinHours: 24, urgent: null },
  })
  await reviewAndApprove(approver, id)
  return id
}

it('a run starts once, goes on while a file is imported, stops when an approver signs it, and both sides count the same', async () => {
  // Slow enough for an import and a stop to come in the middle.
  const o = { name: '窓口のお知らせ', rowCount: 3_000, ratePerHourMax: 36_000 }
  const campaign = await approvedCampaign(office, relay, o)
  const { author: sender, approver } = office
  const { workstation } = sender
  await workstation.call('journal.sync', {})
  const requests = await workstation.call('approval.list', {})
  const { request = '', recipientCount = 0 } =
    requests.find((each) => each.campaign === campaign) ?? {}

  const wrongCount = await workstation.ask('releases.start', {
    ...{ request, recipientCount: recipientCount + 1, code: sender.code() },
  })
  expect(wrongCount).toMatchObject({ ok: false, problem: { code: 'approval.count-mismatch' } })
  expect(await workstation.call('releases.list', {})).toEqual([])

  await workstation.call('releases.start', { request, recipientCount, code: sender.code() })
  const sentSoFar = async () =>
    (await workstation.call('releases.progress', { request })).counts.sent
  await expect.poll(sentSoFar, { timeout: 30_000, interval: 200 }).toBeGreaterThan(5)

  // A large file comes in beside it: neither waits for the other's end.
  const before = await sentSoFar()
  const file = join(office.folder, '別の名簿.csv')
  const facts = writeContactFile({ file, rowCount: 20_000, seed: 2 })
  const steps: number[] = []
  const { report } = await importContacts({
    ...{ author: sender, file, encoding: null, listName: '別の名簿' },
    onProgress: ({ rowCount }) => void steps.push(rowCount),
  })
  expect(report.counts.added).toBe(facts.added)
  expect(steps.length).toBeGreaterThan(1)
  expect(await sentSoFar()).toBeGreaterThan(before)
  expect((await workstation.call('releases.progress', { request })).phase).toBe('running')

  await approver.workstation.call('journal.sync', {})
  await approver.workstation.call('releases.stop', { request })
  await expect
    .poll(async () => (await workstation.call('releases.progress', { request })).phase, {
      ...{ timeout: 60_000, interval: 500 },
    })
    .toBe('stopped')

  const { counts } = await workstation.call('releases.progress', { request })
  expect(Object.values(counts).reduce((sum, each) => sum + each, 0)).toBe(recipientCount)
  expect(counts.sent).toBeLessThan(recipientCount)
  let received = 0
  for await (const _ of relay.received()) received += 1
  expect(received).toBe(counts.sent)

  const page = { offset: 0, limit: 3 }
  const sent = await workstation.call('releases.deliveries', { request, state: 'sent', ...page })
  expect(sent.total).toBe(counts.sent)
  expect(sent.rows[0]).toMatchObject({ state: 'sent', reason: 'accepted', attempts: 1 })
  const domains = await workstation.call('releases.domains', { request })
  expect(domains.reduce((sum, each) => sum + each.sent, 0)).toBe(counts.sent)

  // Only whom it has reached has got it, and the audience of the next mailing can go by that.
  const next = await workstation.call('campaigns.create', { name: '続報' })
  const lists = (await workstation.call('lists.list', {})).map(({ id }) => id)
  const rules = { segments: [], exceptLists: [] }
  const audienceWith = async (rule: object) => {
    const audience = { ...rules, exceptRequests: [], cap: null, ...rule }
    await workstation.call('campaigns.update', { campaign: next.id, lists, audience })
    return (await workstation.call('campaigns.audience', { campaign: next.id })).removed
  }
  const earlier = async () => (await audienceWith({ exceptRequests: [request] })).earlier
  await expect.poll(earlier, { timeout: 30_000, interval: 500 }).toBe(counts.sent)
  expect(await audienceWith({ cap: { mailsMax: 1, days: 1 } })).toMatchObject({
    ...{ capped: counts.sent, earlier: 0 },
  })
  expect(await audienceWith({ cap: { mailsMax: 2, days: 1 } })).toMatchObject({ capped: 0 })
  const contacts = await workstation.call('lists.contacts', {
    ...{ list: lists[0] ?? '', search: '', offset: 0, limit: 1000 },
  })
  expect(contacts.rows.filter((each) => each.lastMailedAt !== null)).toHaveLength(counts.sent)

  const again = await workstation.ask('releases.start', {
    ...{ request, recipientCount, code: sender.code() },
  })
  expect(again).toMatchObject({ ok: false })

  await workstation.call('journal.sync', {})
  await approver.workstation.call('journal.sync', {})
  expect(await approver.workstation.call('releases.list', {})).toMatchObject([
    { request, phase: 'stopped', counts, campaignName: '窓口のお知らせ' },
  ])
  const { entries } = await approver.workstation.call('journal.list', { offset: 0, limit: 100 })
  const kinds = entries.map((each) => each.kind)
  for (const kind of ['activation', 'batch', 'stop', 'stop-acknowledged', 'finished'] as const)
    expect(kinds).toContain(kind)
  expect(kinds.filter((each) => each === 'stop-acknowledged')).toHaveLength(1)
  expect(await approver.workstation.ask('releases.deliveries', { request, ...page })).toMatchObject(
    { ok: false, problem: { code: 'sending.log-elsewhere' } },
  )
})

it('M10 the first ones wait for a word on the rest, what is in doubt for one on each, and then the run is finished', async () => {
  const place = { ...peer, user: 'user', password: 'secret' }
  const o = { name: '結果不明', rowCount: 30, ratePerHourMax: null }
  await office.author.lock()
  await office.approver.lock()
  const { administrator } = office
  await administrator.logIn()
  await administrator.workstation.call('governance.change-rule', {
    ...{ name: 'canary', value: JSON.stringify({ recipientsMin: 13, count: 12 }) },
    code: administrator.code(),
  })
  // Somebody at the sender's own PC who may approve, and has not written any of it.
  await administrator.workstation.call('identity.change-roles', {
    ...{ member: administrator.member, roles: ['administrator', 'approver'] },
    code: administrator.code(),
  })
  const campaign = await approvedCampaign(office, place, o)
  const { author: sender, approver } = office
  const { workstation } = sender
  await workstation.call('journal.sync', {})
  const requests = await workstation.call('approval.list', {})
  const { request = '', recipientCount = 0 } =
    requests.find((each) => each.campaign === campaign) ?? {}
  await workstation.call('releases.start', { request, recipientCount, code: sender.code() })
  const progress = () => workstation.call('releases.progress', { request })
  await expect.poll(progress, { timeout: 60_000, interval: 200 }).toMatchObject({
    phase: 'paused',
    problem: { code: 'sending.canary-waits', params: { failed: 0, deferred: 0 } },
    counts: { waiting: recipientCount - 12, sent: 12 - doubtsMax, inDoubt: doubtsMax },
  })
  // Neither a new session nor a word on its doubts lets the rest go.
  await sender.lock()
  await sender.logIn()
  expect(await progress()).toMatchObject({ problem: { code: 'sending.canary-waits' } })
  expect(peer.accepted).toHaveLength(12 - doubtsMax)
  await workstation.call('releases.start', { request, recipientCount, code: sender.code() })
  const held = { phase: 'paused', problem: { code: 'sending.doubts-open' }, finishedAt: null }
  await expect.poll(progress, { timeout: 60_000, interval: 200 }).toMatchObject(held)
  const counts = { waiting: 0, inDoubt: doubtsMax, sent: recipientCount - doubtsMax }
  expect(await progress()).toMatchObject({ counts })
  expect(peer.accepted).toHaveLength(recipientCount - doubtsMax)

  const page = { offset: 0, limit: 10 }
  const { rows } = await workstation.call('releases.deliveries', {
    ...{ request, state: 'in-doubt', ...page },
  })
  const [first = -1, second = -1, ...others] = rows.map(({ index }) => index)
  type Verdict = 'arrived' | 'not-arrived' | 'resend'
  const settle = (indexes: number[], verdict: Verdict, by = sender) =>
    workstation.ask('releases.settle', { request, indexes, verdict, code: by.code() })
  const alone = { request, recipientCount, code: sender.code() }
  expect(await workstation.ask('releases.start', alone)).toMatchObject({
    problem: { code: 'sending.doubts-open' },
  })
  expect(await settle([first, first], 'arrived')).toMatchObject({
    problem: { code: 'sending.not-in-doubt' },
  })
  // More than three again is not for a sender to say, and who wrote it may not approve it.
  expect(await settle([first, second, ...others], 'resend')).toMatchObject({ ok: false })
  expect(await settle([first], 'arrived')).toMatchObject({ ok: true, value: held })
  expect(await settle([first], 'not-arrived')).toMatchObject({
    problem: { code: 'sending.not-in-doubt' },
  })
  expect(await settle([second], 'not-arrived')).toMatchObject({ ok: true, value: held })
  expect(await settle(others, 'resend')).toMatchObject({ ok: false })
  // An approver says so instead, and the sender's next login sends them.
  await sender.lock()
  await administrator.logIn()
  expect(await settle(others, 'resend', administrator)).toMatchObject({ ok: true })
  await administrator.lock()
  await sender.logIn()
  await expect
    .poll(progress, { timeout: 60_000, interval: 200 })
    .toMatchObject({ phase: 'finished', problem: null })
  const end = await progress()
  expect(end.counts).toMatchObject({ sent: recipientCount - 1, failed: 1, inDoubt: 0, waiting: 0 })
  // Nobody got two: the first was told to have arrived, and is the only one that the peer has not.
  expect(peer.accepted).toHaveLength(recipientCount - 2)
  expect(new Set(peer.accepted.map(({ recipient }) => recipient)).size).toBe(recipientCount - 2)

  await workstation.call('journal.sync', {})
  await approver.workstation.call('journal.sync', {})
  const { entries } = await approver.workstation.call('journal.list', { offset: 0, limit: 100 })
  const signed = entries.filter((each) => each.kind === 'in-doubt-resolved')
  expect(signed).toHaveLength(doubtsMax)
  expect(entries.filter((each) => each.kind === 'canary-passed')).toHaveLength(1)
})
