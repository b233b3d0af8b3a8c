import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { attachAddressBook } from '../../../main/lists/address-book.ts'
import { dayInJapan, monthsAfter } from '../../../main/lists/consent.ts'
import { editorsOf } from '../../../main/lists/editor.ts'
import { addSuppression, suppressedValues } from '../../../main/lists/suppression.ts'
import type { ContactDetail, HistoryView } from '../../../preload/contract/contacts.ts'
import {
  callerWith,
  createListsWorkbench,
  type ListsWorkbench,
  listsOnly,
  manager,
} from '../../support/lists-workbench.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let bench: ListsWorkbench
let list: string
let other: string
const author = callerWith('author')
const colleague = { ...manager, member: 'member-9' }
const today = new Date().toISOString().slice(0, 10)

beforeAll(async () => {
  bench = createListsWorkbench()
  list = (await bench.list('顧客')).id
  other = (await bench.list('会員')).id
  await bench.importInto(
    list,
    '氏名,会社名,ふりがな,メール\n山田 太郎,見本商事株式会社,やまだたろう,taro@example.jp\n' +
      '山田太郎,㈱見本商事,,yamada@example.com\n髙橋 一,例示工業,タカハシハジメ,t1@example.jp\n' +
      '高橋 はじめ,例示工業,たかはし はじめ,t2@example.jp\n鈴木,別の会社,,suzuki+news@example.jp\n' +
      '鈴木,別,,suzuki@example.jp\n佐藤,見本商事,,sato@example.jp\n',
  )
  await bench.importInto(other, '氏名,メール\n佐藤,sato@example.jp\n')
})
afterAll(() => bench.dispose())

const acts = () => bench.lists.handlers
const idOf = (address: string): number => {
  attachAddressBook(bench.db)
  return (
    bench.db
      .prepare<{ id: number }>('SELECT id FROM book.contact WHERE address_key = ?')
      .get(address)?.id ?? 0
  )
}
const detail = async (address: string): Promise<ContactDetail> =>
  acts()['contacts.detail']({ list, contact: idOf(address) }, manager)
const history = async (contact: number): Promise<HistoryView[]> =>
  (await acts()['contacts.history']({ list, contact, offset: 0, limit: 1000 }, manager)).rows

describe('one contact', () => {
  it('keeps what is typed if it fits its field, and who changed what before and after', async () => {
    const contact = idOf('sato@example.jp')
    const at = { list, contact }
    for (const [name, kind, choices] of [
      ['口数', 'number', []],
      ['誕生日', 'date', []],
      ['請求', 'yes-no', []],
      ['区分', 'choice', ['個人', '法人']],
    ] as const)
      await acts()['contacts.save-field']({ name, kind, choices: [...choices] }, manager)
    const edit = (fields: Record<string, string>) =>
      acts()['contacts.edit']({ ...at, fields }, colleague)
    await edit({ 口数: '1,200', 誕生日: '令和8年4月1日', 請求: 'はい', 区分: '法人' })
    expect((await detail('sato@example.jp')).fields).toEqual({
      ...{ name: '佐藤', company: '見本商事', 口数: '1,200', 誕生日: '2026-04-01' },
      ...{ 請求: 'はい', 区分: '法人' },
    })
    for (const [field, value, problem] of [
      ['口数', 'たくさん', 'lists.value-not-number'],
      ['誕生日', '2月30日', 'lists.value-not-date'],
      ['請求', 'たぶん', 'lists.value-not-yes-no'],
      ['区分', '団体', 'lists.value-not-choice'],
    ] as const)
      await expect(edit({ [field]: value })).rejects.toThrow(problem)
    await edit({ 口数: '', __proto__: 'x' })
    const [newest, before] = await history(contact)
    expect(newest).toMatchObject({
      what: 'fields',
      changes: [{ name: '口数', before: '1,200', after: '' }],
      member: 'member-9',
      source: 'hand',
    })
    expect(before?.changes.map(({ name }) => name)).toEqual(['口数', '誕生日', '請求', '区分'])
  })

  it('S03 changed in one list is changed in all, and its editor approves for none of them', () => {
    expect(editorsOf(bench.db, listsOnly(other))).toContain('member-9')
  })

  it('has its address changed to a free and valid one', async () => {
    const at = { list, contact: idOf('t1@example.jp'), fields: {} }
    const change = (address: string) => acts()['contacts.edit']({ ...at, address }, manager)
    await expect(change('T2@example.jp')).rejects.toThrow('lists.address-known')
    await expect(change('a b@example.jp')).rejects.toThrow('lists.row-address-white-space')
    await change('hajime@example.jp')
    expect((await history(at.contact))[0]).toMatchObject({
      what: 'address',
      changes: [{ name: '', before: 't1@example.jp', after: 'hajime@example.jp' }],
    })
  })

  it('has tags, notes and consent with its wording and proof', async () => {
    const contact = idOf('sato@example.jp')
    const at = { list, contact }
    await acts()['contacts.tag']({ ...at, add: ['重要', '展示会'], remove: [] }, manager)
    await acts()['contacts.tag']({ ...at, add: [], remove: ['展示会'] }, manager)
    await acts()['contacts.add-note']({ ...at, text: '電話で確認' }, manager)
    const proofFile = await bench.file('申込書', 'form.pdf')
    await acts()['contacts.add-consent'](
      {
        ...{ ...at, way: 'paper', givenOn: '2026-04-01', wording: 'お知らせを受け取る' },
        ...{ proof: '書庫 3', proofFile },
      },
      manager,
    )
    await expect(
      acts()['contacts.withdraw-consent']({ ...at, withdrawnOn: '2026-03-31' }, manager),
    ).rejects.toThrow('lists.no-consent')
    await expect(
      acts()['contacts.withdraw-consent']({ ...at, withdrawnOn: '2999-01-01' }, manager),
    ).rejects.toThrow('lists.consent-in-future')
    await acts()['contacts.withdraw-consent']({ ...at, withdrawnOn: today }, manager)
    const found = await detail('sato@example.jp')
    expect(found).toMatchObject({
      tags: ['重要'],
      notes: [{ text: '電話で確認', member: 'member-1' }],
      consents: [
        {
          ...{ way: 'paper', givenOn: '2026-04-01', withdrawnOn: today, proof: '書庫 3' },
          proofFile: {
            name: 'form.pdf',
            sha256: createHash('sha256').update('申込書').digest('hex'),
          },
        },
      ],
      lists: [
        { id: other, name: '会員' },
        { id: list, name: '顧客' },
      ],
    })
    const note = found.notes[0]?.number ?? 0
    await acts()['contacts.remove-note']({ ...at, note }, manager)
    await expect(acts()['contacts.remove-note']({ ...at, note }, manager)).rejects.toThrow(
      'lists.no-such-note',
    )
    expect((await history(contact)).slice(0, 3).map(({ what }) => what)).toEqual([
      ...['note', 'consent', 'consent'],
    ])
    expect(await acts()['contacts.tags']({}, manager)).toEqual([{ tag: '重要', count: 1 }])
  })

  it('is masked in every text for whoever may not read addresses', async () => {
    const contact = idOf('sato@example.jp')
    await acts()['contacts.edit'](
      {
        list,
        contact,
        address: 'himitsu@example.jp',
        fields: { メモ: '自宅 himitsu@example.com' },
      },
      manager,
    )
    await acts()['contacts.add-note']({ list, contact, text: 'himitsu@example.org も' }, manager)
    const seen = JSON.stringify([
      await acts()['contacts.detail']({ list, contact }, author),
      await acts()['contacts.history']({ list, contact, offset: 0, limit: 100 }, author),
    ])
    expect(seen).toContain('h***@example.com')
    expect(seen).not.toContain('himitsu')
  })
})

describe('duplicates', () => {
  it('are found by mailbox, by name and by reading in one company, and merged', async () => {
    const { groups, groupCount } = await acts()['contacts.find-duplicates']({ list }, manager)
    expect(groupCount).toBe(3)
    expect(
      groups.map(({ reason, contacts }) => [reason, contacts.map((each) => each.address)]),
    ).toEqual([
      ['name-company', ['taro@example.jp', 'yamada@example.com']],
      ['reading-company', ['hajime@example.jp', 't2@example.jp']],
      ['mailbox', ['suzuki+news@example.jp', 'suzuki@example.jp']],
    ])
    const [first, second] = [idOf('taro@example.jp'), idOf('yamada@example.com')]
    const consent = { way: 'form', wording: '', proof: '', proofFile: null } as const
    for (const [contact, givenOn] of [
      [first, '2026-02-01'],
      [second, '2020-01-01'],
    ] as const)
      await acts()['contacts.add-consent']({ list, contact, givenOn, ...consent }, manager)
    await acts()['contacts.withdraw-consent'](
      { list, contact: second, withdrawnOn: '2026-03-01' },
      manager,
    )
    await acts()['contacts.tag']({ list, contact: second, add: ['旧'], remove: [] }, manager)
    addSuppression(bench.db, {
      ...{ kind: 'address', value: 'taro@example.jp', reason: 'unsubscribed', source: '電話' },
      ...{ member: null, at: new Date().toISOString() },
    })
    const before = (await acts()['lists.list']({}, manager)).find(({ id }) => id === list)
    const { contact } = await acts()['contacts.merge'](
      {
        ...{ list, contacts: [second, first], address: second },
        fields: [{ name: 'company', contact: second }],
      },
      manager,
    )
    expect(contact).toBe(first)
    expect(await detail('yamada@example.com')).toMatchObject({
      id: first,
      fields: { name: '山田 太郎', company: '㈱見本商事', reading: 'やまだたろう' },
      tags: ['旧'],
      // The oldest stays, and the no to one address is the person's no.
      consents: [
        { givenOn: '2020-01-01', withdrawnOn: '2026-03-01' },
        { givenOn: '2026-02-01', withdrawnOn: '2026-03-01' },
      ],
      isSuppressed: true,
    })
    expect(suppressedValues(bench.db).addresses).toContain('yamada@example.com')
    const rows = await history(first)
    expect(rows.find(({ what }) => what === 'merge')?.changes).toContainEqual({
      ...{ name: 'company', before: '', after: 'yamada@example.com' },
    })
    expect(rows.filter(({ isMerged }) => isMerged).map(({ what }) => what)).toEqual([
      ...['tag', 'consent', 'consent'],
    ])
    const after = (await acts()['lists.list']({}, manager)).find(({ id }) => id === list)
    expect(after?.contactCount).toBe((before?.contactCount ?? 0) - 1)
    await expect(
      acts()['contacts.merge'](
        { list, contacts: [first, second], address: first, fields: [] },
        manager,
      ),
    ).rejects.toThrow('lists.no-such-contact')
  })
})

describe('deleting', () => {
  it('leaves proof that only the address itself leads to', async () => {
    const contact = idOf('suzuki@example.jp')
    const consent = { way: 'form', wording: '文言', proof: '控え', proofFile: null } as const
    await acts()['contacts.add-consent'](
      { list, contact, givenOn: '2026-02-01', ...consent },
      manager,
    )
    expect(
      await acts()['contacts.find-erased']({ address: 'suzuki@example.jp' }, manager),
    ).toBeNull()
    await acts()['contacts.set-keeping']({ isCommerce: true, orderedOn: null }, manager)
    const erased = { list, contacts: [contact], reason: 'requested' as const }
    expect(await acts()['contacts.erase'](erased, manager)).toEqual({ erased: 1 })
    expect(idOf('suzuki@example.jp')).toBe(0)
    expect(
      await acts()['contacts.find-erased']({ address: 'Suzuki@EXAMPLE.jp' }, manager),
    ).toMatchObject({
      ...{ reason: 'requested', member: 'member-1' },
      consents: [{ way: 'form', givenOn: '2026-02-01', wording: '文言' }],
      keepUntil: monthsAfter(dayInJapan(Date.now()), 36),
    })
    // An import takes them only with a consent that is newer than their wish.
    bench.db.prepare('UPDATE book.erased SET at = ?').run('2026-01-05T00:00:00.000Z')
    await bench.importInto(other, 'メール,同意日,同意方法\nsuzuki@example.jp,2026-02-01,紙\n')
    const back = await acts()['contacts.detail'](
      { list: other, contact: idOf('suzuki@example.jp') },
      manager,
    )
    expect(back.erased).toMatchObject({ reason: 'requested' })
    await acts()['contacts.erase'](
      { list: other, contacts: [back.id], reason: 'requested' },
      manager,
    )
    const tables = bench.db
      .prepare<{ name: string }>(
        `SELECT name FROM book.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`,
      )
      .all()
    const all = tables.map(({ name }) =>
      JSON.stringify(bench.db.prepare(`SELECT * FROM book."${name}"`).all()),
    )
    expect(all.join()).not.toContain('suzuki@example.jp')
    const again = await acts()['contacts.find-erased']({ address: 'suzuki@example.jp' }, manager)
    expect(again?.consents).toMatchObject([{ wording: '文言' }, { way: 'paper' }])
  })
})
