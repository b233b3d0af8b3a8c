import { wordlist as english } from '@scure/bip39/wordlists/english.js'
import { wordlist as japanese } from '@scure/bip39/wordlists/japanese.js'

/** The first words of a digest, 11 bits each (BIP 39 word lists): two persons compare them by voice. */
export function fingerprintWords(hash: string, language: 'ja' | 'en', count = 4): string[] {
  if (!/^[0-9a-f]{64}$/.test(hash) || count < 1 || count > 23)
    throw new RangeError('words come from a SHA-256 in hex, 1 to 23 of them')
  const bits = BigInt(`0x${hash}`)
  const words = wordsOf(language)
  return Array.from({ length: count }, (_, at) => {
    const word = words[Number((bits >> BigInt(256 - 11 * (at + 1))) & 0x7ffn)] ?? ''
    // The Japanese list is decomposed (NFKD); screens and keyboards have composed kana.
    return word.normalize('NFC')
  })
}

export function wordsOf(language: 'ja' | 'en'): string[] {
  return language === 'ja' ? japanese : english
}
