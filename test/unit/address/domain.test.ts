import { expect, it } from 'vitest'
import { displayDomain, parseDomain } from '../../../main/address/domain.ts'

it('shows a domain as people write it', () => {
  const domain = parseDomain('xn--r8jz45g.xn--zckzah')
  expect(typeof domain === 'string' && displayDomain(domain)).toBe('例え.テスト')
})

it('reads any spelling of a domain as the same A-labels', () => {
  for (const spelling of ['日本語。jp', '日本語.ＪＰ', '日本語.jp', 'XN--wgv71a119e.JP'])
    expect(parseDomain(spelling)).toBe('xn--wgv71a119e.jp')
})
