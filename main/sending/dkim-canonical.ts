/**
 * The relaxed canonical forms of RFC 6376 sections 3.4.2 and 3.4.4, over latin1 text: messages are
 * 7-bit clean with CRLF line ends when they come here.
 */

/** Header fields as they stand, folds included, and the body. */
export function splitMessage(message: Uint8Array): { headers: string[]; body: string } {
  const text = Buffer.from(message.buffer, message.byteOffset, message.byteLength).toString(
    'latin1',
  )
  const end = text.indexOf('\r\n\r\n')
  const head = end < 0 ? text.replace(/\r\n$/, '') : text.slice(0, end)
  return { headers: head.split(/\r\n(?![ \t])/), body: end < 0 ? '' : text.slice(end + 4) }
}

/** Lower-case name, unfolded, runs of white space one space, none at the ends. */
export function toRelaxedHeader(header: string): string {
  const colon = header.indexOf(':')
  const name = header.slice(0, colon).trimEnd().toLowerCase()
  const value = header.slice(colon + 1)
  // Most fields are one line with single spaces, and this runs for every field of every message.
  if (!/[^ -~]| {2}/.test(value)) return `${name}:${value.trim()}`
  const unfolded = value.replaceAll('\r\n', '').replace(/[ \t]+/g, ' ')
  return `${name}:${unfolded.replace(/^ | $/g, '')}`
}

/** Runs of white space one space, none before a line end, no empty lines at the end. */
export function toRelaxedBody(body: string): string {
  const tidy = /[ \t](?:[ \t]|\r\n|$)|\t/.test(body)
    ? body.replace(/[ \t]+/g, ' ').replace(/ (?=\r\n|$)/g, '')
    : body
  let end = tidy.length
  while (end >= 2 && tidy.endsWith('\r\n', end)) end -= 2
  return end === 0 ? '' : `${tidy.slice(0, end)}\r\n`
}
