import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  authLine,
  CommandUnsafe,
  ehlo,
  isSafePath,
  mailFrom,
  rcptTo,
} from '../../../../main/sending/smtp/command.ts'

describe('commands', () => {
  it('writes what RFC 5321 says', () => {
    expect(ehlo('[192.0.2.1]')).toBe('EHLO [192.0.2.1]\r\n')
    expect(ehlo('[IPv6:2001:db8::1]')).toBe('EHLO [IPv6:2001:db8::1]\r\n')
    expect(mailFrom('info@example.jp', 1234)).toBe('MAIL FROM:<info@example.jp> SIZE=1234\r\n')
    expect(mailFrom('', null)).toBe('MAIL FROM:<>\r\n')
    expect(rcptTo("o'neil+tag@example.jp")).toBe("RCPT TO:<o'neil+tag@example.jp>\r\n")
    expect(authLine('AUTH PLAIN AGEAYg==')).toBe('AUTH PLAIN AGEAYg==\r\n')
    expect(authLine('AUTH CRAM-MD5')).toBe('AUTH CRAM-MD5\r\n')
    expect(authLine('')).toBe('\r\n')
  })

  it.each([
    'a@b>\r\nRCPT TO:<evil@example.com',
    'a@b\r\n.\r\nMAIL FROM:<c@d>',
    'a@b> NOTIFY=NEVER',
    'a b@example.jp',
    'a@exa\u2028mple.jp',
    '山田@example.jp',
    'a\0@b',
    '<a@b>',
    'nobody',
    '',
    `${'x'.repeat(250)}@example.jp`,
  ])('refuses %j as a path', (address) => {
    expect(isSafePath(address)).toBe(false)
    expect(() => rcptTo(address)).toThrow(CommandUnsafe)
  })

  it('no value of any kind makes a second line', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 80 })
    fc.assert(
      fc.property(anything, (text) => {
        for (const write of [rcptTo, ehlo, authLine, (value: string) => mailFrom(value, 1)]) {
          try {
            const line = write(text)
            expect(line.match(/[\r\n]/g)).toEqual(['\r', '\n'])
            expect(line.endsWith('\r\n')).toBe(true)
          } catch (error) {
            expect(error).toBeInstanceOf(CommandUnsafe)
          }
        }
      }),
      { numRuns: process.env.SLOW ? 5000 : 300 },
    )
  })
})
