import * as v from 'valibot'
import { Count, channel, Hash, Id, Instant, Nothing, Page } from './channel.ts'

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
  'journal.sync': channel({
    input: Nothing,
    output: Nothing,
    access: 'member',
    problems: ['journal', 'vault'],
  }),
}
