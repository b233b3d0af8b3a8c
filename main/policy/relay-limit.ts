import * as v from 'valibot'
import { fail } from '../../preload/problem.ts'

/** A relay that IT allows: where it is, how it has to be secured, and by which keys it is known. */
export interface AllowedRelay {
  readonly host: string
  /** Null: any. */
  readonly port: number | null
  /** Null: either. */
  readonly tls: 'implicit' | 'starttls' | null
  /** SHA-256 of public keys in hexadecimal; empty: any. */
  readonly pins: readonly string[]
}

/** What of a relay the limit looks at. */
export interface RelayPlace {
  readonly host: string
  readonly port: number
  readonly tls: 'implicit' | 'starttls'
  readonly pins: readonly string[]
}

const shape =
  /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)(?::(\d{1,5}))?((?:\s+(?:tls=(?:implicit|starttls)|pin=[0-9a-fA-F]{64}))*)$/

/** One line: `relay.example.jp:465 tls=implicit pin=<64 hexadecimal digits>`; all but the host may be left out. */
export function parseRelayLine(line: string): AllowedRelay | null {
  const match = shape.exec(line.trim())
  if (match === null) return null
  const [, host = '', port, rest = ''] = match
  const words = rest.trim().split(/\s+/)
  const rules = words.flatMap((word) => /^tls=(.*)$/.exec(word)?.[1] ?? [])
  const pins = words.flatMap((word) => /^pin=(.*)$/.exec(word)?.[1]?.toLowerCase() ?? [])
  const number = port === undefined ? null : Number(port)
  if (rules.length > 1 || (number !== null && (number < 1 || number > 65_535))) return null
  const tls = rules[0] === 'implicit' || rules[0] === 'starttls' ? rules[0] : null
  return { host: toHost(host), port: number, tls, pins }
}

export const RelayLine = v.pipe(
  v.string(),
  v.maxLength(600),
  v.check((line) => parseRelayLine(line) !== null),
)

/**
 * Whether a relay is one of the allowed ones. One with pins allows only a route that is bound to
 * keys among them: a route without pins would take any certificate.
 */
export function isRelayAllowed(lines: readonly string[], relay: RelayPlace): boolean {
  return lines.some((line) => {
    const allowed = parseRelayLine(line)
    return (
      allowed !== null &&
      allowed.host === toHost(relay.host) &&
      (allowed.port === null || allowed.port === relay.port) &&
      (allowed.tls === null || allowed.tls === relay.tls) &&
      (allowed.pins.length === 0 ||
        (relay.pins.length > 0 && relay.pins.every((pin) => allowed.pins.includes(pin))))
    )
  })
}

function toHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
}

/** Fails with `policy.relay-not-allowed`. */
export function requireAllowedRelay(
  relay: RelayPlace,
  { AllowedRelays: allowed }: { readonly AllowedRelays?: readonly string[] },
): void {
  if (allowed !== undefined && !isRelayAllowed(allowed, relay))
    fail('policy.relay-not-allowed', { relay: `${relay.host}:${relay.port}` })
}
