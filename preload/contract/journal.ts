import * as v from 'valibot'
import { Count, channel, FileToken, Hash, Id, Instant, Line, Nothing, Page } from './channel.ts'

export const JournalEntry = v.strictObject({
  hash: Hash,
  kind: v.string(),
  at: Instant,
  /** Null for what a workstation does of itself, such as a batch. */
  memberName: v.nullable(v.string()),
  workstationName: v.string(),
  seq: Count,
  words: v.array(v.string()),
})
export type JournalEntry = v.InferOutput<typeof JournalEntry>

export const JournalAlarm = v.strictObject({
  code: v.string(),
  params: v.record(v.string(), v.union([v.string(), v.number()])),
  at: Instant,
})
export type JournalAlarm = v.InferOutput<typeof JournalAlarm>

export const EndedAlarm = v.strictObject({ ...JournalAlarm.entries, endedAt: Instant })
export type EndedAlarm = v.InferOutput<typeof EndedAlarm>

export const VerificationProgress = v.strictObject({ doneCount: Count, totalCount: Count })

const Port = v.pipe(Count, v.minValue(1), v.maxValue(65_535))
const SyslogTransport = v.picklist(['tls', 'tcp'])

/** The daily copy of the records from this PC, and what retention has destroyed. */
export const JournalUpkeep = v.strictObject({
  target: v.nullable(
    v.variant('kind', [
      v.strictObject({ kind: v.literal('folder'), folder: v.string() }),
      v.strictObject({
        kind: v.literal('syslog'),
        host: v.string(),
        port: Port,
        transport: SyslogTransport,
        hasOwnAuthority: v.boolean(),
      }),
    ]),
  ),
  triedAt: v.nullable(Instant),
  doneAt: v.nullable(Instant),
  problem: v.nullable(
    v.strictObject({
      code: v.string(),
      params: v.record(v.string(), v.union([v.string(), v.number()])),
    }),
  ),
  waitingCount: Count,
  /** Requests whose contents retention has destroyed, and contents that IT has to remove. */
  destroyedCount: Count,
  leftCount: Count,
})
export type JournalUpkeep = v.InferOutput<typeof JournalUpkeep>

/** As a person sets it: files and folders are tokens. */
export const ExportChoice = v.variant('kind', [
  v.strictObject({ kind: v.literal('none') }),
  v.strictObject({ kind: v.literal('folder'), folder: FileToken }),
  v.strictObject({
    kind: v.literal('syslog'),
    host: Line,
    port: Port,
    transport: SyslogTransport,
    ca: v.nullable(FileToken),
  }),
])
export type ExportChoice = v.InferOutput<typeof ExportChoice>

export const journalChannels = {
  'journal.list': channel({
    input: v.strictObject({
      ...Page,
      kind: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,63}$/))),
      member: v.optional(Id),
      /** From this instant on, and before that one. */
      fromAt: v.optional(Instant),
      beforeAt: v.optional(Instant),
      /** The beginning of a record's hash, or of its request's. */
      hash: v.optional(v.pipe(v.string(), v.regex(/^[0-9a-f]{1,64}$/))),
    }),
    output: v.strictObject({ total: Count, entries: v.array(JournalEntry) }),
    access: ['auditor', 'administrator', 'approver'],
    problems: ['journal', 'vault'],
  }),
  'journal.verify': channel({
    input: Nothing,
    output: v.strictObject({
      recordCount: Count,
      workstationCount: Count,
      alarms: v.array(JournalAlarm),
    }),
    access: ['auditor', 'administrator', 'approver'],
    problems: ['journal', 'vault'],
  }),
  /** What is wrong now, and what was; workstations under their names. */
  'journal.alarms': channel({
    input: Nothing,
    output: v.strictObject({ active: v.array(JournalAlarm), ended: v.array(EndedAlarm) }),
    access: ['auditor', 'administrator', 'approver'],
    problems: ['journal', 'vault'],
  }),
  'journal.upkeep': channel({
    input: Nothing,
    output: JournalUpkeep,
    access: ['auditor', 'administrator'],
    problems: ['journal', 'vault'],
  }),
  /** From the beginning, to another place. */
  'journal.set-export': channel({
    input: v.strictObject({ target: ExportChoice }),
    output: JournalUpkeep,
    access: ['auditor', 'administrator'],
    problems: ['journal', 'lists', 'vault'],
  }),
  'journal.export-now': channel({
    input: Nothing,
    output: JournalUpkeep,
    access: ['auditor', 'administrator'],
    problems: ['journal', 'vault'],
  }),
  'journal.sync': channel({
    input: Nothing,
    output: Nothing,
    access: 'member',
    problems: ['journal', 'vault'],
  }),
}
