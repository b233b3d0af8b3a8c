import type { Recipient } from '../lists/lists.ts'
import { familyNameTable } from './family-name-table.ts'

/**
 * How a family name may be written in Latin letters: from a column of readings, from Latin letters
 * in the name itself, or from the table of frequent names. Empty: nothing is known.
 */
export function readingOf(fields: Recipient['fields']): readonly string[] {
  const kana = fields.フリガナ ?? fields.ふりがな ?? fields.カナ ?? fields.氏名カナ ?? fields.kana
  if (kana !== undefined) return spellings(romanise(firstWord(kana)))
  const name = fields.name ?? fields.氏名 ?? ''
  if (/^[A-Za-z][A-Za-z' -]+$/.test(name))
    return name
      .toLowerCase()
      .split(/[ -]+/)
      .filter((word) => word.length >= 4)
  const family = firstWord(name)
  const known = familyNameTable.get(family) ?? familyNameTable.get(name.slice(0, 2))
  return known === undefined ? [] : known.flatMap(spellings)
}

/** Whether the local part of an address holds the name; names shorter than four letters prove nothing. */
export function agreesWithLocalPart(reading: readonly string[], local: string): boolean {
  return reading.some((each) => each.length >= 4 && local.includes(each))
}

function firstWord(name: string): string {
  return name.normalize('NFKC').trim().split(/\s+/, 1)[0] ?? ''
}

/** Long vowels are written in several ways: saitou, saito, saitoh. */
function spellings(reading: string): string[] {
  const short = reading.replace(/ou|oo|oh/g, 'o').replace(/uu/g, 'u')
  const kunrei = short
    .replace(/shi/g, 'si')
    .replace(/chi/g, 'ti')
    .replace(/tsu/g, 'tu')
    .replace(/fu/g, 'hu')
    .replace(/ji/g, 'zi')
  return [...new Set([reading, short, kunrei])].filter((each) => each.length >= 4)
}

const rows: Readonly<Record<string, string>> = {
  ...{
    ア: 'a',
    イ: 'i',
    ウ: 'u',
    エ: 'e',
    オ: 'o',
    カ: 'ka',
    キ: 'ki',
    ク: 'ku',
    ケ: 'ke',
    コ: 'ko',
  },
  ...{
    サ: 'sa',
    シ: 'shi',
    ス: 'su',
    セ: 'se',
    ソ: 'so',
    タ: 'ta',
    チ: 'chi',
    ツ: 'tsu',
    テ: 'te',
  },
  ...{ ト: 'to', ナ: 'na', ニ: 'ni', ヌ: 'nu', ネ: 'ne', ノ: 'no', ハ: 'ha', ヒ: 'hi', フ: 'fu' },
  ...{ ヘ: 'he', ホ: 'ho', マ: 'ma', ミ: 'mi', ム: 'mu', メ: 'me', モ: 'mo', ヤ: 'ya', ユ: 'yu' },
  ...{ ヨ: 'yo', ラ: 'ra', リ: 'ri', ル: 'ru', レ: 're', ロ: 'ro', ワ: 'wa', ヲ: 'o', ン: 'n' },
  ...{ ガ: 'ga', ギ: 'gi', グ: 'gu', ゲ: 'ge', ゴ: 'go', ザ: 'za', ジ: 'ji', ズ: 'zu', ゼ: 'ze' },
  ...{ ゾ: 'zo', ダ: 'da', ヂ: 'ji', ヅ: 'zu', デ: 'de', ド: 'do', バ: 'ba', ビ: 'bi', ブ: 'bu' },
  ...{ ベ: 'be', ボ: 'bo', パ: 'pa', ピ: 'pi', プ: 'pu', ペ: 'pe', ポ: 'po' },
}
const small: Readonly<Record<string, string>> = { ャ: 'a', ュ: 'u', ョ: 'o' }

/** Kana in Hepburn letters; what is no kana is left out. */
function romanise(kana: string): string {
  const katakana = kana
    .normalize('NFKC')
    .replace(/[ぁ-ゖ]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0x60))
  let latin = ''
  let isDoubled = false
  for (const each of katakana) {
    const glide = small[each]
    if (glide !== undefined)
      latin = /(?:sh|ch|j)i$/.test(latin)
        ? latin.slice(0, -1) + glide
        : `${latin.slice(0, -1)}y${glide}`
    else if (each === 'ッ') isDoubled = true
    else {
      const sound = rows[each] ?? ''
      latin += isDoubled ? sound.slice(0, 1) + sound : sound
      isDoubled = false
    }
  }
  return latin
}
