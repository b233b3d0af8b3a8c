import MailComposer from 'nodemailer/lib/mail-composer'
import PostalMime from 'postal-mime'
import { describe, expect, test } from 'vitest'
import { validateMessageBytes } from '../../main/message/message-bytes.ts'
import { composeSkeleton } from '../../main/message/mime.ts'
import { compileTemplate, templateBytes } from '../../main/message/template.ts'
import { thrownProblem } from '../support/thrown-problem.ts'

const headers = {
  from: { name: '関所', address: 'news@example.jp' },
  replyTo: null,
  listUnsubscribe: null,
}
const parts = {
  to: 'taro@example.com',
  toName: '山田',
  messageId: '<1@example.jp>',
  date: 'Tue, 24 Nov 2026 02:00:00 +0000',
}

/** What the receiver should read: line ends are the only thing that may change. */
const canonical = (text: string) => text.replace(/\r\n?/g, '\n').replaceAll('\0', '')

describe('M04: bodies that break the wire elsewhere', () => {
  test.each([
    ['dot between CRLFs', 'a\r\n.\r\nMAIL FROM:<x@y.jp>\r\n'],
    ['dot between LFs', 'a\n.\nb'],
    ['CRLF dot CR', 'a\r\n.\rb'],
    ['CR dot CR', 'a\r.\rb'],
    ['bare CR', 'x\ry'],
    ['leading dots', '.a\n..b\n...'],
    ['a line of 5,000 characters', 'あ'.repeat(5000)],
    ['a line of 5,000 ASCII characters', 'a'.repeat(5000)],
    ['NUL', 'a\0b'],
    ['boundary look-alike', '--=_sekisho-x-Part_1--\n'],
    ['encapsulated header', 'Bcc: victim@example.com\n\nx'],
    ['From line', 'From me\n>From you\n'],
  ])('%s: only CRLF on the wire, one message, the same text at the other end', async (_, body) => {
    const template = compileTemplate(
      templateBytes({ subject: 's', text: '{{ 本文 }}', html: '<pre>{{ 本文 }}</pre>' }),
    )
    const skeleton = await composeSkeleton({ headers, template, attachments: [] })
    const bytes = skeleton.build({ ...parts, rendered: template.render({ 本文: body }) })
    validateMessageBytes(bytes)
    const wire = Buffer.from(bytes).toString('latin1')
    expect(wire).not.toMatch(/(?<!\r)\n|\r(?!\n)|\0|[^\0-\x7f]/)
    expect(wire).not.toMatch(/\r\n\.\r\n/)
    const mail = await PostalMime.parse(bytes)
    expect(mail.text?.replace(/\r\n/g, '\n')).toBe(canonical(body))
    expect(mail.bcc).toBeUndefined()
  })

  test.each([
    ['bare-cr', 'A: b\rc\r\n\r\n'],
    ['bare-lf', 'A: b\nc\r\n\r\n'],
    ['nul', 'A: b\0c\r\n\r\n'],
    ['eight-bit', 'A: bé\r\n\r\n'],
    ['line-too-long', `A: ${'b'.repeat(996)}\r\n\r\n`],
    ['no-final-line-end', 'A: b\r\n\r\nc'],
    ['bare-cr', 'A: b\r\n\r\nc\r'],
  ])('bytes with %s are refused, whoever built them', (reason, text) => {
    expect(thrownProblem(() => validateMessageBytes(Buffer.from(text, 'latin1')))).toEqual({
      code: 'message.bytes-invalid',
      params: { reason },
    })
  })

  test('nodemailer lets a bare CR through, and our validation stops that message', async () => {
    const bytes = await new MailComposer({
      from: 'a@example.jp',
      to: 'b@example.jp',
      subject: 's',
      text: 'x\ry',
    })
      .compile()
      .build()
    expect(bytes.toString()).toMatch(/x\ry/)
    expect(thrownProblem(() => validateMessageBytes(bytes)).code).toBe('message.bytes-invalid')
  })
})
