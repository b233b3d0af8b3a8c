/**
 * RC2 in CBC mode (RFC 2268), to read PKCS #12 files of older programs. It protects nothing here, and
 * neither BoringSSL nor OpenSSL 3 offers it.
 */

// Digits of pi, RFC 2268 section 2.
const piTable = Uint8Array.from(
  Buffer.from(
    'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2' +
      '179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82' +
      '54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
      '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7' +
      '08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec' +
      'c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
      '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9' +
      '0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad',
    'hex',
  ),
)

/** Decrypts whole blocks; the padding stays. `bits`: the effective key length. */
export function decryptRc2(o: {
  readonly key: Uint8Array
  readonly bits: number
  readonly iv: Uint8Array
  readonly bytes: Uint8Array
}): Uint8Array {
  const words = expandKey(o.key, o.bits)
  const plain = new Uint8Array(o.bytes.length)
  let previous = o.iv
  for (let at = 0; at + 8 <= o.bytes.length; at += 8) {
    const block = o.bytes.subarray(at, at + 8)
    const decrypted = decryptBlock(words, block)
    for (let index = 0; index < 8; index += 1)
      plain[at + index] = (decrypted[index] ?? 0) ^ (previous[index] ?? 0)
    previous = block
  }
  return plain
}

function expandKey(key: Uint8Array, bits: number): Uint16Array {
  const expanded = new Uint8Array(128)
  expanded.set(key)
  const pi = (index: number) => piTable[index & 0xff] ?? 0
  const at = (index: number) => expanded[index] ?? 0
  for (let index = key.length; index < 128; index += 1)
    expanded[index] = pi(at(index - 1) + at(index - key.length))
  const octets = Math.ceil(bits / 8)
  expanded[128 - octets] = pi(at(128 - octets) & (0xff >> (8 * octets - bits)))
  for (let index = 127 - octets; index >= 0; index -= 1)
    expanded[index] = pi(at(index + 1) ^ at(index + octets))
  return Uint16Array.from({ length: 64 }, (_, index) => at(2 * index) + 256 * at(2 * index + 1))
}

const shifts = [1, 2, 3, 5] as const

function decryptBlock(words: Uint16Array, block: Uint8Array): Uint8Array {
  const view = Buffer.from(block)
  const r = Uint16Array.from([0, 2, 4, 6], (offset) => view.readUInt16LE(offset))
  const get = (index: number) => r[index & 3] ?? 0
  let next = 63
  const mix = () => {
    for (let index = 3; index >= 0; index -= 1) {
      const shift = shifts[index] ?? 1
      const value = get(index)
      const rotated = ((value >> shift) | (value << (16 - shift))) & 0xffff
      const chosen = (get(index + 3) & get(index + 2)) + (~get(index + 3) & get(index + 1))
      r[index] = rotated - (words[next] ?? 0) - (chosen & 0xffff)
      next -= 1
    }
  }
  const mash = () => {
    for (let index = 3; index >= 0; index -= 1)
      r[index] = get(index) - (words[get(index + 3) & 63] ?? 0)
  }
  const rounds = [5, 6, 5] as const
  rounds.forEach((count, part) => {
    for (let round = 0; round < count; round += 1) mix()
    if (part < 2) mash()
  })
  const plain = Buffer.alloc(8)
  for (const [index, word] of r.entries()) plain.writeUInt16LE(word, index * 2)
  return plain
}
