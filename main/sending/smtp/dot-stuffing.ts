/**
 * Message bytes on their way into DATA (RFC 5321 section 4.5.2). The input is a whole message with
 * CRLF line ends only; `message` validated that. A bare CR or LF is refused here again, because
 * servers disagree on what it ends and a second mail can hide behind it (SMTP smuggling).
 */

export class BareLineEnd extends Error {
  constructor() {
    super('bare CR or LF in message bytes')
    this.name = 'BareLineEnd'
  }
}

/**
 * The bytes between 354 and CRLF.CRLF: dots doubled at line starts, the last CRLF taken off since it
 * belongs to the end of data.
 */
export function toDataContent(message: Uint8Array): Uint8Array {
  const text = Buffer.from(message.buffer, message.byteOffset, message.byteLength).toString(
    'latin1',
  )
  if (/\r(?!\n)|(?<!\r)\n/.test(text)) throw new BareLineEnd()
  const end = text.endsWith('\r\n') ? message.length - 2 : message.length
  if (!text.startsWith('.') && !text.includes('\n.')) return message.subarray(0, end)
  return Buffer.from(text.slice(0, end).replace(/^\./gm, '..'), 'latin1')
}

/** What a server makes of it again: for tests and for reading back. */
export function fromDataContent(content: Uint8Array): Uint8Array {
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString(
    'latin1',
  )
  return Buffer.from(`${text.replace(/^\.(?=.)/gm, '')}\r\n`, 'latin1')
}
