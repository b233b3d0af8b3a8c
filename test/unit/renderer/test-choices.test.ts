import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  choicesFor,
  fromCondition,
  type GroupDraft,
  subjects,
  type TestDraft,
  testChoices,
  toCondition,
} from '../../../renderer/features/lists/test-choices.ts'

const drafts: readonly TestDraft[] = ['部署', ...Object.keys(subjects)].flatMap((subject) =>
  choicesFor(subject).map((choice) => {
    const values = { text: '営業部', number: '30', day: '2026-11-24', nothing: '' }
    return { id: 0, subject, choice, value: values[testChoices[choice].needs] }
  }),
)
const test = fc.constantFrom(...drafts)
const { group } = fc.letrec<{ group: GroupDraft }>((tie) => ({
  group: fc.record({
    id: fc.constant(0),
    match: fc.constantFrom('all' as const, 'any' as const),
    isNot: fc.boolean(),
    parts: fc.array(fc.oneof({ maxDepth: 2, depthSize: 'small' }, test, tie('group')), {
      minLength: 1,
      maxLength: 4,
    }),
  }),
}))

it('what the builder keeps is what it shows again, every question and every group', () => {
  fc.assert(
    fc.property(group, (made) => {
      const kept = toCondition(made)
      expect(kept).not.toBeNull()
      if (kept === null) return
      const shown = fromCondition(kept)
      expect(shown === null ? null : toCondition(shown)).toEqual(kept)
    }),
  )
})

it('a question that lacks its value keeps the whole condition back, in whichever group', () => {
  const missing: TestDraft = { id: 3, subject: '部署', choice: 'equals', value: ' ' }
  const inner: GroupDraft = { id: 2, match: 'any', isNot: false, parts: [missing] }
  expect(toCondition({ id: 1, match: 'all', isNot: false, parts: [inner] })).toBeNull()
})

it('what the builder cannot ask is said to be so, and not lost', () => {
  const part = { about: 'choice', field: '部署', is: 'one-of', values: ['営業'] } as const
  const values = { ...part, values: [...part.values] }
  expect(fromCondition({ match: 'all', isNot: false, parts: [values] })).toBeNull()
})
