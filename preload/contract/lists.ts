import * as v from 'valibot'
import { Count, channel, Id, Instant, Line, NamedTexts, Nothing, Page } from './channel.ts'

export const ListView = v.strictObject({
  id: Id,
  name: v.string(),
  contactCount: Count,
  /** Names of the merge fields that its contacts have. */
  fields: v.array(v.string()),
  createdAt: Instant,
  updatedAt: Instant,
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
  'lists.list': channel({
    input: Nothing,
    output: v.array(ListView),
    access: 'member',
    problems: ['vault'],
  }),
  'lists.create': channel({
    input: v.strictObject({ name: Line }),
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
