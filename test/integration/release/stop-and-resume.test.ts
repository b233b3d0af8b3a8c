import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { composeCampaign, importContacts } from '../../../build/demo/campaign.ts'
import { writeContactFile } from '../../../build/demo/contact-file.ts'
import { type Relay, startRelay } from '../../../build/demo/relay.ts'
import { reviewAndApprove } from '../../../build/demo/review.ts'
import { openTestOffice, type TestOffice } from '../../support/workstation-office.ts'

/** A run in the real core: refused starts, a stop from another workstation, results, records. */
let office: TestOffice | null = null
let relay: Relay | null = null

afterEach(async () => {
  await office?.close()
  await relay?.stop()
})

async function approvedCampaign(
  { administrator, author, approver, folder }: TestOffice,
  { host, port, user, password, caPem }: Relay,
): Promise<string> {
  const route = await administrator.workstation.call('routes.create', {
    ...{ name: '庁内中継', host, port, tls: 'starttls', user, password, ca: caPem },
    ...{ dkimDomain: 'sekisho.example.jp', dkimSelector: 'sekisho2026' },
    // Slow enough for a stop to arrive in the middle.
    ...{ connectionsMax: 1, ratePerHourMax: 36_000, quorum: 1 },
    code: administrator.code(),
  })
  const identity = await administrator.workstation.call('routes.create-sender-identity', {
    ...{ name: '関所市役所 広報課', address: 'info@sekisho.example.jp', replyTo: null },
    code: administrator.code(),
  })
  await administrator.lock()
  await author.logIn()
  await approver.logIn()
  const file = join(folder, 'contacts.csv')
  writeContactFile({ file, rowCount: 900, seed: 1 })
  const imported = await importContacts({
    ...{ author, file, encoding: null, listName: '市民' },
    onProgress: () => undefined,
  })
  const { id } = await composeCampaign({
    ...{ author, folder, name: '窓口のお知らせ', list: imported.list },
    ...{ route: route.id, identity: identity.id, withAttachment: false },
  })
  await author.workstation.call('approval.file', {
    ...{ campaign: id, comment: '', approveWithinHours: 24, executeWithinHours: 24, urgent: null },
  })
  await reviewAndApprove(approver, id)
  return id
}

it('a run starts once, stops when an approver signs it, and both sides count the same', async () => {
  office = await openTestOffice()
  relay = await startRelay()
  const campaign = await approvedCampaign(office, relay)
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
