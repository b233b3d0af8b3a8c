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
 * Of a route without a relay: how much is asked of a receiver's mail host where neither DANE nor
 * MTA-STS asks for more. verified: TLS with a certificate for its name. encrypted: TLS, whoever
 * answers. opportunistic: TLS where it is offered, and else in the clear.
 */
export const DirectTls = v.picklist(['verified', 'encrypted', 'opportunistic'])
export type DirectTls = v.InferOutput<typeof DirectTls>

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
  /**
   * There is no relay: each message goes to the mail hosts (MX) of its recipient's domain. The
   * route's host is then the name by which we greet them, its port theirs.
   */
  direct: v.exactOptional(v.strictObject({ tls: DirectTls })),
})
export type Transport = v.InferOutput<typeof Transport>

export const plainTransport: Transport = {
  auth: 'password',
  pins: [],
  fallbacks: [],
  chunking: false,
  dsn: false,
}
