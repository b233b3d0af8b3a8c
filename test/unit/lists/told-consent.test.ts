import { expect, it } from 'vitest'
import { consentWayOf, noConsentRules, toldConsent } from '../../../main/lists/told-consent.ts'

it.each([
  ['form', 'form'],
  ['Web申込フォーム', 'form'],
  ['ｳｪﾌﾞｻｲﾄ', 'form'],
  ['申込書', 'paper'],
  ['名刺交換', 'paper'],
  ['電話', 'oral'],
  ['メールで返信', 'mail'],
  ['既存顧客', 'trade'],
  ['ホームページで公開', 'published'],
  ['Business card', 'paper'],
  ['Online form', 'form'],
  ['information desk', null],
  ['不明', null],
  ['', null],
])('the way of consent in %s', (text, way) => {
  expect(consentWayOf(text)).toBe(way)
})

const cells = { day: '', source: '', wording: '', proof: '' }
const rules = { ...noConsentRules, lastDay: '2026-11-25' }

it('a row says it itself, or the import says it for all', () => {
  const row = { ...cells, day: '令和8年4月1日', source: '申込書', wording: '同意します' }
  const told = { way: 'paper', givenOn: '2026-04-01', wording: '同意します', proof: '申込書' }
  expect(toldConsent(row, rules)).toEqual(told)
  expect(toldConsent({ ...row, proof: '箱 12' }, rules)).toEqual({ ...told, proof: '箱 12' })
  const forAll = { ...rules, way: 'form', givenOn: '2026-01-02', wording: '毎月の案内' } as const
  expect(toldConsent(row, forAll)).toEqual(told)
  expect(toldConsent(cells, forAll)).toEqual({
    ...{ way: 'form', givenOn: '2026-01-02', wording: '毎月の案内', proof: '' },
  })
})

it('nothing said is no consent; what nobody can tell, or is still to come, is unclear', () => {
  expect(toldConsent(cells, rules)).toBeNull()
  expect(toldConsent({ ...cells, source: '申込書' }, rules)).toBeNull()
  expect(toldConsent({ ...cells, day: '去年', source: '申込書' }, rules)).toBe('unclear')
  expect(toldConsent({ ...cells, day: '2026-04-01' }, rules)).toBe('unclear')
  expect(toldConsent({ ...cells, day: '2026-11-26', source: '申込書' }, rules)).toBe('unclear')
  // An unreadable day is not replaced by the one that holds for the others.
  const forAll = { ...rules, way: 'form', givenOn: '2026-01-02' } as const
  expect(toldConsent({ ...cells, day: '去年' }, forAll)).toBe('unclear')
})
