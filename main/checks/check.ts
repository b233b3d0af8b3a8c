import type { CheckId, checkFindings, FindingCode } from '../../preload/contract/checks.ts'
import type { Recipient } from '../lists/lists.ts'
import type { Attachment, HtmlToken, Rendered, Template } from '../message/message.ts'

/** Everything that the checks judge. Nothing in it changes while they run. */
export interface CheckFacts {
  readonly template: Template
  readonly attachments: readonly Attachment[]
  readonly identity: { readonly name: string; readonly address: string } | null
  /** Merge fields that the chosen lists offer. */
  readonly fields: readonly string[]
  readonly count: number
  /** Addresses of the lists that are left out. */
  readonly removed: number
  /** How many the last release to these lists had; null when there was none. */
  readonly previousCount: number | null
  /** Every recipient in the order of sending. May be asked for more than once. */
  readonly audience: () => Iterable<Recipient>
}

export interface CheckedRecipient {
  /** From 0, in the order of sending. */
  readonly index: number
  readonly address: string
  /** Lower case. */
  readonly domain: string
}

/** One recipient's message, as it would be sent. */
export interface CheckedMessage extends CheckedRecipient {
  readonly rendered: Rendered
  /** The HTML part, scanned once for everybody. */
  readonly tokens: readonly HtmlToken[]
  /** Subject, text, and HTML as a person reads it, in compatibility form (NFKC). */
  readonly readable: string
}

/** One recipient whose message cannot be made: a printed field is empty or unsafe. */
export interface FailedMessage {
  readonly index: number
  readonly code: 'message.field-empty' | 'message.field-unsafe-value'
  readonly part: string
  readonly field: string
}

/** `row` follows from `index`; see the table. */
type Params<C extends CheckId, F extends FindingCode<C>> = Readonly<
  Record<
    Exclude<Extract<(typeof checkFindings)[C][F], readonly string[]>[number], 'row'>,
    string | number
  >
>

export interface JudgedFinding {
  readonly verdict: 'warning' | 'stop'
  readonly code: string
  readonly params: Readonly<Record<string, string | number>>
}

/** Makes the findings of one check; the compiler compares them with the table of the contract. */
export function finding<C extends CheckId, F extends FindingCode<C>>(
  verdict: 'warning' | 'stop',
  _check: C,
  code: F,
  params: Params<C, F>,
): JudgedFinding {
  const { index }: { readonly index?: string | number } = params
  return typeof index === 'number'
    ? { verdict, code, params: { ...params, row: index + 1 } }
    : { verdict, code, params }
}

/** A check at work: it sees each message once, and says at the end what it found. */
export interface CheckRun {
  /** Every recipient, also one whose message cannot be made. */
  readonly recipient?: (recipient: CheckedRecipient) => void
  readonly message?: (message: CheckedMessage) => void
  readonly failed?: (message: FailedMessage) => void
  readonly finish: () => readonly JudgedFinding[]
}

/** A rule over a whole campaign. Pure: the same facts give the same findings. */
export interface Check {
  readonly id: CheckId
  readonly start: (facts: CheckFacts) => CheckRun
}
