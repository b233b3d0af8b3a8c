import type { Transport } from '../../preload/contract/transport.ts'
import { type Problem, toProblem } from '../../preload/problem.ts'
import type { PolicyRules } from '../journal/journal.ts'

/** How the machine's policy names sending without a relay among the relays that it allows. */
export const directPlace = { host: 'direct-mx', port: 25, tls: 'starttls', pins: [] } as const

/** RFC 5321 section 4.1.1.1: receivers are greeted with a name that leads back to us. */
function isHostName(name: string): boolean {
  return /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(name)
}

/** Why the organization's policy lets nothing leave by this route, or null: sending without a relay is off. */
export function directProblem(
  {
    host,
    transport,
  }: { readonly host: string; readonly transport?: Pick<Transport, 'direct'> | undefined },
  { directDelivery }: Pick<PolicyRules, 'directDelivery'>,
): Problem | null {
  if (transport?.direct === undefined) return null
  if (directDelivery === 'never') return toProblem('approval.direct-not-allowed', {})
  if (!isHostName(host)) return toProblem('approval.direct-needs-name', {})
  return transport.direct.tls === 'opportunistic' && directDelivery !== 'opportunistic'
    ? toProblem('approval.direct-needs-tls', {})
    : null
}
