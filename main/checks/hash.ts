/** 53 bits, so that a million addresses take a few megabytes (cyrb53). */
export function hash53(text: string): number {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    high = Math.imul(high ^ code, 2654435761)
    low = Math.imul(low ^ code, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

/** Of an address, however it is written. */
export function addressHash(address: string): number {
  return hash53(address.toLowerCase())
}

/** Of a name, however its parts are set apart. */
export function nameHash(name: string): number {
  return hash53(bareName(name))
}

/** A name without the blanks between its parts and the honorific behind it. */
export function bareName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s・,]+/g, '')
    .replace(/(?:様|さま|殿|さん)$/, '')
    .toLowerCase()
}
