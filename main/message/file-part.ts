import MimeNode from 'nodemailer/lib/mime-node'
import type { Attachment } from './attachment.ts'

/** Not a root, so that it gets the fields of a part and no others. */
const root = new MimeNode('multipart/mixed')

/**
 * A file as a part of multipart/mixed, from its header fields to its last line end, made by the same
 * rules as the attachments of all: the name in RFC 2231 and, for Outlook, as an encoded word.
 */
export function filePart({ name, type, bytes }: Attachment): string {
  const node = new MimeNode(safeType(type), { filename: name, textEncoding: 'B', rootNode: root })
  node.setHeader('Content-Transfer-Encoding', 'base64')
  node.setHeader('Content-Disposition', 'attachment')
  return `${node.buildHeaders()}\r\n\r\n${base64Lines(bytes)}`
}

/** In lines of 76 with CRLF; RFC 2045 section 6.8. */
export function base64Lines(bytes: Uint8Array): string {
  const encoded = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64')
  // An empty part still gets a line of its own, so that the delimiter after it begins one.
  let lines = encoded === '' ? '\r\n' : ''
  for (let at = 0; at < encoded.length; at += 76) lines += `${encoded.slice(at, at + 76)}\r\n`
  return lines
}

export function safeType(type: string): string {
  const isSafe = /^[a-z]+\/[a-z0-9.+-]{1,100}$/.test(type) && !/^(?:multipart|message)\//.test(type)
  return isSafe ? type : 'application/octet-stream'
}
