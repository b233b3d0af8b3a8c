import * as v from 'valibot'
import { Count, channel, Id, Instant, Line, NamedTexts, Nothing, Page } from './channel.ts'
import { DepartmentView } from './governance.ts'

const Day = v.pipe(v.string(), v.isoDate())

export const ListView = v.strictObject({
  id: Id,
  name: v.string(),
  /** Whose it is; null: everybody's. */
  department: v.nullable(Id),
  /** Whether the one who asks may import into it and change it; else only look, and mail it. */
  mayChange: v.boolean(),
  contactCount: Count,
  /** Names of the merge fields that its contacts have. */
  fields: v.array(v.string()),
  createdAt: Instant,
  updatedAt: Instant,
  /** The last day on which it is kept; the day after, it is destroyed. Null: it is kept. */
  keepUntil: v.nullable(Day),
})
export type ListView = v.InferOutput<typeof ListView>

export const ContactView = v.strictObject({
  id: Count,
  /** Masked by the core for whoever may not read addresses. */
  address: v.string(),
  fields: NamedTexts,
})
export type ContactView = v.InferOutput<typeof ContactView>

/** A contact as its list shows it. */
export const ListedContact = v.strictObject({
  ...ContactView.entries,
  /** When the last mail left that is known of here; null: none. */
  lastMailedAt: v.nullable(Instant),
})
export type ListedContact = v.InferOutput<typeof ListedContact>

export const listsChannels = {
  /** Those that the grants of whoever asks reach; for everybody else they are not there. */
  'lists.list': channel({
    input: Nothing,
    output: v.array(ListView),
    access: 'member',
    problems: ['vault'],
  }),
  /** Departments that the lists of whoever asks may belong to, and whether they may be everybody's. */
  'lists.departments': channel({
    input: Nothing,
    output: v.strictObject({ departments: v.array(DepartmentView), isForAll: v.boolean() }),
    access: ['list-manager'],
    problems: ['journal', 'vault'],
  }),
  /**
   * department: null makes it everybody's; left out, it goes to the one department of whoever makes
   * it. Fails with `lists.other-department`, `lists.no-such-department`, `lists.name-taken`.
   */
  'lists.create': channel({
    input: v.strictObject({ name: Line, department: v.optional(v.nullable(Id)) }),
    output: ListView,
    access: ['list-manager'],
    problems: ['lists', 'journal', 'vault'],
  }),
  /** To another department, or to everybody (null); by whoever may change lists of both. */
  'lists.move': channel({
    input: v.strictObject({ list: Id, department: v.nullable(Id) }),
    output: ListView,
    access: ['list-manager'],
    problems: ['lists', 'journal', 'vault'],
  }),
  /** Until when a list is kept. Fails with `lists.keep-until-past` for a day before today. */
  'lists.keep': channel({
    input: v.strictObject({ list: Id, keepUntil: v.nullable(Day) }),
    output: ListView,
    access: ['list-manager'],
    problems: ['lists', 'vault'],
  }),
  'lists.delete': channel({
    input: v.strictObject({ list: Id }),
    output: Nothing,
    access: ['list-manager'],
    problems: ['lists', 'vault'],
  }),
  'lists.contacts': channel({
    input: v.strictObject({ list: Id, search: v.string(), ...Page }),
    output: v.strictObject({ total: Count, rows: v.array(ListedContact) }),
    access: 'member',
    problems: ['lists', 'vault'],
  }),
}
