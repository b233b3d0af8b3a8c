import { isIP } from 'node:net'
import * as v from 'valibot'

/** Where a resolver answers. */
export interface DnsServer {
  readonly address: string
  readonly port: number
}

const bracketed = /^\[([^\]]+)\](?::(\d{1,5}))?$/
const dotted = /^([\d.]+)(?::(\d{1,5}))?$/
export const dnsPort = 53

/** Reads `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`; else null. */
export function parseDnsServer(text: string): DnsServer | null {
  const trimmed = text.trim()
  const match = bracketed.exec(trimmed) ?? dotted.exec(trimmed)
  const [, address = trimmed, port = String(dnsPort)] = match ?? []
  const number = Number(port)
  return isIP(address.replace(/%.*$/, '')) === 0 || number < 1 || number > 65_535
    ? null
    : { address, port: number }
}

export function toDnsServerText({ address, port }: DnsServer): string {
  if (port === dnsPort) return address
  return isIP(address) === 6 ? `[${address}]:${port}` : `${address}:${port}`
}

/**
 * Whether nobody sits between us and the resolver who could set a bit: what it says of its own
 * DNSSEC validation is believed only then (RFC 4035 section 4.9.3, RFC 7672 section 2.2.1).
 */
export function isOnThisPc({ address }: DnsServer): boolean {
  return address === '::1' || /^127\./.test(address)
}

/** A line of IT's setting. */
export const DnsServerLine = v.pipe(
  v.string(),
  v.maxLength(100),
  v.check((line) => parseDnsServer(line) !== null),
)
