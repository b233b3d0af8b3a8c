import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import PostalMime from 'postal-mime'
import type { ReceivedMail } from './relay.ts'

export interface InboxReport {
  readonly received: number
  readonly distinctRecipients: number
  readonly duplicates: number
  readonly dkimPassed: number
  readonly sample: {
    readonly to: string
    readonly subject: string
    readonly attachments: readonly string[]
  } | null
}

export interface DkimRecord {
  readonly name: string
  readonly text: string
}

/**
 * Reads back what the relay took, counts it, and verifies every signature with mailauth against
 * the DNS record that the route's page tells IT to publish.
 */
export async function readInbox(options: {
  readonly messages: AsyncIterable<ReceivedMail>
  readonly record: DkimRecord
  readonly onProgress: (count: number) => void
}): Promise<InboxReport> {
  const recipients = new Map<string, number>()
  let received = 0
  let dkimPassed = 0
  let sample: InboxReport['sample'] = null
  for await (const message of options.messages) {
    received += 1
    for (const address of message.recipients)
      recipients.set(address, (recipients.get(address) ?? 0) + 1)
    if (await isSigned(message.bytes, options.record)) dkimPassed += 1
    sample ??= await outline(message)
    if (received % 100 === 0) options.onProgress(received)
  }
  const duplicates = [...recipients.values()].filter((count) => count > 1).length
  return { received, distinctRecipients: recipients.size, duplicates, dkimPassed, sample }
}

async function isSigned(bytes: Uint8Array, record: DkimRecord): Promise<boolean> {
  const resolver = async (name: string, type: string) => {
    if (name === record.name && type === 'TXT') return [[record.text]]
    throw Object.assign(new Error(`no ${type} record for ${name}`), { code: 'ENOTFOUND' })
  }
  const { results } = await dkimVerify(Buffer.from(bytes), { resolver })
  return results.length > 0 && results.every((each) => each.status.result === 'pass')
}

async function outline({ recipients, bytes }: ReceivedMail): Promise<InboxReport['sample']> {
  const parsed = await PostalMime.parse(bytes)
  return {
    to: recipients.join(', '),
    subject: parsed.subject ?? '',
    attachments: parsed.attachments.map((each) => each.filename ?? ''),
  }
}
