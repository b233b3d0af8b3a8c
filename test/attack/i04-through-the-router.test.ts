import { afterAll, expect, it } from 'vitest'
import { createRouter } from '../../main/ipc/router.ts'
import type { Handlers } from '../../preload/contract/channel.ts'
import type { ContactView } from '../../preload/contract/lists.ts'
import type { Contract } from '../../preload/contract.ts'
import { createListsWorkbench, manager } from '../support/lists-workbench.ts'
import { systemRandom } from '../support/random.ts'

const bench = createListsWorkbench()
afterAll(bench.dispose)

it('I04 columns named like parts of an object reach the window whole, and change nothing', async () => {
  const before = Object.getOwnPropertyNames(Object.prototype)
  const names = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']
  const { id } = await bench.list()
  const values = names.map((name) => `値 ${name}`)
  await bench.importInto(id, `メール,${names.join(',')}\na@example.jp,${values.join(',')}\n`)
  const router = createRouter({
    // Only channels of lists are called here.
    handlers: bench.lists.handlers as unknown as Handlers<Contract>,
    caller: () => manager,
    log: { write: () => undefined },
    random: systemRandom,
  })
  const answer = await router.call('lists.contacts', { list: id, search: '', offset: 0, limit: 10 })
  // As it crosses from one process to the other.
  const crossed = structuredClone(answer)
  expect(crossed.ok).toBe(true)
  if (!crossed.ok) return
  const [row] = (crossed.value as { rows: ContactView[] }).rows
  expect(Object.entries(row?.fields ?? {})).toEqual(names.map((name) => [name, `値 ${name}`]))
  expect(Object.getPrototypeOf(row?.fields)).toBe(Object.prototype)
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before)
  const lists = await router.call('lists.list', {})
  expect(lists).toMatchObject({ ok: true, value: [{ fields: names }] })
})
