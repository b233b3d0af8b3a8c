import { describe, expect, test } from 'vitest'
import { compileTemplate, templateBytes } from '../../main/message/template.ts'
import { thrownProblem } from '../support/thrown-problem.ts'

const compile = (text: string) => compileTemplate(templateBytes({ subject: 's', text, html: '' }))
const hostile = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString', 'valueOf']
const rowOf = (name: string, value: string): Record<string, string> =>
  JSON.parse(`{${JSON.stringify(name)}:${JSON.stringify(value)}}`)

describe('I04: columns named like parts of an object are plain data', () => {
  test.each(hostile)('%s as a merge field prints its own value', (name) => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    expect(compile(`{{ ${name} }}`).render(rowOf(name, '値')).text).toBe('値')
    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
    expect(Object.hasOwn({}, '値')).toBe(false)
  })

  test.each(hostile)('%s that no column has is empty, not inherited', (name) => {
    expect(thrownProblem(() => compile(`{{ ${name} }}`).render({ 氏名: 'x' }))).toMatchObject({
      code: 'message.field-empty',
      params: { field: name },
    })
    expect(compile(`{{ ${name} | default: 'なし' }}`).render({}).text).toBe('なし')
  })

  test.each(hostile)('assigning to %s stays inside the template', (name) => {
    const template = compile(`{% assign ${name} = 'x' %}{{ ${name} }}`)
    expect(template.render({}).text).toBe('x')
    expect(({} as Record<string, unknown>).x).toBeUndefined()
    expect(Object.prototype.toString.call({})).toBe('[object Object]')
  })

  test.each(['氏名.constructor', '氏名.__proto__', '氏名.size.constructor', '氏名["length"]'])(
    '%s reaches nothing',
    (path) => {
      expect(thrownProblem(() => compile(`{{ ${path} }}`)).code).toBe('message.unknown-field')
    },
  )
})
