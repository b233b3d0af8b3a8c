import type { Language } from '../../preload/contract/app.ts'
import type { Role } from '../../preload/contract/channel.ts'
import type { ListView } from '../../preload/contract/lists.ts'
import type { SampleDesk } from '../../preload/contract/sample.ts'
import { fail, ProblemError, toProblem } from '../../preload/problem.ts'
import { makeContactFile } from './contacts.ts'
import { type Letter, type SampleContents, sampleContents, writeLetter } from './contents.ts'
import type { DiscardingRelay } from './discarding-relay.ts'
import type { SampleOffice } from './office.ts'

/**
 * Makes the sample organization by the same calls as people would: founded four weeks ago, two releases
 * since, one request that waits, one that was sent back, one draft.
 */

export type SampleCounts = Readonly<Record<'residents' | 'alert' | 'chairs', number>>

export const sampleCounts: SampleCounts = { residents: 2400, alert: 800, chairs: 60 }

export interface MakingOptions {
  readonly office: SampleOffice
  readonly relay: DiscardingRelay
  readonly language: Language
  readonly nowMs: number
  /** How many contacts each list has. */
  readonly counts: SampleCounts
  readonly onProgress: (progress: { readonly done: number; readonly total: number }) => void
}

const dayMs = 86_400_000
const domain = 'sample.example.jp'
const senderAddress = `info@${domain}`

const rolesOf: Readonly<Record<Exclude<SampleDesk, 'it'>, readonly Role[]>> = {
  staff: ['author', 'list-manager', 'sender'],
  supervisor: ['approver'],
  auditor: ['auditor'],
}
const desksToAdmit = ['staff', 'supervisor', 'auditor'] as const

interface Stage extends MakingOptions {
  readonly words: SampleContents
}

interface Means {
  readonly route: string
  readonly identity: string
}

export async function makeSample(options: MakingOptions): Promise<void> {
  const { office, nowMs } = options
  const stage: Stage = { ...options, words: sampleContents[options.language] }
  const total = 10
  let done = 0
  const step = async <T>(act: () => Promise<T>): Promise<T> => {
    const value = await act()
    done += 1
    options.onProgress({ done, total })
    return value
  }
  const daysAgo = (days: number) => office.clock.moveOnTo(nowMs - days * dayMs)
  office.clock.moveTo(nowMs - 28 * dayMs)
  await step(() => found(stage))
  for (const desk of desksToAdmit) await step(() => admit(stage, desk))
  const means = await step(() => prepareMeans(stage))
  await office.sitDown('staff')
  const lists = await step(() => importLists(stage))
  daysAgo(21)
  const [first, second] = stage.words.past
  await step(() => send(stage, { letter: first, list: lists.alert, means }))
  daysAgo(7)
  await step(() => send(stage, { letter: second, list: lists.alert, means }))
  daysAgo(2)
  await step(() => fileAndReturn(stage, { letter: stage.words.refused, list: lists.chairs, means }))
  daysAgo(0)
  await step(() => leaveWork(stage, { list: lists.residents, means }))
}

async function found({ office, words }: Stage): Promise<void> {
  const founder = office.person('it')
  const folder = await office.call('app.choose-folder', {})
  const begun = await office.call('identity.begin-organization', {
    organizationName: words.organization,
    memberName: founder.name,
    password: founder.password,
    storeFolder: folder?.folder ?? fail('sample.closed', {}),
    keepers: { count: 1, threshold: 1 },
  })
  founder.secret = plain(begun.totp.secret)
  for (const { number, rootWords, recoveryWords, readBackPositions } of begun.sheets) {
    const onPaper = [...rootWords, ...recoveryWords]
    const read = readBackPositions.map((position) => onPaper[position - 1] ?? '')
    await office.call('keepers.read-back', { sheet: number, words: read })
  }
  await office.call('identity.complete-organization', { code: office.code('it') })
  const { session } = await office.call('app.state', {})
  founder.member = session?.member ?? ''
}

async function admit({ office }: Stage, desk: (typeof desksToAdmit)[number]): Promise<void> {
  const person = office.person(desk)
  const begun = await office.call('identity.begin-joining', {
    memberName: person.name,
    password: person.password,
    storeFolder: null,
  })
  person.secret = plain(begun.totp.secret)
  await office.call('identity.complete-joining', { code: office.code(desk) })
  const waiting = await office.call('identity.enrolments', {})
  await office.call('identity.admit', {
    enrolment: waiting.find(({ name }) => name === person.name)?.id ?? '',
    roles: [...rolesOf[desk]],
    code: office.code('it'),
  })
  const members = await office.call('identity.members', {})
  person.member = members.find(({ name }) => name === person.name)?.id ?? ''
}

async function prepareMeans({ office, relay, words }: Stage): Promise<Means> {
  const route = await office.call('routes.create', {
    host: relay.host,
    port: relay.port,
    tls: 'starttls',
    user: relay.user,
    password: relay.password,
    ca: relay.caPem,
    name: words.relay,
    dkimDomain: domain,
    dkimSelector: 'sample',
    connectionsMax: 8,
    ratePerHourMax: null,
    quorum: 1,
    code: office.code(),
  })
  const identity = await office.call('routes.create-sender-identity', {
    name: words.sender,
    address: senderAddress,
    replyTo: null,
    code: office.code(),
  })
  // The founder could do everything but approve; whoever looks around as IT is to see what IT sees.
  await office.call('identity.change-roles', {
    member: office.person('it').member,
    roles: ['administrator'],
    code: office.code(),
  })
  return { route: route.id, identity: identity.id }
}

type Lists = Readonly<Record<'residents' | 'alert' | 'chairs', ListView>>

async function importLists(stage: Stage): Promise<Lists> {
  const { office, words } = stage
  const lists = {
    residents: await importList(stage, 'residents', 1000),
    // Half way into the residents: the lists name some of the same people.
    alert: await importList(stage, 'alert', 1400),
    chairs: await importList(stage, 'chairs', 4000),
  }
  await office.call('segments.save', {
    segment: null,
    name: words.segment.name,
    lists: [lists.residents.id],
    condition: {
      match: 'all',
      isNot: false,
      parts: [
        { about: 'text', field: words.segment.field, is: 'equals', value: words.segment.value },
      ],
    },
  })
  await office.call('suppression.add', {
    text: 'quiet.reader@mail.example.jp\nno.mail@example.com\n',
    reason: 'unsubscribed',
    source: words.suppressed,
  })
  return lists
}

async function importList(
  { office, words, language, counts }: Stage,
  name: keyof Lists,
  from: number,
): Promise<ListView> {
  const count = counts[name]
  const bytes = makeContactFile({ language, count, from, hasFailures: name === 'alert' })
  const { file } = await office.call('lists.hand-over', { name: `${name}.csv`, bytes })
  const { format, hasHeader, columns } = await office.call('lists.inspect', { file })
  const list = await office.call('lists.create', { name: words.lists[name] })
  await office.call('lists.import', { list: list.id, file, format, hasHeader, columns })
  const lists = await office.call('lists.list', {})
  return lists.find(({ id }) => id === list.id) ?? list
}

interface Mailing {
  readonly letter: Letter
  readonly list: ListView
  readonly means: Means
}

async function write({ office, language }: Stage, { letter, list, means }: Mailing) {
  const { id } = await office.call('campaigns.create', { name: letter.name })
  await office.call('campaigns.update', {
    campaign: id,
    lists: [list.id],
    ...means,
    ...writeLetter(language, letter, senderAddress),
  })
  return id
}

/** Writes it, looks at the checks, and asks for approval; answers with the request. */
async function file(stage: Stage, mailing: Mailing): Promise<string> {
  const { office, words } = stage
  const campaign = await write(stage, mailing)
  const results = await office.call('campaigns.check', { campaign })
  for (const { check, verdict } of results)
    if (verdict === 'warning')
      await office.call('campaigns.waive', { campaign, check, reason: words.waiver })
  const { request } = await office.call('approval.file', {
    campaign,
    comment: mailing.letter.comment,
    approveWithinHours: 24 * 30,
    executeWithinHours: 24 * 30,
    urgent: null,
  })
  return request
}

async function decide(
  { office, words }: Stage,
  request: string,
  verdict: 'approve' | 'return',
): Promise<void> {
  const { items } = await office.call('approval.review', { request })
  const opened = items.flatMap(({ item }) =>
    item.startsWith('message:') ? [Number(item.slice('message:'.length))] : [],
  )
  for (const index of new Set([0, 1, 2, ...opened]))
    await office.call('approval.preview', { request, index })
  await office.call('approval.decide', {
    request,
    verdict,
    comment: verdict === 'approve' ? words.approval : words.objection,
    viewed: items.map(({ item }) => item),
    typedCount: null,
    code: office.code(),
  })
}

async function send(stage: Stage, mailing: Mailing): Promise<void> {
  const { office } = stage
  await office.sitDown('staff')
  const request = await file(stage, mailing)
  await office.sitDown('supervisor')
  await decide(stage, request, 'approve')
  await office.sitDown('staff')
  await release(office, request)
}

/** Resolves when the run is over. Fails with `sample.not-made` when it waits for a person. */
async function release(office: SampleOffice, request: string): Promise<void> {
  const { recipientCount } = await office.call('approval.review', { request }).then((review) => ({
    recipientCount: review.summary.recipientCount,
  }))
  await new Promise<void>((resolve, reject) => {
    const end = office.core.subscribe((...[name, payload]) => {
      if (name !== 'releases.progress' || payload.request !== request) return
      if (payload.phase === 'paused') {
        end()
        reject(new ProblemError(toProblem('sample.not-made', {})))
      } else if (payload.finishedAt !== null) {
        end()
        resolve()
      }
    })
    office
      .call('releases.start', { request, recipientCount, code: office.code() })
      .catch((problem: unknown) => {
        end()
        reject(problem)
      })
  })
}

async function fileAndReturn(stage: Stage, mailing: Mailing): Promise<void> {
  await stage.office.sitDown('staff')
  const request = await file(stage, mailing)
  await stage.office.sitDown('supervisor')
  await decide(stage, request, 'return')
}

async function leaveWork(stage: Stage, { list, means }: Omit<Mailing, 'letter'>): Promise<void> {
  await stage.office.sitDown('staff')
  await file(stage, { letter: stage.words.waiting, list, means })
  await write(stage, { letter: stage.words.draft, list, means })
}

/** Secrets are shown in groups. */
function plain(secret: string): string {
  return secret.replaceAll(' ', '')
}
