import { expect, test } from 'vitest'
import { assertGoodPassword } from '../../../main/identity/password.ts'
import { problemOf } from '../../support/problem.ts'

const names = ['株式会社関所商事', '山田 太郎', 'Example Trading Co., Ltd.']
const check = (password: string) => problemOf(() => assertGoodPassword(password, { names }))

test.each([
  'correct horse staple battery',
  'いろいろな花が咲いています',
  'gozen-reiji no densha',
  '83920175536218',
  'Tr0ub4dor&3-again',
  '🐕🐈🐇🐎🐖🐄🐑🐐🦆🐓🐝🐟',
  'x'.padEnd(200, 'long and longer '),
])('%s is good', (password) => {
  expect(check(password)).toBeNull()
})

test.each(['', 'short', 'elevenchars', 'いろいろな花が咲いて'])('%s is too short', (password) => {
  expect(check(password)).toBe('identity.password-too-short')
})

test.each([
  'password1234',
  'P@ssw0rd1234!',
  'Password2026!!',
  'administrator',
  'aaaaaaaaaaaaaa',
  'abcabcabcabcabc',
  'passwordpassword',
  '123456789012',
  '1234567890qwerty',
  'qwertyuiopasdf',
  '1qaz2wsx3edc4rfv',
  'correct horse battery staple',
  'ありがとうございます2026',
  'いつもお世話になっております',
  'ｐａｓｓｗｏｒｄ１２３４',
  'sakurasakura2026',
])('%s is too common', (password) => {
  expect(check(password)).toBe('identity.password-too-common')
})

test.each([
  '関所商事のパスワードその一',
  '山田家の犬はポチという名前です',
  'my example of a phrase',
  'welcome to sekisho 2026',
])('%s contains a name', (password) => {
  expect(check(password)).toBe('identity.password-contains-name')
})
