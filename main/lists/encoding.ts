import type { Encoding } from '../../preload/contract/import.ts'

export interface EncodingGuess {
  readonly encoding: Encoding
  /** False when another encoding would read the sample nearly as well: worth a look. */
  readonly certain: boolean
}

const byteOrderMarks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]
const candidates: readonly Encoding[] = ['utf-8', 'shift_jis', 'euc-jp', 'utf-16le', 'utf-16be']

/**
 * Which encoding a file is in, from its beginning: by byte order mark, else by what each encoding
 * makes of it. `whole` says that the sample is the file, so that a cut character is an error.
 */
export function detectEncoding(sample: Uint8Array, whole: boolean): EncodingGuess {
  for (const [encoding, mark] of byteOrderMarks)
    if (mark.every((byte, index) => sample[index] === byte)) return { encoding, certain: true }
  if (sample.every((byte) => byte < 0x80 && byte !== 0))
    return hasShiftToJapanese(sample)
      ? { encoding: 'iso-2022-jp', certain: true }
      : { encoding: 'utf-8', certain: whole }
  const zeros = sample.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0)
  // In UTF-16 every ASCII character has a zero byte; a file of addresses has many.
  const possible = zeros < sample.length / 10 ? candidates.slice(0, 3) : candidates
  const [best, second] = possible
    .map((encoding) => ({ encoding, score: scoreOf(sample, encoding, whole) }))
    .sort((a, b) => b.score - a.score)
  return {
    encoding: best?.encoding ?? 'utf-8',
    certain: best !== undefined && best.score > 0 && best.score - (second?.score ?? 0) > 0.4,
  }
}

const escapeByte = 0x1b

/** True for bytes that say the same in every encoding. */
export function isPlainAscii(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte < 0x80 && byte !== escapeByte)
}

/** ISO-2022-JP (RFC 1468, with the half-width kana of Windows) is ASCII with these before Japanese. */
const shifts = ['$@', '$B', '(J', '(I']

function hasShiftToJapanese(sample: Uint8Array): boolean {
  for (let at = sample.indexOf(escapeByte); at >= 0; at = sample.indexOf(escapeByte, at + 1))
    if (shifts.includes(String.fromCharCode(sample[at + 1] ?? 0, sample[at + 2] ?? 0))) return true
  return false
}

/** Decodes a file piece by piece. What cannot be decoded becomes U+FFFD; a byte order mark goes. */
export function createDecoder(encoding: Encoding): (bytes: Uint8Array, isLast: boolean) => string {
  const decoder = new TextDecoder(encoding)
  return (bytes, isLast) => decoder.decode(bytes, { stream: !isLast })
}

/** Points per byte that is not ASCII for how much the reading looks like Japanese office text. */
function scoreOf(sample: Uint8Array, encoding: Encoding, whole: boolean): number {
  const text = new TextDecoder(encoding).decode(sample, { stream: !whole })
  let points = 0
  for (const character of text) points += pointsOf(character)
  const weight = encoding.startsWith('utf-16')
    ? sample.length / 2
    : sample.reduce((count, byte) => count + (byte >= 0x80 || byte === 0 ? 1 : 0), 0)
  // Three bytes a character in UTF-8, two in the others: level the field.
  return ((encoding === 'utf-8' && points > 0 ? 1.5 : 1) * points) / Math.max(1, weight)
}

// Characters that names, companies, departments and column titles are made of.
const usual = new Set(
  '田山本中村川小井佐藤木高橋子美鈴渡辺伊林加吉斎松清石森池阿部原岡前上野大島西内谷平和一郎太次三' +
    '明男夫雄正幸弘久恵子由紀真理智香奈株式会社有限合同財団法人部課長係室事業営総務人経理技術開発企画広報' +
    '取締役代表主任担当者名氏役職住所電話番号都道府県東京阪市区町丁目日年月備考様殿御中先生',
)

function pointsOf(character: string): number {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x80) return code >= 0x20 || code === 9 || code === 10 || code === 13 ? 0 : -10
  if (code < 0xa0 || code === 0xfffd) return -10
  if (code >= 0x3041 && code <= 0x30ff) return 2
  if (code >= 0x4e00 && code <= 0x9fff) return usual.has(character) ? 2 : 0.5
  if (code >= 0x3000 && code <= 0x303f) return 1
  if (code >= 0xff01 && code <= 0xff5e) return 1
  if (code >= 0xff61 && code <= 0xff9f) return 0.4
  if (code >= 0xe000 && code <= 0xf8ff) return -2
  return -0.5
}
