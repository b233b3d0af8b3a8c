import type { CheckId, checkFindings, FindingCode } from '../../preload/contract/checks.ts'
import type { DirectTls } from '../../preload/contract/transport.ts'
import type { Recipient } from '../lists/lists.ts'
import type { HtmlToken, RecipientFile, Rendered, Template } from '../message/message.ts'
import type { ReadFile } from './read-file.ts'

/** Everything that the checks judge besides the recipients. Nothing in it changes while they run. */
export interface CheckFacts {
  readonly template: Template
  readonly identity: { readonly name: string; readonly address: string } | null
  /** Merge fields that the chosen lists offer. */
  readonly fields: readonly string[]
  readonly count: number
  /** Addresses of the lists that are left out. */
  readonly removed: number
  /** How many the last release to these lists had; null when there was none. */
  readonly previousCount: number | null
  /** What could be read of the attachments, in their order. */
  readonly files: readonly ReadFile[]
  /** One file per recipient; null where nobody gets one. */
  readonly ownFiles: OwnFiles | null
  readonly nowMs: number
  /** Milliseconds since the epoch. Null: at once, and until the execution expires. */
  readonly window: { readonly fromMs: number | null; readonly untilMs: number | null }
  /** Hosts that links may open, by the organization's policy; empty: it does not say. */
  readonly linkHosts: readonly string[]
  /** Hours of Japan's day in which nothing ought to begin, from and until; null: none. */
  readonly quietHours: QuietHours | null
  /** After so many days without a change a list is old; null: never. */
  readonly listDaysMax: number | null
  /** The chosen lists, and when each was last imported into or changed. */
  readonly lists: readonly { readonly name: string; readonly changedMs: number }[]
  /** How it would leave; null while no route is chosen. */
  readonly route: SendingWay | null
  /** Addresses of the last release to these lists (`addressHash`); null when there was none. */
  readonly lastAudience: Float64Array | null
  /** Names that contacts had when they were last mailed, where another stands there now. */
  readonly formerNames: FormerNames
  /** With what the sender's mail is S/MIME signed; null: it is not. */
  readonly certificate: CertificateFacts | null
  /** What DNS says of the sender's domain; null where nobody has asked it. */
  readonly senderRecords: SenderRecords | null
}

export interface CertificateFacts {
  /** Of the certificate of its chain that ends first, in milliseconds since the epoch. */
  readonly subject: string
  readonly notAfterMs: number
  /** The chosen route's name; null: none is chosen yet. */
  readonly route: string | null
  /** Whether an approval of that route opens the certificate's key. */
  readonly hasKey: boolean
}

/** The organization's own rules, as far as checks follow them. */
export type RulesForChecks = Pick<CheckFacts, 'linkHosts' | 'quietHours' | 'listDaysMax'>

export const noRulesForChecks: RulesForChecks = {
  ...{ linkHosts: [], quietHours: null, listDaysMax: null },
}

export interface QuietHours {
  readonly from: number
  readonly until: number
}

export interface SendingWay {
  /** `d=` of its DKIM signature. */
  readonly dkimDomain: string
  /** verified: what every relay is asked for. */
  readonly tls: DirectTls
}

export interface OwnFiles {
  /** The merge field that names them. */
  readonly column: string
  readonly files: readonly RecipientFile[]
}

/** Hashes, so that a million of them stay small and say nothing to whoever sees them. */
export interface FormerNames {
  readonly addresses: Float64Array
  /** `nameHash` at the same place. */
  readonly names: Float64Array
}

export interface SenderRecords {
  /** Whether the domain of the From header has the record. */
  readonly spf: boolean
  readonly dmarc: boolean
  /** Whether a signature in the route's domain aligns; null without a policy or a route. */
  readonly isDkimAligned: boolean | null
}

export interface CheckedRecipient {
  /** From 0, in the order of sending. */
  readonly index: number
  readonly address: string
  /** Lower case. */
  readonly domain: string
  readonly fields: Recipient['fields']
  /** Of the file that only they get; 0: none. */
  readonly ownSizeBytes: number
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
  /** Every recipient, before the first message: for checks that compare one with all others. */
  readonly survey?: (recipient: CheckedRecipient) => void
  /** Every recipient, also one whose message cannot be made. */
  readonly recipient?: (recipient: CheckedRecipient) => void
  readonly message?: (message: CheckedMessage) => void
  readonly failed?: (message: FailedMessage) => void
  /** What could be read of the file that only this recipient gets. */
  readonly ownFile?: (recipient: CheckedRecipient, file: ReadFile) => void
  readonly finish: () => readonly JudgedFinding[]
}

/** A rule over a whole campaign. Pure: the same facts give the same findings. */
export interface Check {
  readonly id: CheckId
  readonly start: (facts: CheckFacts) => CheckRun
}
