import {
  type Answer,
  AUTHENTIC_DATA,
  decode,
  encode,
  RECURSION_DESIRED,
  TRUNCATED_RESPONSE,
} from 'dns-packet'

/** What the records of each kind say; names without the final dot, in lower case. */
export interface DnsData {
  readonly A: string
  readonly AAAA: string
  readonly CNAME: string
  readonly MX: { readonly exchange: string; readonly preference: number }
  readonly PTR: string
  readonly SOA: string
  /** RFC 6698 section 2.1. */
  readonly TLSA: {
    readonly usage: number
    readonly selector: number
    readonly matchingType: number
    readonly data: Buffer
  }
  /** The strings of one record, joined, as every protocol over TXT reads them. */
  readonly TXT: string
}
export type DnsType = keyof DnsData

export interface DnsQuestion {
  readonly id: number
  readonly name: string
  readonly type: DnsType
}

export interface DnsReply<T extends DnsType> {
  readonly rcode: number
  /** The resolver says that it has validated all of it by DNSSEC (RFC 4035 section 3.2.3). */
  readonly saysAuthentic: boolean
  readonly isTruncated: boolean
  readonly records: readonly DnsData[T][]
}

/** What fits unfragmented on every network (DNS flag day 2020). */
const udpPayloadSizeBytes = 1232

/** A query that asks for recursion and for what the resolver knows of authenticity (RFC 6840 section 5.7). */
export function encodeQuery({ id, name, type }: DnsQuestion): Uint8Array {
  return encode({
    type: 'query',
    id,
    flags: RECURSION_DESIRED | AUTHENTIC_DATA,
    questions: [{ type, name }],
    additionals: [
      {
        type: 'OPT',
        name: '.',
        udpPayloadSize: udpPayloadSizeBytes,
        extendedRcode: 0,
        ednsVersion: 0,
        flags: 0,
        flag_do: false,
        options: [],
      },
    ],
  })
}

/** Null for bytes that are no answer to this question: another's, damaged, or made up. */
export function decodeReply<T extends DnsType>(
  bytes: Buffer,
  asked: DnsQuestion & { readonly type: T },
): DnsReply<T> | null {
  const packet = decodeSafely(bytes)
  const [question, ...others] = packet?.questions ?? []
  if (packet === null || question === undefined || others.length > 0) return null
  const isOurs =
    packet.type === 'response' &&
    packet.id === asked.id &&
    question.type === asked.type &&
    toName(question.name) === toName(asked.name)
  if (!isOurs) return null
  const flags = packet.flags ?? 0
  return {
    rcode: flags & 0x0f,
    saysAuthentic: (flags & AUTHENTIC_DATA) !== 0,
    isTruncated: (flags & TRUNCATED_RESPONSE) !== 0,
    records: recordsFor(asked, packet.answers ?? []),
  }
}

function decodeSafely(bytes: Buffer) {
  try {
    return decode(bytes)
  } catch {
    return null
  }
}

/** The records of the name that was asked for, or of where its CNAMEs lead; others are nobody's answer. */
function recordsFor<T extends DnsType>(
  { name, type }: { readonly name: string; readonly type: T },
  answers: readonly Answer[],
): DnsData[T][] {
  let owner = toName(name)
  for (let step = 0; step < cnameStepsMax; step += 1) {
    const own = answers.filter((each) => toName(each.name) === owner)
    const found = own.flatMap((answer) => readers[type](answer) ?? [])
    const alias = own.flatMap((answer) => readers.CNAME(answer) ?? [])[0]
    if (found.length > 0 || alias === undefined) return found
    owner = alias
  }
  return []
}
const cnameStepsMax = 16

const readers: { readonly [T in DnsType]: (answer: Answer) => DnsData[T] | null } = {
  A: (answer) => (answer.type === 'A' ? answer.data : null),
  AAAA: (answer) => (answer.type === 'AAAA' ? answer.data : null),
  CNAME: (answer) => (answer.type === 'CNAME' ? toName(answer.data) : null),
  MX: (answer) =>
    answer.type === 'MX'
      ? { exchange: toName(answer.data.exchange), preference: answer.data.preference ?? 0 }
      : null,
  PTR: (answer) => (answer.type === 'PTR' ? toName(answer.data) : null),
  SOA: (answer) => (answer.type === 'SOA' ? toName(answer.data.mname) : null),
  TLSA: (answer) =>
    answer.type === 'TLSA'
      ? {
          usage: answer.data.usage,
          selector: answer.data.selector,
          matchingType: answer.data.matchingType,
          data: answer.data.certificate,
        }
      : null,
  TXT: (answer) =>
    answer.type === 'TXT'
      ? [answer.data]
          .flat()
          .map((part) => (typeof part === 'string' ? part : part.toString('utf8')))
          .join('')
      : null,
}

function toName(name: string): string {
  return name.replace(/\.$/, '').toLowerCase()
}
