import type { RouteView } from '../../../preload/contract/routes.ts'
import type { DirectTls, TlsRule } from '../../../preload/contract/transport.ts'
import type { ChannelRawInput } from '../../../preload/contract.ts'

export const inFlightChoices = ['1', '2', '3', '4'] as const
export type InFlight = (typeof inFlightChoices)[number]

/** A route as it is typed: text until it is whole. */
export interface RouteDraft {
  readonly name: string
  readonly host: string
  readonly port: string
  readonly tls: TlsRule
  readonly user: string
  readonly password: string
  readonly ca: string
  readonly dkimDomain: string
  readonly dkimSelector: string
  readonly connectionsMax: string
  readonly ratePerHourMax: string
  readonly quorum: string
  /** SHA-256 of public keys in hex, separated by white space. */
  readonly pins: string
  readonly fallbackHost: string
  readonly fallbackPort: string
  readonly fallbackUser: string
  readonly fallbackPassword: string
  readonly ed25519: boolean
  readonly dsn: boolean
  readonly chunking: boolean
  /** With chunking: messages of one connection that may wait for their answer. */
  readonly inFlight: InFlight
  readonly isToken: boolean
  /** One line each: a domain and its messages per hour. */
  readonly domainRates: string
  /** There is no relay; `host` is the name that receivers are greeted with. */
  readonly isDirect: boolean
  readonly directTls: DirectTls
}

export const blankRoute: RouteDraft = {
  name: '',
  host: '',
  port: '587',
  tls: 'starttls',
  user: '',
  password: '',
  ca: '',
  dkimDomain: '',
  dkimSelector: 'sekisho1',
  connectionsMax: '10',
  ratePerHourMax: '',
  quorum: '1',
  pins: '',
  fallbackHost: '',
  fallbackPort: '587',
  fallbackUser: '',
  fallbackPassword: '',
  ed25519: false,
  dsn: false,
  chunking: false,
  inFlight: '1',
  isToken: false,
  domainRates: '',
  isDirect: false,
  directTls: 'encrypted',
}

/** A route as it is, to be changed. Passwords are nowhere to be had. */
export function toDraft({ transport, dkim, ...route }: RouteView): RouteDraft {
  const [fallback] = transport.fallbacks
  const user = route.user ?? ''
  return {
    ...blankRoute,
    ...{ name: route.name, host: route.host, port: String(route.port), tls: route.tls, user },
    ca: route.ca ?? '',
    dkimDomain: dkim.domain,
    dkimSelector: dkim.selector,
    connectionsMax: String(route.connectionsMax),
    ratePerHourMax: route.ratePerHourMax === null ? '' : String(route.ratePerHourMax),
    quorum: String(route.quorum),
    pins: transport.pins.join('\n'),
    fallbackHost: fallback?.host ?? '',
    fallbackPort: String(fallback?.port ?? blankRoute.fallbackPort),
    fallbackUser: fallback?.user ?? '',
    ed25519: dkim.ed25519 !== null,
    ...{ dsn: transport.dsn, chunking: transport.chunking, isToken: transport.auth === 'token' },
    inFlight: inFlightChoices[(transport.inFlightMax ?? 1) - 1] ?? '1',
    isDirect: transport.direct !== undefined,
    directTls: transport.direct?.tls ?? blankRoute.directTls,
    domainRates: (transport.domainRates ?? [])
      .map(({ domain, perHourMax }) => `${domain} ${perHourMax}`)
      .join('\n'),
  }
}

export const usualPorts: Readonly<Record<TlsRule, string>> = { starttls: '587', implicit: '465' }

type RelayInput = ChannelRawInput<'routes.test'>
type RouteInput = Omit<ChannelRawInput<'routes.create'>, 'code'>

/** What the relay test needs; null while host or port cannot be right. */
export function toRelay(draft: RouteDraft): RelayInput | null {
  const port = toCount(draft.port, 65_535)
  const pins = toPins(draft.pins)
  if (draft.host.trim() === '' || port === null || pins === null) {
    return null
  }
  const user = draft.user.trim()
  return {
    host: draft.host.trim(),
    port,
    tls: draft.tls,
    user: user === '' ? null : user,
    password: user === '' ? null : draft.password,
    ca: draft.ca.trim() === '' ? null : draft.ca,
    pins,
    auth: toAuth(draft),
  }
}

const toAuth = ({ isToken }: RouteDraft) => (isToken ? 'token' : 'password')

/** At most two; colons and capitals are fine. Null while one is none. */
function toPins(text: string): string[] | null {
  const pins = text
    .normalize('NFKC')
    .split(/[\s,]+/)
    .filter((each) => each !== '')
    .map((each) => each.replaceAll(':', '').toLowerCase())
  return pins.length <= 2 && pins.every((each) => /^[0-9a-f]{64}$/.test(each)) ? pins : null
}

type Fallback = NonNullable<RouteInput['transport']>['fallbacks'][number]

/** The other relay, secured as the first; empty: there is none. Null while it is not whole. */
function toFallbacks(draft: RouteDraft): Fallback[] | null {
  const host = draft.fallbackHost.trim()
  if (host === '') return []
  const port = toCount(draft.fallbackPort, 65_535)
  if (port === null) return null
  const user = draft.fallbackUser.trim()
  const credentials =
    user === '' ? { user: null, password: null } : { user, password: draft.fallbackPassword }
  const ca = draft.ca.trim() === '' ? null : draft.ca
  return [{ host, port, tls: draft.tls, ca, pins: [], ...credentials }]
}

/** The whole route; null while anything that it needs is missing. */
export function toRoute(typed: RouteDraft): RouteInput | null {
  const draft = typed.isDirect ? withoutRelay(typed) : typed
  const relay = toRelay(draft)
  const connectionsMax = toCount(draft.connectionsMax, 100)
  const quorum = toCount(draft.quorum, 10)
  const rate = draft.ratePerHourMax.trim()
  const ratePerHourMax = rate === '' ? null : toCount(rate, Number.MAX_SAFE_INTEGER)
  const fallbacks = toFallbacks(draft)
  const domainRates = toDomainRates(draft.domainRates)
  const isWhole = [draft.name, draft.dkimDomain, draft.dkimSelector].every(
    (part) => part.trim() !== '',
  )
  if (
    relay === null ||
    connectionsMax === null ||
    quorum === null ||
    fallbacks === null ||
    domainRates === null ||
    !isWhole ||
    (rate !== '' && ratePerHourMax === null)
  ) {
    return null
  }
  const { auth, ...place } = relay
  const { dsn, chunking } = draft
  const inFlightMax = chunking ? Number(draft.inFlight) : 1
  return {
    ...place,
    name: draft.name,
    dkimDomain: draft.dkimDomain,
    dkimSelector: draft.dkimSelector,
    dkimEd25519Selector: draft.ed25519 ? `${draft.dkimSelector.trim()}-ed25519` : null,
    transport: {
      ...{ auth: auth ?? 'password', fallbacks, dsn, chunking },
      ...(inFlightMax === 1 ? {} : { inFlightMax }),
      ...(domainRates.length === 0 ? {} : { domainRates }),
      ...(draft.isDirect ? { direct: { tls: draft.directTls } } : {}),
    },
    connectionsMax,
    ratePerHourMax,
    quorum,
  }
}

/** What was typed of a relay and does not count while there is none. */
function withoutRelay(draft: RouteDraft): RouteDraft {
  const { port, tls, user, password, ca, pins, fallbackHost, isToken, chunking } = blankRoute
  return { ...draft, port, tls, user, password, ca, pins, fallbackHost, isToken, chunking }
}

type DomainRates = NonNullable<NonNullable<RouteInput['transport']>['domainRates']>

/** `docomo.ne.jp 10,000`, one a line, each domain once. Null while a line says something else. */
function toDomainRates(text: string): DomainRates | null {
  const lines = text
    .normalize('NFKC')
    .split('\n')
    .map((line) => line.trim().toLowerCase())
    .filter((line) => line !== '')
  const rates: DomainRates = []
  for (const line of lines) {
    const [, domain = '', count = ''] =
      /^@?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)[\s:=]+(\d[\d,]*)$/.exec(line) ?? []
    const perHourMax = toCount(count, Number.MAX_SAFE_INTEGER)
    if (perHourMax === null || rates.some((each) => each.domain === domain)) return null
    rates.push({ domain, perHourMax })
  }
  return rates.length <= 50 ? rates : null
}

/** A whole number from 1 on; full-width digits and separators are fine. */
function toCount(text: string, max: number): number | null {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '')
  const value = /^\d{1,15}$/.test(plain) ? Number(plain) : 0
  return value >= 1 && value <= max ? value : null
}
