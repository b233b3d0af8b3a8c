import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  materialOf,
  openForRelease,
  openRouteSecrets,
  verifyApproval,
  verifyRelease,
} from '../../../main/approval/approval.ts'
import { createReports, evidenceOf, verifyEvidence } from '../../../main/reports/reports.ts'
import {
  approver,
  author,
  makeOffice,
  type Office,
  secondApprover,
} from '../../support/approval-desk.ts'
import { problemOf, problemOfAsync } from '../../support/problem.ts'

async function gate(office: Office, request: string, activation: string | null = null) {
  const session = office.desk(author).session()
  const opened = await openForRelease(session, request)
  const material = materialOf(session, {
    request,
    manifest: opened.manifestBytes,
    now: office.team.clock.now(),
    engineVersion: '0.0.0-test',
    activation,
  })
  return { session, opened, material }
}

/** Nothing of it is put on record while anything is missing. */
async function refuseToFile(office: Office): Promise<void> {
  const { message, pc, session } = office.desk(author)
  const file = async (change: Parameters<(typeof message.handlers)['campaigns.update']>[0]) => {
    await message.handlers['campaigns.update'](change, pc.caller())
    const { campaign } = change
    const hours = { approveWithinHours: 1, executeWithinHours: 1, urgent: null, executor: null }
    return problemOfAsync(() =>
      office.as(author)('approval.file', { campaign, comment: '', ...hours }),
    )
  }
  const campaign = await office.makeCampaign()
  expect(await file({ campaign, route: null })).toBe('approval.no-route')
  expect(await file({ campaign, route: 'r-gone' })).toBe('approval.no-route')
  expect(await file({ campaign, route: office.route, identity: null })).toMatch(
    /^(checks\.stopped|approval\.no-identity)$/,
  )
  expect(await file({ campaign, lists: [] })).toBe('approval.audience-empty')
  expect(session().journal.recordsOf('request')).toHaveLength(0)
}

/** An approval takes a look first, then a right code, and counts once. */
async function decideWithCare(office: Office, request: string): Promise<void> {
  const { as } = office
  const review = await as(approver)('approval.review', { request })
  expect(review.manifest).toMatchObject({ recipientCount: 25, from: '総務部 <info@example.jp>' })
  expect(review.manifest.words).toHaveLength(4)
  expect(review.items.map((each) => each.reason)).toEqual(
    expect.arrayContaining(['manifest', 'links', 'sample', 'fallback']),
  )
  expect(review.links.every((each) => !each.suspicious)).toBe(true)
  const viewed = review.items.map((each) => each.item)
  const decide = (seen: string[], code: string) =>
    problemOfAsync(() =>
      as(approver)('approval.decide', {
        request,
        verdict: 'approve',
        comment: '',
        viewed: seen,
        typedCount: null,
        code,
      }),
    )
  const { freshCode } = office.member(approver)
  expect(await decide([], freshCode())).toBe('approval.not-viewed')
  // Claiming to have seen them is not enough: they were never rendered here.
  expect(await decide(viewed, freshCode())).toBe('approval.not-viewed')
  const shown = await as(approver)('approval.preview', { request, index: 3 })
  expect(shown).toMatchObject({ to: 'user3@example.jp', count: 25, index: 3 })
  expect(await problemOfAsync(() => as(approver)('approval.preview', { request, index: 25 }))).toBe(
    'approval.recipients-altered',
  )
  for (const item of viewed)
    if (item.startsWith('message:'))
      await as(approver)('approval.preview', { request, index: Number(item.slice(8)) })
  expect(await decide(viewed, '000000')).toBe('identity.wrong-code')
  expect(office.desk(approver).session().journal.recordsOf('decision')).toHaveLength(0)
  expect(await decide(viewed, freshCode())).toBeNull()
  expect(await decide(viewed, freshCode())).toBe('approval.already-decided')
  await office.sync()
}

async function release(office: Office, request: string): Promise<void> {
  const { session, opened, material } = await gate(office, request)
  // As it crosses to the engine's process.
  const approval = verifyApproval(structuredClone(material))
  const content = { ...opened.content, rows: [await opened.pieceAt(0)] }
  expect(verifyRelease(approval, content).content).toEqual(opened.content)
  const secrets = await openRouteSecrets(approval, session)
  expect(secrets.password).toBe('relay-password-1')
  expect(secrets.dkimPrivateKey).toContain('BEGIN PRIVATE KEY')
  const altered = { ...content, template: Buffer.from('{}') }
  expect(problemOf(() => verifyRelease(approval, altered))).toBe('approval.template-altered')

  const { manifest } = approval.request.body
  const activation = await session.journal.append({
    kind: 'activation',
    body: { request, manifest, run: 1 },
    signer: session,
  })
  const running = await gate(office, request, activation.hash)
  expect(problemOf(() => verifyApproval(running.material))).toBeNull()
  const again = await gate(office, request)
  expect(problemOf(() => verifyApproval(again.material))).toBe('approval.already-run')
  const outcome = { sent: 24, deferred: 0, failed: 1, suppressed: 0, inDoubt: 0 }
  await session.journal.append({
    kind: 'batch',
    body: { request, batch: 1, firstIndex: 0, count: 25, outcome },
    signer: null,
  })
  await session.journal.append({
    kind: 'finished',
    body: { request, phase: 'finished', reason: null, outcome },
    signer: null,
  })
  const evidence = verifyEvidence(
    await evidenceOf(session, office.desk(author).pc.ports, request),
    session.journal.trust().fingerprint,
  )
  expect(evidence).toMatchObject({
    organizationName: '関所商事',
    outcome,
    finished: { body: { phase: 'finished' } },
  })
  expect(
    evidence.approvals.map(({ header }) => evidence.names.members[header.member ?? '']),
  ).toEqual([approver])
  await saveToFile(office, request)
  const [listed] = await office.as(author)('approval.list', {})
  expect(listed).toMatchObject({ request, state: 'finished' })
}

/** No audit, no action: the export is on record before a file is; and not when it was cancelled. */
async function saveToFile(office: Office, request: string): Promise<void> {
  const { pc, session } = office.desk(author)
  const folder = dirname(pc.ports.dataFolder)
  const save = async (target: string | null) => {
    const fileDialog = { ...pc.ports.fileDialog, chooseSaveTarget: async () => target }
    const { handlers } = createReports({
      ports: { ...pc.ports, fileDialog },
      session,
      language: () => 'ja',
    })
    return handlers['releases.save-evidence']({ request }, pc.caller())
  }
  const exports = () => session().journal.recordsOf('export').length
  expect(await save(null)).toBeNull()
  expect(exports()).toBe(0)
  expect(await problemOfAsync(() => save(join(folder, 'gone', 'e.json')))).toBe(
    'approval.evidence-not-written',
  )
  const saved = await save(join(folder, '証跡.json'))
  const bytes = readFileSync(join(folder, '証跡.json'))
  expect(saved).toEqual({ name: '証跡.json', sizeBytes: bytes.length })
  expect(verifyEvidence(bytes).outcome).toMatchObject({ sent: 24, failed: 1 })
  expect(exports()).toBe(2)
}

async function blockByOneWord(office: Office): Promise<void> {
  const { as } = office
  for (const verdict of ['reject', 'return'] as const) {
    const { request } = await office.fileRequest()
    await office.approve(approver, request)
    await as(secondApprover)('approval.decide', {
      request,
      verdict,
      comment: '宛先が違います',
      viewed: [],
      typedCount: null,
      code: office.member(secondApprover).freshCode(),
    })
    await office.sync()
    const { material } = await gate(office, request)
    const code = verdict === 'reject' ? 'approval.rejected' : 'approval.returned'
    expect(problemOf(() => verifyApproval(material))).toBe(code)
    const { decisions } = await as(author)('approval.review', { request })
    expect(decisions.map((each) => each.comment)).toContain('宛先が違います')
  }
  const { request } = await office.fileRequest()
  expect(await problemOfAsync(() => as(approver)('approval.withdraw', { request }))).toBe(
    'approval.not-requester',
  )
  expect(await as(author)('approval.withdraw', { request })).toMatchObject({ state: 'withdrawn' })
}

/** One file per recipient: nothing is filed unless each has one, and nothing approved unless each is right. */
async function withOwnFiles(office: Office): Promise<void> {
  const { as } = office
  const { message, checks, pc, session, files } = office.desk(author)
  const folder = mkdtempSync(join(dirname(pc.ports.dataFolder), 'files-'))
  for (let at = 0; at < 25; at += 1)
    writeFileSync(join(folder, `会社${at}`), `会社${at} 御中\n明細 ${'x'.repeat(at)}\n`)
  const campaign = await office.makeCampaign()
  files.next = folder
  const { handlers } = message
  await handlers['campaigns.update']({ campaign, fileColumn: '会社名' }, pc.caller())
  const hours = { approveWithinHours: 1, executeWithinHours: 1, urgent: null, executor: null }
  const file = () => as(author)('approval.file', { campaign, comment: '', ...hours })
  expect(await problemOfAsync(file)).toBe('checks.stopped')
  const added = await handlers['campaigns.add-files']({ campaign, from: 'folder' }, pc.caller())
  expect(added).toMatchObject({ added: 25, refusedCount: 0 })
  for (const { check, verdict, waived } of await checks.resultsFor(campaign))
    if (verdict === 'warning' && waived === null)
      await checks.handlers['campaigns.waive']({ campaign, check, reason: '確認済み' }, pc.caller())
  const { request } = await file()
  await office.sync()

  const review = await as(approver)('approval.review', { request })
  expect(review.manifest.files).toMatchObject({ column: '会社名', count: 25, fileCount: 25 })
  const page = { request, search: '会社2', offset: 0, limit: 200 }
  expect(
    (await as(approver)('approval.files', page)).rows.map(({ file: each }) => each?.name),
  ).toEqual(['会社2', ...[20, 21, 22, 23, 24].map((at) => `会社${at}`)])
  // The table and a file by the rule are to be opened, and saying so is not enough.
  expect(review.items.filter((each) => each.required).map(({ reason }) => reason)).toEqual(
    expect.arrayContaining(['files', 'own-file']),
  )
  const viewed = review.items.map((each) => each.item)
  const decide = () =>
    problemOfAsync(() =>
      as(approver)('approval.decide', {
        ...{ request, viewed, verdict: 'approve', comment: '', typedCount: null },
        code: office.member(approver).freshCode(),
      }),
    )
  for (const item of viewed.filter((each) => each.startsWith('message:')))
    await as(approver)('approval.preview', { request, index: Number(item.slice(8)) })
  expect(await decide()).toBe('approval.not-viewed')
  for (const item of viewed.filter((each) => each.startsWith('file:')))
    expect(
      await as(approver)('approval.own-file', { request, index: Number(item.slice(5)) }),
    ).toMatchObject({ file: { name: `会社${item.slice(5)}` } })
  expect(await decide()).toBeNull()
  await office.sync()

  const { opened, material } = await gate(office, request)
  expect(problemOf(() => verifyApproval(material))).toBeNull()
  expect(opened.content.files).not.toBeNull()
  const bytes = await opened.pieceAt(0, 'files')
  // In the store there is nothing of it in the clear.
  expect(Buffer.from(bytes).includes(Buffer.from('明細'))).toBe(false)
  const filed = session().journal.recordsOf('request')
  expect(filed.find(({ hash }) => hash === request)?.body.blobs.files).toBeDefined()
}

describe('from campaign to release, each on their own PC', () => {
  it('one approver', async () => {
    const office = await makeOffice()
    const { as } = office
    await refuseToFile(office)
    const campaign = await office.makeCampaign()
    const draft = await as(author)('campaigns.manifest', { campaign, executor: null })
    expect(draft).toMatchObject({ recipientCount: 25, digest: null, quorum: 1 })
    const filed = await office.fileRequest(campaign)
    expect(filed).toMatchObject({ state: 'filed', approvals: 0, quorum: 1, executesHere: true })
    expect(filed.whyNot).toMatchObject({ code: 'approval.not-an-approver' })
    const before = await gate(office, filed.request)
    expect(problemOf(() => verifyApproval(before.material))).toBe('approval.needs-approval')
    const [seen] = await as(approver)('approval.list', {})
    expect(seen).toMatchObject({ campaignName: '年末のご案内', mayDecide: true })
    await decideWithCare(office, filed.request)
    expect(await as(author)('approval.review', { request: filed.request })).toMatchObject({
      summary: { state: 'approved', approvals: 1, mayDecide: false },
      decisions: [{ name: approver, verdict: 'approve', counts: true }],
    })
    await release(office, filed.request)
    await blockByOneWord(office)
    await withOwnFiles(office)
  })

  it('two of two: the route key is shared between them', async () => {
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
})
