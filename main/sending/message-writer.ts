import { createHmac } from 'node:crypto'
import { fail } from '../../preload/problem.ts'
import { parseRow, type VerifiedRelease } from '../approval/approval.ts'
import {
  recipientName,
  type Skeleton,
  toMailDate,
  validateMessageBytes,
} from '../message/message.ts'
import type { Clock } from '../ports.ts'
import { checkDkim } from './dkim-check.ts'
import type { DkimSigner } from './dkim-signer.ts'
import { toDataContent } from './smtp/dot-stuffing.ts'
import type { Prepared, Row } from './supply.ts'

export interface WriterOptions {
  readonly release: VerifiedRelease
  readonly skeleton: Skeleton
  readonly signer: DkimSigner
  readonly clock: Clock
  /** Keys the Message-IDs (32 bytes). */
  readonly runKey: Uint8Array
}

/**
 * Row in, signed bytes on their way to the wire out. Whatever built and signed them, they leave
 * only as validateMessageBytes allows. Fails with `message.*` where one row makes no message.
 */
export function createMessageWriter(
  options: WriterOptions,
): (row: Row, isFirst: boolean) => Promise<Prepared> {
  const { release, skeleton, signer } = options
  const { manifest, request } = release.approval
  const { envelopeSender, from } = manifest.headers
  const domain = from.address.slice(from.address.lastIndexOf('@') + 1)
  const feedbackId = `${request.hash.slice(0, 16)}:${manifest.campaign.id}:campaign:sekisho`
  return async ({ index, line }, isFirst) => {
    const row = parseRow(Buffer.from(line), index)
    if (row === null) return fail('approval.recipients-altered', { index })
    const now = options.clock.now()
    const message = skeleton.build({
      to: row.address,
      toName: recipientName(row.fields),
      rendered: release.template.render(row.fields, index),
      messageId: `<${messageName(options.runKey, request.hash, line)}@${domain}>`,
      date: toMailDate(now),
      extraHeaders: [{ name: 'Feedback-ID', value: feedbackId }],
    })
    const signed = await signer.sign(message, now)
    validateMessageBytes(signed)
    if (isFirst) await checkDkim(signed, manifest.route.dkim, now)
    return { index, sender: envelopeSender, recipient: row.address, content: toDataContent(signed) }
  }
}

/** Stable across retries and restarts, so that relay and receivers can tell a second copy. */
function messageName(runKey: Uint8Array, request: string, line: string): string {
  return createHmac('sha256', runKey).update(request).update(line).digest('hex').slice(0, 40)
}
