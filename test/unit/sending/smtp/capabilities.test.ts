import { expect, it } from 'vitest'
import { noCapabilities, toCapabilities } from '../../../../main/sending/smtp/capabilities.ts'

const of = (...lines: string[]) =>
  toCapabilities({ code: 250, enhanced: null, lines: ['relay', ...lines] })

it('takes nothing for granted', () => {
  expect(of()).toEqual(noCapabilities)
})

it('reads keywords in any case, with their parameters', () => {
  expect(
    of(
      'pipelining',
      'Size 1000',
      'ENHANCEDSTATUSCODES',
      '8bitmime',
      'SMTPUTF8',
      'STARTTLS',
      'AUTH PLAIN LOGIN',
      'LIMITS RCPTMAX=10 MAILMAX=5',
      'CHUNKING',
      'dsn',
    ),
  ).toEqual({
    startTls: true,
    pipelining: true,
    enhancedStatusCodes: true,
    eightBitMime: true,
    smtpUtf8: true,
    size: true,
    sizeBytesMax: 1000,
    auth: ['PLAIN', 'LOGIN'],
    mailMax: 5,
    chunking: true,
    dsn: true,
  })
})

it.each(['SIZE', 'SIZE 0', 'SIZE x', 'SIZE -1'])('%s sets no limit', (line) => {
  expect(of(line)).toMatchObject({ size: true, sizeBytesMax: null })
})

it('does not read its own greeting as a capability', () => {
  expect(toCapabilities({ code: 250, enhanced: null, lines: ['PIPELINING'] })).toEqual(
    noCapabilities,
  )
})
