import type { CheckResult, Finding, Verdict } from '../../preload/contract/campaigns.ts'
import { type Problem, ProblemError } from '../../preload/problem.ts'
import type { Recipient } from '../lists/lists.ts'
import { htmlToText, scanHtml } from '../message/message.ts'
import { audienceGrowth } from './audience-growth.ts'
import { cardNumber } from './card-number.ts'
import type {
  Check,
  CheckedMessage,
  CheckedRecipient,
  CheckFacts,
  FailedMessage,
  JudgedFinding,
} from './check.ts'
import { domainTypo } from './domain-typo.ts'
import { duplicateRecipient } from './duplicate-recipient.ts'
import { emptyAudience } from './empty-audience.ts'
import { emptyField } from './empty-field.ts'
import { emptySubject } from './empty-subject.ts'
import { honorific } from './honorific.ts'
import { internalAddress } from './internal-address.ts'
import { linkMismatch } from './link-mismatch.ts'
import { messageSize } from './message-size.ts'
import { missingAttachment } from './missing-attachment.ts'
import { missingPlainText } from './missing-plain-text.ts'
import { passwordAndFile } from './password-and-file.ts'
import { personalNumber } from './personal-number.ts'
import { remoteContent } from './remote-content.ts'
import { senderIdentification } from './sender-identification.ts'
import { unknownField } from './unknown-field.ts'

/** Every check, in the order in which a person should read the results. */
export const checks: readonly Check[] = [
  emptyAudience,
  emptySubject,
  missingPlainText,
  unknownField,
  emptyField,
  duplicateRecipient,
  domainTypo,
  audienceGrowth,
  internalAddress,
  personalNumber,
  cardNumber,
  missingAttachment,
  passwordAndFile,
  linkMismatch,
  remoteContent,
  senderIdentification,
  honorific,
  messageSize,
]

/** Messages between two pauses: about ten milliseconds of work. */
const messagesBetweenPauses = 100

export interface CheckOptions {
  /** By check id, where the organization's policy differs from the product. */
  readonly severities?: Readonly<Record<string, Verdict>>
  /** The least that findings of a check count for on this machine; null: it does not say. */
  readonly floorOf?: (check: string) => Exclude<Verdict, 'pass'> | null
  /** Lets other work go on; called every hundred messages. */
  readonly pause?: () => Promise<void>
}

/** Renders every message of the campaign and shows each to every check. */
export async function runChecks(
  facts: CheckFacts,
  { severities = {}, floorOf = () => null, pause = untilNextTurn }: CheckOptions = {},
): Promise<CheckResult[]> {
  const runs = checks.map((check) => ({ check, run: check.start(facts) }))
  let index = 0
  for (const row of facts.audience()) {
    const shown = renderFor(facts, row, index)
    for (const { run } of runs) {
      run.recipient?.(shown.recipient)
      if (shown.message !== null) run.message?.(shown.message)
      if (shown.failed !== null) run.failed?.(shown.failed)
    }
    index += 1
    if (index % messagesBetweenPauses === 0) await pause()
  }
  return runs.map(({ check, run }) =>
    toResult(check.id, run.finish(), {
      severity: severities[check.id],
      floor: floorOf(check.id),
    }),
  )
}

interface Shown {
  readonly recipient: CheckedRecipient
  readonly message: CheckedMessage | null
  readonly failed: FailedMessage | null
}

function renderFor(facts: CheckFacts, row: Recipient, index: number): Shown {
  const domain = row.address.slice(row.address.lastIndexOf('@') + 1).toLowerCase()
  const recipient = { index, address: row.address, domain }
  try {
    const rendered = facts.template.render(row.fields, index)
    const tokens = scanHtml(rendered.html)
    const text = `${rendered.subject}\n${rendered.text}\n${htmlToText(tokens)}`
    const message = { ...recipient, rendered, tokens, readable: text.normalize('NFKC') }
    return { recipient, message, failed: null }
  } catch (error) {
    const failed = error instanceof ProblemError ? toFailed(error.problem, index) : null
    if (failed === null) throw error
    return { recipient, message: null, failed }
  }
}

/** Null: the problem is the template's, not this recipient's. */
function toFailed({ code, params }: Problem, index: number): FailedMessage | null {
  if (code !== 'message.field-empty' && code !== 'message.field-unsafe-value') return null
  return { index, code, part: String(params.part), field: String(params.field) }
}

function toResult(
  check: string,
  judged: readonly JudgedFinding[],
  { severity, floor }: { readonly severity: Verdict | undefined; readonly floor: Verdict | null },
): CheckResult {
  const findings = judged.map(({ code, params }): Finding => ({ code, params: { ...params } }))
  const own = judged.some((each) => each.verdict === 'stop') ? 'stop' : 'warning'
  const verdict = findings.length === 0 ? 'pass' : worse(severity ?? own, floor)
  return { check, verdict, findings, waived: null }
}

const bySeverity: readonly Verdict[] = ['pass', 'warning', 'stop']

function worse(verdict: Verdict, floor: Verdict | null): Verdict {
  return floor !== null && bySeverity.indexOf(floor) > bySeverity.indexOf(verdict) ? floor : verdict
}

function untilNextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
