import fc from 'fast-check'
import MailComposer from 'nodemailer/lib/mail-composer'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { validateMessageBytes } from '../../main/message/message-bytes.ts'
import { composeSkeleton, type MessageParts } from '../../main/message/mime.ts'
import { compileTemplate, templateBytes } from '../../main/message/template.ts'
import { anyText } from '../support/any-text.ts'
import { thrownProblem, thrownProblemAsync } from '../support/thrown-problem.ts'

const headers = {
  from: { name: '関所', address: 'news@example.jp' },
  replyTo: 'reply@example.jp',
  listUnsubscribe: '<mailto:leave@example.jp>',
}
const parts = {
  to: 'taro@example.com',
  toName: '山田',
  messageId: '<1@example.jp>',
  date: 'Tue, 24 Nov 2026 02:00:00 +0000',
}
const template = compileTemplate(
  templateBytes({ subject: '{{ 氏名 }}様へ', text: '{{ 氏名 }}', html: '' }),
)
const skeleton = await composeSkeleton({ headers, template, attachments: [] })
const build = (value: string, more: Partial<MessageParts> = {}) =>
  skeleton.build({ ...parts, toName: value, rendered: template.render({ 氏名: value }), ...more })
const namesOf = (bytes: Uint8Array) =>
  (Buffer.from(bytes).toString('latin1').split('\r\n\r\n', 1)[0] ?? '')
    .split(/\r\n(?![ \t])/)
    .map((field) => field.slice(0, field.indexOf(':')))
const expectedNames = namesOf(build('山田'))

describe('M05: values that try to become headers', () => {
  test.each([
    'x\r\nBcc: victim@example.com',
    'x\nBcc: victim@example.com',
    'x\rBcc: victim@example.com',
    'x\r\n\r\n<script>',
    'x\u2028Bcc: victim@example.com',
    'x\u2029Bcc: v@example.com',
    'x\u0085Bcc: v@example.com',
    'x\0y',
    '=?UTF-8?B?DQpCY2M6IHZAZXhhbXBsZS5jb20=?=',
    '=?utf-8?q?x=0D=0ABcc:_v@example.com?=',
    'a", <evil@example.com>, "b',
    'evil@example.com',
    'a\\',
    '"',
    '(comment)',
    'group:a@example.com,b@example.com;',
    '\u202egnp.exe',
    `${'あ'.repeat(400)}\r\nBcc: v@example.com`,
  ])('%j: the same fields, one recipient, one mailbox', async (value) => {
    const bytes = build(value)
    validateMessageBytes(bytes)
    expect(namesOf(bytes)).toEqual(expectedNames)
    const mail = await PostalMime.parse(bytes)
    expect(mail.to).toHaveLength(1)
    expect(mail.to?.[0]?.address).toBe('taro@example.com')
    expect(mail.cc).toBeUndefined()
    expect(mail.bcc).toBeUndefined()
  })

  test('any value at all keeps the number of header fields', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const rendered = { subject: value, text: value, html: '' }
        const bytes = skeleton.build({ ...parts, toName: value, rendered })
        validateMessageBytes(bytes)
        expect(namesOf(bytes)).toEqual(expectedNames)
      }),
      { numRuns: 500 },
    )
  })

  test.each([
    ['To', { to: 'ok@exa mple.jp' }],
    ['To', { to: 'user@example.com(x)evil.com' }],
    ['To', { to: 'a@example.com, b@example.com' }],
    ['To', { to: 'a@example.com\r\nBcc: b@example.com' }],
    ['To', { to: 'a@b@example.com' }],
    ['To', { to: '<a@example.com>' }],
    ['To', { to: 'a@[127.0.0.1]' }],
    ['To', { to: 'ａ@example.com' }],
    ['To', { to: '"a"b"@example.com' }],
    ['To', { to: 'a@example.com ' }],
    ['To', { to: '' }],
    ['To', { to: `a@${'b'.repeat(64)}.com` }],
    ['Message-ID', { messageId: '<a@b>\r\nBcc: x@example.com' }],
    ['Message-ID', { messageId: 'a@b' }],
    ['Date', { date: 'today\r\nBcc: x@example.com' }],
    ['X-A', { extraHeaders: [{ name: 'X-A', value: 'b\r\nBcc: x@example.com' }] }],
    ['X-A', { extraHeaders: [{ name: 'X-A', value: '日本' }] }],
    ['Bcc', { extraHeaders: [{ name: 'Bcc', value: 'x@example.com' }] }],
    ['Subject', { extraHeaders: [{ name: 'Subject', value: 'x' }] }],
    ['', { extraHeaders: [{ name: 'X-A: b\r\nBcc', value: 'x' }] }],
  ])('%s %j is refused', (header, more) => {
    expect(thrownProblem(() => build('山田', more))).toEqual({
      code: 'message.header-unsafe',
      params: { header },
    })
  })

  test.each([
    ['From', { from: { name: 'x', address: 'a@exa mple.jp' } }],
    ['From', { from: { name: 'x', address: 'a@example.jp\r\nBcc: b@example.jp' } }],
    ['Reply-To', { replyTo: 'user@example.com(x)evil.com' }],
    ['List-Unsubscribe', { listUnsubscribe: '<mailto:a@example.jp>\r\nBcc: b@example.jp' }],
  ])('%s of a manifest that would inject is refused', async (header, more) => {
    const act = composeSkeleton({ headers: { ...headers, ...more }, template, attachments: [] })
    expect(await thrownProblemAsync(act)).toEqual({
      code: 'message.header-unsafe',
      params: { header },
    })
  })

  test('a sender name with line ends becomes one line', async () => {
    const from = { name: '関所\r\nBcc: x@example.jp', address: 'a@example.jp' }
    const made = await composeSkeleton({
      headers: { ...headers, from },
      template,
      attachments: [],
    })
    const bytes = made.build({ ...parts, rendered: template.render({ 氏名: 'x' }) })
    expect(namesOf(bytes)).toEqual(expectedNames)
  })
})

describe('M05: what the composer underneath lets through', () => {
  const composerEnvelope = (address: string) =>
    new MailComposer({ from: 'a@example.jp', to: { name: '', address }, text: 'x' })
      .compile()
      .getEnvelope().to

  test('nodemailer puts a domain with a space into the envelope; we refuse the address', () => {
    expect(composerEnvelope('ok@exa mple.jp')).toEqual(['ok@exa mple.jp'])
    expect(thrownProblem(() => build('山田', { to: 'ok@exa mple.jp' })).code).toBe(
      'message.header-unsafe',
    )
  })

  test('a comment never moves the mailbox to another domain', () => {
    const [address] = composerEnvelope('user@example.com(x)evil.com')
    expect(address).not.toMatch(/@evil\.com$/)
    expect(thrownProblem(() => build('山田', { to: 'user@example.com(x)evil.com' })).code).toBe(
      'message.header-unsafe',
    )
  })
})
