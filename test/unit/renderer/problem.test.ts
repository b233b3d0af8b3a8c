import { describe, expect, it } from 'vitest'
import { type ProblemCode, problemParams } from '../../../preload/problem.ts'
import { formatProblem, toKnownProblem } from '../../../renderer/i18n/problem.ts'
import { fillIn, placeholdersOf } from '../../../renderer/i18n/sentence.ts'

const codes = Object.keys(problemParams) as ProblemCode[]
const languages = ['ja', 'en'] as const

describe('problem sentences', () => {
  it.each(languages)('exist for every code in %s and name only its parameters', (language) => {
    const wrong = codes.filter((code) => {
      const sentence = formatProblem({ code, params: {} }, language)
      const known: readonly string[] = problemParams[code]
      return sentence === '' || placeholdersOf(sentence).some((name) => !known.includes(name))
    })
    expect(wrong).toEqual([])
  })

  it.each(languages)(
    'leave no placeholder open in %s when all parameters are there',
    (language) => {
      const open = codes.filter((code) => {
        const params = Object.fromEntries(problemParams[code].map((name) => [name, 1]))
        return placeholdersOf(formatProblem({ code, params }, language)).length > 0
      })
      expect(open).toEqual([])
    },
  )

  it('name a chain in words', () => {
    const params = { what: 'store', seen: 3, found: 0 }
    const sentence = (language: 'ja' | 'en') =>
      formatProblem({ code: 'journal.rollback', params }, language)
    expect(sentence('ja')).toContain('「共有ストア」')
    expect(sentence('en')).toContain('the shared store')
  })

  it('turn a code of a newer version into an internal error that names it', () => {
    expect(toKnownProblem({ code: 'lists.empty', params: {} }).code).toBe('lists.empty')
    expect(toKnownProblem({ code: 'moon.full', params: {} })).toEqual({
      code: 'ipc.internal',
      params: { incident: 'moon.full' },
    })
    expect(toKnownProblem({ code: 'toString', params: {} }).code).toBe('ipc.internal')
  })
})

describe('fillIn', () => {
  it('formats by name and form', () => {
    const sentence = '{count}件、{sizeBytesMax}まで、{untilAt}、{name}'
    const params = {
      count: 12_480,
      sizeBytesMax: 26_214_400,
      untilAt: '2026-11-24T01:30:00.000Z',
      name: '2026',
    }
    expect(fillIn(sentence, params, 'ja')).toMatch(
      /^12,480件、25 MBまで、2026年11月24日\(火\) \d\d:30、2026$/,
    )
  })

  it('agrees with the number in English', () => {
    expect(fillIn('{count:message|messages}', { count: 1 }, 'en')).toBe('1 message')
    expect(fillIn('{count:message|messages}', { count: 0 }, 'en')).toBe('0 messages')
    expect(fillIn('{count:message|messages}', { count: 1200 }, 'en')).toBe('1,200 messages')
  })

  it('keeps a missing parameter visible and never fills in what a value contains', () => {
    expect(fillIn('{a} {b}', { a: '{b}' }, 'en')).toBe('{b} {b}')
  })
})
