import type { ContactTest } from '../../preload/contract/condition.ts'
import { foldCase, parseDay, parseNumber, parseYesNo } from './field-value.ts'

/** The questions that one field's text answers by itself. */
export type FieldTest = Extract<ContactTest, { readonly field: string }>

export function isFieldTest(test: ContactTest): test is FieldTest {
  return 'field' in test
}

/**
 * Makes the test of one field's text; '' stands for a contact without the field. `today` counts days
 * since 1970-01-01. The one meaning of these questions: SQL asks it through a function of this name.
 */
export function toFieldPredicate(test: FieldTest, today: number): (value: string) => boolean {
  switch (test.about) {
    case 'text':
      return textPredicate(test.is, foldCase(test.value))
    case 'choice': {
      const values = new Set(test.values.map(foldCase))
      const isOne = test.is === 'one-of'
      return (value) => values.has(foldCase(value)) === isOne
    }
    case 'number':
      return numberPredicate(test.is, test.value)
    case 'date': {
      const day = parseDay(test.value) ?? 0
      return (value) => {
        const found = parseDay(value)
        if (found === null) return false
        if (test.is === 'on') return found === day
        return test.is === 'before' ? found < day : found > day
      }
    }
    case 'age':
      return (value) => {
        const found = parseDay(value)
        if (found === null) return false
        const age = today - found
        return test.is === 'longer-ago' ? age > test.days : age >= 0 && age <= test.days
      }
    case 'yes-no':
      return (value) => parseYesNo(value) === (test.is === 'yes')
    default:
      return test satisfies never
  }
}

type TextIs = Extract<ContactTest, { about: 'text' }>['is']
type NumberIs = Extract<ContactTest, { about: 'number' }>['is']

function textPredicate(is: TextIs, wanted: string): (value: string) => boolean {
  switch (is) {
    case 'equals':
      return (value) => foldCase(value) === wanted
    case 'differs':
      return (value) => foldCase(value) !== wanted
    case 'contains':
      return (value) => foldCase(value).includes(wanted)
    case 'lacks':
      return (value) => !foldCase(value).includes(wanted)
    case 'begins':
      return (value) => foldCase(value).startsWith(wanted)
    case 'ends':
      return (value) => foldCase(value).endsWith(wanted)
    case 'empty':
      return (value) => value === ''
    case 'filled':
      return (value) => value !== ''
    default:
      return is satisfies never
  }
}

function numberPredicate(is: NumberIs, wanted: number): (value: string) => boolean {
  const compare = (holds: (found: number) => boolean) => (value: string) => {
    const found = parseNumber(value)
    return found !== null && holds(found)
  }
  switch (is) {
    case 'equals':
      return compare((found) => found === wanted)
    case 'less':
      return compare((found) => found < wanted)
    case 'at-most':
      return compare((found) => found <= wanted)
    case 'more':
      return compare((found) => found > wanted)
    case 'at-least':
      return compare((found) => found >= wanted)
    default:
      return is satisfies never
  }
}
