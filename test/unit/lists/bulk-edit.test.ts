import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import {
  createListsWorkbench,
  type ListsWorkbench,
  manager,
} from '../../support/lists-workbench.ts'

vi.setConfig({ testTimeout: 120_000 })

let bench: ListsWorkbench
beforeEach(() => {
  bench = createListsWorkbench()
})
afterEach(() => bench.dispose())

const size = process.env.SLOW ? 100_000 : 3000

async function filled(): Promise<string> {
  const { id } = await bench.list()
  const rows = Array.from({ length: size }, (_, at) => `社員${at},p${at}@example.jp`)
  await bench.importInto(id, `氏名,メール\n${rows.join('\n')}\n`)
  return id
}
const valuesOf = async (list: string, name: string) =>
  (
    await bench.lists.handlers['lists.contacts']({ list, search: '', offset: 0, limit: 4 }, manager)
  ).rows.map(({ fields }) => fields[name])

it('changes everybody who is found, or who was ticked, and is taken back', async () => {
  const list = await filled()
  const acts = bench.lists.handlers
  const change = { kind: 'set-field', field: '区分', value: '法人' } as const
  const found = { kind: 'found', search: '' } as const
  const { edit, contactCount } = await acts['contacts.bulk-edit'](
    { list, selection: found, change },
    manager,
  )
  expect(contactCount).toBe(size)
  const again = await acts['contacts.bulk-edit']({ list, selection: found, change }, manager)
  expect(again.contactCount).toBe(0)
  const some = { kind: 'ticked' as const, contacts: [1, 2] }
  const tags = { kind: 'tags' as const, add: ['展示会'], remove: [] }
  await acts['contacts.bulk-edit']({ list, selection: some, change: tags }, manager)
  // Another field has changed since, and the same one.
  await acts['contacts.edit']({ list, contact: 1, fields: { 役割: '窓口' } }, manager)
  await acts['contacts.edit']({ list, contact: 2, fields: { 区分: '個人' } }, manager)
  expect(await acts['contacts.undo-edit']({ edit }, manager)).toEqual({
    restored: size - 1,
    kept: 1,
  })
  expect(await valuesOf(list, '区分')).toEqual([undefined, '個人', undefined, undefined])
  expect((await valuesOf(list, '役割'))[0]).toBe('窓口')
  const tagged = (await acts['contacts.bulk-edits']({ list }, manager))[0]
  expect(tagged).toMatchObject({ change: tags, contactCount: 2, isUndone: false })
  await acts['contacts.undo-edit']({ edit: tagged?.edit ?? '' }, manager)
  expect(await acts['contacts.tags']({}, manager)).toEqual([])
  await expect(acts['contacts.undo-edit']({ edit }, manager)).rejects.toThrow('lists.edit-undone')
})

it('that is stopped, or does not fit its field, changes nobody', async () => {
  const list = await filled()
  const acts = bench.lists.handlers
  const selection = { kind: 'found', search: '' } as const
  const editing = acts['contacts.bulk-edit'](
    { list, selection, change: { kind: 'set-field', field: '区分', value: '法人' } },
    manager,
  )
  await acts['contacts.stop']({}, manager)
  await expect(editing).rejects.toThrow('lists.edit-stopped')
  await acts['contacts.save-field']({ name: '区分', kind: 'number', choices: [] }, manager)
  await expect(
    acts['contacts.bulk-edit'](
      { list, selection, change: { kind: 'set-field', field: '区分', value: '法人' } },
      manager,
    ),
  ).rejects.toThrow('lists.value-not-number')
  expect(await valuesOf(list, '区分')).toEqual([undefined, undefined, undefined, undefined])
  expect(await acts['contacts.bulk-edits']({ list }, manager)).toEqual([])
})
