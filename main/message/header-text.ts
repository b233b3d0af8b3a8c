import { fail } from '../../preload/problem.ts'
import { type Charset, requireJis } from './charset.ts'
import { cleanLine } from './merge.ts'

/** Longest line with an encoded word in it, RFC 2047 section 2. */
const lineLengthMax = 76
const wordClose = '?='
/** What may stand in one word of text that is not ASCII, and how it is written there. */
const words = {
  'utf-8': { open: '=?UTF-8?B?', encode: (text: string) => Buffer.from(text, 'utf8') },
  'iso-2022-jp': {
    open: '=?ISO-2022-JP?B?',
    // Each word begins and ends in ASCII: RFC 1468, RFC 2047 section 5.
    encode: (text: string) => Buffer.from(requireJis(text), 'latin1'),
  },
} as const

/**
 * A whole header field `Name: text` with its folding, without the final CRLF. Text that is not
 * plain ASCII, or that could be taken for an encoded word, goes as base64 words (RFC 2047).
 */
export function textField(name: string, text: string, charset: Charset = 'utf-8'): string {
  const clean = cleanLine(text)
  if (/^[\x20-\x7e]{0,60}$/.test(clean) && !clean.includes('=?')) return `${name}: ${clean}`
  return `${name}: ${encodedWords(clean, name.length + 2, charset)}`
}

/** `Name: display name <address>`. Fails with `message.header-unsafe` for an unsafe address. */
export function mailboxField(
  name: string,
  displayName: string,
  address: string,
  charset: Charset = 'utf-8',
): string {
  const mailbox = safeMailbox(name, address)
  const clean = cleanLine(displayName).slice(0, 200).toWellFormed().trim()
  if (clean === '') return `${name}: ${mailbox}`
  const phrase = phraseOf(clean, name.length + 2, charset)
  const lastLine = phrase.slice(phrase.lastIndexOf('\n') + 1)
  const used = phrase.includes('\n') ? lastLine.length : name.length + 2 + lastLine.length
  const gap = used + mailbox.length + 3 > lineLengthMax ? '\r\n ' : ' '
  return `${name}: ${phrase}${gap}<${mailbox}>`
}

function phraseOf(text: string, column: number, charset: Charset): string {
  if (text.length <= 60 && !text.includes('=?')) {
    if (/^[A-Za-z0-9 ]+$/.test(text)) return text
    if (/^[\x20-\x7e]+$/.test(text)) return `"${text.replace(/["\\]/g, '\\$&')}"`
  }
  return encodedWords(text, column, charset)
}

/**
 * Base64 words of whole characters, one a line but the first, which starts at the given column.
 * Each line stays within 76 characters, each word within 75. Fails with `message.charset-misfit`.
 */
function encodedWords(text: string, column: number, charset: Charset): string {
  const { open, encode } = words[charset]
  const room = (columns: number) => bytesThatFit(Math.min(columns, 75) - open.length)
  const made: string[] = []
  let chunk = ''
  let sizeMax = room(lineLengthMax - column)
  for (const character of text) {
    if (encode(chunk + character).length > sizeMax) {
      made.push(chunk)
      chunk = ''
      sizeMax = room(lineLengthMax - 1)
    }
    chunk += character
  }
  made.push(chunk)
  return made.map((word) => `${open}${encode(word).toString('base64')}${wordClose}`).join('\r\n ')
}

function bytesThatFit(columns: number): number {
  return Math.floor((columns - wordClose.length) / 4) * 3
}

// RFC 5321 Mailbox without comments, white space or domain literals, in ASCII.
const atom = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const mailboxPattern = new RegExp(
  `^(?:${atom}(?:\\.${atom})*|"(?:[\\x20\\x21\\x23-\\x5b\\x5d-\\x7e]|\\\\[\\x20-\\x7e])*")@` +
    `${label}(?:\\.${label})+$`,
)

/**
 * The address itself, when it can stand in a header and in the envelope exactly as it is. Anything
 * that two readers could read as two mailboxes is refused: `message.header-unsafe`.
 */
export function safeMailbox(header: string, address: string): string {
  if (address.length > 254 || !mailboxPattern.test(address))
    fail('message.header-unsafe', { header })
  return address
}

/** Fields of ours that no caller may set a second time. */
const reserved = new Set([
  'from',
  'to',
  'cc',
  'bcc',
  'sender',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'dkim-signature',
  'return-path',
  'received',
])

/** A field whose value is ASCII already, as List-Unsubscribe or Feedback-ID. */
export function plainField(name: string, value: string): string {
  const isSafe =
    /^[A-Za-z][A-Za-z0-9-]{0,60}$/.test(name) &&
    !reserved.has(name.toLowerCase()) &&
    /^[\x21-\x7e](?:[\x20-\x7e]{0,898}[\x21-\x7e])?$/.test(value)
  if (!isSafe) fail('message.header-unsafe', { header: /^[A-Za-z0-9-]+$/.test(name) ? name : '' })
  return foldField(`${name}: ${value}`)
}

export function messageIdField(messageId: string): string {
  if (!/^<[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,200}@[A-Za-z0-9.-]{1,253}>$/.test(messageId))
    fail('message.header-unsafe', { header: 'Message-ID' })
  return `Message-ID: ${messageId}`
}

export function dateField(date: string): string {
  if (!/^[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/.test(date))
    fail('message.header-unsafe', { header: 'Date' })
  return `Date: ${date}`
}

/** RFC 5322 date-time of an instant in milliseconds, in UTC. */
export function toMailDate(instant: number): string {
  return new Date(instant).toUTCString().replace('GMT', '+0000')
}

/** Breaks before a space where a line would pass 76 characters; a word is never broken. */
function foldField(field: string): string {
  let line = ''
  const lines: string[] = []
  for (const word of field.split(/(?= )/)) {
    const isBreakable = word.trim() !== '' && line.trim() !== '' && !/^[^:]+:$/.test(line)
    if (isBreakable && line.length + word.length > lineLengthMax) {
      lines.push(line)
      line = word
    } else line += word
  }
  lines.push(line)
  return lines.join('\r\n')
}
