/**
 * ISO-2022-JP (RFC 1468) as plain text that is 7 bit: ASCII and JIS X 0208, nothing else. Half-width
 * kana, the rows of NEC and IBM and 外字 are no part of it, however often they are sent as such.
 */

const toAscii = '\x1b(B'
const toJis = '\x1b$B'
const cells = 94

/**
 * Windows writes these characters of JIS X 0208 with other code points than the standard has for them.
 * They stand in every Japanese text that was typed there (〜 above all), and both are the same character.
 */
const spellings: readonly (readonly [string, string])[] = [
  ['〜', '～'],
  ['−', '－'],
  ['‖', '∥'],
  ['¢', '￠'],
  ['£', '￡'],
  ['¬', '￢'],
  ['—', '―'],
]

let table: ReadonlyMap<string, string> | null = null

/** By character, its two bytes as text. Read out of EUC-JP, which has the same rows 80 higher. */
function jisTable(): ReadonlyMap<string, string> {
  if (table !== null) return table
  const decoder = new TextDecoder('euc-jp')
  const codes = new Map<string, string>()
  for (let row = 1; row <= 84; row += 1) {
    if (row > 8 && row < 16) continue
    for (let cell = 1; cell <= cells; cell += 1) {
      const character = decoder.decode(Uint8Array.of(0xa0 + row, 0xa0 + cell))
      if (character === '\ufffd' || [...character].length !== 1) continue
      codes.set(character, String.fromCharCode(0x20 + row, 0x20 + cell))
    }
  }
  for (const pair of spellings)
    for (const [one, other] of [pair, pair.toReversed()]) {
      const code = codes.get(other ?? '')
      if (one !== undefined && code !== undefined && !codes.has(one)) codes.set(one, code)
    }
  table = codes
  return codes
}

const isAscii = (character: string) => character <= '\x7f' && character !== '\x1b'

/** The text in 7 bit, in ASCII again at each line's end and its own; null where a character does not fit. */
export function encodeIso2022Jp(text: string): string | null {
  const codes = jisTable()
  let encoded = ''
  let isInJis = false
  for (const character of text) {
    if (isAscii(character)) {
      if (isInJis) encoded += toAscii
      isInJis = false
      encoded += character
      continue
    }
    const code = codes.get(character)
    if (code === undefined) return null
    if (!isInJis) encoded += toJis
    isInJis = true
    encoded += code
  }
  return isInJis ? encoded + toAscii : encoded
}

/** Every different character that does not fit, in the order of its first appearance. */
export function misfitsOf(text: string): string[] {
  const codes = jisTable()
  const misfits = new Set<string>()
  for (const character of text)
    if (!isAscii(character) && !codes.has(character)) misfits.add(character)
  return [...misfits]
}
