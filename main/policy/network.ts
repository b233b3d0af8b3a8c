import { BlockList, isIP } from 'node:net'
import * as v from 'valibot'

/** IPv4 or IPv6 with a prefix length, such as `192.0.2.0/24`; an address alone means all its bits. */
export const Network = v.pipe(v.string(), v.check(isNetwork))

/** A network that no PC is in: the address of the limited broadcast (RFC 919). */
export const nobodysNetwork = '255.255.255.255/32'

export function isNetwork(cidr: string): boolean {
  return parse(cidr) !== null
}

/**
 * The networks that are in both limits; an empty limit is none. Two networks share nothing, or one
 * lies in the other: so the result is exact. Never empty when both say something.
 */
export function networksInBoth(a: readonly string[], b: readonly string[]): readonly string[] {
  if (a.length === 0) return b
  if (b.length === 0) return a
  const inner = (x: readonly string[], y: readonly string[]) =>
    x.filter((each) => y.some((other) => isInside(each, other)))
  const both = [...new Set([...inner(a, b), ...inner(b, a)])].sort()
  return both.length === 0 ? [nobodysNetwork] : both
}

function isInside(inner: string, outer: string): boolean {
  const a = parse(inner)
  const b = parse(outer)
  if (a === null || b === null || a.family !== b.family || a.bits < b.bits) return false
  const list = new BlockList()
  list.addSubnet(b.address, b.bits, b.family)
  return list.check(a.address, a.family)
}

function parse(cidr: string): { address: string; bits: number; family: 'ipv4' | 'ipv6' } | null {
  const [, address = '', prefix] = /^([0-9a-fA-F.:]{2,45})(?:\/(\d{1,3}))?$/.exec(cidr) ?? []
  const version = isIP(address)
  if (version === 0) return null
  const bitsMax = version === 6 ? 128 : 32
  const bits = prefix === undefined ? bitsMax : Number(prefix)
  return bits > bitsMax ? null : { address, bits, family: version === 6 ? 'ipv6' : 'ipv4' }
}
