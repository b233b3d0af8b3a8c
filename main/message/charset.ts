import { fail } from '../../preload/problem.ts'
import { base64Lines } from './file-part.ts'
import { encodeIso2022Jp, misfitsOf } from './iso-2022-jp.ts'

/** What a message is written in; the second only where every character of every message fits. */
export type Charset = 'utf-8' | 'iso-2022-jp'

/** RFC 5322 section 2.1.1, without the CRLF. */
const lineLengthMax = 998
/**
 * What others change on the way: spaces at a line's end, and lines that mailbox files take for the start
 * of a message. Base64 keeps both, and the signature over them.
 */
const fragile = /[ \t](?:\r\n|$)|^From /m

/** One merged part as it goes into a message. */
export interface EncodedBody {
  readonly transfer: '7bit' | 'base64'
  /** Ends with CRLF. */
  readonly lines: string
}

/**
 * Line feeds become CRLF, and nothing else changes. 7 bit where the charset and the lines allow it.
 * `isWhole`: it is the message's whole body, and no delimiter follows, whose line end would be its own.
 * Fails with `message.charset-misfit`.
 */
export function encodeBody(text: string, charset: Charset, isWhole: boolean): EncodedBody {
  const lines = text.replace(/\n/g, '\r\n')
  if (charset === 'utf-8') return { transfer: 'base64', lines: base64Lines(Buffer.from(lines)) }
  const encoded = requireJis(lines)
  const isPlain =
    (!isWhole || encoded.endsWith('\r\n')) &&
    !fragile.test(encoded) &&
    encoded.split('\r\n').every((line) => line.length <= lineLengthMax)
  return isPlain
    ? { transfer: '7bit', lines: isWhole ? encoded : `${encoded}\r\n` }
    : { transfer: 'base64', lines: base64Lines(Buffer.from(encoded, 'latin1')) }
}

/** In ISO-2022-JP. Fails with `message.charset-misfit`, which names what does not fit. */
export function requireJis(text: string): string {
  const encoded = encodeIso2022Jp(text)
  if (encoded !== null) return encoded
  return fail('message.charset-misfit', { characters: misfitsOf(text).slice(0, 10).join(' ') })
}

/** A part's header fields, which nodemailer wrote for base64 and UTF-8, for this body instead. */
export function fieldsFor(fields: string, charset: Charset, { transfer }: EncodedBody): string {
  if (charset === 'utf-8') return fields
  return fields
    .replace(/charset=utf-8/gi, `charset=${charset}`)
    .replace(/(Content-Transfer-Encoding: )base64/gi, `$1${transfer}`)
}

/** The same HTML, where it says of itself in which charset it is. */
export function withMetaCharset(html: string, charset: Charset): string {
  if (charset === 'utf-8') return html
  return html.replace(/(<meta\b[^>]*\bcharset\s*=\s*["']?)utf-?8/gi, `$1${charset}`)
}
