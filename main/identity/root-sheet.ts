import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39'
import type { Random } from '../ports.ts'
import { wordsOf } from '../vault/vault.ts'

/** The seed of a root key as the 24 words of its printed sheet (BIP 39, checksum included). */
export function toRootSheet(seed: Uint8Array, language: 'ja' | 'en'): string[] {
  // The Japanese list is decomposed (NFKD); paper and keyboards have composed kana.
  return entropyToMnemonic(seed, wordsOf(language))
    .split(/[ \u3000]/)
    .map((word) => word.normalize('NFC'))
}

/** Null when the words are not a sheet: a word that is none, another count, a wrong checksum. */
export function fromRootSheet(words: readonly string[]): Uint8Array | null {
  const spelled = words.map((word) => spell(word).normalize('NFKD'))
  const list = (['ja', 'en'] as const)
    .map(wordsOf)
    .find((each) => spelled.every((word) => each.includes(word)))
  if (!list || words.length !== 24) return null
  try {
    return mnemonicToEntropy(spelled.join(' '), list)
  } catch (error) {
    // The library has one error for a checksum that does not fit.
    if (error instanceof Error && /checksum/i.test(error.message)) return null
    throw error
  }
}

/** 1 to 24: which word has to be typed back, so that the sheet was really looked at. */
export function pickReadBackPosition(random: Random): number {
  let byte = 255
  // 240 is the largest multiple of 24 in a byte: above it, the low positions would come up more.
  while (byte >= 240) byte = random.bytes(1)[0] ?? 255
  return 1 + (byte % 24)
}

/** Typed words are compared as they sound: case, width, katakana or hiragana make no difference. */
export function isSameWord(typed: string, word: string): boolean {
  return spell(typed) === spell(word)
}

function spell(word: string): string {
  return word
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
}
