import { afterAll, describe, expect, it } from 'vitest'
import { freezeAudience } from '../../main/lists/lists.ts'
import { createListsWorkbench, listsOnly, manager } from '../support/lists-workbench.ts'

const bench = createListsWorkbench()
afterAll(bench.dispose)

describe('I04 column names that are names of JavaScript', () => {
  it('are plain data, and change nothing', async () => {
    const before = Object.getOwnPropertyNames(Object.prototype)
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype', 'valueOf']
    const { id } = await bench.list()
    const report = await bench.importInto(
      id,
      `メール,${names.join(',')}\na@example.jp,${names.map((name) => `値 ${name}`).join(',')}\n` +
        'b@example.jp,"{""polluted"":1}",,,,,\n',
    )
    expect(report.counts.added).toBe(2)
    const [first, second] = [...freezeAudience(bench.db, listsOnly(id), 0)]
    expect(Object.entries(first?.fields ?? {})).toEqual(names.map((name) => [name, `値 ${name}`]))
    expect(Object.entries(second?.fields ?? {})).toEqual([['__proto__', '{"polluted":1}']])
    expect(Object.getPrototypeOf(first?.fields)).toBe(Object.prototype)

    const again = await bench.importInto(id, 'メール,__proto__\na@example.jp,新\n')
    expect(again.counts.updated).toBe(1)
    expect(
      Object.entries([...freezeAudience(bench.db, listsOnly(id), 0)][0]?.fields ?? {})[0],
    ).toEqual(['__proto__', '新'])
    const [view] = await bench.lists.handlers['lists.list']({}, manager)
    expect(view?.fields).toEqual(names)

    expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
    expect(Object.prototype.toString.call([])).toBe('[object Array]')
  })
})
