import { renameSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  materialOf,
  openForRelease,
  openRouteSecrets,
  verifyApproval,
} from '../../../main/approval/approval.ts'
import {
  approver,
  author,
  makeOffice,
  type Office,
  secondApprover,
} from '../../support/approval-desk.ts'
import { problemOfAsync } from '../../support/problem.ts'

const everybody = (office: Office) => office.team.members.map(({ name }) => name)

/** What each workstation makes of what it has seen. */
async function statesOf(office: Office, request: string): Promise<string[]> {
  const states: string[] = []
  for (const name of everybody(office)) {
    const requests = await office.as(name)('approval.list', {})
    states.push(requests.find((each) => each.request === request)?.state ?? 'unknown')
  }
  return states
}

async function secretsFor(office: Office, request: string) {
  const session = office.desk(author).session()
  const { manifestBytes } = await openForRelease(session, request)
  const material = materialOf(session, {
    ...{ request, manifest: manifestBytes, now: office.team.clock.now() },
    ...{ engineVersion: '0.0.0-test', activation: null },
  })
  return openRouteSecrets(verifyApproval(material), session)
}

async function changeRules(office: Office, rules: object): Promise<void> {
  const { founder } = office.team
  const session = office.desk(founder.name).session()
  await session.journal.publishPolicy(
    (content) => ({ ...content, rules: { ...content.rules, ...rules } }),
    session,
  )
  await office.sync()
}

const same = (count: number, state: string) => Array.from({ length: count }, () => state)

describe('one request on workstations of their own', () => {
  it('comes out the same, whenever and in whatever order they meet', async () => {
    const office = await makeOffice({ quorum: 2 })
    const count = everybody(office).length
    const both = await office.fileRequest()
    // In the same instant.
    await Promise.all([approver, secondApprover].map((name) => office.approve(name, both.request)))
    expect(await statesOf(office, both.request)).toEqual(same(count, 'approved'))

    // One who has been away sees neither the request nor the decision until they are back.
    const behind = await office.as(author)('approval.file', {
      ...{ campaign: await office.makeCampaign(), comment: '', urgent: null, executor: null },
      ...{ approveWithinHours: 24, executeWithinHours: 24 },
    })
    expect(await statesOf(office, behind.request)).toEqual(
      everybody(office).map((name) => (name === author ? 'filed' : 'unknown')),
    )
    await office.sync()
    expect(await statesOf(office, behind.request)).toEqual(same(count, 'filed'))

    // The store goes away between two decisions; each is durable where it was made.
    const lost = await office.fileRequest()
    await office.approve(approver, lost.request)
    const { storeFolder } = office.team
    renameSync(storeFolder, `${storeFolder}-away`)
    await office.as(secondApprover)('approval.decide', {
      ...{ request: lost.request, verdict: 'reject', comment: '宛先が違います' },
      ...{ viewed: [], typedCount: null, code: office.member(secondApprover).freshCode() },
    })
    renameSync(`${storeFolder}-away`, storeFolder)
    await office.sync()
    await office.sync()
    expect(await statesOf(office, lost.request)).toEqual(same(count, 'rejected'))

    const taken = await office.fileRequest()
    await office.as(approver)('approval.cancel', { request: taken.request })
    expect(
      await problemOfAsync(() =>
        office.as(approver)('approval.cancel', { request: taken.request }),
      ),
    ).toBe('approval.not-cancellable')
    await office.sync()
    expect(await statesOf(office, taken.request)).toEqual(same(count, 'stopped'))
  })

  it('is approved in somebody’s place, with their share of the route’s key, and talked about', async () => {
    const office = await makeOffice({ quorum: 2 })
    const { founder } = office.team
    const { as } = office
    const now = office.team.clock.now()
    const asked = {
      to: founder.id,
      from: new Date(now - 1000).toISOString(),
      until: new Date(now + 8 * 3_600_000).toISOString(),
      code: '',
    }
    const delegate = (change: object = {}) =>
      problemOfAsync(() => {
        const code = office.member(secondApprover).freshCode()
        return as(secondApprover)('approval.delegate', { ...asked, ...change, code })
      })
    expect(await delegate()).toBe('approval.delegation-not-allowed')
    await changeRules(office, {
      delegationHoursMax: 24,
      typeCountFrom: 10,
      looks: ['headers', 'samples'],
    })
    const { request } = await office.fileRequest()
    expect(await delegate({ until: new Date(now + 48 * 3_600_000).toISOString() })).toBe(
      'approval.delegation-too-long',
    )
    expect(await delegate({ to: office.member(secondApprover).id })).toBe('approval.delegate-unfit')
    const before = await as(founder.name)('approval.list', {})
    expect(before[0]).toMatchObject({
      mayDecide: false,
      whyNot: { code: 'approval.not-an-approver' },
    })
    expect(await delegate()).toBeNull()
    await office.sync()

    // Filed before the delegation: what opens it came along.
    const review = await as(founder.name)('approval.review', { request })
    expect(review).toMatchObject({
      summary: { mayDecide: true, inPlaceOf: secondApprover },
      typesCount: true,
    })
    expect(review.groups.map((each) => each.count)).toEqual([5, 20])
    const page = await as(founder.name)('approval.recipients', { request, offset: 20, limit: 50 })
    expect(page).toMatchObject({ total: 25, fields: ['会社名', '氏名'] })
    expect(page.rows).toHaveLength(5)
    await as(founder.name)('approval.comment', { request, comment: '代行で確認します' })

    await office.approve(approver, request, { typedCount: 25 })
    const wrong = () => office.approve(founder.name, request, { typedCount: 24 })
    expect(await problemOfAsync(wrong)).toBe('approval.count-mismatch')
    expect(await office.approve(founder.name, request, { typedCount: 25 })).toMatchObject({
      state: 'approved',
      approvals: 2,
    })
    const seen = await as(author)('approval.review', { request })
    expect(seen.decisions.at(-1)).toMatchObject({ inPlaceOf: secondApprover, counts: true })
    expect(seen.decisions.at(-1)?.viewed).toEqual(expect.arrayContaining(['headers', 'samples']))
    expect(seen.comments).toMatchObject([{ comment: '代行で確認します' }])
    expect((await secretsFor(office, request)).password).toBe('relay-password-1')

    // Taken back: the approval by it counts no more, anywhere.
    const [given] = (await as(secondApprover)('approval.delegations', {})).delegations
    await as(secondApprover)('approval.end-delegation', { delegation: given?.delegation ?? '' })
    await office.sync()
    expect(await statesOf(office, request)).toEqual(same(everybody(office).length, 'filed'))
  })
})
