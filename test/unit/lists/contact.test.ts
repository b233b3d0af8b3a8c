import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../../preload/contract/channel.ts'
import { roleNames } from '../../../preload/contract/channel.ts'
import { callerWith, createListsWorkbench } from '../../support/lists-workbench.ts'

const bench = createListsWorkbench()
let list = ''
beforeAll(async () => {
  list = (await bench.list()).id
  await bench.importInto(
    list,
    [
      '氏名,メール,会社名,備考',
      '山田 太郎,taro.canary@example.jp,100%_サンプル,予備はjiro.canary@example.comです',
      '鈴木 花子,hanako.canary@example.jp,"引用""符\\",name',
      '佐藤 canary@example.net,sato@example.jp,例示,',
    ].join('\n'),
  )
}, 60_000)
afterAll(bench.dispose)

const contacts = async (search: string, roles: readonly Role[], page = { offset: 0, limit: 10 }) =>
  bench.lists.handlers['lists.contacts']({ list, search, ...page }, callerWith(...roles))

describe('search', () => {
  it.each([
    ['山田', 1],
    ['canary', 3],
    ['TARO', 1],
    ['example.jp', 3],
    ['100%_', 1],
    ['%', 1],
    ['_', 1],
    ['引用"符\\', 1],
    ['name', 1],
    ['company', 0],
    ['、', 0],
    ['', 3],
    ['  花子 ', 1],
  ])('finds %j %i times', async (term, total) => {
    const found = await contacts(term, ['list-manager'])
    expect(found).toMatchObject({ total })
    expect(found.rows.length).toBe(total)
  })

  it('pages', async () => {
    const page = await contacts('', ['sender'], { offset: 1, limit: 1 })
    expect(page.total).toBe(3)
    expect(page.rows.map((row) => row.address)).toEqual(['hanako.canary@example.jp'])
  })
})

describe('masking', () => {
  const readers = ['list-manager', 'approver', 'sender']

  it.each(roleNames.map((role) => [role]))('%s', async (role) => {
    const { rows } = await contacts('', [role])
    const shown = JSON.stringify(rows)
    expect(shown.includes('canary')).toBe(readers.includes(role))
    expect(rows[0]?.address).toBe(
      readers.includes(role) ? 'taro.canary@example.jp' : 't***@example.jp',
    )
  })

  it('is lifted by any role that may read', async () => {
    expect((await contacts('', ['author', 'sender'])).rows[0]?.address).toContain('canary')
  })

  it('leaves no way to find an address by searching for it', async () => {
    for (const term of ['taro.canary', 'canary', 'jiro', 'example', '@'])
      expect((await contacts(term, ['author'])).total).toBe(0)
    expect((await contacts('山田', ['author'])).total).toBe(1)
  })
})
