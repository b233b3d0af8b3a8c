import type { Handlers, StepUp, StepUpAct } from '../../preload/contract/channel.ts'
import type { governanceChannels } from '../../preload/contract/governance.ts'
import { changeAdministrators, toAdministratorsView } from './administrators.ts'
import { listDepartments, saveDepartment } from './department.ts'
import { endMembership } from './end-membership.ts'
import type { IdentityContext, Session } from './identity-context.ts'
import { readProofs } from './keeper-proof.ts'
import { listProposals } from './proposal-view.ts'
import { changeRule, toRuleViews } from './rules.ts'

/** What administrators do to the organization itself. Every act has its step-up. */
export function governanceHandlers(
  { ports, holdingVault, changed, fileTokens }: IdentityContext,
  o: { readonly session: () => Session; readonly stepUp: StepUp },
): Handlers<typeof governanceChannels> {
  const act = async <T>(
    code: string,
    work: (session: Session) => Promise<T>,
    kind: StepUpAct = 'grant',
  ): Promise<T> => {
    await o.stepUp(code, kind)
    const done = await holdingVault(() => work(o.session()))
    changed()
    return done
  }
  const signer = ({ member, signing }: Session) => ({ member, signing })
  return {
    'governance.rules': () => toRuleViews(o.session()),
    'governance.change-rule': async ({ code, ...input }) => {
      const here = { addresses: ports.localAddresses(), version: ports.version }
      await act(code, (session) => changeRule(session, { ...input, ...here }))
      return {}
    },
    'governance.proposals': () => holdingVault(() => listProposals(o.session())),
    'governance.co-sign': ({ id, code }) =>
      act(code, async (session) => ({
        isInForce: await session.journal.coSign(id, signer(session)),
      })),
    'governance.object': async ({ id, code }) => {
      await act(code, (session) => session.journal.objectTo(id, signer(session)), 'own')
      return {}
    },
    'governance.end-membership': async ({ code, ...input }) => {
      await act(code, (session) => endMembership(session, { ...input, nowMs: ports.clock.now() }))
      return {}
    },
    'governance.departments': () => listDepartments(o.session()),
    'governance.save-department': async ({ code, ...input }) => {
      await act(code, (session) => saveDepartment(session, input, ports.random))
      return {}
    },
    'governance.administrators': () => toAdministratorsView(o.session()),
    'governance.change-administrators': async ({ code, ...input }) => {
      const proofs = await readProofs(input.proofs, fileTokens)
      await act(code, (session) => changeAdministrators(session, { ...input, proofs }))
      return {}
    },
  }
}
