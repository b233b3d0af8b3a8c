import type { TlsRule } from '../../../preload/contract/transport.ts'
import type { ChannelRawInput } from '../../../preload/contract.ts'

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
}

export const usualPorts: Readonly<Record<TlsRule, string>> = { starttls: '587', implicit: '465' }

type RelayInput = ChannelRawInput<'routes.test'>
type RouteInput = Omit<ChannelRawInput<'routes.create'>, 'code'>

/** What the relay test needs; null while host or port cannot be right. */
export function toRelay(draft: RouteDraft): RelayInput | null {
  const port = toCount(draft.port, 65_535)
  if (draft.host.trim() === '' || port === null) {
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
  }
}

/** The whole route; null while anything that it needs is missing. */
export function toRoute(draft: RouteDraft): RouteInput | null {
  const relay = toRelay(draft)
  const connectionsMax = toCount(draft.connectionsMax, 100)
  const quorum = toCount(draft.quorum, 10)
  const rate = draft.ratePerHourMax.trim()
  const ratePerHourMax = rate === '' ? null : toCount(rate, Number.MAX_SAFE_INTEGER)
  const isWhole = [draft.name, draft.dkimDomain, draft.dkimSelector].every(
    (part) => part.trim() !== '',
  )
  if (
    relay === null ||
    connectionsMax === null ||
    quorum === null ||
    !isWhole ||
    (rate !== '' && ratePerHourMax === null)
  ) {
    return null
  }
  return {
    ...relay,
    name: draft.name,
    dkimDomain: draft.dkimDomain,
    dkimSelector: draft.dkimSelector,
    connectionsMax,
    ratePerHourMax,
    quorum,
  }
}

/** A whole number from 1 on; full-width digits and separators are fine. */
function toCount(text: string, max: number): number | null {
  const plain = text.normalize('NFKC').replace(/[,\s]/g, '')
  const value = /^\d{1,15}$/.test(plain) ? Number(plain) : 0
  return value >= 1 && value <= max ? value : null
}
