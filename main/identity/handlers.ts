import type { Handlers, StepUp } from '../../preload/contract/channel.ts'
import type { governanceChannels } from '../../preload/contract/governance.ts'
import type { identityChannels } from '../../preload/contract/identity.ts'
import type { keepersChannels } from '../../preload/contract/keepers.ts'
import type { workstationsChannels } from '../../preload/contract/workstations.ts'
import { fail } from '../../preload/problem.ts'
import { admit, changeRoles, countLeftOut, listEnrolments, unlock } from './admission.ts'
import { beginOrganization, completeOrganization } from './founding.ts'
import { governanceHandlers } from './governance.ts'
import type { IdentityContext, Session } from './identity-context.ts'
import { applyAgain, beginJoining, completeJoining } from './joining.ts'
import { keepersHandlers } from './keepers.ts'
import { confirmPassword, enterCode, enterPassword } from './login.ts'
import { toMemberViews } from './member.ts'
import { noteAdmissions } from './member-journal.ts'
import {
  backUpTo,
  changeOwnPassword,
  checkVault,
  chooseBackup,
  renewRecoveryCodes,
  restoreBackup,
  setVaultAside,
} from './own-vault.ts'
import { databaseHandlers } from './store-place.ts'
import { workstationsHandlers } from './workstations.ts'

export type IdentityChannels = typeof identityChannels &
  typeof governanceChannels &
  typeof keepersChannels &
  typeof workstationsChannels

interface Acts {
  readonly session: () => Session
  readonly stepUp: StepUp
  readonly lock: () => void
  readonly noteActivity: () => void
}

/** Identity's part of the contract. What has to be one after another goes through `serially`. */
export function createHandlers(
  context: IdentityContext,
  { session, stepUp, lock, noteActivity }: Acts,
): Handlers<IdentityChannels> {
  const { serially, holdingVault, ports } = context
  const nowMs = () => ports.clock.now()
  return {
    ...governanceHandlers(context, { session, stepUp }),
    ...keepersHandlers(context, { session, stepUp }),
    ...workstationsHandlers(context, { session, stepUp }),
    'identity.begin-organization': (input) => serially(() => beginOrganization(context, input)),
    'identity.complete-organization': async (input) => {
      await serially(() => completeOrganization(context, input))
      return {}
    },
    ...databaseHandlers({
      ports,
      fileTokens: context.fileTokens,
      places: context.places,
      requireNew: () => {
        if (context.vault.state() !== 'absent') fail('identity.organization-exists', {})
      },
    }),
    'identity.begin-joining': (input) => serially(() => beginJoining(context, input)),
    'identity.complete-joining': (input) => serially(() => completeJoining(context, input)),
    'identity.enter-password': async ({ member, password }) => {
      await serially(() => enterPassword(context, member, password))
      return {}
    },
    'identity.enter-code': async ({ code }) => {
      await serially(() => enterCode(context, code))
      return {}
    },
    'identity.confirm-password': async ({ password }) => {
      await serially(() => confirmPassword(context, password))
      return {}
    },
    'identity.change-password': async ({ code, ...passwords }) => {
      await stepUp(code, 'own')
      await serially(() => changeOwnPassword(context, session(), passwords))
      return {}
    },
    'identity.renew-recovery-codes': async ({ code }) => {
      await stepUp(code, 'own')
      return { recoveryCodes: await holdingVault(() => renewRecoveryCodes(context, session())) }
    },
    'identity.back-up': async ({ code }) => {
      await stepUp(code, 'own')
      return holdingVault(() => backUpTo(context, session()))
    },
    'identity.check-vault': () => holdingVault(() => checkVault(context)),
    'identity.choose-backup': () => chooseBackup(context),
    'identity.restore': async (input) => {
      await serially(() => restoreBackup(context, input))
      return {}
    },
    'identity.set-aside': () => serially(() => setVaultAside(context)),
    'identity.note-activity': () => {
      noteActivity()
      return {}
    },
    'identity.lock': () => {
      lock()
      return {}
    },
    'identity.members': () => toMemberViews(session(), nowMs()),
    'identity.enrolments': () =>
      listEnrolments(session(), { language: context.language(), nowMs: nowMs() }),
    'identity.enrolments-left-out': () => countLeftOut(session(), nowMs()),
    'identity.apply-again': async (input) => {
      await serially(() => applyAgain(context, input))
      return {}
    },
    'identity.admit': async ({ code, ...input }) => {
      await stepUp(code, 'grant')
      await holdingVault(() => admit(session(), { ...input, nowMs: nowMs() }))
      noteAdmissions(context, session().journal.directory().members)
      context.changed()
      return {}
    },
    'identity.change-roles': async ({ code, ...input }) => {
      await stepUp(code, 'grant')
      await holdingVault(() => changeRoles(session(), { ...input, nowMs: nowMs() }))
      context.changed()
      return {}
    },
    'identity.unlock': async ({ member, code }) => {
      await stepUp(code, 'grant')
      await holdingVault(() => unlock(session(), member))
      return {}
    },
  }
}
