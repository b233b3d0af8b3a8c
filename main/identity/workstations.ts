import type { Handlers, StepUp } from '../../preload/contract/channel.ts'
import type { workstationsChannels } from '../../preload/contract/workstations.ts'
import { handOver, lookAtHandOver } from './hand-over.ts'
import type { IdentityContext, Session } from './identity-context.ts'
import { beginHandOver, completeHandOver, receiveHandOver } from './second-workstation.ts'
import { revokeWorkstation, toWorkstationViews } from './workstation-end.ts'

/** A member's further PCs, and the end of one. */
export function workstationsHandlers(
  context: IdentityContext,
  o: { readonly session: () => Session; readonly stepUp: StepUp },
): Handlers<typeof workstationsChannels> {
  const { serially, holdingVault, changed } = context
  return {
    'identity.begin-hand-over': (input) => serially(() => beginHandOver(context, input)),
    'identity.receive-hand-over': async () => ({
      memberName: await serially(() => receiveHandOver(context)),
    }),
    'identity.complete-hand-over': async ({ code }) => {
      await serially(() => completeHandOver(context, code))
      return {}
    },
    'identity.look-at-hand-over': ({ transferCode }) =>
      holdingVault(() => lookAtHandOver(context, o.session(), transferCode)),
    'identity.hand-over': async ({ code, ...input }) => {
      await o.stepUp(code, 'own')
      await serially(() => handOver(context, o.session(), input))
      return {}
    },
    'governance.workstations': () => toWorkstationViews(o.session()),
    'governance.revoke-workstation': async ({ code, ...input }) => {
      await o.stepUp(code, 'grant')
      await holdingVault(() => revokeWorkstation(o.session(), input))
      changed()
      return {}
    },
  }
}
