import * as v from 'valibot'
import { Count, Hash } from './channel.ts'

export const TlsRule = v.picklist(['implicit', 'starttls'])
export type TlsRule = v.InferOutput<typeof TlsRule>

/** SHA-256 of public keys (SubjectPublicKeyInfo): today's, and the one that will follow it. */
export const Pins = v.pipe(v.array(Hash), v.maxLength(2))

/** Another relay of the same route, for when the ones before it cannot be reached. */
export const Fallback = v.strictObject({
  host: v.string(),
  port: Count,
  tls: TlsRule,
  /** PEM that its certificate must chain to; null: the system's authorities. */
  ca: v.nullable(v.string()),
  user: v.nullable(v.string()),
  pins: Pins,
})
export type Fallback = v.InferOutput<typeof Fallback>

/** So many messages an hour, at most, to one recipient domain. */
export const DomainRate = v.strictObject({
  domain: v.pipe(v.string(), v.toLowerCase(), v.regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/)),
  perHourMax: v.pipe(Count, v.minValue(1)),
})
export type DomainRate = v.InferOutput<typeof DomainRate>

/**
 * How a route sends, beyond where to: part of the route, and so of every manifest. A route without
 * it goes the plain way of `plainTransport`.
 */
export const Transport = v.strictObject({
  /** What the relay's secret is: `token` is shown to XOAUTH2 only. */
  auth: v.picklist(['password', 'token']),
  pins: Pins,
  fallbacks: v.pipe(v.array(Fallback), v.maxLength(4)),
  /** BDAT where the relay offers it (RFC 3030). */
  chunking: v.boolean(),
  /** Asks the relay to report failures under an id of ours (RFC 3461). */
  dsn: v.boolean(),
  /**
   * With BDAT: messages of one connection that may wait for the answer to their end at a time; as
   * many are in doubt when it breaks. Absent: one.
   */
  inFlightMax: v.exactOptional(v.pipe(Count, v.minValue(2), v.maxValue(4))),
  domainRates: v.exactOptional(
    v.pipe(
      v.array(DomainRate),
      v.maxLength(50),
      v.check((rates) => new Set(rates.map(({ domain }) => domain)).size === rates.length),
    ),
  ),
})
export type Transport = v.InferOutput<typeof Transport>

export const plainTransport: Transport = {
  auth: 'password',
  pins: [],
  fallbacks: [],
  chunking: false,
  dsn: false,
}
