import type { Transport } from '../../preload/contract/transport.ts'
import { type Problem, toProblem } from '../../preload/problem.ts'
import type { PolicyRules } from '../journal/journal.ts'

/** How the machine's policy names sending without a relay among the relays that it allows. */
export const directPlace = { host: 'direct-mx', port: 25, tls: 'starttls', pins: [] } as const

/** Why the organization's policy lets nothing leave by this route, or null: sending without a relay is off. */
export function directProblem(
  { transport }: { readonly transport?: Pick<Transport, 'direct'> | undefined },
  { directDelivery }: Pick<PolicyRules, 'directDelivery'>,
): Problem | null {
  if (transport?.direct === undefined) return null
  if (directDelivery === 'never') return toProblem('approval.direct-not-allowed', {})
  return transport.direct.tls === 'opportunistic' && directDelivery !== 'opportunistic'
    ? toProblem('approval.direct-needs-tls', {})
    : null
}
