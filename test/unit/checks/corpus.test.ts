import { expect, test } from 'vitest'
import { checkFindings } from '../../../preload/contract/checks.ts'
import { corpus } from '../../fixtures/checks/corpus.ts'
import { scoreCorpus } from '../../support/check-corpus.ts'

test('every check has twenty cases of either kind, all of them different', () => {
  expect(Object.keys(corpus).sort()).toEqual(Object.keys(checkFindings).sort())
  for (const [check, { wrong, clean }] of Object.entries(corpus)) {
    for (const cases of [wrong, clean]) {
      const different = new Set(cases.map((each) => JSON.stringify(each)))
      expect(different.size, check).toBeGreaterThanOrEqual(20)
    }
  }
})

test('every check finds what it has to, and nothing else', () => {
  const failed = scoreCorpus().filter(({ recall, precision }) => recall < 1 || precision < 1)
  expect(failed).toEqual([])
})
