import * as v from 'valibot'

/** A field of contacts: one of the product's own, or a column under its own name. */
const FieldName = v.pipe(v.string(), v.minLength(1), v.maxLength(200))
/** What a contact's text is compared with: no control characters, which no contact has either. */
const Words = v.pipe(
  v.string(),
  v.maxLength(1000),
  v.regex(/^\P{Cc}*$/u),
  v.check((text) => text.isWellFormed()),
)
const Days = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(36_500))
/** A calendar day without a zone, `2026-11-24`. */
const Day = v.pipe(v.string(), v.isoDate())

export const textTests = [
  'equals',
  'differs',
  'contains',
  'lacks',
  'begins',
  'ends',
  'empty',
  'filled',
] as const
export const numberTests = ['equals', 'less', 'at-most', 'more', 'at-least'] as const
export const dateTests = ['on', 'before', 'after'] as const
export const ageTests = ['longer-ago', 'within'] as const
export const addressTests = ['equals', 'contains', 'begins', 'ends'] as const
export const domainTests = ['equals', 'within', 'differs'] as const
export const mailedTests = ['never', 'longer-ago', 'within'] as const

/** One question about a contact, which every contact answers with yes or no. */
export const ContactTest = v.variant('about', [
  v.strictObject({
    about: v.literal('text'),
    field: FieldName,
    is: v.picklist(textTests),
    value: Words,
  }),
  v.strictObject({
    about: v.literal('choice'),
    field: FieldName,
    is: v.picklist(['one-of', 'none-of']),
    values: v.pipe(v.array(Words), v.maxLength(500)),
  }),
  v.strictObject({
    about: v.literal('number'),
    field: FieldName,
    is: v.picklist(numberTests),
    value: v.pipe(v.number(), v.finite()),
  }),
  v.strictObject({
    about: v.literal('date'),
    field: FieldName,
    is: v.picklist(dateTests),
    value: Day,
  }),
  /** Days between the field's date and today. */
  v.strictObject({
    about: v.literal('age'),
    field: FieldName,
    is: v.picklist(ageTests),
    days: Days,
  }),
  v.strictObject({ about: v.literal('yes-no'), field: FieldName, is: v.picklist(['yes', 'no']) }),
  v.strictObject({ about: v.literal('address'), is: v.picklist(addressTests), value: Words }),
  /** within: the domain and every domain below it. */
  v.strictObject({ about: v.literal('domain'), is: v.picklist(domainTests), value: Words }),
  /** The last mail that left from this workstation, to the moment. */
  v.strictObject({ about: v.literal('mailed'), is: v.picklist(mailedTests), days: Days }),
  v.strictObject({ about: v.literal('tag'), is: v.picklist(['has', 'lacks']), value: Words }),
  v.strictObject({ about: v.literal('consent'), is: v.picklist(['given', 'missing']) }),
])
export type ContactTest = v.InferOutput<typeof ContactTest>

/** Conditions joined by and (all) or or (any). An empty group of all is true, of any false. */
export interface Condition {
  readonly match: 'all' | 'any'
  readonly isNot: boolean
  readonly parts: readonly (Condition | ContactTest)[]
}

export const conditionDepthMax = 5
export const conditionTestsMax = 100

const AnyCondition: v.GenericSchema<Condition> = v.strictObject({
  match: v.picklist(['all', 'any']),
  isNot: v.boolean(),
  parts: v.pipe(
    v.array(v.union([ContactTest, v.lazy(() => AnyCondition)])),
    v.maxLength(conditionTestsMax),
  ),
})

export const Condition = v.pipe(
  // Measured before it is parsed, so that no depth can use up the stack.
  v.custom<Condition>((input) => isSmall(input)),
  AnyCondition,
)

function isSmall(input: unknown): boolean {
  let tests = 0
  const walk = (part: unknown, depth: number): boolean => {
    tests += 1
    if (depth > conditionDepthMax || tests > 2 * conditionTestsMax) return false
    if (typeof part !== 'object' || part === null || !('parts' in part)) return true
    return !Array.isArray(part.parts) || part.parts.every((each) => walk(each, depth + 1))
  }
  return walk(input, 0)
}

export function isGroup(part: Condition | ContactTest): part is Condition {
  return 'parts' in part
}
