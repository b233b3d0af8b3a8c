import { createHash } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { Attachment } from './attachment.ts'
import { type Charset, encodeBody, fieldsFor, withMetaCharset } from './charset.ts'
import type { CmsSigner } from './cms-signature.ts'
import { filePart, safeType } from './file-part.ts'
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
  /** What only this recipient gets; it comes before the attachments of all. */
  readonly ownFile?: Attachment | null
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
export async function composeSkeleton(
  options: SkeletonOptions & {
    /** Whether some recipients get a file of their own. */
    readonly ownFiles?: boolean
  },
): Promise<Skeleton> {
  const plain = await composeFor({ ...options, hasOwnFile: false })
  if (options.ownFiles !== true) return plain
  const own = await composeFor({ ...options, hasOwnFile: true })
  return { build: (parts) => (parts.ownFile ? own : plain).build(parts) }
}

interface SkeletonOptions {
  readonly headers: MessageHeaders
  readonly template: Template
  readonly attachments: readonly Attachment[]
  /** Signs every message; null or absent: none is. */
  readonly signer?: Pick<CmsSigner, 'sign'> | null
}

async function composeFor(
  options: SkeletonOptions & { readonly hasOwnFile: boolean },
): Promise<Skeleton> {
  const { source } = options.template
  const { charset = 'utf-8' } = source
  const hasHtml = source.html.trim() !== ''
  const hasText = source.text.trim() !== '' || !hasHtml
  const mark = markOf(options)
  const marks = { text: `text ${mark}`, html: `html ${mark}`, file: `file ${mark}` }
  const composed = await composeOnce({
    ...options,
    text: hasText ? marks.text : undefined,
    html: hasHtml ? marks.html : undefined,
    inline: inlineImages(source.html, options.attachments),
    boundary: mark,
    ownFile: options.hasOwnFile ? marks.file : null,
  })
  const pieces = withFrom(
    cut(composed, [...(hasText ? [marks.text] : []), ...(hasHtml ? [marks.html] : [])]),
    options.headers,
    charset,
  )
  const { between, tail } = options.hasOwnFile
    ? cutFile(pieces.tail, marks.file)
    : { between: Buffer.alloc(0), tail: Buffer.from(pieces.tail, 'latin1') }
  validateLines(between)
  validateLines(tail)
  const { signer = null } = options
  return {
    build(parts) {
      const { rendered } = parts
      const html = withMetaCharset(rendered.html, charset)
      const bodies = [...(hasText ? [rendered.text] : []), ...(hasHtml ? [html] : [])]
      const isWhole = pieces.before[0] === ''
      const encoded = bodies.map((each) => encodeBody(each, charset, isWhole))
      const [first] = encoded
      let body = ''
      encoded.forEach((each, index) => {
        body += `${fieldsFor(pieces.before[index] ?? '', charset, each)}${each.lines}`
      })
      const own = recipientFields(parts, charset)
      const rest = options.hasOwnFile ? withFile(between, parts.ownFile, tail) : tail
      const fields = pieces.fields.map((field) =>
        isWhole && first !== undefined ? fieldsFor(field, charset, first) : field,
      )
      if (signer === null) return plainMessage([...own, ...fields], body, rest)
      return signedMessage({
        fields: [...own, ...fields.filter((field) => !isOfContent(field))],
        contentFields: fields.filter(isOfContent),
        ...{ body, tail: rest, boundary: `=_sekisho-signed-${mark}` },
        sign: (content) => signer.sign(content, Date.parse(parts.date)),
      })
    },
  }
}

/** Nodemailer writes the sender's name in UTF-8 only. */
function withFrom(pieces: Pieces, { from }: MessageHeaders, charset: Charset): Pieces {
  if (charset === 'utf-8') return pieces
  const own = mailboxField('From', from.name, from.address, charset)
  const fields = pieces.fields.map((field) => (/^from:/i.test(field) ? own : field))
  return { ...pieces, fields }
}

const isOfContent = (field: string) => /^content-/i.test(field)

/** What comes after the merged parts, with the file that only this recipient gets in its place. */
function withFile(between: Buffer, file: Attachment | null | undefined, tail: Buffer): Buffer {
  if (!file) throw new Error('a message was to have a file of its own')
  const part = Buffer.from(filePart(file), 'latin1')
  validateLines(part)
  return Buffer.concat([between, part, tail])
}

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

function recipientFields(parts: MessageParts, charset: Charset): string[] {
  return [
    dateField(parts.date),
    messageIdField(parts.messageId),
    mailboxField('To', parts.toName, parts.to, charset),
    textField('Subject', parts.rendered.subject, charset),
    ...(parts.extraHeaders ?? []).map(({ name, value }) => plainField(name, value)),
  ]
}

/** Ties marks and boundaries to the content, so that the same content always gives the same bytes. */
function markOf({ template, attachments }: SkeletonOptions): string {
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
  /** What stands where a recipient's own file goes; null: nowhere. */
  ownFile: string | null
}): Promise<string> {
  const { from, replyTo, listUnsubscribe } = options.headers
  const root = new MailComposer({
    from: { name: cleanLine(from.name), address: safeMailbox('From', from.address) },
    replyTo: replyTo === null ? undefined : { name: '', address: safeMailbox('Reply-To', replyTo) },
    text: options.text,
    html: options.html,
    attachments: [
      ...(options.ownFile === null
        ? []
        : [{ filename: 'own', contentType: 'application/octet-stream', content: options.ownFile }]),
      ...options.attachments.map((each) => ({
        filename: each.name,
        contentType: safeType(each.type),
        contentDisposition: options.inline.has(each) ? 'inline' : 'attachment',
        ...(options.inline.has(each) ? { cid: options.inline.get(each) } : {}),
        contentTransferEncoding: 'base64',
        content: Buffer.from(each.bytes),
      })),
    ],
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

interface Pieces {
  /** The header fields that stay, folded, each without its CRLF. */
  readonly fields: readonly string[]
  /** What stands before each merged part. */
  readonly before: readonly string[]
  readonly tail: string
}

/** Around the part that holds a recipient's own file, whose header fields go with it. */
function cutFile(composed: string, mark: string): { between: Buffer; tail: Buffer } {
  const line = Buffer.from(mark).toString('base64')
  const at = composed.indexOf(line)
  const delimiter = composed.lastIndexOf('\r\n--', at)
  const fields = composed.indexOf('\r\n', delimiter + 2) + 2
  if (at < 0 || delimiter < 0 || fields > at)
    throw new Error('a part of the composed message is not where it was put')
  const end = at + line.length + 2
  return {
    between: Buffer.from(composed.slice(0, fields), 'latin1'),
    tail: Buffer.from(composed.slice(end), 'latin1'),
  }
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
