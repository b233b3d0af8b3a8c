/**
 * DER (X.690), as much of it as certificates, PKCS #12 and CMS need. It is read as BER, since files of
 * older programs have indefinite lengths and strings in pieces; it is written as DER only.
 */

/** What was read is no BER, or another structure than was asked for. Never leaves the capability. */
export class DerError extends Error {}

export interface DerElement {
  /** The identifier octet; numbers above 30 do not occur. */
  readonly tag: number
  readonly content: Uint8Array
  /** With its identifier and length. */
  readonly raw: Uint8Array
}

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const

const depthMax = 32

/** The one element that these bytes are. */
export function readDer(bytes: Uint8Array): DerElement {
  const { element, end } = elementAt(bytes, 0, 0)
  if (end !== bytes.length) throw new DerError('bytes behind the end')
  return element
}

/** The elements in a constructed one. */
export function childrenOf({ tag, content }: DerElement): DerElement[] {
  if ((tag & 0x20) === 0) throw new DerError('not constructed')
  return elementsIn(content, 0)
}

/** The same, where it has to be this kind. */
export function sequenceOf(
  element: DerElement | undefined,
  tag: number = tags.sequence,
): DerElement[] {
  return childrenOf(expectTag(element, tag))
}

export function expectTag(element: DerElement | undefined, tag: number): DerElement {
  if (element?.tag !== tag) throw new DerError(`tag ${tag} expected`)
  return element
}

/** Contents of an octet string, also of one in pieces or under an implicit tag. */
export function octetsOf(element: DerElement | undefined): Uint8Array {
  if (element === undefined) throw new DerError('octets expected')
  if ((element.tag & 0x20) === 0) return element.content
  return Buffer.concat(childrenOf(element).map(octetsOf))
}

/** In dotted form. */
export function oidOf(element: DerElement | undefined): string {
  const { content } = expectTag(element, tags.oid)
  const arcs: number[] = []
  let value = 0
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f)
    if (value > Number.MAX_SAFE_INTEGER / 256) throw new DerError('arc too large')
    if ((byte & 0x80) !== 0) continue
    if (arcs.length === 0) arcs.push(Math.min(2, Math.floor(value / 40)))
    arcs.push(arcs.length === 1 ? value - (arcs[0] ?? 0) * 40 : value)
    value = 0
  }
  return arcs.join('.')
}

/** A count that is no secret and no serial number: at most 2^31. */
export function countOf(element: DerElement | undefined): number {
  const { content } = expectTag(element, tags.integer)
  const value = content.reduce((sum, byte) => sum * 256 + byte, 0)
  if (content.length === 0 || (content[0] ?? 0) > 0x7f || value > 0x7fffffff)
    throw new DerError('count out of bounds')
  return value
}

/** Milliseconds since the epoch of a UTCTime or GeneralizedTime (RFC 5280 section 4.1.2.5). */
export function timeOf(element: DerElement | undefined): number {
  const text = Buffer.from(element?.content ?? []).toString('latin1')
  const full =
    element?.tag === tags.utcTime ? `${Number(text.slice(0, 2)) < 50 ? '20' : '19'}${text}` : text
  const [, ...parts] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(full) ?? []
  if (parts.length !== 6) throw new DerError('no time')
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts.map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

function elementsIn(bytes: Uint8Array, depth: number): DerElement[] {
  const elements: DerElement[] = []
  for (let at = 0; at < bytes.length; ) {
    const { element, end } = elementAt(bytes, at, depth)
    elements.push(element)
    at = end
  }
  return elements
}

function elementAt(
  bytes: Uint8Array,
  at: number,
  depth: number,
): { readonly element: DerElement; readonly end: number } {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f || depth > depthMax)
    throw new DerError('no element')
  if (first === 0x80) return indefiniteAt(bytes, at, depth)
  const { start, size } = sizeAt(bytes, at + 1, first)
  const end = start + size
  if (end > bytes.length) throw new DerError('cut off')
  return {
    element: { tag, content: bytes.subarray(start, end), raw: bytes.subarray(at, end) },
    end,
  }
}

function sizeAt(bytes: Uint8Array, at: number, first: number): { start: number; size: number } {
  if (first < 0x80) return { start: at + 1, size: first }
  const octets = bytes.subarray(at + 1, at + 1 + (first & 0x7f))
  if (octets.length !== (first & 0x7f) || octets.length > 4) throw new DerError('length too long')
  return {
    start: at + 1 + octets.length,
    size: octets.reduce((sum, byte) => sum * 256 + byte, 0),
  }
}

function indefiniteAt(bytes: Uint8Array, at: number, depth: number) {
  const tag = bytes[at] ?? 0
  if ((tag & 0x20) === 0) throw new DerError('indefinite and primitive')
  let end = at + 2
  while (bytes[end] !== 0 || bytes[end + 1] !== 0) end = elementAt(bytes, end, depth + 1).end
  const content = bytes.subarray(at + 2, end)
  return { element: { tag, content, raw: bytes.subarray(at, end + 2) }, end: end + 2 }
}

/** One element around these contents. */
export function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const size = parts.reduce((sum, each) => sum + each.length, 0)
  return Buffer.concat([Buffer.from([tag]), derLength(size), ...parts])
}

export function derOid(dotted: string): Buffer {
  const [first = 0, second = 0, ...others] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second, ...others].flatMap((arc) => {
    const septets = [arc & 0x7f]
    for (let rest = Math.floor(arc / 128); rest > 0; rest = Math.floor(rest / 128))
      septets.unshift((rest & 0x7f) | 0x80)
    return septets
  })
  return der(tags.oid, Uint8Array.from(bytes))
}

function derLength(size: number): Uint8Array {
  if (size < 0x80) return Uint8Array.of(size)
  const octets: number[] = []
  for (let rest = size; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256)
  return Uint8Array.of(0x80 | octets.length, ...octets)
}
