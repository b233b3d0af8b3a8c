import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type ApprovalHandlers, createApproval } from '../../main/approval/approval.ts'
import { checksMigrations, createChecks } from '../../main/checks/checks.ts'
import { createLists, listsMigrations, withinReach } from '../../main/lists/lists.ts'
import { createMessage, messageMigrations } from '../../main/message/message.ts'
import { noticesMigrations } from '../../main/notices/notices.ts'
import type { RequestSummary } from '../../preload/contract/approval.ts'
import { plainTransport } from '../../preload/contract/transport.ts'
import type { FakeClock } from './clock.ts'
import {
  makeOffice as makeIdentityOffice,
  type TestMember,
  type TestOffice,
  type TestPc,
} from './office.ts'

/** Everything of the core that approval needs, on one PC of a test team. */
export function makeDesk(pc: TestPc) {
  const { fileTokens, identity } = pc
  // What the person chooses in the next dialog.
  const files: { next: string | null } = { next: null }
  const choose = async () => files.next
  const fileDialog = { chooseFile: choose, chooseFolder: choose, chooseSaveTarget: choose }
  const ports = { ...pc.ports, fileDialog }
  const session = withinReach(identity.session)
  const emit = () => undefined
  const lists = createLists({ ports, fileTokens, session, emit })
  onTestFinished(() => lists.close())
  const message = createMessage({ ports, session })
  const checks = createChecks({
    clock: ports.clock,
    session,
    senderIdentity: (id) =>
      session()
        .journal.policy()
        .detail.senderIdentities.find((each) => each.id === id) ?? null,
  })
  const approval = createApproval({
    ports,
    fileTokens,
    session,
    stepUp: identity.stepUp,
    emit,
    language: () => ports.language,
    previewDocuments: message.previewDocuments,
    resultsFor: checks.resultsFor,
    stateOf: checks.stateOf,
  })
  return { pc, lists, message, checks, handlers: approval.handlers, session, files }
}
export type Desk = ReturnType<typeof makeDesk>

export const author = '作成 花子'
export const approver = '承認 一郎'
export const secondApprover = '承認 次郎'

export interface Office {
  readonly team: TestOffice
  readonly desk: (name: string) => Desk
  readonly member: (name: string) => TestMember
  /** Calls a channel of approval as this member. */
  readonly as: (
    name: string,
  ) => <K extends keyof ApprovalHandlers>(
    channel: K,
    input: Parameters<ApprovalHandlers[K]>[0],
  ) => Promise<Awaited<ReturnType<ApprovalHandlers[K]>>>
  readonly route: string
  readonly identity: string
  /** An imported list and a campaign that is ready to be filed. */
  readonly makeCampaign: (rows?: number) => Promise<string>
  readonly fileRequest: (campaign?: string) => Promise<RequestSummary>
  /** Takes a member off the directory; their PC meets the store no more. */
  readonly dismiss: (name: string) => Promise<void>
  /** Every PC whose member is still there meets the store once. */
  readonly sync: () => Promise<void>
  /** Looks at everything that is required and approves. */
  readonly approve: (
    name: string,
    request: string,
    o?: { readonly typedCount: number },
  ) => Promise<RequestSummary>
}

/** A founded organization with a route, a sender identity, an author and two approvers. */
export async function makeOffice(
  o: { readonly quorum?: number; readonly clock?: FakeClock } = {},
): Promise<Office> {
  const team = await makeIdentityOffice({
    ...(o.clock ? { clock: o.clock } : {}),
    people: [
      { name: author, roles: ['author', 'list-manager', 'sender'] },
      { name: approver, roles: ['approver'] },
      { name: secondApprover, roles: ['approver'] },
    ],
    migrations: [
      { capability: 'lists', migrations: listsMigrations },
      { capability: 'message', migrations: messageMigrations },
      { capability: 'checks', migrations: checksMigrations },
      { capability: 'notices', migrations: noticesMigrations },
    ],
  })
  const desks = new Map(team.members.map((each) => [each.name, makeDesk(each.pc)]))
  const desk = (name: string) => {
    const found = desks.get(name)
    if (found === undefined) throw new Error(`nobody is called ${name}`)
    return found
  }
  const as: Office['as'] = (name) => async (channel, input) => {
    const handler = desk(name).handlers[channel] as (
      input: unknown,
      caller: unknown,
    ) => Promise<never>
    return handler(input, team.member(name).pc.caller())
  }
  const gone = new Set<string>()
  const sync = async () => {
    for (const { name } of team.members)
      if (!gone.has(name)) await desk(name).session().journal.sync()
  }
  const { route, identity } = await makeRoute(team, as, o.quorum ?? 1)
  await sync()
  const makeCampaign = (rows = 25) => writeCampaign(desk(author), { rows, route, identity })
  return {
    team,
    desk,
    member: team.member,
    as,
    route,
    identity,
    makeCampaign,
    sync,
    async dismiss(name) {
      const { id } = team.member(name)
      gone.add(name)
      const session = desk(team.founder.name).session()
      await session.journal.publishDirectory(
        (content) => ({
          ...content,
          members: content.members.map((each) =>
            each.id === id ? { ...each, status: 'left' as const } : each,
          ),
        }),
        session,
      )
      await sync()
    },
    async fileRequest(campaign) {
      const summary = await as(author)('approval.file', {
        campaign: campaign ?? (await makeCampaign()),
        comment: '確認をお願いします',
        approveWithinHours: 24,
        executeWithinHours: 24,
        urgent: null,
        executor: null,
      })
      await sync()
      return summary
    },
    async approve(name, request, o) {
      const { items } = await as(name)('approval.review', { request })
      const viewed = items.filter((each) => each.required).map((each) => each.item)
      for (const item of viewed)
        if (item.startsWith('message:'))
          await as(name)('approval.preview', { request, index: Number(item.slice(8)) })
      const summary = await as(name)('approval.decide', {
        request,
        verdict: 'approve',
        comment: '確認しました',
        viewed,
        typedCount: o?.typedCount ?? null,
        code: team.member(name).freshCode(),
      })
      await sync()
      return summary
    },
  }
}

async function makeRoute(team: TestOffice, as: Office['as'], quorum: number) {
  const { founder } = team
  const route = await as(founder.name)('routes.create', {
    ...{ pins: [], dkimEd25519Selector: null, transport: { ...plainTransport, fallbacks: [] } },
    name: '本社の中継',
    host: 'relay.example.jp',
    port: 587,
    tls: 'starttls',
    user: 'sekisho',
    password: 'relay-password-1',
    ca: null,
    dkimDomain: 'example.jp',
    dkimSelector: 's1',
    connectionsMax: 4,
    ratePerHourMax: null,
    quorum,
    code: founder.freshCode(),
  })
  const identity = await as(founder.name)('routes.create-sender-identity', {
    name: '総務部',
    address: 'info@example.jp',
    replyTo: null,
    code: founder.freshCode(),
  })
  return { route: route.id, identity: identity.id }
}

async function writeCampaign(
  { pc, lists, message, checks }: Desk,
  o: { readonly rows: number; readonly route: string; readonly identity: string },
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'sekisho-list-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, '顧客.csv')
  const lines = Array.from({ length: o.rows }, (_, at) => {
    const name = at % 5 === 0 ? '' : `氏名${at}`
    return `user${at}@${at % 7 === 0 ? 'example.com' : 'example.jp'},会社${at},${name}`
  })
  writeFileSync(path, ['メールアドレス,会社名,氏名', ...lines, ''].join('\r\n'))
  const caller = pc.caller()
  const list = await lists.handlers['lists.create']({ name: `顧客 ${o.rows} ${folder}` }, caller)
  const file = pc.fileTokens.issue(path)
  const found = await lists.handlers['lists.inspect']({ file }, caller)
  const { format, hasHeader, columns } = found
  await lists.handlers['lists.import']({ list: list.id, file, format, hasHeader, columns }, caller)
  const { id } = await message.handlers['campaigns.create']({ name: '年末のご案内' }, caller)
  await message.handlers['campaigns.update'](
    {
      campaign: id,
      lists: [list.id],
      subject: '{{ 会社名 }} 様 年末年始の休業日のお知らせ',
      text: '{{ 氏名 | default: "ご担当者" }} 様\n\n休業日をお知らせします。\nhttps://example.jp/\n\n総務部 東京都千代田区1-1\n配信停止: info@example.jp\n',
      html: '<p>{{ 氏名 | default: "ご担当者" }} 様</p><p><a href="https://example.jp/">休業日</a></p><p>総務部 東京都千代田区1-1 配信停止: info@example.jp</p>',
      identity: o.identity,
      route: o.route,
    },
    caller,
  )
  for (const { check, verdict, waived } of await checks.resultsFor(id))
    if (verdict === 'warning' && waived === null)
      await checks.handlers['campaigns.waive'](
        { campaign: id, check, reason: '確認済みです' },
        caller,
      )
  return id
}
