import { expect, it } from 'vitest'
import { reachOf } from '../../main/lists/list-reach.ts'
import type { Lists } from '../../main/lists/lists.ts'
import { limitLists } from '../../main/lists/lists.ts'
import { channelInputs, type Place } from '../support/channel-inputs.ts'
import { createListsWorkbench, everyList, manager } from '../support/lists-workbench.ts'

/** What must not be found: names, addresses, tags and fields of another department's list. */
const canaries = ['kanariya', '医事課', 'カナリア', '羽色']
const limitedTo = (...departments: string[]) =>
  reachOf([
    { role: 'list-manager', since: '', departments, routes: null, recipientsMax: null },
    { role: 'administrator', since: '', departments: null, routes: null, recipientsMax: null },
  ])

it('S11 no channel of lists and contacts finds anything of a list of another department', async () => {
  const bench = createListsWorkbench()
  try {
    const { db, lists } = bench
    const { id: foreign } = await bench.list('医事課の患者')
    const { import: imported } = await bench.importInto(
      foreign,
      'メール,氏名,羽色\nkanariya@example.jp,カナリア,黄\n',
    )
    const segment = await lists.handlers['segments.save'](
      {
        ...{ segment: null, name: '医事課のカナリア', lists: [foreign] },
        condition: { match: 'all', isNot: false, parts: [] },
      },
      manager,
    )
    const tag = { list: foreign, contact: 1, add: ['カナリア'], remove: [] }
    await lists.handlers['contacts.tag'](tag, manager)
    db.prepare("UPDATE list SET department = 'd-other' WHERE id = ?").run(foreign)
    const file = await bench.file('メール,氏名\nb@example.jp,山田\n')
    const place: Place = {
      ...{ list: foreign, import: imported, campaign: 'c', request: 'e'.repeat(64) },
      ...{ petition: 'e'.repeat(64), segment: segment.id, route: 'r', identity: 's' },
      ...{ member: manager.member, contact: 1, file, code: () => '000000' },
    }
    // For whoever reaches it, the walk finds what is there.
    limitLists(db, () => limitedTo('d-other'))
    const seen = await walk(lists, place, ['lists.list', 'lists.contacts', 'contacts.detail'])
    expect(canaries.filter((each) => !seen.some(({ said }) => said.includes(each)))).toEqual([])

    limitLists(db, () => limitedTo('d-own'))
    const answers = await walk(lists, place, Object.keys(lists.handlers))
    expect(answers.filter(({ said }) => canaries.some((canary) => said.includes(canary)))).toEqual(
      [],
    )
    // Where a list, an import or a segment was named, it is not there.
    const named = answers.filter(({ input }) =>
      [foreign, imported, segment.id].some((id) => input.includes(id)),
    )
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter(({ said }) => !/^lists.no-such-(list|import|segment)$/.test(said))).toEqual(
      [],
    )
    // A name that another department has used is free.
    const own = await lists.handlers['lists.create']({ name: '医事課の患者' }, manager)
    expect(own).toMatchObject({ department: 'd-own', mayChange: true })
    limitLists(db, () => everyList)
    const all = await lists.handlers['lists.list']({}, manager)
    expect(all.find(({ id }) => id === foreign)).toMatchObject({ contactCount: 1 })
  } finally {
    await bench.dispose()
  }
})

it("S11 what is everybody's is seen by all and changed by whoever is limited to no department", async () => {
  const bench = createListsWorkbench()
  try {
    const { db, lists } = bench
    const { id } = await bench.list('全職員')
    await bench.importInto(id, 'メール\na@example.jp\n')
    limitLists(db, () => limitedTo('d-own'))
    const view = { search: '', offset: 0, limit: 10, list: id }
    expect(await lists.handlers['lists.contacts'](view, manager)).toMatchObject({ total: 1 })
    expect(await lists.handlers['lists.list']({}, manager)).toMatchObject([{ mayChange: false }])
    const refused = await walk(lists, { ...somewhere, list: id }, [
      ...['lists.keep', 'contacts.edit', 'contacts.erase', 'contacts.merge', 'contacts.bulk-edit'],
      ...['contacts.find-duplicates', 'contacts.add-note'],
    ])
    expect([...new Set(refused.map(({ said }) => said))]).toEqual(['lists.other-department'])
    const shared = await walk(lists, somewhere, ['contacts.save-field', 'contacts.set-keeping'])
    expect([...new Set(shared.map(({ said }) => said))]).toEqual(['lists.for-all-departments'])
    // Without a role that works with recipients, a department's list is not there at all.
    expect(reachOf([]).seen?.size).toBe(0)
  } finally {
    await bench.dispose()
  }
})

const somewhere: Place = {
  ...{ list: 'l', import: 'i', campaign: 'c', request: 'e'.repeat(64) },
  ...{ petition: 'e'.repeat(64), segment: 's', route: 'r', identity: 's' },
  ...{ member: manager.member, contact: 1, file: 'f', code: () => '000000' },
}

async function walk(lists: Lists, place: Place, names: readonly string[]) {
  const answers: { name: string; input: string; said: string }[] = []
  const handlers = lists.handlers as unknown as Record<
    string,
    (input: unknown, caller: unknown) => unknown
  >
  const inputs = channelInputs as Record<string, (at: Place) => readonly unknown[]>
  for (const name of names)
    for (const input of inputs[name]?.(place) ?? []) {
      const said = await Promise.resolve()
        .then(() => handlers[name]?.(input, manager))
        .then(
          (value) => JSON.stringify(value ?? null),
          (error: Error) => error.message,
        )
      answers.push({ name, input: JSON.stringify(input), said })
    }
  return answers
}
