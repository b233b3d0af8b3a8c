import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isNamedBy, parseStsPolicy } from '../../../main/deliverability/sts-policy.ts'

const text = (...lines: string[]) => `${lines.join('\r\n')}\r\n`
const usual = ['version: STSv1', 'mode: enforce', 'mx: mail.example.com', 'max_age: 604800']

describe('a policy of MTA-STS (RFC 8461 section 3.2)', () => {
  it('reads the one of the RFC', () => {
    const policy = text(
      ...['version: STSv1', 'mode: enforce', 'mx: mail.example.com', 'mx: *.example.net'],
      ...['mx: backupmx.example.com', 'max_age: 604800'],
    )
    expect(parseStsPolicy(policy)).toEqual({
      mode: 'enforce',
      mx: ['mail.example.com', '*.example.net', 'backupmx.example.com'],
      maxAge: 604_800,
    })
  })

  it.each([
    ['LF alone, upper case, a final dot', `${usual.join('\n').replace('mail', 'MAIL')}\n`, 604_800],
    ['keys that are not known', text(...usual, 'later: yes'), 604_800],
    ['a second age, which does not count', text(...usual, 'max_age: 1'), 604_800],
    ['an age of more than a year', text(...usual.slice(0, 3), 'max_age: 4000000000'), 31_557_600],
  ])('reads one with %s', (_, given, maxAge) => {
    expect(parseStsPolicy(given)).toEqual({ mode: 'enforce', mx: ['mail.example.com'], maxAge })
  })

  it.each([
    ['nothing', '', 'version'],
    ['another version', text('version: STSv2', ...usual.slice(1)), 'version'],
    ['no mode', text('version: STSv1', ...usual.slice(2)), 'mode'],
    ['another mode', text(...usual).replace('enforce', 'strict'), 'mode'],
    ['no age', text(...usual.slice(0, 3)), 'max_age'],
    ['an age that is none', text(...usual.slice(0, 3), 'max_age: -1'), 'max_age'],
    ['no host', text('version: STSv1', 'mode: testing', 'max_age: 1'), 'mx'],
    ['a wildcard within', text(...usual, 'mx: mail.*.com'), 'mx: mail.*.com'],
    ['a page', '<!doctype html>', '<!doctype html>'],
  ])('refuses %s', (_, given, fault) => {
    expect(parseStsPolicy(given)).toEqual({ fault })
  })

  it('needs no host to say that there is none', () => {
    expect(parseStsPolicy(text('version: STSv1', 'mode: none', 'max_age: 86400'))).toMatchObject({
      mode: 'none',
    })
  })

  it('throws at nothing', () => {
    fc.assert(fc.property(fc.string(), (given) => void parseStsPolicy(given)))
  })
})

it.each([
  ['mail.example.com', 'mail.example.com', true],
  ['mail.example.com', 'MAIL.example.com', true],
  ['*.example.com', 'mail.example.com', true],
  ['*.example.com', 'a.mail.example.com', false],
  ['*.example.com', 'example.com', false],
  ['example.com', 'mail.example.com', false],
])('%s names %s: %s (section 4.1)', (pattern, host, isNamed) => {
  expect(isNamedBy({ mx: [pattern] }, host)).toBe(isNamed)
})
