import type { ContactTest } from '../../../preload/contract/condition.ts'
import type { PlainTextKey } from '../../i18n/catalog.ts'

/** One row of the builder: a question as it is being put together. */
export interface TestDraft {
  readonly id: number
  /** A field's name, or one of the subjects that every contact has. */
  readonly subject: string
  readonly choice: TestChoice
  readonly value: string
}

/** No name of a field: a column's title never begins with a space. */
export const domainSubject = ' domain'

interface Choice {
  readonly key: PlainTextKey
  readonly needs: 'text' | 'number' | 'nothing'
  readonly toTest: (field: string, value: string) => ContactTest
}

const text = (is: Extract<ContactTest, { about: 'text' }>['is']): Choice['toTest'] => {
  return (field, value) => ({ about: 'text', field, is, value })
}
const number = (is: Extract<ContactTest, { about: 'number' }>['is']): Choice['toTest'] => {
  return (field, value) => ({ about: 'number', field, is, value: Number(value) })
}
const age = (is: 'longer-ago' | 'within'): Choice['toTest'] => {
  return (field, value) => ({ about: 'age', field, is, days: Number(value) })
}

/** What can be asked, with the words that follow the subject in a sentence. */
export const testChoices = {
  equals: { key: 'segments.is-equals', needs: 'text', toTest: text('equals') },
  differs: { key: 'segments.is-differs', needs: 'text', toTest: text('differs') },
  contains: { key: 'segments.is-contains', needs: 'text', toTest: text('contains') },
  lacks: { key: 'segments.is-lacks', needs: 'text', toTest: text('lacks') },
  begins: { key: 'segments.is-begins', needs: 'text', toTest: text('begins') },
  empty: { key: 'segments.is-empty', needs: 'nothing', toTest: text('empty') },
  filled: { key: 'segments.is-filled', needs: 'nothing', toTest: text('filled') },
  'at-least': { key: 'segments.is-at-least', needs: 'number', toTest: number('at-least') },
  'at-most': { key: 'segments.is-at-most', needs: 'number', toTest: number('at-most') },
  'longer-ago': { key: 'segments.is-longer-ago', needs: 'number', toTest: age('longer-ago') },
  within: { key: 'segments.is-within', needs: 'number', toTest: age('within') },
  'domain-within': {
    key: 'segments.is-domain-within',
    needs: 'text',
    toTest: (_, value) => ({ about: 'domain', is: 'within', value }),
  },
  'domain-differs': {
    key: 'segments.is-differs',
    needs: 'text',
    toTest: (_, value) => ({ about: 'domain', is: 'differs', value }),
  },
} as const satisfies Readonly<Record<string, Choice>>
export type TestChoice = keyof typeof testChoices

const fieldChoices: readonly TestChoice[] = [
  ...(['equals', 'differs', 'contains', 'lacks', 'begins', 'empty', 'filled'] as const),
  ...(['at-least', 'at-most', 'longer-ago', 'within'] as const),
]

export function choicesFor(subject: string): readonly TestChoice[] {
  if (subject === domainSubject) return ['domain-within', 'domain-differs']
  return fieldChoices
}

/** Null while something is missing. */
export function toTest({ subject, choice, value }: TestDraft): ContactTest | null {
  const { needs, toTest } = testChoices[choice]
  if (needs === 'text' && value.trim() === '') return null
  if (needs === 'number' && !/^\d{1,9}$/.test(value)) return null
  return toTest(subject, value.trim())
}
