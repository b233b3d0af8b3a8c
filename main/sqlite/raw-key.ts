const digits = Buffer.from('0123456789abcdef', 'latin1')

/**
 * SQLCipher's form of a key that is used as it is, `x'…'`: the caller overwrites it after use. Never
 * a string on its way, since a string can't be overwritten.
 */
export function rawKeyText(key: Uint8Array): Buffer {
  const text = Buffer.alloc(3 + 2 * key.length)
  text.write("x'", 0, 'latin1')
  for (const [at, byte] of key.entries()) {
    text[2 + 2 * at] = digits[byte >> 4] ?? 0
    text[3 + 2 * at] = digits[byte & 15] ?? 0
  }
  text.write("'", text.length - 1, 'latin1')
  return text
}
