import type { SenderIdentityView } from '../../preload/contract/routes.ts'
import type { ChannelInput } from '../../preload/contract.ts'
import { fail } from '../../preload/problem.ts'
import { parseAddress } from '../address/address.ts'
import type { Session } from '../identity/identity.ts'
import type { SenderIdentity } from '../journal/journal.ts'
import type { Random } from '../ports.ts'
import { timesOfEntry } from './entry-problem.ts'

type SenderInput = Pick<
  ChannelInput<'routes.create-sender-identity'>,
  'name' | 'address' | 'replyTo'
>

export function toSenderViews(session: Session): SenderIdentityView[] {
  return session.journal.policy().detail.senderIdentities.map((each) => toView(session, each))
}

function toView({ journal }: Session, identity: SenderIdentity): SenderIdentityView {
  const { salt: _, ...said } = identity
  const trust = journal.trust()
  return { ...said, ...timesOfEntry('sender', identity, { trust, policy: journal.policy() }) }
}

/** Signs a sender into the next policy. Fails with `lists.row-address-*` for a bad address. */
export function createSenderIdentity(
  session: Session,
  random: Random,
  input: SenderInput,
): Promise<SenderIdentityView> {
  const id = `s-${Buffer.from(random.bytes(12)).toString('hex')}`
  return publish(session, toIdentity(id, random, input), (all, identity) => [...all, identity])
}

/** The same for one that there is. Requests that name it have to be filed again. */
export function changeSenderIdentity(
  session: Session,
  random: Random,
  { identity: id, ...input }: SenderInput & { readonly identity: string },
): Promise<SenderIdentityView> {
  requireKnown(session, id)
  return publish(session, toIdentity(id, random, input), (all, identity) =>
    all.map((each) => (each.id === id ? identity : each)),
  )
}

/** True when it is gone; false while other administrators have to sign that. */
export async function removeSenderIdentity(session: Session, id: string): Promise<boolean> {
  requireKnown(session, id)
  const proposal = await session.journal.publishPolicy(({ detail, ...rest }) => {
    const senderIdentities = detail.senderIdentities.filter((each) => each.id !== id)
    return { ...rest, detail: { ...detail, senderIdentities } }
  }, session)
  return proposal === null
}

function requireKnown({ journal }: Session, id: string): void {
  const { senderIdentities } = journal.policy().detail
  if (!senderIdentities.some((each) => each.id === id)) fail('approval.no-identity', {})
}

function toIdentity(id: string, random: Random, input: SenderInput): SenderIdentity {
  return {
    id,
    name: input.name,
    address: parsed(input.address),
    replyTo: input.replyTo === null ? null : parsed(input.replyTo),
    salt: Buffer.from(random.bytes(32)).toString('hex'),
  }
}

async function publish(
  session: Session,
  identity: SenderIdentity,
  change: (all: readonly SenderIdentity[], identity: SenderIdentity) => SenderIdentity[],
): Promise<SenderIdentityView> {
  await session.journal.publishPolicy(({ detail, ...rest }) => {
    const senderIdentities = change(detail.senderIdentities, identity)
    return { ...rest, detail: { ...detail, senderIdentities } }
  }, session)
  return toView(session, identity)
}

function parsed(text: string): string {
  const address = parseAddress(text)
  return typeof address === 'string' ? address : fail(`lists.row-address-${address.reason}`, {})
}
