import { expect, it, vi } from 'vitest'
import { previousRelease } from '../../../main/approval/approval.ts'
import { author, makeOffice } from '../../support/approval-desk.ts'

vi.setConfig({ testTimeout: 60_000 })

it('is that of the newest finished release to exactly the same lists', async () => {
  const office = await makeOffice()
  const { session, message, pc } = office.desk(author)
  const { journal } = session()
  const campaign = await office.makeCampaign(30)
  const { lists } = await message.handlers['campaigns.get']({ campaign }, pc.caller())
  const count = () => previousRelease(session(), lists)?.count ?? null
  expect(count()).toBeNull()
  const { request } = await office.fileRequest(campaign)
  const end = (phase: 'finished' | 'stopped') =>
    journal.append({
      kind: 'finished',
      body: {
        ...{ request, phase, reason: null },
        outcome: { sent: 30, deferred: 0, failed: 0, suppressed: 0, inDoubt: 0 },
      },
      signer: null,
    })
  await end('stopped')
  expect(count()).toBeNull()
  await end('finished')
  expect(count()).toBe(30)
  expect(previousRelease(session(), [])).toBeNull()
  expect(previousRelease(session(), [...lists, 'another'])).toBeNull()

  // The rules of another day over what has been sent, by whoever can open it.
  const { handlers } = office.desk(author)
  const tried = (severities: Record<string, 'pass' | 'stop'>) =>
    handlers['checks.try']({ severities }, pc.caller())
  const [asSent] = (await tried({})).releases
  expect(asSent).toMatchObject({ request, count: 30, stopped: [] })
  const { releases, unreadable } = await tried(
    Object.fromEntries((asSent?.warned ?? []).map((check) => [check, 'stop' as const])),
  )
  expect(asSent?.warned.length).toBeGreaterThan(0)
  expect(releases).toMatchObject([{ request, warned: [], stopped: asSent?.warned }])
  expect(unreadable).toBe(0)
})
