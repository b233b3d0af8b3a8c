import { expect, test } from 'vitest'
import { assertGoodPassword } from '../../../main/identity/password.ts'
import { problemOfAsync } from '../../support/problem.ts'

const names = ['株式会社関所商事', '山田 太郎', 'Example Trading Co., Ltd.']
const check = (password: string) => problemOfAsync(() => assertGoodPassword(password, { names }))

test.each([
  'correct horse staple battery',
  'いろいろな花が咲いています',
  'gozen-reiji no densha',
  '83920175536218',
  'Tr0ub4dor&3-again',
  '🐕🐈🐇🐎🐖🐄🐑🐐🦆🐓🐝🐟',
  'x'.padEnd(200, 'long and longer '),
])('%s is good', async (password) => {
  expect(await check(password)).toBeNull()
})

test.each(['', 'short', 'elevenchars', 'いろいろな花が咲いて'])(
  '%s is too short',
  async (password) => {
    expect(await check(password)).toBe('identity.password-too-short')
  },
)

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
  // Of the lists: leaked, a Japanese word and a Japanese name with a date.
  'basketball2026',
  'amerikagasshiyuukoku',
  'wakabayashi19840401',
  'm4tsushita2026',
])('%s is too common', async (password) => {
  expect(await check(password)).toBe('identity.password-too-common')
})

test.each([
  '関所商事のパスワードその一',
  '山田家の犬はポチという名前です',
  'my example of a phrase',
  'welcome to sekisho 2026',
])('%s contains a name', async (password) => {
  expect(await check(password)).toBe('identity.password-contains-name')
})
