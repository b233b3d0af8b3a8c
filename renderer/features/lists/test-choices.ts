import type { Condition, ContactTest } from '../../../preload/contract/condition.ts'
import type { PlainTextKey } from '../../i18n/catalog.ts'

/** One row of the builder: a question as it is being put together. */
export interface TestDraft {
  readonly id: number
  /** A field's name, or one of the subjects that every contact has. */
  readonly subject: string
  readonly choice: TestChoice
  readonly value: string
}

/** Rows and groups of rows under one joint. */
export interface GroupDraft {
  readonly id: number
  readonly match: Condition['match']
  readonly isNot: boolean
  readonly parts: readonly (GroupDraft | TestDraft)[]
}

/** No names of fields: a column's title never begins with a space. */
export const subjects = {
  ' domain': 'segments.domain',
  ' address': 'segments.address',
  ' mailed': 'segments.mailed',
  ' tag': 'segments.tag',
  ' consent': 'segments.consent',
} as const satisfies Readonly<Record<string, PlainTextKey>>

interface Choice {
  readonly key: PlainTextKey
  readonly needs: 'text' | 'number' | 'day' | 'nothing'
  readonly toTest: (field: string, value: string) => ContactTest
}

type Is<A extends ContactTest['about']> =
  Extract<ContactTest, { about: A }> extends {
    is: infer I
  }
    ? I
    : never

const text = (is: Is<'text'>, key: PlainTextKey): Choice => ({
  key,
  needs: is === 'empty' || is === 'filled' ? 'nothing' : 'text',
  toTest: (field, value) => ({ about: 'text', field, is, value }),
})
const number = (is: Is<'number'>, key: PlainTextKey): Choice => ({
  key,
  needs: 'number',
  toTest: (field, value) => ({ about: 'number', field, is, value: Number(value) }),
})
const date = (is: Is<'date'>, key: PlainTextKey): Choice => ({
  key,
  needs: 'day',
  toTest: (field, value) => ({ about: 'date', field, is, value }),
})
const age = (is: Is<'age'>, key: PlainTextKey): Choice => ({
  key,
  needs: 'number',
  toTest: (field, value) => ({ about: 'age', field, is, days: Number(value) }),
})
const yesNo = (is: Is<'yes-no'>, key: PlainTextKey): Choice => ({
  key,
  needs: 'nothing',
  toTest: (field) => ({ about: 'yes-no', field, is }),
})
const about = <A extends 'domain' | 'address' | 'tag'>(
  key: PlainTextKey,
  toTest: (value: string) => Extract<ContactTest, { about: A }>,
): Choice => ({ key, needs: 'text', toTest: (_, value) => toTest(value) })
const plain = (key: PlainTextKey, test: ContactTest): Choice => ({
  key,
  needs: 'nothing',
  toTest: () => test,
})
const mailed = (is: Is<'mailed'>, key: PlainTextKey): Choice => ({
  key,
  needs: is === 'never' ? 'nothing' : 'number',
  toTest: (_, value) => ({ about: 'mailed', is, days: is === 'never' ? 0 : Number(value) }),
})

/** What can be asked, with the words that follow the subject in a sentence. */
export const testChoices = {
  equals: text('equals', 'segments.is-equals'),
  differs: text('differs', 'segments.is-differs'),
  contains: text('contains', 'segments.is-contains'),
  lacks: text('lacks', 'segments.is-lacks'),
  begins: text('begins', 'segments.is-begins'),
  ends: text('ends', 'segments.is-ends'),
  empty: text('empty', 'segments.is-empty'),
  filled: text('filled', 'segments.is-filled'),
  'number-equals': number('equals', 'segments.is-number'),
  'at-least': number('at-least', 'segments.is-at-least'),
  'at-most': number('at-most', 'segments.is-at-most'),
  more: number('more', 'segments.is-more'),
  less: number('less', 'segments.is-less'),
  on: date('on', 'segments.is-on'),
  before: date('before', 'segments.is-before'),
  after: date('after', 'segments.is-after'),
  'longer-ago': age('longer-ago', 'segments.is-longer-ago'),
  within: age('within', 'segments.is-within'),
  yes: yesNo('yes', 'segments.is-yes'),
  no: yesNo('no', 'segments.is-no'),
  'domain-within': about('segments.is-domain-within', (value) => ({
    ...{ about: 'domain', is: 'within', value },
  })),
  'domain-equals': about('segments.is-equals', (value) => ({
    ...{ about: 'domain', is: 'equals', value },
  })),
  'domain-differs': about('segments.is-differs', (value) => ({
    ...{ about: 'domain', is: 'differs', value },
  })),
  'address-equals': about('segments.is-equals', (value) => ({
    ...{ about: 'address', is: 'equals', value },
  })),
  'address-contains': about('segments.is-contains', (value) => ({
    ...{ about: 'address', is: 'contains', value },
  })),
  'address-begins': about('segments.is-begins', (value) => ({
    ...{ about: 'address', is: 'begins', value },
  })),
  'address-ends': about('segments.is-ends', (value) => ({
    ...{ about: 'address', is: 'ends', value },
  })),
  'mailed-never': mailed('never', 'segments.is-never'),
  'mailed-within': mailed('within', 'segments.is-mailed-within'),
  'mailed-longer': mailed('longer-ago', 'segments.is-mailed-longer'),
  'tag-has': about('segments.has-tag', (value) => ({ ...{ about: 'tag', is: 'has', value } })),
  'tag-lacks': about('segments.lacks-tag', (value) => ({
    ...{ about: 'tag', is: 'lacks', value },
  })),
  'consent-given': plain('segments.consent-given', { about: 'consent', is: 'given' }),
  'consent-missing': plain('segments.consent-missing', { about: 'consent', is: 'missing' }),
} as const satisfies Readonly<Record<string, Choice>>
export type TestChoice = keyof typeof testChoices

const choicesOf: Readonly<Record<keyof typeof subjects, readonly TestChoice[]>> = {
  ' domain': ['domain-within', 'domain-equals', 'domain-differs'],
  ' address': ['address-equals', 'address-contains', 'address-begins', 'address-ends'],
  ' mailed': ['mailed-never', 'mailed-within', 'mailed-longer'],
  ' tag': ['tag-has', 'tag-lacks'],
  ' consent': ['consent-given', 'consent-missing'],
}
const fieldChoices: readonly TestChoice[] = [
  ...(['equals', 'differs', 'contains', 'lacks', 'begins', 'ends', 'empty', 'filled'] as const),
  ...(['number-equals', 'at-least', 'at-most', 'more', 'less'] as const),
  ...(['on', 'before', 'after', 'longer-ago', 'within', 'yes', 'no'] as const),
]

export function isOwnSubject(subject: string): subject is keyof typeof subjects {
  return Object.hasOwn(subjects, subject)
}

export function choicesFor(subject: string): readonly TestChoice[] {
  return isOwnSubject(subject) ? choicesOf[subject] : fieldChoices
}

/** Null while something is missing. */
export function toTest({ subject, choice, value }: TestDraft): ContactTest | null {
  const { needs, toTest: make } = testChoices[choice]
  if (needs === 'text' && value.trim() === '') return null
  if (needs === 'number' && !/^\d{1,9}$/.test(value)) return null
  if (needs === 'day' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) return null
  return make(subject, needs === 'nothing' ? '' : value.trim())
}

/** Null while something is missing, in whichever group. */
export function toCondition({ match, isNot, parts }: GroupDraft): Condition | null {
  const made = parts.map((part) => ('parts' in part ? toCondition(part) : toTest(part)))
  const whole = made.filter((part) => part !== null)
  return whole.length === 0 || whole.length < made.length ? null : { match, isNot, parts: whole }
}

/** A kept condition as the builder has it; null when it holds what the builder cannot ask. */
export function fromCondition(condition: Condition): GroupDraft | null {
  let id = 0
  const group = ({ match, isNot, parts }: Condition): GroupDraft | null => {
    id += 1
    const own = id
    const made = parts.map((part) => ('parts' in part ? group(part) : test(part)))
    const whole = made.filter((part) => part !== null)
    return whole.length < made.length ? null : { id: own, match, isNot, parts: whole }
  }
  const test = (asked: ContactTest): TestDraft | null => {
    id += 1
    const subject = 'field' in asked ? asked.field : ` ${asked.about}`
    const value = 'value' in asked ? asked.value : 'days' in asked ? asked.days : ''
    const draft = { id, subject, value: String(value) }
    const choice = choicesFor(subject).find((each) =>
      isSameTest(toTest({ ...draft, choice: each }), asked),
    )
    return choice === undefined ? null : { ...draft, choice }
  }
  return group(condition)
}

function isSameTest(a: ContactTest | null, b: ContactTest): boolean {
  const sorted = (test: ContactTest | null) => JSON.stringify(Object.entries(test ?? {}).sort())
  return sorted(a) === sorted(b)
}
