import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Attachment } from './attachment.ts'
import type { CmsSigner } from './cms-signature.ts'
import {
  dateField,
  mailboxField,
  messageIdField,
  plainField,
  safeMailbox,
  textField,
} from './header-text.ts'
import { inlineImages } from './inline-image.ts'
import { cleanLine } from './merge.ts'
import { validateHead, validateLines } from './message-bytes.ts'
import { signedMessage } from './signed-message.ts'
import type { Rendered, Template } from './template.ts'

/** The header fields that a manifest states, the same for every recipient. */
export interface MessageHeaders {
  readonly from: { readonly name: string; readonly address: string }
  readonly replyTo: string | null
  /** RFC 2369 value such as `<mailto:leave@example.jp>`, or null. */
  readonly listUnsubscribe: string | null
}

export interface MessageParts {
  /** A safe mailbox: ASCII, no comments, no white space. */
  readonly to: string
  readonly toName: string
  readonly rendered: Pick<Rendered, 'subject' | 'text' | 'html'>
  /** With its angle brackets. */
  readonly messageId: string
  /** RFC 5322 date-time; toMailDate makes it. */
  readonly date: string
  readonly extraHeaders?: readonly { readonly name: string; readonly value: string }[]
}

export interface Skeleton {
  /**
   * One message without DKIM, with its S/MIME signature where there is a signer: RFC 5322, CRLF, 7 bit,
   * validated. Fails with `message.header-unsafe`.
   */
  readonly build: (parts: MessageParts) => Uint8Array
}

/**
 * Has nodemailer compose the message once, with marks where the merged parts go, and keeps the
 * pieces between them. A recipient's message is then the pieces with that recipient's parts, so
 * that attachments are encoded once and composing costs microseconds.
 */
export async function composeSkeleton(options: {
  headers: MessageHeaders
  template: Template
  attachments: readonly Attachment[]
  /** Signs every message; null or absent: none is. */
  signer?: Pick<CmsSigner, 'sign'> | null
}): Promise<Skeleton> {
  const { source } = options.template
  const hasHtml = source.html.trim() !== ''
  const hasText = source.text.trim() !== '' || !hasHtml
  const mark = markOf(options)
  const marks = { text: `text ${mark}`, html: `html ${mark}` }
  const composed = await composeOnce({
    ...options,
    text: hasText ? marks.text : undefined,
    html: hasHtml ? marks.html : undefined,
    inline: inlineImages(source.html, options.attachments),
    boundary: mark,
  })
  const pieces = cut(composed, [...(hasText ? [marks.text] : []), ...(hasHtml ? [marks.html] : [])])
  const tail = Buffer.from(pieces.tail, 'latin1')
  validateLines(tail)
  const { signer = null } = options
  return {
    build(parts) {
      const { rendered } = parts
      const bodies = [...(hasText ? [rendered.text] : []), ...(hasHtml ? [rendered.html] : [])]
      let body = ''
      bodies.forEach((each, index) => {
        body += `${pieces.before[index] ?? ''}${base64Lines(each)}`
      })
      const own = recipientFields(parts)
      if (signer === null) return plainMessage([...own, ...pieces.fields], body, tail)
      return signedMessage({
        fields: [...own, ...pieces.fields.filter((field) => !isOfContent(field))],
        contentFields: pieces.fields.filter(isOfContent),
        ...{ body, tail, boundary: `=_sekisho-signed-${mark}` },
        sign: (content) => signer.sign(content, Date.parse(parts.date)),
      })
    },
  }
}

const isOfContent = (field: string) => /^content-/i.test(field)

function plainMessage(fields: readonly string[], body: string, tail: Buffer): Buffer {
  const head = fields.join('\r\n')
  validateHead(head)
  const text = `${head}\r\n\r\n${body}`
  const bytes = Buffer.allocUnsafe(text.length + tail.length)
  bytes.write(text, 0, 'latin1')
  validateLines(bytes.subarray(0, text.length))
  tail.copy(bytes, text.length)
  return bytes
}

function recipientFields(parts: MessageParts): string[] {
  return [
    dateField(parts.date),
    messageIdField(parts.messageId),
    mailboxField('To', parts.toName, parts.to),
    textField('Subject', parts.rendered.subject),
    ...(parts.extraHeaders ?? []).map(({ name, value }) => plainField(name, value)),
  ]
}

/** Ties marks and boundaries to the content, so that the same content always gives the same bytes. */
function markOf({ template, attachments }: Parameters<typeof composeSkeleton>[0]): string {
  const hash = createHash('sha256').update(template.bytes)
  for (const each of attachments) {
    hash.update(createHash('sha256').update(each.bytes).digest()).update(each.name)
  }
  return hash.digest('hex').slice(0, 32)
}

async function composeOnce(options: {
  headers: MessageHeaders
  attachments: readonly Attachment[]
  text: string | undefined
  html: string | undefined
  inline: ReadonlyMap<Attachment, string>
  boundary: string
}): Promise<string> {
  const { from, replyTo, listUnsubscribe } = options.headers
  const root = new MailComposer({
    from: { name: cleanLine(from.name), address: safeMailbox('From', from.address) },
    replyTo: replyTo === null ? undefined : { name: '', address: safeMailbox('Reply-To', replyTo) },
    text: options.text,
    html: options.html,
    attachments: options.attachments.map((each) => ({
      filename: each.name,
      contentType: safeType(each.type),
      contentDisposition: options.inline.has(each) ? 'inline' : 'attachment',
      ...(options.inline.has(each) ? { cid: options.inline.get(each) } : {}),
      contentTransferEncoding: 'base64',
      content: Buffer.from(each.bytes),
    })),
    encoding: 'base64',
    textEncoding: 'B',
    baseBoundary: options.boundary,
    boundaryPrefix: '=_sekisho',
    // Set so that nodemailer makes none by itself; both are cut out again.
    messageId: '<mark@sekisho.invalid>',
    date: 'Thu, 01 Jan 1970 00:00:00 +0000',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  const composed = (await root.build()).toString('latin1')
  if (listUnsubscribe === null) return composed
  return `${plainField('List-Unsubscribe', listUnsubscribe)}\r\n${composed}`
}

function safeType(type: string): string {
  const isSafe = /^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(type) && !/^(?:multipart|message)\//.test(type)
  return isSafe ? type : 'application/octet-stream'
}

interface Pieces {
  /** The header fields that stay, folded, each without its CRLF. */
  readonly fields: readonly string[]
  /** What stands before each merged part. */
  readonly before: readonly string[]
  readonly tail: string
}

function cut(composed: string, marks: readonly string[]): Pieces {
  const headEnd = composed.indexOf('\r\n\r\n')
  const fields = composed
    .slice(0, headEnd)
    .split(/\r\n(?![ \t])/)
    .filter((field) => !/^(?:to|subject|date|message-id):/i.test(field))
  let at = headEnd + 4
  const before = marks.map((mark) => {
    const line = `${Buffer.from(mark).toString('base64')}`
    const found = composed.indexOf(line, at)
    if (found < 0 || composed.indexOf(line, found + 1) >= 0)
      throw new Error('a part of the composed message is not where it was put')
    const piece = composed.slice(at, found)
    at = found + line.length
    // The encoded part brings its own line end.
    if (composed.startsWith('\r\n', at)) at += 2
    return piece
  })
  return { fields, before, tail: composed.slice(at) }
}

/** Base64 of the text in UTF-8 with CRLF, in lines of 76; RFC 2045 section 6.8. */
function base64Lines(text: string): string {
  const encoded = Buffer.from(text.replace(/\n/g, '\r\n'), 'utf8').toString('base64')
  // An empty part still gets a line of its own, so that the delimiter after it begins one.
  let lines = encoded === '' ? '\r\n' : ''
  for (let at = 0; at < encoded.length; at += 76) lines += `${encoded.slice(at, at + 76)}\r\n`
  return lines
}
