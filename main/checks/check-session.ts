import { type Problem, ProblemError } from '../../preload/problem.ts'
import type { Recipient } from '../lists/lists.ts'
import { htmlToText, scanHtml } from '../message/message.ts'
import type {
  Check,
  CheckedMessage,
  CheckedRecipient,
  CheckFacts,
  FailedMessage,
  JudgedFinding,
} from './check.ts'
import { checks } from './check-order.ts'
import type { ReadFile } from './read-file.ts'

/** What one check has found, before policy says how serious that is. */
export interface Judged {
  readonly check: string
  readonly findings: readonly JudgedFinding[]
}

/** One run of all checks: every recipient twice, in the order of sending, then the findings. */
export interface CheckSession {
  readonly survey: (row: Recipient, index: number) => void
  /** Renders the recipient's message and shows it to every check. */
  readonly message: (row: Recipient, index: number, ownFile?: ReadFile | null) => void
  readonly finish: () => Judged[]
}

export function startChecks(facts: CheckFacts, asked: readonly Check[] = checks): CheckSession {
  const runs = asked.map((check) => ({ id: check.id, run: check.start(facts) }))
  return {
    survey(row, index) {
      const recipient = toRecipient(row, index)
      for (const { run } of runs) run.survey?.(recipient)
    },
    message(row, index, ownFile = null) {
      const shown = renderFor(facts, row, { index, ownSizeBytes: ownFile?.sizeBytes ?? 0 })
      for (const { run } of runs) {
        run.recipient?.(shown.recipient)
        if (shown.message !== null) run.message?.(shown.message)
        if (shown.failed !== null) run.failed?.(shown.failed)
        if (ownFile !== null) run.ownFile?.(shown.recipient, ownFile)
      }
    },
    finish: () => runs.map(({ id, run }) => ({ check: id, findings: run.finish() })),
  }
}

function toRecipient(
  { address, fields }: Recipient,
  index: number,
  ownSizeBytes = 0,
): CheckedRecipient {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase()
  return { index, address, domain, fields, ownSizeBytes }
}

interface Shown {
  readonly recipient: CheckedRecipient
  readonly message: CheckedMessage | null
  readonly failed: FailedMessage | null
}

function renderFor(
  facts: CheckFacts,
  row: Recipient,
  { index, ownSizeBytes }: { readonly index: number; readonly ownSizeBytes: number },
): Shown {
  const recipient = toRecipient(row, index, ownSizeBytes)
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
