import { isAscii } from 'node:buffer'
import { fail } from '../../preload/problem.ts'

/** RFC 5322 section 2.1.1, without the CRLF. */
const lineLengthMax = 998
const exactlyOnce = ['from', 'to', 'subject', 'date', 'message-id', 'mime-version', 'content-type']
const atMostOnce = ['reply-to', 'sender', 'content-transfer-encoding', 'list-unsubscribe']
const never = ['cc', 'bcc', 'return-path', 'received']

/**
 * What every message has to be before it is signed and sent, whoever built it: lines end in CRLF
 * and nothing else, no NUL, 7 bit, at most 998 characters a line, each identifying field exactly
 * once. Fails with `message.bytes-invalid` and the first reason found.
 */
export function validateMessageBytes(bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  validateLines(buffer)
  const headEnd = buffer.indexOf('\r\n\r\n')
  if (headEnd < 0) invalid('no-header-end')
  validateHead(buffer.toString('latin1', 0, headEnd))
}

/**
 * The rules for lines, over bytes that end with CRLF. Searches instead of walking: this runs over
 * every message, and the native searches are several times faster.
 */
export function validateLines(bytes: Buffer): void {
  if (!isAscii(bytes)) invalid('eight-bit')
  if (bytes.includes(0)) invalid('nul')
  const text = bytes.toString('latin1')
  let at = 0
  while (at < text.length) {
    const cr = text.indexOf('\r', at)
    const lf = text.indexOf('\n', at)
    if (cr < 0 && lf < 0) invalid('no-final-line-end')
    if (cr < 0 || (lf >= 0 && lf < cr)) invalid('bare-lf')
    if (lf !== cr + 1) invalid('bare-cr')
    if (cr - at > lineLengthMax) invalid('line-too-long')
    at = lf + 1
  }
}

/** The rules for the header block, given without the empty line that ends it. */
export function validateHead(head: string): void {
  const counts = new Map<string, number>()
  let end = 0
  for (let at = 0; at <= head.length; at = end + 2) {
    end = head.indexOf('\r\n', at)
    if (end < 0) end = head.length
    const first = head.charCodeAt(at)
    if (first === 0x20 || first === 0x09) {
      if (counts.size === 0 || head.slice(at, end).trim() === '') invalid('header-line')
      continue
    }
    const colon = head.indexOf(':', at)
    const name = head.slice(at, colon).toLowerCase()
    if (colon < 0 || colon > end || !/^[!-9;-~]+$/.test(name)) invalid('header-line')
    counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  for (const name of exactlyOnce) if (counts.get(name) !== 1) invalid(`header-count:${name}`)
  for (const name of atMostOnce) if ((counts.get(name) ?? 0) > 1) invalid(`header-count:${name}`)
  for (const name of never) if (counts.has(name)) invalid(`header-count:${name}`)
}

function invalid(reason: string): never {
  return fail('message.bytes-invalid', { reason })
}
