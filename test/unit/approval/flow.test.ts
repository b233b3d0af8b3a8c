import { describe, expect, it } from 'vitest'
import {
  materialOf,
  openForRelease,
  openRouteSecrets,
  verifyApproval,
  verifyRelease,
} from '../../../main/approval/approval.ts'
import {
  approver,
  author,
  makeOffice,
  type Office,
  secondApprover,
} from '../../support/approval-desk.ts'
import { problemOf, problemOfAsync } from '../../support/problem.ts'

async function gate(office: Office, request: string) {
  const session = office.desk(author).session()
  const opened = await openForRelease(session, request)
  const material = materialOf(session, {
    request,
    manifest: opened.manifestBytes,
    now: office.team.clock.now(),
    engineVersion: '0.0.0-test',
    activation: null,
  })
  return { session, opened, material }
}

describe('from campaign to release', () => {
  it('files, reviews, approves and opens the secrets', async () => {
    const office = await makeOffice()
    const { team, as } = office
    const campaign = await office.makeCampaign()
    const draft = await as(author)('campaigns.manifest', { campaign })
    expect(draft).toMatchObject({ recipientCount: 25, digest: null, quorum: 1 })
    const filed = await office.fileRequest(campaign)
    expect(filed).toMatchObject({ state: 'filed', approvals: 0, quorum: 1, executesHere: true })
    expect(filed.whyNot).toMatchObject({ code: 'approval.not-an-approver' })

    const before = await gate(office, filed.request)
    expect(problemOf(() => verifyApproval(before.material))).toBe('approval.needs-approval')

    const [seen] = await as(approver)('approval.list', {})
    expect(seen).toMatchObject({ campaignName: '年末のご案内', mayDecide: true })
    const review = await as(approver)('approval.review', { request: filed.request })
    expect(review.manifest).toMatchObject({ recipientCount: 25, from: '総務部 <info@example.jp>' })
    expect(review.manifest.words).toHaveLength(4)
    expect(review.items.map((each) => each.reason)).toEqual(
      expect.arrayContaining(['manifest', 'links', 'sample', 'fallback', 'longest']),
    )
    expect(review.links.every((each) => !each.suspicious)).toBe(true)

    const approved = await office.approve(approver, filed.request)
    expect(approved).toMatchObject({ state: 'approved', approvals: 1, mayDecide: false })
    expect(await as(author)('approval.review', { request: filed.request })).toMatchObject({
      decisions: [{ name: approver, comment: '確認しました', counts: true }],
    })

    const { session, opened, material } = await gate(office, filed.request)
    const approval = verifyApproval(structuredClone(material))
    expect(verifyRelease(approval, opened.content).content).toBe(opened.content)
    const secrets = await openRouteSecrets(approval, session)
    expect(secrets.password).toBe('relay-password-1')
    expect(secrets.dkimPrivateKey).toContain('BEGIN PRIVATE KEY')
    const altered = { ...opened.content, template: Buffer.from('{}') }
    expect(problemOf(() => verifyRelease(approval, altered))).toBe('approval.template-altered')
    await team.syncAll()
  })

  it('wants two of two where the route says so, and shares the key between them', async () => {
    const office = await makeOffice({ quorum: 2 })
    const { request } = await office.fileRequest()
    expect(await office.approve(approver, request)).toMatchObject({ state: 'filed', approvals: 1 })
    const half = await gate(office, request)
    expect(problemOf(() => verifyApproval(half.material))).toBe('approval.needs-approval')
    expect(await office.approve(secondApprover, request)).toMatchObject({ state: 'approved' })
    const whole = await gate(office, request)
    const secrets = await openRouteSecrets(verifyApproval(whole.material), whole.session)
    expect(secrets.password).toBe('relay-password-1')
  })

  it('asks for the look before the signature', async () => {
    const office = await makeOffice()
    const { as } = office
    const { request } = await office.fileRequest()
    const { items } = await as(approver)('approval.review', { request })
    const viewed = items.map((each) => each.item)
    const decide = (seen: string[]) =>
      problemOfAsync(() =>
        as(approver)('approval.decide', {
          request,
          verdict: 'approve',
          comment: '',
          viewed: seen,
          code: office.member(approver).freshCode(),
        }),
      )
    expect(await decide([])).toBe('approval.not-viewed')
    // Claiming to have seen it is not enough: it was never rendered here.
    expect(await decide(viewed)).toBe('approval.not-viewed')
    await office.approve(approver, request)
    expect(await decide(viewed)).toBe('approval.already-decided')
  })

  it('blocks on a rejection, a return and a withdrawal', async () => {
    const office = await makeOffice()
    const { as } = office
    for (const verdict of ['reject', 'return'] as const) {
      const { request } = await office.fileRequest()
      await office.approve(approver, request)
      await as(secondApprover)('approval.decide', {
        request,
        verdict,
        comment: '宛先が違います',
        viewed: [],
        code: office.member(secondApprover).freshCode(),
      })
      await office.team.syncAll()
      const { material } = await gate(office, request)
      const code = verdict === 'reject' ? 'approval.rejected' : 'approval.returned'
      expect(problemOf(() => verifyApproval(material))).toBe(code)
      const decisions = (await as(author)('approval.review', { request })).decisions
      expect(decisions.map((each) => each.comment)).toContain('宛先が違います')
    }
    const { request } = await office.fileRequest()
    expect(await problemOfAsync(() => as(approver)('approval.withdraw', { request }))).toBe(
      'approval.not-requester',
    )
    expect(await as(author)('approval.withdraw', { request })).toMatchObject({
      state: 'withdrawn',
    })
  })

  it('refuses a wrong code and records nothing', async () => {
    const office = await makeOffice()
    const { as } = office
    const { request } = await office.fileRequest()
    const { items } = await as(approver)('approval.review', { request })
    for (const { item } of items)
      if (item.startsWith('message:'))
        await as(approver)('approval.preview', { request, index: Number(item.slice(8)) })
    const decide = () =>
      as(approver)('approval.decide', {
        request,
        verdict: 'approve',
        comment: '',
        viewed: items.map((each) => each.item),
        code: '000000',
      })
    expect(await problemOfAsync(decide)).toBe('identity.wrong-code')
    expect(office.desk(approver).session().journal.recordsOf('decision')).toHaveLength(0)
  })

  it('files nothing without a sender, a route, recipients or approvers', async () => {
    const office = await makeOffice()
    const { as, desk } = office
    const { message, pc } = desk(author)
    const file = async (change: Parameters<(typeof message.handlers)['campaigns.update']>[0]) => {
      await message.handlers['campaigns.update'](change, pc.caller())
      return problemOfAsync(() =>
        as(author)('approval.file', {
          campaign: change.campaign,
          comment: '',
          approveWithinHours: 1,
          executeWithinHours: 1,
        }),
      )
    }
    const campaign = await office.makeCampaign()
    expect(await file({ campaign, route: null })).toBe('approval.no-route')
    expect(await file({ campaign, route: 'r-gone' })).toBe('approval.no-route')
    expect(await file({ campaign, route: office.route, lists: [] })).toMatch(
      /^(checks\.stopped|lists\.empty|approval\.audience-empty)$/,
    )
    expect(desk(author).session().journal.recordsOf('request')).toHaveLength(0)
  })

  it('shows an author without the right no address in full', async () => {
    const office = await makeOffice()
    const { request } = await office.fileRequest()
    const shown = await office.as(approver)('approval.preview', { request, index: 3 })
    expect(shown).toMatchObject({ to: 'user3@example.jp', count: 25, index: 3 })
    expect(
      await problemOfAsync(() => office.as(approver)('approval.preview', { request, index: 25 })),
    ).toBe('approval.recipients-altered')
  })
})
