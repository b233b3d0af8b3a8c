import { numberCheck } from './number-check.ts'

/** Payment card numbers: an issuer's prefix, its length, and the Luhn digit. */
export const cardNumber = numberCheck('card-number', {
  lengths: { min: 14, max: 19 },
  isNumber: isCardNumber,
})

const brands =
  /^(?:4\d{15}(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|35(?:2[89]|[3-8]\d)\d{12}|3(?:0[0-5]|[68]\d)\d{11}|6(?:011|5\d\d|4[4-9]\d)\d{12})$/

export function isCardNumber(digits: string): boolean {
  if (!brands.test(digits) || /^(\d)\1+$/.test(digits)) return false
  let sum = 0
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at])
    const doubled = digit * 2
    sum += at % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
