import { describe, expect, it } from 'vitest'
import { looksLikeHeader, meaningOfTitle, toColumns } from '../../../main/lists/column.ts'

it.each([
  ['氏名', 'name'],
  ['お名前', 'name'],
  ['ご担当者名', 'name'],
  ['Full Name', 'name'],
  ['メールアドレス', 'address'],
  ['メール アドレス(必須)', 'address'],
  ['ﾒｰﾙｱﾄﾞﾚｽ', 'address'],
  ['Ｅメール', 'address'],
  ['e-mail', 'address'],
  ['E-Mail Address', 'address'],
  ['【会社名】', 'company'],
  ['Company Name', 'company'],
  ['部署名', 'department'],
  ['役 職', 'title'],
  ['備考', null],
  ['', null],
  ['constructor', null],
  ['__proto__', null],
])('knows the title %j as %s', (title, meaning) => expect(meaningOfTitle(title)).toBe(meaning))

describe('header', () => {
  it('is there when a title is known, or addresses stand below and none in it', () => {
    expect(
      looksLikeHeader([
        ['氏名', 'メール'],
        ['山田', 'a@example.jp'],
      ]),
    ).toBe(true)
    expect(
      looksLikeHeader([
        ['x', 'y'],
        ['山田', 'a@example.jp'],
      ]),
    ).toBe(true)
    expect(looksLikeHeader([['氏名', 'メール']])).toBe(true)
  })

  it('is not there when the first row has an address', () => {
    expect(
      looksLikeHeader([
        ['山田', 'a@example.jp'],
        ['鈴木', 'b@example.jp'],
      ]),
    ).toBe(false)
    expect(
      looksLikeHeader([
        ['a', 'b'],
        ['c', 'd'],
      ]),
    ).toBe(false)
    expect(looksLikeHeader([])).toBe(false)
  })
})

describe('columns', () => {
  const meanings = (header: string[] | null, rows: string[][]) =>
    toColumns(header, rows, { count: (header ?? rows[0] ?? []).length, language: 'ja' }).map(
      ({ name, meaning }) => `${name}:${meaning}`,
    )

  it('are named and understood', () => {
    expect(
      meanings(
        ['氏名', 'メールアドレス', '社名', '部署', '役職', '誕生日'],
        [['山田', 'a@example.jp']],
      ),
    ).toEqual([
      ...['氏名:name', 'メールアドレス:address', '社名:company', '部署:department'],
      ...['役職:title', '誕生日:field'],
    ])
  })

  it('find the address by content where no title says it, or there is none', () => {
    expect(
      meanings(
        ['x', 'y'],
        [
          ['山田', 'a@example.jp'],
          ['鈴木', 'bad'],
        ],
      ),
    ).toEqual(['x:field', 'y:address'])
    expect(meanings(null, [['山田', 'a@example.jp']])).toEqual(['列1:field', '列2:address'])
  })

  it('trust content over a title', () => {
    const rows = [
      ['a@example.jp', '東京'],
      ['b@example.jp', '大阪'],
    ]
    expect(meanings(['連絡先', 'アドレス'], rows)).toEqual(['連絡先:address', 'アドレス:field'])
  })

  it('take the first of several with one meaning, and the titled one of two with addresses', () => {
    expect(
      meanings(
        ['予備', 'メール', 'メール2', '氏名', 'お名前'],
        [['a@example.jp', 'b@example.jp', 'c@example.jp', '山田', '山田']],
      ),
    ).toEqual(['予備:field', 'メール:address', 'メール2:field', '氏名:name', 'お名前:field'])
  })

  it('never have one name twice, nor none, nor one that cannot be seen', () => {
    expect(meanings(['備考', '備考', '', '\u200b\u202e ', 'a\u0000b'], [])).toEqual([
      ...['備考:field', '備考_2:field', '列3:field', '列4:field', 'a b:field'],
    ])
  })
})
