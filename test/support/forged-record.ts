import type { RecordHeader } from '../../main/journal/record.ts'
import { signRecord } from '../../main/journal/signature.ts'
import { payloadOf } from './envelope.ts'
import type { TeamMember } from './organization.ts'
import { hashOfEnvelope } from './signed-chains.ts'

interface Forgery {
  readonly kind?: string
  readonly v?: number
  readonly body?: unknown
  readonly heads?: RecordHeader['heads']
}

/**
 * The next record of a PC as its member's own hands could make it, past the application: with the
 * real keys, and whatever they like in it. It goes into the store only. Returns its hash.
 */
export async function putNextRecord(
  { journal, id, signing, workstation, store }: TeamMember,
  { kind = 'withdrawal', v = 1, body = { request: 'b'.repeat(64) }, heads = {} }: Forgery,
): Promise<string> {
  const stream = `log/${workstation.id}` as const
  const last = (await store.listAfter(stream, 0)).at(-1)
  const reading = last ? await store.get(last) : null
  const before = reading?.status === 'whole' ? reading.bytes : null
  const seq = before === null ? 1 : Number(payloadOf(before).seq) + 1
  const header = {
    org: journal.trust().fingerprint,
    ...{ kind, v },
    member: id,
    workstation: workstation.id,
    seq,
    prev: before === null ? null : hashOfEnvelope(before),
    at: '2026-11-24T01:30:00.000Z',
    heads,
  } as RecordHeader
  const bytes = signRecord(
    { header, body: body as { request: string } },
    { member: signing, workstation: workstation.signing },
  )
  await store.put({ stream, seq, at: header.at, bytes })
  return hashOfEnvelope(bytes)
}
