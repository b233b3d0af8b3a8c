import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { composeCampaign, importContacts } from '../../../build/demo/campaign.ts'
import { writeContactFile } from '../../../build/demo/contact-file.ts'
import { type Relay, startRelay } from '../../../build/demo/relay.ts'
import { reviewAndApprove } from '../../../build/demo/review.ts'
import type { ReleaseProgress } from '../../../preload/contract/releases.ts'
import { openTestOffice, type TestOffice } from '../../support/workstation-office.ts'

/** A sender who goes to lunch: the run they started goes on behind the lock and ends in order. */

let office: TestOffice | null = null
let relay: Relay | null = null

afterEach(async () => {
  await office?.close()
  await relay?.stop()
})

it('a release goes on behind the lock, and its end is on record at the next login', async () => {
  office = await openTestOffice()
  // So that it takes a few seconds, and the lock comes in the middle.
  relay = await startRelay({ delayMs: 15 })
  const campaign = await approvedCampaign(office, relay)
  const { author: sender } = office
  const { workstation } = sender
  await workstation.call('journal.sync', {})
  const requests = await workstation.call('approval.list', {})
  const approved = requests.find((each) => each.campaign === campaign)
  const { request = '', recipientCount = 0 } = approved ?? {}
  expect(approved).toMatchObject({ state: 'approved' })
  expect(recipientCount).toBeGreaterThan(200)

  // Before anything begins: on a busy machine this process may sleep through the whole run.
  const told: ReleaseProgress[] = []
  workstation.on('releases.progress', (progress) => void told.push(progress))
  const started = workstation.call('releases.start', {
    request,
    recipientCount,
    code: sender.code(),
  })
  // Without waiting: the lock meets the handler in the middle of its work.
  await new Promise((resolve) => setTimeout(resolve, 150))
  await sender.lock()
  expect(await workstation.ask('releases.list', {})).toMatchObject({
    ok: false,
    problem: { code: 'ipc.locked' },
  })
  expect((await started).phase).not.toBe('finished')
  await expect
    .poll(() => toEnd(told.at(-1)), { timeout: 90_000, interval: 200 })
    .toEqual({ phase: 'finished', problem: null, sent: recipientCount })
  expect((await workstation.call('app.state', {})).phase).toBe('locked')
  let received = 0
  for await (const _ of relay.received()) received += 1
  expect(received).toBe(recipientCount)

  await sender.logIn()
  const progress = await workstation.call('releases.progress', { request })
  expect(progress).toMatchObject({ phase: 'finished', counts: { sent: recipientCount } })
  const { approver } = office
  const { alarms } = await approver.workstation.call('journal.verify', {})
  expect(alarms).toEqual([])
  const page = await approver.workstation.call('journal.list', { offset: 0, limit: 100 })
  expect(page.entries.map((each) => each.kind)).toContain('finished')
})

const toEnd = (progress: ReleaseProgress | undefined) =>
  progress && {
    phase: progress.phase,
    problem: progress.problem,
    sent: progress.counts.sent,
  }

async function approvedCampaign(
  { administrator, author, approver, folder }: TestOffice,
  { host, port, user, password, caPem }: Relay,
): Promise<string> {
  const route = await administrator.workstation.call('routes.create', {
    ...{ name: '庁内中継', host, port, tls: 'starttls', user, password, ca: caPem },
    ...{ dkimDomain: 'sekisho.example.jp', dkimSelector: 'sekisho2026' },
    ...{ connectionsMax: 1, ratePerHourMax: null, quorum: 1 },
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
  writeContactFile({ file, rowCount: 300, seed: 1 })
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
