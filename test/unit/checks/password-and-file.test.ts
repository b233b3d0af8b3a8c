import { describe, expect, test } from 'vitest'
import { checked, type Described, file } from '../../support/checked.ts'

const attachments = [file('a.zip', 'PK', 'application/zip')]

describe('password-and-file', () => {
  test.each([
    '解凍パスワードは abc123 です。',
    'パスワード：abc123',
    'パスワードは別途お送りします。',
    '添付ファイルのパスワードは次のメールでお知らせします。',
    'Password: abc123',
    'The password is abc123.',
    'ﾊﾟｽﾜｰﾄﾞは abc123',
    'PW: abc',
  ])('%s with a file', async (text) => {
    expect(await checked('password-and-file', { text, attachments })).toMatchObject({
      verdict: 'warning',
      findings: [{ code: 'both', params: { count: 1 } }],
    })
  })

  test.each<Described>([
    { text: 'パスワード：abc123' },
    { text: '資料を添付します。', attachments },
    { text: 'パスワードを定期的に変更しましょう。', attachments },
    { text: 'Never share a password with anybody.', attachments },
    { text: 'お知らせ', attachments: [] },
  ])('%o passes', async (described) => {
    expect((await checked('password-and-file', described)).verdict).toBe('pass')
  })
})
