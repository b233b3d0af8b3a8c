import { type ED25519KeyPairOptions, generateKeyPair, generateKeyPairSync } from 'node:crypto'
import { promisify } from 'node:util'
import type { RouteView } from '../../preload/contract/routes.ts'
import { plainTransport, type Transport } from '../../preload/contract/transport.ts'
import type { ChannelInput } from '../../preload/contract.ts'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import type { PolicyContent, Route } from '../journal/journal.ts'
import { requireAllowedRelay } from '../policy/policy.ts'
import type { Ports, Random } from '../ports.ts'
import { sealingKeyFromSecret } from '../vault/vault.ts'
import { shareHoldersOf } from './approvers.ts'
import { toBase64 } from './base64.ts'
import { directPlace, directProblem } from './direct-rule.ts'
import { timesOfEntry } from './entry-problem.ts'
import {
  dkimPublicKeyOf,
  ed25519PublicKeyOf,
  type SealedRouteKey,
  sealRouteSecrets,
} from './route-key.ts'
import { withoutStrayKeys } from './sender-key.ts'

const makeKeyPair = promisify(generateKeyPair)
const asPem: KeyPairOptions = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
}
type KeyPairOptions = ED25519KeyPairOptions<'pem', 'pem'>
type RoutePorts = Pick<Ports, 'clock' | 'random'>
type RouteInput = Omit<ChannelInput<'routes.create'>, 'code'>

export function toRouteViews(session: Session): RouteView[] {
  const { detail, routeKeys } = session.journal.policy()
  return detail.routes.map((route) =>
    toRouteView(
      session,
      route,
      routeKeys.find((each) => each.route === route.id),
    ),
  )
}

function toRouteView(
  { journal }: Session,
  route: Route,
  key: Pick<SealedRouteKey, 'shares'> | undefined,
): RouteView {
  const { dkim, transport = plainTransport, salt: _, sealKey: __, ...rest } = route
  const trust = journal.trust()
  return {
    ...rest,
    ...timesOfEntry('route', route, { trust, policy: journal.policy() }),
    dkim: {
      domain: dkim.domain,
      selector: dkim.selector,
      recordName: `${dkim.selector}._domainkey.${dkim.domain}`,
      recordText: `v=DKIM1; k=rsa; p=${dkim.publicKey}`,
      ed25519:
        dkim.ed25519 === undefined
          ? null
          : {
              recordName: `${dkim.ed25519.selector}._domainkey.${dkim.domain}`,
              recordText: `v=DKIM1; k=ed25519; p=${dkim.ed25519.publicKey}`,
            },
    },
    transport,
    approvers: key?.shares.map((each) => each.member) ?? [],
  }
}

/**
 * Defines a route: makes its DKIM key here, seals that and the password to the approvers, and signs
 * both into the next policy. After this nobody has the password, the administrator included.
 */
export async function createRoute(
  session: Session,
  ports: RoutePorts,
  given: RouteInput,
): Promise<RouteView> {
  const input = withoutRelay(given)
  requireAllowedRelays(session, input)
  const id = `r-${Buffer.from(ports.random.bytes(12)).toString('hex')}`
  const { route, routeKey } = await makeRoute(session, ports, { id, input })
  await session.journal.publishPolicy(
    (content) => withRoute(content, null, { route, routeKey }),
    session,
  )
  return toRouteView(session, route, routeKey)
}

/**
 * Makes a route another under its id. Kept secrets stay under their key, which this PC never opens;
 * else everything is typed and made anew, and what opened the old ones opens nothing of these. Fails
 * with `approval.secrets-needed` for a change that the kept ones do not fit.
 */
export async function changeRoute(
  session: Session,
  ports: RoutePorts,
  given: { readonly id: string; readonly input: RouteInput; readonly keepsSecrets: boolean },
): Promise<RouteView> {
  const o = { ...given, input: withoutRelay(given.input) }
  requireAllowedRelays(session, o.input)
  const { detail, routeKeys } = session.journal.policy()
  const before = detail.routes.find((each) => each.id === o.id)
  const key = routeKeys.find((each) => each.route === o.id)
  if (before === undefined || key === undefined) return fail('approval.no-such-route', {})
  const { route, routeKey } = o.keepsSecrets
    ? { route: withKeptSecrets(before, ports.random, o.input), routeKey: key }
    : await makeRoute(session, ports, o)
  const made = { route, routeKey: o.keepsSecrets ? null : routeKey }
  await session.journal.publishPolicy((content) => withRoute(content, o.id, made), session)
  return toRouteView(session, route, routeKey)
}

/** Fails for a way that the organization's policy, or IT on this machine, does not allow. */
function requireAllowedRelays({ journal }: Session, input: RouteInput): void {
  const problem = directProblem(input, journal.policy().rules)
  if (problem !== null) throw new ProblemError(problem)
  const { direct, fallbacks } = input.transport
  const relays = direct === undefined ? [input, ...fallbacks] : [directPlace]
  for (const relay of relays) requireAllowedRelay(relay, journal.machine)
}

/** True when it is gone; false while other administrators have to sign that. */
export async function removeRoute(session: Session, id: string): Promise<boolean> {
  const { routes } = session.journal.policy().detail
  if (!routes.some((each) => each.id === id)) fail('approval.no-such-route', {})
  const proposal = await session.journal.publishPolicy(
    ({ detail, routeKeys, ...rest }) => ({
      ...rest,
      detail: withoutStrayKeys({
        ...detail,
        routes: detail.routes.filter((each) => each.id !== id),
      }),
      routeKeys: routeKeys.filter((each) => each.route !== id),
    }),
    session,
  )
  return proposal === null
}

/** The policy with the route in the place of `id`, or as another one. A null key: as it was. */
function withRoute(
  { detail, routeKeys, ...rest }: PolicyContent,
  id: string | null,
  { route, routeKey }: { readonly route: Route; readonly routeKey: SealedRouteKey | null },
): PolicyContent {
  const others = detail.routes.filter((each) => each.id !== id)
  requireFreeName(others, route.name)
  const routes =
    id === null ? [...others, route] : detail.routes.map((each) => (each.id === id ? route : each))
  const keys = routeKeys.filter((each) => each.route !== id || routeKey === null)
  return {
    ...rest,
    detail: withoutStrayKeys({ ...detail, routes }),
    routeKeys: routeKey === null ? keys : [...keys, routeKey],
  }
}

async function makeRoute(
  session: Session,
  ports: RoutePorts,
  { id, input }: { readonly id: string; readonly input: RouteInput },
): Promise<{ readonly route: Route; readonly routeKey: SealedRouteKey }> {
  const { journal } = session
  const { random } = ports
  requireFreeName(
    journal.policy().detail.routes.filter((each) => each.id !== id),
    input.name,
  )
  const approvers = shareHoldersOf(journal.directory().members, id)
  if (approvers.length < input.quorum) return fail('approval.route-needs-approver', {})
  const { privateKey } = await makeKeyPair('rsa', { modulusLength: 2048, ...asPem })
  const second =
    input.dkimEd25519Selector === null ? null : generateKeyPairSync('ed25519', asPem).privateKey
  const publicKey = dkimPublicKeyOf(privateKey)
  const sealSecret = random.bytes(32)
  const routeKey = await sealRouteSecrets({
    route: id,
    secrets: {
      password: input.password,
      dkimPrivateKey: privateKey,
      ...(second === null ? {} : { ed25519PrivateKey: second }),
      fallbackPasswords: input.transport.fallbacks.map(({ password }) => password),
      sealSecret: toBase64(sealSecret),
    },
    threshold: input.quorum,
    recoverySealKey: journal.trust().root.body.recovery?.sealKey ?? null,
    approvers,
    enteredAt: new Date(ports.clock.now()).toISOString(),
    random,
  })
  const ed25519 = second === null ? null : ed25519PublicKeyOf(second)
  const sealKey = sealingKeyFromSecret(sealSecret).publicKey
  sealSecret.fill(0)
  return { route: toRoute(id, random, input, { publicKey, ed25519, sealKey }), routeKey }
}

function withKeptSecrets(before: Route, random: Random, input: RouteInput): Route {
  const { dkim, transport = plainTransport } = before
  const belongings = (
    user: string | null,
    auth: string,
    fallbacks: readonly { readonly user: string | null }[],
  ) => JSON.stringify([user, auth, fallbacks.map((each) => each.user)])
  const isFit =
    belongings(before.user, transport.auth, transport.fallbacks) ===
      belongings(input.user, input.transport.auth, input.transport.fallbacks) &&
    before.quorum === input.quorum &&
    (dkim.ed25519 === undefined) === (input.dkimEd25519Selector === null)
  if (!isFit) return fail('approval.secrets-needed', {})
  const { publicKey, ed25519 } = dkim
  const { sealKey } = before
  const keys = { publicKey, ed25519: ed25519?.publicKey ?? null, sealKey }
  return toRoute(before.id, random, input, keys)
}

function toRoute(
  id: string,
  random: Random,
  input: RouteInput,
  keys: {
    readonly publicKey: string
    readonly ed25519: string | null
    readonly sealKey: string | undefined
  },
): Route {
  const { name, host, port, tls, ca, user, connectionsMax, ratePerHourMax, quorum } = input
  const { dkimDomain, dkimSelector, dkimEd25519Selector } = input
  return {
    ...{ id, name, host, port, tls, ca, user },
    dkim: {
      domain: dkimDomain,
      selector: dkimSelector,
      publicKey: keys.publicKey,
      ...(keys.ed25519 === null || dkimEd25519Selector === null
        ? {}
        : { ed25519: { selector: dkimEd25519Selector, publicKey: keys.ed25519 } }),
    },
    transport: toTransport(input),
    ...{ connectionsMax, ratePerHourMax, quorum },
    salt: Buffer.from(random.bytes(32)).toString('hex'),
    ...(keys.sealKey === undefined ? {} : { sealKey: keys.sealKey }),
  }
}

/** Where there is no relay, nothing of one is signed: no user, no other relays, no authority or key of its own. */
function withoutRelay(input: RouteInput): RouteInput {
  if (input.transport.direct === undefined) return input
  const transport = {
    ...input.transport,
    auth: 'password' as const,
    fallbacks: [],
    chunking: false,
  }
  const { port, tls } = directPlace
  return { ...input, port, tls, ca: null, pins: [], user: null, password: null, transport }
}

function toTransport({ pins, transport }: Pick<RouteInput, 'pins' | 'transport'>): Transport {
  const { fallbacks, ...rest } = transport
  return { ...rest, pins, fallbacks: fallbacks.map(({ password: _, ...relay }) => relay) }
}

function requireFreeName(routes: readonly Route[], name: string): void {
  if (routes.some((each) => each.name.normalize('NFKC') === name.normalize('NFKC')))
    fail('approval.route-name-taken', { name })
}
