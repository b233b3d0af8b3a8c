import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { verifyEvidence } from '../../main/reports/reports.ts'
import type { ReleaseProgress } from '../../preload/contract/releases.ts'
import type { RouteView } from '../../preload/contract/routes.ts'
import { type Problem, ProblemError } from '../../preload/problem.ts'
import type { Relaying } from '../demo.ts'
import { composeCampaign, type Imported, importContacts } from './campaign.ts'
import { writeContactFile } from './contact-file.ts'
import { release } from './delivery.ts'
import { type GateResult, tryTampering } from './gate.ts'
import { type InboxReport, readInbox } from './inbox.ts'
import { foundOrganization, type Office } from './office.ts'
import type { DemoOptions } from './options.ts'
import { writeDemoPeople } from './people.ts'
import type { Printer } from './print.ts'
import { reviewAndApprove } from './review.ts'
import type { Speak } from './text.ts'

export interface Stage {
  readonly options: DemoOptions
  readonly folder: string
  readonly office: Office
  readonly relaying: Relaying
  readonly print: Printer
  readonly say: Speak
}

export interface Outcome {
  readonly imported: Imported
  readonly approvedBy: string
  readonly words: readonly string[]
  readonly progress: ReleaseProgress
  readonly seconds: number
  readonly inbox: InboxReport | null
  /** Verified from the file alone. */
  readonly evidence: string
  readonly gates: readonly GateResult[]
}

export async function performMainJob(stage: Stage): Promise<Outcome> {
  const { office, folder, print, say, relaying } = stage
  const { author, approver, administrator } = office
  const relay = { host: relaying.host, port: String(relaying.port) }
  print.line(say(relaying.builtIn ? 'relayBuiltIn' : 'relayGiven', relay))
  print.step(say('office'))
  await foundOrganization(office, '関所市役所')
  const { route, identity } = await defineRoute(stage)
  await administrator.lock()
  await author.logIn()
  await approver.logIn()
  const imported = await importStage(stage)
  const campaign = await campaignStage(stage, imported, route.id, identity)
  const words = await approvalStage(stage, campaign)
  const { progress, seconds } = await sendingStage(stage, campaign)
  const inbox = relaying.builtIn ? await inboxStage(stage, route, progress.counts.sent) : null
  const evidence = await evidenceStage(stage, progress.request)
  print.step(say('gate'))
  const target = { folder, route: route.id, identity }
  const gates = [
    await tryTampering(office, 'template', target),
    await tryTampering(office, 'recipient', target),
  ]
  for (const gate of gates) print.line(`  ${gateSentence(gate, say)}`)
  print.line(say('clock', { seconds: Math.round(office.clock.aheadSeconds) }))
  writeDemoPeople(folder, [administrator, author, approver])
  return { imported, approvedBy: approver.name, words, progress, seconds, inbox, evidence, gates }
}

export function gateSentence(gate: GateResult, say: Speak): string {
  const what = say(gate.tampering === 'template' ? 'tamperTemplate' : 'tamperRecipient')
  return `${what}: ${gate.code ? say('refused', { code: gate.code }) : say('notRefused')}`
}

async function defineRoute({
  office,
  relaying,
  print,
  say,
}: Stage): Promise<{ route: RouteView; identity: string }> {
  const { administrator } = office
  const { workstation } = administrator
  const relay = {
    host: relaying.host,
    port: relaying.port,
    tls: 'starttls' as const,
    user: relaying.user,
    password: relaying.password,
    ca: relaying.ca,
  }
  const steps = await workstation.call('routes.test', relay)
  const broken = steps.find((each) => !each.ok)
  if (broken?.problem) throw new ProblemError(broken.problem as Problem)
  const route = await workstation.call('routes.create', {
    ...relay,
    name: '庁内中継',
    dkimDomain: 'sekisho.example.jp',
    dkimSelector: 'sekisho2026',
    connectionsMax: 10,
    ratePerHourMax: null,
    quorum: 1,
    code: administrator.code(),
  })
  const identity = await workstation.call('routes.create-sender-identity', {
    name: '関所市役所 広報課',
    address: 'info@sekisho.example.jp',
    replyTo: null,
    code: administrator.code(),
  })
  print.step(say('route', { result: say('ok') }))
  return { route, identity: identity.id }
}

async function importStage({ options, office, folder, print, say }: Stage): Promise<Imported> {
  const file = options.csv ?? join(folder, 'contacts.csv')
  if (!options.csv) writeContactFile({ file, rowCount: options.recipients, seed: 1 })
  const imported = await importContacts({
    author: office.author,
    file,
    encoding: options.encoding,
    listName: basename(file),
    onProgress: ({ bytesRead, bytesTotal, rowCount }) =>
      print.progress(say('importing'), bytesRead, bytesTotal, say('rows', { count: rowCount })),
  })
  const { format } = imported.inspection
  print.step(
    say('import', {
      file: basename(file),
      encoding: format.kind === 'text' ? format.encoding : 'XLSX',
      delimiter: format.kind === 'workbook' ? '-' : format.delimiter.replace('\t', 'TAB'),
    }),
  )
  return imported
}

async function campaignStage(
  stage: Stage,
  imported: Imported,
  route: string,
  identity: string,
): Promise<string> {
  const { office, folder, print, say } = stage
  const { id, checks } = await composeCampaign({
    author: office.author,
    folder,
    name: '窓口時間変更のお知らせ',
    list: imported.list,
    route,
    identity,
    withAttachment: true,
  })
  const countOf = (verdict: string) => checks.filter((each) => each.verdict === verdict).length
  print.step(say('compose', { pass: countOf('pass'), warning: countOf('warning') }))
  return id
}

async function approvalStage(
  { office, print, say }: Stage,
  campaign: string,
): Promise<readonly string[]> {
  const filed = await office.author.workstation.call('approval.file', {
    campaign,
    comment: '12月1日からの変更です。',
    approveWithinHours: 24,
    executeWithinHours: 24,
    urgent: null,
  })
  const { review, opened } = await reviewAndApprove(office.approver, campaign)
  const words = review.manifest.words ?? []
  print.step(say('file', { count: filed.recipientCount, words: words.join(' ') }))
  print.step(say('review', { opened }))
  return words
}

async function sendingStage(
  stage: Stage,
  campaign: string,
): Promise<{ progress: ReleaseProgress; seconds: number }> {
  const { office, print, say } = stage
  print.step(say('send'))
  const startedAt = performance.now()
  const progress = await release({
    sender: office.author,
    campaign,
    onProgress: ({ counts, recipientCount, ratePerSecond }) => {
      const rate = say('perSecond', { rate: Math.round(ratePerSecond) })
      print.progress(say('sending'), recipientCount - counts.waiting, recipientCount, rate)
    },
  })
  if (progress.phase !== 'finished' && progress.problem)
    throw new ProblemError(progress.problem as Problem)
  return { progress, seconds: (performance.now() - startedAt) / 1000 }
}

async function inboxStage(
  { relaying, print, say }: Stage,
  route: RouteView,
  total: number,
): Promise<InboxReport | null> {
  if (!relaying.builtIn) return null
  print.step(say('verify'))
  return readInbox({
    messages: relaying.builtIn.received(),
    record: { name: route.dkim.recordName, text: route.dkim.recordText },
    onProgress: (count) => print.progress(say('verifying'), count, total, ''),
  })
}

/** Saves the evidence, and verifies it as somebody without Sekisho's vault would. */
async function evidenceStage(
  { office, folder, print, say }: Stage,
  request: string,
): Promise<string> {
  const file = join(folder, 'evidence.json')
  office.author.workstation.choose(file)
  await office.author.workstation.call('releases.save-evidence', { request })
  verifyEvidence(readFileSync(file))
  print.step(say('evidence', { result: say('ok') }))
  return file
}
