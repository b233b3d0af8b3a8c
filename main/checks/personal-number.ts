import { numberCheck } from './number-check.ts'

/** Individual Numbers (マイナンバー): twelve digits whose last one checks the others. */
export const personalNumber = numberCheck('personal-number', {
  lengths: { min: 12, max: 12 },
  isNumber: isPersonalNumber,
})

/** Check digit as in the ministerial ordinance (総務省令第85号 第5条). */
export function isPersonalNumber(digits: string): boolean {
  if (!/^\d{12}$/.test(digits) || /^(\d)\1{11}$/.test(digits)) return false
  let sum = 0
  for (let n = 1; n <= 11; n += 1) {
    const weight = n <= 6 ? n + 1 : n - 5
    sum += Number(digits[11 - n]) * weight
  }
  const remainder = sum % 11
  return Number(digits[11]) === (remainder <= 1 ? 0 : 11 - remainder)
}
