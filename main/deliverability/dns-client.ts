import { type DnsServer, isOnThisPc } from '../policy/policy.ts'
import type { Random } from '../ports.ts'
import { askByTcp, askByUdp, type Exchange } from './dns-exchange.ts'
import {
  type DnsData,
  type DnsQuestion,
  type DnsReply,
  type DnsType,
  decodeReply,
  encodeQuery,
} from './dns-message.ts'

export type DnsAnswer<T extends DnsType> =
  | {
      readonly outcome: 'found'
      readonly records: readonly DnsData[T][]
      /** Validated by DNSSEC, by a resolver whose word is believed. */
      readonly isAuthentic: boolean
      /** The resolver says so, whether it is believed or not. */
      readonly saysAuthentic: boolean
    }
  /** There is no such name, or nothing of this kind under it. */
  | {
      readonly outcome: 'no-name' | 'no-records'
      readonly isAuthentic: boolean
      readonly saysAuthentic: boolean
    }
  /** A resolver answered that it cannot say: SERVFAIL, which a failed validation is as well, or REFUSED. */
  | { readonly outcome: 'failed'; readonly rcode: string }
  /** No resolver answered in time. */
  | { readonly outcome: 'unreachable' }

/** Asks for names. Nothing is thrown: what cannot be had is an outcome. */
export interface DnsClient {
  readonly lookup: <T extends DnsType>(name: string, type: T) => Promise<DnsAnswer<T>>
}

export interface DnsClientOptions {
  /** In the order in which they are asked. */
  readonly servers: readonly DnsServer[]
  readonly random: Random
  /** Whether a resolver off this PC is believed when it says that it has validated. */
  readonly trustsDnssec: boolean
  /** For one attempt at one resolver. */
  readonly timeoutMs?: number
}

const attemptTimeoutMs = 2000
const rounds = 2
const rcodeNames = ['NOERROR', 'FORMERR', 'SERVFAIL', 'NXDOMAIN', 'NOTIMP', 'REFUSED']

/** A stub resolver (RFC 1034 section 5.3.1) for one piece of work: each question is asked once. */
export function createDnsClient(options: DnsClientOptions): DnsClient {
  const known: { readonly [T in DnsType]: Map<string, Promise<DnsAnswer<T>>> } = {
    ...{ A: new Map(), AAAA: new Map(), CNAME: new Map(), MX: new Map(), PTR: new Map() },
    ...{ SOA: new Map(), TLSA: new Map(), TXT: new Map() },
  }
  return {
    lookup<T extends DnsType>(name: string, type: T) {
      const answers = known[type]
      const key = name.toLowerCase().replace(/\.$/, '')
      const answer = answers.get(key) ?? resolve(options, key, type)
      answers.set(key, answer)
      return answer
    },
  }
}

async function resolve<T extends DnsType>(
  options: DnsClientOptions,
  name: string,
  type: T,
): Promise<DnsAnswer<T>> {
  if (!canBeAsked(name)) return { outcome: 'no-name', isAuthentic: false, saysAuthentic: false }
  let failure: DnsAnswer<T> = { outcome: 'unreachable' }
  for (let round = 0; round < rounds; round += 1)
    for (const server of options.servers) {
      const reply = await askServer(options, server, { name, type })
      if (reply === null) continue
      const answer = toAnswer(reply, options.trustsDnssec || isOnThisPc(server))
      if (answer.outcome !== 'failed') return answer
      failure = answer
    }
  return failure
}

async function askServer<T extends DnsType>(
  { random, timeoutMs = attemptTimeoutMs }: DnsClientOptions,
  server: DnsServer,
  { name, type }: { readonly name: string; readonly type: T },
): Promise<DnsReply<T> | null> {
  const id = Buffer.from(random.bytes(2)).readUInt16BE(0)
  const question: DnsQuestion & { readonly type: T } = { id, name, type }
  const exchange: Exchange = {
    server,
    query: encodeQuery(question),
    timeoutMs,
    accepts: (bytes) => decodeReply(bytes, question) !== null,
  }
  const datagram = await askByUdp(exchange)
  const reply = datagram && decodeReply(datagram, question)
  if (reply === null || !reply.isTruncated) return reply
  const whole = await askByTcp(exchange)
  return whole && decodeReply(whole, question)
}

function toAnswer<T extends DnsType>(reply: DnsReply<T>, isBelieved: boolean): DnsAnswer<T> {
  const { saysAuthentic } = reply
  const authenticity = { saysAuthentic, isAuthentic: isBelieved && saysAuthentic }
  if (reply.rcode === 3) return { outcome: 'no-name', ...authenticity }
  if (reply.rcode !== 0)
    return { outcome: 'failed', rcode: rcodeNames[reply.rcode] ?? `RCODE ${reply.rcode}` }
  return reply.records.length === 0
    ? { outcome: 'no-records', ...authenticity }
    : { outcome: 'found', records: reply.records, ...authenticity }
}

/** RFC 1035 section 2.3.4. */
function canBeAsked(name: string): boolean {
  const labels = name.split('.').map((label) => Buffer.byteLength(label))
  return Buffer.byteLength(name) <= 253 && labels.every((length) => length >= 1 && length <= 63)
}
