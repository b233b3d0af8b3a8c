import { type ED25519KeyPairOptions, generateKeyPair, generateKeyPairSync } from 'node:crypto'
import { promisify } from 'node:util'
import type { RouteView, SenderIdentityView } from '../../preload/contract/routes.ts'
import { plainTransport, type Transport } from '../../preload/contract/transport.ts'
import type { ChannelInput } from '../../preload/contract.ts'
import { fail } from '../../preload/problem.ts'
import { parseAddress } from '../address/address.ts'
import type { Session } from '../identity/identity.ts'
import type { Policy, Route } from '../journal/journal.ts'
import { requireAllowedRelay } from '../policy/policy.ts'
import type { Random } from '../ports.ts'
import { activeApprovers } from './approvers.ts'
import { dkimPublicKeyOf, ed25519PublicKeyOf, sealRouteSecrets } from './route-key.ts'

const makeKeyPair = promisify(generateKeyPair)
const asPem: KeyPairOptions = {
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
}
type KeyPairOptions = ED25519KeyPairOptions<'pem', 'pem'>
type RouteInput = Omit<ChannelInput<'routes.create'>, 'code'>

export function toRouteViews({ journal }: Session): RouteView[] {
  const { detail, routeKeys } = journal.policy()
  return detail.routes.map((route) => toRouteView(route, routeKeys))
}

function toRouteView(route: Route, routeKeys: Policy['routeKeys']): RouteView {
  const { dkim, transport = plainTransport, ...rest } = route
  const key = routeKeys.find((each) => each.route === route.id)
  return {
    ...rest,
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
  random: Random,
  input: RouteInput,
): Promise<RouteView> {
  const { journal } = session
  const relays = [input, ...input.transport.fallbacks]
  for (const relay of relays) requireAllowedRelay(relay, journal.machine)
  requireFreeName(journal.policy().detail.routes, input.name)
  const approvers = activeApprovers(journal.directory().members)
  if (approvers.length < input.quorum) return fail('approval.route-needs-approver', {})
  const { privateKey } = await makeKeyPair('rsa', { modulusLength: 2048, ...asPem })
  const second =
    input.dkimEd25519Selector === null ? null : generateKeyPairSync('ed25519', asPem).privateKey
  const route: Route = {
    id: makeId('r', random),
    name: input.name,
    host: input.host,
    port: input.port,
    tls: input.tls,
    ca: input.ca,
    user: input.user,
    dkim: {
      domain: input.dkimDomain,
      selector: input.dkimSelector,
      publicKey: dkimPublicKeyOf(privateKey),
      ...(second === null || input.dkimEd25519Selector === null
        ? {}
        : {
            ed25519: {
              selector: input.dkimEd25519Selector,
              publicKey: ed25519PublicKeyOf(second),
            },
          }),
    },
    transport: toTransport(input),
    connectionsMax: input.connectionsMax,
    ratePerHourMax: input.ratePerHourMax,
    quorum: input.quorum,
  }
  const routeKey = await sealRouteSecrets({
    route: route.id,
    secrets: {
      password: input.password,
      dkimPrivateKey: privateKey,
      ...(second === null ? {} : { ed25519PrivateKey: second }),
      fallbackPasswords: input.transport.fallbacks.map(({ password }) => password),
    },
    threshold: input.quorum,
    recoverySealKey: journal.trust().root.body.recovery?.sealKey ?? null,
    approvers,
    random,
  })
  await journal.publishPolicy(({ detail, routeKeys, ...rest }) => {
    requireFreeName(detail.routes, input.name)
    return {
      ...rest,
      detail: { ...detail, routes: [...detail.routes, route] },
      routeKeys: [...routeKeys, routeKey],
    }
  }, session)
  return toRouteView(route, [routeKey])
}

function toTransport({ pins, transport }: Pick<RouteInput, 'pins' | 'transport'>): Transport {
  const { fallbacks, ...rest } = transport
  return { ...rest, pins, fallbacks: fallbacks.map(({ password: _, ...relay }) => relay) }
}

function requireFreeName(routes: readonly Route[], name: string): void {
  if (routes.some((each) => each.name.normalize('NFKC') === name.normalize('NFKC')))
    fail('approval.route-name-taken', { name })
}

/** Signs a sender into the next policy. Fails with `lists.row-address-*` for a bad address. */
export async function createSenderIdentity(
  session: Session,
  random: Random,
  input: Omit<ChannelInput<'routes.create-sender-identity'>, 'code'>,
): Promise<SenderIdentityView> {
  const identity = {
    id: makeId('s', random),
    name: input.name,
    address: parsed(input.address),
    replyTo: input.replyTo === null ? null : parsed(input.replyTo),
  }
  await session.journal.publishPolicy(
    ({ detail, ...rest }) => ({
      ...rest,
      detail: { ...detail, senderIdentities: [...detail.senderIdentities, identity] },
    }),
    session,
  )
  return identity
}

function parsed(text: string): string {
  const address = parseAddress(text)
  return typeof address === 'string' ? address : fail(`lists.row-address-${address.reason}`, {})
}

function makeId(kind: 'r' | 's', random: Random): string {
  return `${kind}-${Buffer.from(random.bytes(12)).toString('hex')}`
}
