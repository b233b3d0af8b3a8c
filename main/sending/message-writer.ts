import { hash } from 'node:crypto'
import { fail } from '../../preload/problem.ts'
import { type FrozenRow, type Manifest, parseRow } from '../approval/approval.ts'
import {
  type Attachment,
  attachmentType,
  recipientName,
  type Skeleton,
  type Template,
  toMailDate,
  validateMessageBytes,
} from '../message/message.ts'
import type { DkimSigner } from './dkim-signer.ts'
import type { SpoolReader } from './file-spool.ts'
import { toDataContent } from './smtp/dot-stuffing.ts'

export interface WriterOptions {
  /** The approved request's hash. */
  readonly request: string
  readonly manifest: Pick<Manifest, 'campaign' | 'headers'>
  readonly template: Template
  readonly skeleton: Skeleton
  readonly signer: DkimSigner
  /** Keys the Message-IDs (32 bytes). */
  readonly runKey: Uint8Array
  /** True for a recipient who must not get it any more. */
  readonly isSuppressed: (address: string) => boolean
  /** The recipients' own files; null where nobody gets one. */
  readonly files: Pick<SpoolReader, 'bytesFor'> | null
}

export interface WrittenMessage {
  readonly recipient: string
  /** The message with its signature. */
  readonly signed: Uint8Array
  /** The same as it goes over the wire: see Cargo. */
  readonly content: Uint8Array
}

/**
 * Row in, signed bytes on their way to the wire out. Whatever built and signed them, they leave
 * only as validateMessageBytes allows. Fails with `message.*` where one row makes no message; null:
 * it must not leave, since its recipient was suppressed meanwhile.
 */
export function createMessageWriter(
  options: WriterOptions,
): (line: Uint8Array, index: number, now: number) => WrittenMessage | null {
  const { request, manifest, template, skeleton, signer, runKey } = options
  const { from } = manifest.headers
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  const feedbackId = `${request.slice(0, 16)}:${manifest.campaign.id}:campaign:sekisho`
  const extraHeaders = [{ name: 'Feedback-ID', value: feedbackId }]
  const nameOf = createNamer(runKey, request)
  return (line, index, now) => {
    const row = parseRow(line, index)
    if (row === null) return fail('approval.recipients-altered', { index })
    if (options.isSuppressed(row.address)) return null
    const message = skeleton.build({
      to: row.address,
      toName: recipientName(row.fields),
      rendered: template.render(row.fields, index),
      messageId: `<${nameOf(line)}@${domain}>`,
      date: toMailDate(now),
      extraHeaders,
      ownFile: ownFileOf(row, options.files),
    })
    const signed = signer.sign(message, now)
    validateMessageBytes(signed)
    return { recipient: row.address, signed, content: toDataContent(signed) }
  }
}

/** Fails with `approval.file-altered` unless it is, byte for byte and kind for kind, what was approved. */
function ownFileOf({ index, file }: FrozenRow, files: WriterOptions['files']): Attachment | null {
  if (file === undefined) return null
  const { name, type, sha256 } = file
  const bytes = files?.bytesFor(index, sha256) ?? fail('approval.file-altered', { number: 0 })
  if (attachmentType(name, bytes) !== type) fail('approval.file-altered', { number: 0 })
  return { name, type, bytes }
}

/**
 * Stable across retries and restarts, so that relay and receivers can tell a second copy:
 * HMAC-SHA-256 (RFC 2104) of request and line, in two digests of one call each, since a keyed object
 * for every message costs four times as much.
 */
function createNamer(runKey: Uint8Array, request: string): (line: Uint8Array) => string {
  const block = Buffer.alloc(64)
  block.set(runKey.length > 64 ? hash('sha256', runKey, 'buffer') : runKey)
  const inner = Buffer.concat([block.map((byte) => byte ^ 0x36), Buffer.from(request)])
  const outer = block.map((byte) => byte ^ 0x5c)
  return (line) => {
    const digest = hash('sha256', Buffer.concat([inner, line]), 'buffer')
    return hash('sha256', Buffer.concat([outer, digest]), 'hex').slice(0, 40)
  }
}
