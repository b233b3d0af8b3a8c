import { validateHead, validateLines } from './message-bytes.ts'

/**
 * A message as multipart/signed (RFC 8551 section 3.5.3): the entity as it stands and a detached
 * signature over exactly its bytes, in 7 bit, so that no relay has a reason to touch them.
 */
export function signedMessage(o: {
  /** The message's own header fields, without those of its content. */
  readonly fields: readonly string[]
  readonly contentFields: readonly string[]
  /** As far as it differs from recipient to recipient. */
  readonly body: string
  /** The rest of the body, checked before. */
  readonly tail: Uint8Array
  /** Occurs in none of them. */
  readonly boundary: string
  readonly sign: (content: Uint8Array) => Uint8Array
}): Buffer {
  const { tail, boundary } = o
  const entity = `${o.contentFields.join('\r\n')}\r\n\r\n${o.body}`
  const head = [
    ...o.fields,
    'Content-Type: multipart/signed; protocol="application/pkcs7-signature";',
    ` micalg=sha-256; boundary="${boundary}"`,
  ].join('\r\n')
  validateHead(head)
  const opening = `${head}\r\n\r\n--${boundary}\r\n`
  const start = opening.length
  const end = start + entity.length + tail.length
  const signed = Buffer.allocUnsafe(end)
  signed.write(opening, 0, 'latin1')
  signed.write(entity, start, 'latin1')
  signed.set(tail, start + entity.length)
  validateLines(signed.subarray(0, start + entity.length))
  const signature = Buffer.from(o.sign(signed.subarray(start, end))).toString('base64')
  const closing = [
    // The line end before a delimiter is the delimiter's.
    '',
    `--${boundary}`,
    'Content-Type: application/pkcs7-signature; name="smime.p7s"',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="smime.p7s"',
    '',
    ...(signature.match(/.{1,76}/g) ?? []),
    `--${boundary}--`,
    '',
  ].join('\r\n')
  return Buffer.concat([signed, Buffer.from(closing, 'latin1')])
}
