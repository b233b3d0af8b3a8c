import * as v from 'valibot'
import type { Handlers, StepUp } from '../../preload/contract/channel.ts'
import type { RouteKeyView, routeKeysChannels } from '../../preload/contract/route-keys.ts'
import type { EventName, EventPayload } from '../../preload/contract.ts'
import { fail } from '../../preload/problem.ts'
import type { Session } from '../identity/identity.ts'
import { type Route, RouteKey } from '../journal/journal.ts'
import type { Ports, Random } from '../ports.ts'
import { shareHoldersOf } from './approvers.ts'
import {
  foldRenewals,
  formerHolders,
  isHolder,
  type Renewal,
  renewalRecords,
  stalenessOf,
} from './key-renewal.ts'
import {
  dkimPublicKeyOf,
  giveShare,
  keyIdOf,
  openSecretsForRenewal,
  type SealedRouteKey,
  sealRouteSecrets,
} from './route-key.ts'

interface Context {
  readonly ports: Pick<Ports, 'random'>
  readonly session: () => Session
  readonly stepUp: StepUp
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
}

/**
 * A route's key is shared anew when approvers come and go: enough holders give their shares to one of
 * them, whose PC makes a new key over the same secrets for everybody who may approve now, and the
 * administrators sign it into the policy. Nobody types the password, and old shares do not fit the new
 * key.
 */
export function keyRenewalHandlers({
  ports: { random },
  session,
  stepUp,
  emit,
}: Context): Handlers<typeof routeKeysChannels> {
  const signed = async (code: string, act: () => Promise<string>): Promise<RouteKeyView> => {
    // Whatever is done here says who can open a route's secrets.
    await stepUp(code, 'grant')
    const route = await act()
    emit('journal.changed', {})
    return toView(session(), keyOfRoute(session(), route))
  }
  return {
    'route-keys.list': () => keysOf(session()).map((each) => toView(session(), each)),
    'route-keys.renew': ({ route, code }) => signed(code, () => renew(session(), random, route)),
    'route-keys.give-share': ({ renewal, code }) =>
      signed(code, () => give(session(), random, renewal)),
    'route-keys.sign': ({ renewal, code }) => signed(code, () => signKey(session(), renewal)),
  }
}

interface KeyOfRoute {
  readonly route: Route
  readonly routeKey: SealedRouteKey
  readonly renewals: readonly Renewal[]
}

function keysOf({ journal }: Session): KeyOfRoute[] {
  const { detail, routeKeys } = journal.policy()
  const trust = journal.trust()
  const records = renewalRecords(journal.recordsOf)
  return detail.routes.flatMap((route) => {
    const routeKey = routeKeys.find((each) => each.route === route.id)
    if (routeKey === undefined) return []
    return [{ route, routeKey, renewals: foldRenewals(routeKey, { trust, records }) }]
  })
}

function keyOfRoute(session: Session, route: string): KeyOfRoute {
  const found = keysOf(session).find((each) => each.route.id === route)
  return found ?? fail('approval.no-such-route', {})
}

function renewalOf(session: Session, hash: string): KeyOfRoute & { readonly renewal: Renewal } {
  for (const each of keysOf(session)) {
    const renewal = each.renewals.find(({ record }) => record.hash === hash)
    if (renewal !== undefined) return { ...each, renewal }
  }
  return fail('approval.no-renewal', {})
}

function toView(session: Session, { route, routeKey, renewals }: KeyOfRoute): RouteKeyView {
  const { journal } = session
  const { nameOf } = journal.directory()
  const trust = journal.trust()
  const stale = stalenessOf(route, routeKey, trust)
  const shown = shownOf(session, { route, routeKey, renewals })
  return {
    route: route.id,
    name: route.name,
    needed: routeKey.threshold,
    missing: (stale?.missing ?? []).map(nameOf),
    gone: (stale?.gone ?? []).map(nameOf),
    isStale: stale !== null,
    renewal:
      shown === null
        ? null
        : { renewal: shown.record.hash, byName: nameOf(shown.by), found: shown.found },
    act: actOf(session, { route, routeKey, renewals }, stale !== null),
    formerNames: formerHolders(routeKey, trust).map(nameOf),
  }
}

/** One that is made waits for signatures; then one's own; else the one that has most. */
function shownOf({ member }: Session, { renewals }: KeyOfRoute): Renewal | null {
  const [most = null] = renewals.toSorted((a, b) => b.found - a.found)
  return (
    renewals.find(({ renewed }) => renewed !== null) ??
    renewals.find(({ by }) => by === member) ??
    most
  )
}

function actOf(session: Session, key: KeyOfRoute, isStale: boolean): RouteKeyView['act'] {
  const { journal, member, roles, signing } = session
  const { routeKey } = key
  const { members } = journal.directory()
  const isOurs = isHolder(routeKey, members, member) && roles.includes('approver')
  const { administratorKeys } = journal.trust().root.body
  const shown = shownOf(session, key)
  if (shown === null && !isStale) return 'none'
  if (shown !== null && shown.renewed !== null) {
    const maySign = administratorKeys.includes(signing.publicKey) && roles.includes('administrator')
    return maySign && !isPolicyProposed(session) ? 'sign' : 'wait'
  }
  const holders = routeKey.shares.filter((each) => isHolder(routeKey, members, each.member))
  if (holders.length < routeKey.threshold) return roles.includes('administrator') ? 'enter' : 'wait'
  if (!isOurs) return 'wait'
  if (shown === null) return 'start'
  if (shown.by === member) return shown.found >= routeKey.threshold ? 'finish' : 'wait'
  return shown.given.some((each) => each.member === member) ? 'wait' : 'give'
}

/** Where the others have to sign a policy first, they sign that one and no second. */
function isPolicyProposed({ journal }: Session): boolean {
  return journal.proposals().some(({ type, state }) => type === 'policy' && state === 'open')
}

async function renew(session: Session, random: Random, id: string): Promise<string> {
  const { journal, member } = session
  const { routeKey, renewals } = keyOfRoute(session, id)
  if (!isHolder(routeKey, journal.directory().members, member)) fail('approval.no-share', {})
  if (!renewals.some(({ by }) => by === member)) {
    const body = { route: id, key: keyIdOf(routeKey) }
    await journal.append({ kind: 'key-renewal', body, signer: session })
  }
  const renewal = keyOfRoute(session, id).renewals.find(({ by }) => by === member)
  if (renewal !== undefined && renewal.found >= routeKey.threshold)
    await finish(session, random, renewal)
  return id
}

/** Makes the new key. Where one administrator's signature is enough and it is ours, it is good at once. */
async function finish(session: Session, random: Random, renewal: Renewal): Promise<void> {
  const { journal, member, sealing, signing, roles } = session
  const { route, routeKey } = keyOfRoute(session, renewal.record.body.route)
  const { hash } = renewal.record
  const secrets = await openSecretsForRenewal({
    ...{ routeKey, member, key: sealing, renewal: hash, given: renewal.given },
  })
  // What was shared has to be what the route says, or the new key would be good for nothing.
  if (dkimPublicKeyOf(secrets.dkimPrivateKey) !== route.dkim.publicKey)
    fail('approval.route-altered', { field: 'dkim' })
  const { enteredAt } = routeKey
  const made = await sealRouteSecrets({
    ...{ route: route.id, secrets, threshold: route.quorum, random },
    approvers: shareHoldersOf(journal.directory().members, route.id),
    recoverySealKey: journal.trust().root.body.recovery?.sealKey ?? null,
    ...(enteredAt === undefined ? {} : { enteredAt }),
  })
  const blob = await journal.putBlob(Buffer.from(JSON.stringify(made)))
  const body = { renewal: hash, routeKey: blob }
  await journal.append({ kind: 'key-renewed', body, signer: session })
  const { administratorKeys } = journal.trust().root.body
  const isAdministrator = administratorKeys.includes(signing.publicKey)
  if (isAdministrator && roles.includes('administrator')) await signKey(session, hash)
}

async function give(session: Session, random: Random, hash: string): Promise<string> {
  const { journal, member, sealing } = session
  const { route, routeKey, renewal } = renewalOf(session, hash)
  const { members } = journal.directory()
  const renewer = members.find(({ id }) => id === renewal.by)
  if (renewer === undefined) return fail('approval.no-renewal', {})
  const renewerSealKey = renewer.sealKey
  const sealed = isHolder(routeKey, members, member)
    ? giveShare({ routeKey, member, key: sealing, renewal: hash, renewerSealKey, random })
    : null
  if (sealed === null) return fail('approval.no-share', {})
  await journal.append({ kind: 'key-share', body: { renewal: hash, sealed }, signer: session })
  return route.id
}

/** Into the policy goes only a key for exactly those who may approve now. */
async function signKey(session: Session, hash: string): Promise<string> {
  const { journal } = session
  const { route, renewal } = renewalOf(session, hash)
  if (renewal.renewed === null) return fail('approval.no-renewal', {})
  const made = await readKey(session, renewal.renewed.body.routeKey)
  const trust = journal.trust()
  const isFit = made.route === route.id && stalenessOf(route, made, trust) === null
  if (!isFit) return fail('approval.key-outdated', {})
  await journal.publishPolicy(({ routeKeys, ...rest }) => {
    const before = routeKeys.find((each) => each.route === route.id)
    const isSame = before !== undefined && keyIdOf(before) === renewal.record.body.key
    if (!isSame || before.enteredAt !== made.enteredAt) return fail('approval.no-renewal', {})
    const keys = routeKeys.map((each) => (each.route === route.id ? made : each))
    return { ...rest, routeKeys: keys }
  }, session)
  return route.id
}

async function readKey(
  { journal }: Session,
  ref: Parameters<Session['journal']['getBlob']>[0],
): Promise<RouteKey> {
  const bytes = await journal.getBlob(ref)
  try {
    return v.parse(RouteKey, JSON.parse(Buffer.from(bytes).toString('utf8')))
  } catch (error) {
    if (error instanceof SyntaxError || v.isValiError(error))
      return fail('approval.key-outdated', {})
    throw error
  }
}
