/** What a new password needs, as far as the window can tell while it is typed. */
export interface PasswordRule {
  readonly rule: 'length' | 'name' | 'variety' | 'same'
  readonly isMet: boolean
}

/** identity decides; this only saves the person a refusal. */
export const passwordLengthMin = 12

export function passwordRules(
  password: string,
  again: string,
  names: readonly string[],
): PasswordRule[] {
  const isTyped = password.length > 0
  return [
    { rule: 'length', isMet: [...password].length >= passwordLengthMin },
    { rule: 'name', isMet: isTyped && !containsName(password, names) },
    { rule: 'variety', isMet: isTyped && hasVariety(password) },
    { rule: 'same', isMet: isTyped && password === again },
  ]
}

function containsName(password: string, names: readonly string[]): boolean {
  const folded = password.normalize('NFKC').toLowerCase()
  return names
    .flatMap((name) => name.normalize('NFKC').toLowerCase().split(/\s+/))
    .some((part) => [...part].length >= 3 && folded.includes(part))
}

/** At least five different characters, and not one run through an alphabet or a keyboard row. */
function hasVariety(password: string): boolean {
  const codes = [...password].map((character) => character.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0))
  const isRun = steps.length > 0 && steps.every((step) => Math.abs(step) <= 1 && step === steps[0])
  return new Set(codes).size >= 5 && !isRun
}
