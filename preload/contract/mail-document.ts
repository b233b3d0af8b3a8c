import * as v from 'valibot'
import { Id, Line } from './channel.ts'

/**
 * A message as the visual editor shows it: what it can change without losing anything. It is read from
 * HTML and written back as HTML, which stays the message; in the shape that the editor's own nodes have.
 */

/** Inline CSS of an element, from a short list of harmless properties; see the reader. */
const Style = v.nullable(v.pipe(v.string(), v.maxLength(1000)))
const Href = v.pipe(v.string(), v.maxLength(4000))

export const honorifics = ['様', '御中', '殿', '先生'] as const
export const Honorific = v.picklist(honorifics)
export type Honorific = v.InferOutput<typeof Honorific>

/** A merge field by its choices, as the picker asks for them. */
export const MergeField = v.strictObject({
  name: Line,
  /** Stands where the field is empty; null: an empty field stops the message. */
  fallback: v.nullable(v.pipe(v.string(), v.maxLength(100))),
  honorific: v.nullable(Honorific),
})
export type MergeField = v.InferOutput<typeof MergeField>

export const conditionKinds = ['filled', 'empty', 'equals', 'differs'] as const
/** Which recipients get a piece of the message, by one field of theirs. */
export const MergeCondition = v.strictObject({
  name: Line,
  is: v.picklist(conditionKinds),
  /** What the field is compared with; '' where it is only asked whether anything stands there. */
  value: v.pipe(v.string(), v.maxLength(100)),
})
export type MergeCondition = v.InferOutput<typeof MergeCondition>

const Mark = v.variant('type', [
  v.strictObject({ type: v.literal('link'), attrs: v.strictObject({ href: Href, style: Style }) }),
  v.strictObject({ type: v.literal('span'), attrs: v.strictObject({ style: v.string() }) }),
  v.strictObject({ type: v.literal('strong') }),
  v.strictObject({ type: v.literal('em') }),
  v.strictObject({ type: v.literal('underline') }),
])
export type MailMark = v.InferOutput<typeof Mark>
const marks = v.optional(v.array(Mark))

const Inline = v.variant('type', [
  v.strictObject({ type: v.literal('text'), text: v.string(), marks }),
  v.strictObject({
    type: v.literal('field'),
    attrs: v.strictObject({ ...MergeField.entries, fallback: v.nullable(v.string()) }),
    marks,
  }),
  /** A condition or an expression of the template language, word for word. */
  v.strictObject({
    type: v.literal('logic'),
    attrs: v.strictObject({ source: v.string() }),
    marks,
  }),
  v.strictObject({ type: v.literal('break'), marks }),
])
export type MailInline = v.InferOutput<typeof Inline>
const inline = v.optional(v.array(Inline))

const Paragraph = v.strictObject({
  type: v.literal('paragraph'),
  attrs: v.strictObject({ style: Style }),
  content: inline,
})
const Heading = v.strictObject({
  type: v.literal('heading'),
  attrs: v.strictObject({ level: v.picklist([1, 2, 3]), style: Style }),
  content: inline,
})
const Button = v.strictObject({
  type: v.literal('button'),
  attrs: v.strictObject({ href: Href, label: v.string() }),
})
const Image = v.strictObject({
  type: v.literal('image'),
  attrs: v.strictObject({ src: v.string(), alt: v.string(), width: v.nullable(v.number()) }),
})
const Divider = v.strictObject({ type: v.literal('divider') })

interface Listed {
  type: 'bullet_list' | 'ordered_list'
  content: { type: 'list_item'; content: MailBlock[] }[]
}
interface Columns {
  type: 'columns'
  content: { type: 'column'; content: MailBlock[] }[]
}
interface Notice {
  type: 'notice'
  content: MailBlock[]
}
interface Footer {
  type: 'footer'
  /** saved: the id of a footer that is kept for all messages; what stands in it follows that. */
  attrs?: { saved: string | null } | undefined
  content: MailBlock[]
}
export type MailBlock =
  | v.InferOutput<typeof Paragraph>
  | v.InferOutput<typeof Heading>
  | v.InferOutput<typeof Button>
  | v.InferOutput<typeof Image>
  | v.InferOutput<typeof Divider>
  | Listed
  | Columns
  | Notice
  | Footer

const blocks = v.array(v.lazy(() => Block))
const Block: v.GenericSchema<MailBlock> = v.variant('type', [
  Paragraph,
  Heading,
  Button,
  Image,
  Divider,
  v.strictObject({
    type: v.picklist(['bullet_list', 'ordered_list']),
    content: v.array(v.strictObject({ type: v.literal('list_item'), content: blocks })),
  }),
  v.strictObject({
    type: v.literal('columns'),
    content: v.array(v.strictObject({ type: v.literal('column'), content: blocks })),
  }),
  v.strictObject({ type: v.literal('notice'), content: blocks }),
  v.strictObject({
    type: v.literal('footer'),
    attrs: v.optional(v.strictObject({ saved: v.nullable(Id) })),
    content: blocks,
  }),
])

export const MailDocument = v.strictObject({
  /** What a mailbox shows behind the subject; '' for none. */
  preheader: v.pipe(v.string(), v.maxLength(500)),
  /** Style of the element around everything; null where there is none. */
  frame: Style,
  content: v.array(Block),
})
export type MailDocument = v.InferOutput<typeof MailDocument>
