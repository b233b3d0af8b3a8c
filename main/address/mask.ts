/** How much of an address is left to somebody who may not read it. */
export type Masking = 'first-letter' | 'domain-only' | 'nothing'

/** One address as somebody sees it who may not read addresses: `t***@example.jp`. */
export function maskAddress(address: string, masking: Masking = 'first-letter'): string {
  const at = address.lastIndexOf('@')
  if (at < 0 || masking === 'nothing') return '***'
  // Of a local part of one or two letters not even the first is shown.
  const first = at > 2 && masking === 'first-letter' ? (address.match(/^./u)?.[0] ?? '') : ''
  return `${first}***${address.slice(at)}`
}

// Loose on purpose: whatever might be read as an address goes, well-formed or not.
const addressLike =
  /[^\s<>()[\],;:"、，；：「」（）＜＞]+[@＠][^\s<>()[\],;:"、，；：「」（）＜＞]+/gu

/** A text with every address in it masked, for fields in which people keep second addresses. */
export function maskAddressesIn(text: string, masking: Masking = 'first-letter'): string {
  return text.replace(addressLike, (found) => maskAddress(found.replace('＠', '@'), masking))
}

/** The same for every one of named texts. */
export function maskFields(
  fields: Readonly<Record<string, string>>,
  masking: Masking = 'first-letter',
): Record<string, string> {
  // fromEntries defines properties, so that a column called __proto__ is one like any other.
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, maskAddressesIn(value, masking)]),
  )
}
