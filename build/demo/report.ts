import { type ProblemCode, problemParams } from '../../preload/problem.ts'
import { formatProblem } from '../../renderer/i18n/problem.ts'
import { gateSentence, type Outcome } from './main-job.ts'
import type { DemoOptions } from './options.ts'
import type { Printer } from './print.ts'
import type { Speak } from './text.ts'

export interface ReportOptions {
  readonly outcome: Outcome
  readonly folder: string
  readonly options: DemoOptions
  readonly print: Printer
  readonly say: Speak
}

/** Prints the closing table or the JSON document; true when everything that must hold does. */
export function printReport(report: ReportOptions): boolean {
  const faults = faultsOf(report.outcome)
  if (report.options.json) {
    process.stdout.write(`${JSON.stringify(toJson(report, faults), null, 2)}\n`)
    return faults.length === 0
  }
  const { print, say } = report
  print.line()
  print.table(rowsOf(report))
  for (const fault of faults) print.line(`✗ ${fault}`)
  print.line()
  print.line(`${say('open')}: ${say('openCommand', { folder: report.folder })}`)
  return faults.length === 0
}

function rowsOf({ outcome, say, options }: ReportOptions): (readonly [string, string])[] {
  const { imported, progress, inbox, evidence, gates, seconds } = outcome
  const { counts } = imported.report
  const number = (count: number) => new Intl.NumberFormat(options.language).format(count)
  const reasons = imported.report.reasons.map(
    ({ code, count }) => `${sentenceOf(code, options)} ${number(count)}`,
  )
  return [
    [
      say('imported'),
      `${number(counts.added + counts.updated + counts.unchanged)} / ${number(imported.report.rowCount)}`,
    ],
    [say('rejected'), reasons.length === 0 ? say('none') : (reasons[0] ?? '')],
    ...reasons.slice(1).map((reason) => ['', reason] as const),
    [say('approvedBy'), `${outcome.approvedBy} (${outcome.words.join(' ')})`],
    [say('sent'), number(progress.counts.sent)],
    [say('deferred'), number(progress.counts.deferred)],
    [say('failed'), number(progress.counts.failed)],
    [say('inDoubt'), number(progress.counts.inDoubt)],
    [say('rate'), say('perSecond', { rate: Math.round(progress.counts.sent / seconds) })],
    [
      say('receivedRow'),
      inbox ? say('receivedValue', { ...inbox, sample: '' }) : say('receivedElsewhere'),
    ],
    [say('evidenceRow'), evidence],
    ...gates.map((gate) => ['', gateSentence(gate, say)] as const),
  ]
}

/** The first clause of the reason's sentence: what was wrong with such rows. */
function sentenceOf(code: string, { language }: DemoOptions): string {
  if (!Object.hasOwn(problemParams, code)) return code
  const known = code as ProblemCode
  const params = Object.fromEntries(problemParams[known].map((name) => [name, '…']))
  const sentence = formatProblem({ code: known, params }, language)
  return `${sentence.split(/[。.]/)[0] ?? code} (${code}):`
}

const refusals = {
  template: 'approval.template-altered',
  recipient: 'approval.recipients-altered',
} as const

/** What would make the demo a failure, each in a sentence. */
function faultsOf({ progress, inbox, gates }: Outcome): string[] {
  const { sent, failed, deferred, inDoubt, suppressed, waiting } = progress.counts
  const sum = sent + failed + deferred + inDoubt + suppressed + waiting
  return [
    sum !== progress.recipientCount && `counts add up to ${sum}, not to ${progress.recipientCount}`,
    sent === 0 && 'nothing was sent',
    inbox &&
      inbox.received !== sent &&
      `the relay took ${inbox.received} messages, the engine reports ${sent}`,
    inbox && inbox.duplicates > 0 && `${inbox.duplicates} recipients got more than one message`,
    inbox &&
      inbox.dkimPassed !== inbox.received &&
      `${inbox.received - inbox.dkimPassed} DKIM signatures did not verify`,
    ...gates.map(
      (gate) =>
        (gate.code !== refusals[gate.tampering] || gate.sent > 0) &&
        `the gate let an altered ${gate.tampering} pass or named it ${gate.code}`,
    ),
  ].filter((each) => typeof each === 'string')
}

function toJson({ outcome, folder }: ReportOptions, faults: readonly string[]) {
  const { imported, progress, seconds, inbox, evidence, gates, approvedBy } = outcome
  return {
    ok: faults.length === 0,
    faults,
    folder,
    imported: imported.report,
    approvedBy,
    counts: progress.counts,
    recipientCount: progress.recipientCount,
    messagesPerSecond: Math.round(progress.counts.sent / seconds),
    inbox,
    evidence,
    gates,
  }
}
