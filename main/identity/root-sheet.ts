import { createHash } from 'node:crypto'
import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import type { Random } from '../ports.ts'
import { wordsOf } from '../vault/vault.ts'

export const rootWordCount = 24
export const shareWordCount = 25

/** The seed of a root key as the 24 words of its printed sheet (BIP 39, checksum included). */
export function toRootSheet(seed: Uint8Array, language: 'ja' | 'en'): string[] {
  // The Japanese list is decomposed (NFKD); paper and keyboards have composed kana.
  return entropyToMnemonic(seed, wordsOf(language))
    .split(/[ \u3000]/)
    .map((word) => word.normalize('NFC'))
}

/** Null when the words are not a sheet: a word that is none, another count, a wrong checksum. */
export function fromRootSheet(words: readonly string[]): Uint8Array | null {
  const list = words.length === rootWordCount ? listOf(words) : null
  if (list === null) return null
  try {
    return mnemonicToEntropy(words.map(decompose).join(' '), list)
  } catch (error) {
    // The library has one error for a checksum that does not fit.
    if (error instanceof Error && /checksum/i.test(error.message)) return null
    throw error
  }
}

/** What a recovery share says by itself: which group it is of, only the group can tell. */
export interface ShareOnPaper {
  readonly position: number
  /** 32 bytes. */
  readonly value: Uint8Array
}

/** A recovery share as 25 words: its value as BIP 39 has it, then 8 bits of place and 3 to check them. */
export function toShareWords(share: ShareOnPaper, language: 'ja' | 'en'): string[] {
  const last = wordsOf(language)[(share.position << 3) | checkOf(share)] ?? ''
  return [...toRootSheet(share.value, language), last.normalize('NFC')]
}

/** Null when the words are no share. */
export function fromShareWords(words: readonly string[]): ShareOnPaper | null {
  const list = words.length === shareWordCount ? listOf(words) : null
  const value = list && fromRootSheet(words.slice(0, rootWordCount))
  if (!list || !value) return null
  const last = list.indexOf(decompose(words[rootWordCount] ?? ''))
  const share = { position: last >> 3, value }
  return share.position > 0 && (last & 7) === checkOf(share) ? share : null
}

function checkOf({ position, value }: ShareOnPaper): number {
  const digest = createHash('sha256').update('sekisho share').update(value)
  return (digest.update(Uint8Array.of(position)).digest()[0] ?? 0) & 7
}

/** 1 to `count`: which word has to be typed back, so that the sheet was really looked at. */
export function pickReadBackPosition(random: Random, count = rootWordCount): number {
  // Above the largest multiple of the count in a byte, the low positions would come up more.
  const limit = 256 - (256 % count)
  let byte = 255
  do byte = random.bytes(1)[0] ?? 255
  while (byte >= limit)
  return 1 + (byte % count)
}

/** Typed words are compared as they sound: case, width, katakana or hiragana make no difference. */
export function isSameWord(typed: string, word: string): boolean {
  return spell(typed) === spell(word)
}

/** The list that has every one of the words; null when neither has. */
function listOf(words: readonly string[]): string[] | null {
  const spelled = words.map(decompose)
  const lists = (['ja', 'en'] as const).map(wordsOf)
  return lists.find((each) => spelled.every((word) => each.includes(word))) ?? null
}

function decompose(word: string): string {
  return spell(word).normalize('NFKD')
}

function spell(word: string): string {
  return word
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
}
