const lengthMax = 1000

/** What is taken out of a text for IT, in this order, and what stands in its place. */
const removed: readonly (readonly [RegExp, string])[] = [
  // Whatever is before and after an @ may name a person.
  [/[^\s<>"]*[@＠][^\s<>"]*/gu, '<address>'],
  // The name of a profile's folder is mostly the person's.
  [/((?:^|[\\/])(?:home|Users|Documents and Settings)[\\/]+)[^\\/\s:]+/giu, '$1<user>'],
  [/((?:^|[\s(])\\\\)[^\\\s]+\\[^\\\s]+/gu, '$1<share>'],
  // Names, subjects and texts are mostly not ASCII; nothing that IT needs of a log is.
  [/[^\x20-\x7e]+/gu, '<text>'],
  // Keys, tokens, hashes: long, of letters and digits. File names of the program itself stay.
  [/(?![A-Za-z0-9_+-]*\.[cm]?[jt]sx?\b)(?=[A-Za-z_+-]*\d)[A-Za-z0-9_+-]{24,}={0,2}/gu, '<removed>'],
  // Codes of an authenticator.
  [/(?<![\w.:-])\d{6}(?![\w.])/gu, '<code>'],
]

/**
 * A text that may leave the vault, for IT: without addresses, people, shares, secrets or anything written by a person.
 * The last net: who writes a line never puts such things in, and this stands under them.
 */
export function redact(text: string): string {
  const clean = removed.reduce((each, [pattern, instead]) => each.replace(pattern, instead), text)
  return clean.length > lengthMax ? `${clean.slice(0, lengthMax)}...` : clean
}
