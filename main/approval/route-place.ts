import type { ManifestView } from '../../preload/contract/campaigns.ts'
import type { Route } from '../journal/journal.ts'

type Place = Pick<Route, 'name' | 'host' | 'port' | 'tls' | 'transport'>

/** A route as the manifest's panel names it. */
export function routeView({
  name,
  host,
  port,
  tls,
  transport,
}: Place): NonNullable<ManifestView['route']> {
  return { name, host, port, tls, direct: transport?.direct?.tls ?? null }
}

/** Where a route goes, in one line: its relay, or the receivers' own mail hosts and by which name they are greeted. */
export function routePlaceText({ host, port, transport }: Omit<Place, 'name' | 'tls'>): string {
  return transport?.direct === undefined ? `${host}:${port}` : `MX (${host})`
}

/** How it is secured; of a route without a relay, what is asked of each receiver at least. */
export function routeTlsText({ tls, transport }: Pick<Place, 'tls' | 'transport'>): string {
  return transport?.direct === undefined ? tls : `direct-${transport.direct.tls}`
}
