import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  domainOf,
  isAddress,
  normaliseAddress,
  parseAddress,
} from '../../../main/address/address.ts'

function check(input: string, expected: string): void {
  const parsed = parseAddress(input)
  expect(typeof parsed === 'string' ? parsed : `refused: ${parsed.reason}`).toBe(expected)
}

describe('addresses that are taken', () => {
  it.each([
    ['taro@example.jp', 'taro@example.jp'],
    ['Taro.Yamada@Example.JP', 'Taro.Yamada@example.jp'],
    ['  taro@example.jp\u3000', 'taro@example.jp'],
    ['taro@example.jp\r\n', 'taro@example.jp'],
    ["o'brien+news=1@example.com", "o'brien+news=1@example.com"],
    ["!#$%&'*+-/=?^_`{|}~@example.com", "!#$%&'*+-/=?^_`{|}~@example.com"],
    ['a@b.example', 'a@b.example'],
    ['1@2.example', '1@2.example'],
    ['taro＠example.jp', 'taro@example.jp'],
    ['taro@ｅｘａｍｐｌｅ．ｊｐ', 'taro@example.jp'],
    ['taro@example。jp', 'taro@example.jp'],
    ['taro@example｡jp', 'taro@example.jp'],
    ['info@日本語.jp', 'info@xn--wgv71a119e.jp'],
    ['info@例え.テスト', 'info@xn--r8jz45g.xn--zckzah'],
    ['info@xn--wgv71a119e.jp', 'info@xn--wgv71a119e.jp'],
    ['info@XN--WGV71A119E.jp', 'info@xn--wgv71a119e.jp'],
    ['info@faß.example', 'info@xn--fa-hia.example'],
    [`${'a'.repeat(64)}@example.jp`, `${'a'.repeat(64)}@example.jp`],
    ['info@ドメイン名例.example', 'info@xn--eckwd4c7cu47r2wf.example'],
  ])('%j', (input, expected) => check(input, expected))
})

describe('addresses that are refused, each with its reason', () => {
  it.each([
    ['', 'missing'],
    ['　 ', 'missing'],
    ['taro', 'no-at'],
    ['taro.example.jp', 'no-at'],
    ['taro@@example.jp', 'several-at'],
    ['taro@example.jp＠example.com', 'several-at'],
    ['@example.jp', 'local-missing'],
    ['taro@', 'domain-missing'],
    ['taro@localhost', 'domain-no-dot'],
    ['taro@[192.0.2.1]', 'domain-literal'],
    ['taro@192.0.2.1', 'domain-invalid'],
    ['taro@0x7f.1', 'domain-invalid'],
    ['taro@１９２.０.２.１', 'domain-invalid'],
    ['taro@example.0x7f', 'domain-invalid'],
    ['taro@-example.jp', 'domain-invalid'],
    ['taro@example-.jp', 'domain-invalid'],
    ['taro@exa_mple.jp', 'domain-invalid'],
    ['taro@example..jp', 'domain-invalid'],
    ['taro@example.jp.', 'domain-invalid'],
    ['taro@.example.jp', 'domain-invalid'],
    ['taro@xn--a.jp', 'domain-invalid'],
    ['taro@exam%70le.jp', 'domain-invalid'],
    ['taro@example.jp/path', 'domain-invalid'],
    ['taro@example.jp?x', 'domain-invalid'],
    ['taro@example.jp#x', 'domain-invalid'],
    ['taro@example.jp:25', 'domain-invalid'],
    ['taro@日本語.jp／x', 'domain-invalid'],
    ['taro@日本語％2e.jp', 'domain-invalid'],
    [`taro@${'a'.repeat(64)}.jp`, 'domain-invalid'],
    [`t@${'abcdefg.'.repeat(32)}example`, 'domain-too-long'],
    [`${'a'.repeat(65)}@example.jp`, 'local-too-long'],
    [`${'a'.repeat(64)}@${'abcdefg.'.repeat(24)}jp`, 'too-long'],
    [`${'a'.repeat(5000)}@example.jp`, 'too-long'],
    ['.taro@example.jp', 'local-dots'],
    ['taro.@example.jp', 'local-dots'],
    ['ta..ro@example.jp', 'local-dots'],
    ['a..b@docomo.ne.jp', 'legacy-mobile'],
    ['a.@docomo.ne.jp', 'legacy-mobile'],
    ['.a@ezweb.ne.jp', 'legacy-mobile'],
    ['a..b@t.vodafone.ne.jp', 'legacy-mobile'],
    ['a..b@notdocomo.ne.jp', 'local-dots'],
    ['太郎@example.jp', 'local-not-ascii'],
    ['tarō@example.jp', 'local-not-ascii'],
    ['ｔａｒｏ@example.jp', 'local-full-width'],
    ['taro．x@example.jp', 'local-full-width'],
    ['ta ro@example.jp', 'white-space'],
    ['taro @example.jp', 'white-space'],
    ['ok@exa mple.jp', 'white-space'],
    ['taro\u3000x@example.jp', 'white-space'],
    ['taro\\@example.jp', 'local-character'],
    ['[taro]@example.jp', 'local-character'],
    ['a@example.jp,b@example.jp', 'several'],
    ['a@example.jp;b@example.jp', 'several'],
    ['a@example.jp、b@example.jp', 'several'],
    ['a@example.jp b@example.jp', 'several-at'],
    ['mailto:taro@example.jp', 'several'],
  ] as const)('%j: %s', (input, reason) => check(input, `refused: ${reason}`))
})

it('takes the same address again, exactly as it gave it', () => {
  const part = fc.stringMatching(/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,20}$/)
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,19}$/)
  fc.assert(
    fc.property(part, part, label, label, (first, second, host, top) => {
      const address = `${first}.${second}@${host}.${top}`
      check(address, address)
    }),
  )
})

it('reads a plain address at a glance as it does at length', () => {
  const text = fc.string({ unit: fc.constantFrom(...'aZ9.-@@_xn--'), maxLength: 90 })
  fc.assert(
    fc.property(text, (input) => {
      // White space in front leads past the short way.
      expect(parseAddress(input)).toEqual(parseAddress(` ${input}`))
    }),
    { numRuns: process.env.SLOW ? 500_000 : 3000 },
  )
  const long = `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.example`
  for (const each of [long, `a${long}`, `a@${'b'.repeat(64)}.jp`, `${long}.${'d'.repeat(55)}.jp`])
    expect(parseAddress(each)).toEqual(parseAddress(` ${each}`))
})

it('gives printable ASCII with one @ and at most 254 octets, or a reason, for any text', () => {
  const text = fc.oneof(
    fc.array(fc.integer({ max: 0xffff })).map((codes) => String.fromCharCode(...codes)),
    fc.string({ unit: fc.constantFrom(...'aあ@.＠。"<>(),;: \r\n\u0000\u200b-xn') }),
  )
  fc.assert(
    fc.property(text, (input) => {
      const parsed = parseAddress(input)
      if (typeof parsed !== 'string') return parsed.reason.length > 0
      return /^[!-?A-~]+@[a-z0-9.-]+$/.test(parsed) && parsed.length <= 254 && isAddress(parsed)
    }),
    { numRuns: process.env.SLOW ? 200_000 : 1000 },
  )
})

it('knows one mailbox in several spellings', () => {
  const keys = ['Taro@Example.JP', 'taro＠example。jp', ' TARO@ｅｘａｍｐｌｅ.jp'].map((each) => {
    const parsed = parseAddress(each)
    return typeof parsed === 'string' ? normaliseAddress(parsed) : parsed.reason
  })
  expect(new Set(keys)).toEqual(new Set(['taro@example.jp']))
})

it('tells the domain', () => {
  const parsed = parseAddress('a@日本語.jp')
  expect(typeof parsed === 'string' && domainOf(parsed)).toBe('xn--wgv71a119e.jp')
})
