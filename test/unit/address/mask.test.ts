import { expect, it } from 'vitest'
import { maskAddress, maskAddressesIn } from '../../../main/address/mask.ts'

it.each([
  ['taro.yamada@example.jp', 't***@example.jp'],
  ['ab@example.jp', '***@example.jp'],
  ['a@example.jp', '***@example.jp'],
  ['nothing', '***'],
])('masks %s', (address, masked) => expect(maskAddress(address)).toBe(masked))

it('masks every address in a text, and nothing else', () => {
  expect(maskAddressesIn('予備: taro@example.jp、hanako＠example.com(自宅)です')).toBe(
    '予備: t***@example.jp、h***@example.com(自宅)です',
  )
  expect(maskAddressesIn('営業部 山田')).toBe('営業部 山田')
})
