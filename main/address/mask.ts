/** One address as somebody sees it who may not read addresses: `t***@example.jp`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  if (at < 0) return '***'
  // Of a local part of one or two letters not even the first is shown.
  const first = at > 2 ? (address.match(/^./u)?.[0] ?? '') : ''
  return `${first}***${address.slice(at)}`
}

// Loose on purpose: whatever might be read as an address goes, well-formed or not.
const addressLike =
  /[^\s<>()[\],;:"、，；：「」（）＜＞]+[@＠][^\s<>()[\],;:"、，；：「」（）＜＞]+/gu

/** A text with every address in it masked, for fields in which people keep second addresses. */
export function maskAddressesIn(text: string): string {
  return text.replace(addressLike, (found) => maskAddress(found.replace('＠', '@')))
}
