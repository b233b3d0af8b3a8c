import { fail } from '../../preload/problem.ts'
import { isFrequentPassword } from './frequent-password.ts'

/**
 * SP 800-63B-4 asks for 15 where a password stands alone and for 8 beside a second factor. Here a
 * code stands beside it at login, and against a stolen disk the keystore's secret does; but the code
 * adds nothing offline, so we ask for more than 8. No composition rules, no expiry, nothing cut off.
 */
export const passwordLengthMin = 12

export interface PasswordContext {
  /** Names that a guesser would try first: the organization's, the member's. */
  readonly names: readonly string[]
}

/**
 * Fails with `identity.password-too-short`, `password-too-common` or `password-contains-name`.
 * Length counts code points, as 63B-4 says, so that a kanji counts as one.
 */
export async function assertGoodPassword(
  password: string,
  { names }: PasswordContext,
): Promise<void> {
  const text = password.normalize('NFKC')
  if ([...text].length < passwordLengthMin)
    fail('identity.password-too-short', { lengthMin: passwordLengthMin })
  const folded = text.toLowerCase()
  if (await isCommon(folded)) fail('identity.password-too-common', {})
  if (wordsOfNames(names).some((word) => folded.includes(word)))
    fail('identity.password-contains-name', {})
}

async function isCommon(folded: string): Promise<boolean> {
  const compact = folded
    .replaceAll('@', 'a')
    .replaceAll('$', 's')
    .replace(/[\s\-_.,!?#%^&*+=/\\|'"()]/g, '')
  if (isRepetition(compact === '' ? folded : compact)) return true
  if (compact !== '' && isRun(compact)) return true
  return isFrequentPassword(
    [folded, compact, withoutPadding(compact), unleet(compact)].flatMap((each) => [
      each,
      withoutPadding(each),
    ]),
  )
}

/** Without what people put before or behind a word: a year, a date, a count. */
function withoutPadding(text: string): string {
  return text.replace(/^\d{1,8}|\d{1,8}$/g, '')
}

const leet: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
}

/** Digits between letters stand for letters: pa55w0rd. */
function unleet(text: string): string {
  return text.replace(/(?<=\p{L})[013457](?=[\p{L}\d]*\p{L})/gu, (digit) => leet[digit] ?? digit)
}

/** One piece again and again: aaaa, abcabcabc, passwordpassword. */
function isRepetition(text: string): boolean {
  return /^(.{1,12}?)\1+.{0,3}$/u.test(text) && new Set(text).size <= Math.max(4, text.length / 2)
}

const rows = [
  '12345678901234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
  'あいうえおかきくけこさしすせそたちつてとなにぬねの',
  'いろはにほへとちりぬるをわかよたれそつねならむ',
]

/** Cut into pieces of four or more neighbours on a keyboard or in an alphabet, nothing is left. */
function isRun(text: string): boolean {
  let rest = text
  while (rest !== '') {
    const length = longestRun(rest)
    if (length < 4) return rest.length < 3 && rest.length < text.length
    rest = rest.slice(length)
  }
  return true
}

function longestRun(text: string): number {
  let longest = 0
  for (const row of rows)
    for (const line of [row, [...row].reverse().join('')])
      for (let length = longest + 1; length <= text.length; length += 1) {
        if (!line.includes(text.slice(0, length))) break
        longest = length
      }
  return longest
}

/** Legal forms and honorifics say nothing of whose name it is. */
const noise =
  /株式会社|有限会社|合同会社|一般社団法人|財団法人|学校法人|医療法人|\b(inc|corp|co|ltd|llc|gmbh|company)\b|様|さん/g

function wordsOfNames(names: readonly string[]): string[] {
  return [...names, 'sekisho', '関所']
    .flatMap((name) =>
      name
        .normalize('NFKC')
        .toLowerCase()
        .replace(noise, ' ')
        .split(/[\s・,.\-_@()]+/),
    )
    .filter((word) => [...word].length >= (/[^\x20-\x7e]/.test(word) ? 2 : 4))
}
