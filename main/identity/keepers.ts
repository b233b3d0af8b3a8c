import { basename } from 'node:path'
import type { Handlers, StepUp } from '../../preload/contract/channel.ts'
import type { keepersChannels } from '../../preload/contract/keepers.ts'
import { fail } from '../../preload/problem.ts'
import { readBack, saveKeeperFile } from './ceremony.ts'
import { beginRecovery, completeRecovery, sheetsNeeded } from './forgotten-password.ts'
import type { IdentityContext, Session } from './identity-context.ts'
import { assertGoodPassword } from './password.ts'
import { beginRotation, completeRotation } from './root-rotation.ts'
import { beginTakeover, completeTakeover, findByKeepers } from './takeover.ts'

/** The ceremony of the organization's key, and what its sheets do later. */
export function keepersHandlers(
  context: IdentityContext,
  o: { readonly session: () => Session; readonly stepUp: StepUp },
): Handlers<typeof keepersChannels> {
  const { serially, holdingVault, current, ports, fileTokens } = context
  const ceremony = () =>
    current.founding?.ceremony ?? current.rotation ?? fail('identity.nothing-begun', {})
  return {
    'keepers.read-back': (input) => {
      readBack(ceremony(), input)
      return {}
    },
    'keepers.save-file': async ({ sheet, passphrase }) => {
      const { organizationName, rule } = ceremony()
      await assertGoodPassword(passphrase, { names: [organizationName] })
      const name = `${sheet}-${rule.count}.sekisho-key`
      const path = await ports.fileDialog.chooseSaveTarget('keeper', name)
      if (path === null) return null
      await saveKeeperFile(ceremony(), { sheet, passphrase, path }, ports)
      return { path }
    },
    'keepers.choose-file': async () => {
      const path = await ports.fileDialog.chooseFile('keeper')
      return path === null ? null : { file: fileTokens.issue(path), name: basename(path) }
    },
    'keepers.sheets-needed': () => sheetsNeeded(context),
    'keepers.begin-recovery': (input) => serially(() => beginRecovery(context, input)),
    'keepers.complete-recovery': (input) => serially(() => completeRecovery(context, input)),
    'keepers.find-organization': (input) => serially(() => findByKeepers(context, input)),
    'keepers.begin-takeover': (input) => serially(() => beginTakeover(context, input)),
    'keepers.complete-takeover': async (input) => {
      await serially(() => completeTakeover(context, input))
      return {}
    },
    'keepers.begin-rotation': ({ rule }) =>
      holdingVault(() => beginRotation(context, o.session(), rule)),
    'keepers.complete-rotation': async ({ code, proofs }) => {
      await o.stepUp(code, 'grant')
      await holdingVault(() => completeRotation(context, o.session(), proofs))
      context.changed()
      return {}
    },
  }
}
