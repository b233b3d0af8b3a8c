/** EUC-JP without half-width kana as ISO-2022-JP (RFC 1468): the same rows, shifted in and out. */
export function toJis(eucJp: Uint8Array): Uint8Array {
  const bytes: number[] = []
  let isShifted = false
  for (const byte of eucJp) {
    if (byte >= 0x80 !== isShifted) {
      isShifted = byte >= 0x80
      bytes.push(0x1b, ...(isShifted ? [0x24, 0x42] : [0x28, 0x42]))
    }
    bytes.push(byte & 0x7f)
  }
  if (isShifted) bytes.push(0x1b, 0x28, 0x42)
  return Uint8Array.from(bytes)
}
