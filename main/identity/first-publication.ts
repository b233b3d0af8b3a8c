import { ProblemError } from '../../preload/problem.ts'
import { claimStore, type Journal, type Store } from '../journal/journal.ts'
import type { IdentityContext } from './identity-context.ts'
import { settingNames } from './identity-context.ts'

/** The store is this organization's from here on. What it does not take lies in the outbox. */
export async function publishFirst(journal: Journal, store: Store): Promise<void> {
  await claimStore(journal.trust(), store)
  await journal.sync()
}

/**
 * A founding that was cut off between vault and store goes on. Fails with `journal.store-unreachable`
 * as long as the store is; when another organization has taken it meanwhile, the vault, in which
 * nothing is but keys that nobody knows, is set aside, and this fails with `journal.store-not-empty`.
 */
export async function finishFounding(context: IdentityContext, journal: Journal): Promise<void> {
  const { vault, ports } = context
  if (vault.setting(settingNames.founding) !== 'open') return
  try {
    await publishFirst(journal, context.openStore(vault.setting(settingNames.storeFolder) ?? ''))
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'journal.store-not-empty')
      vault.setAside()
    throw error
  }
  vault.setSetting(settingNames.founding, '')
  ports.log.write('info', 'identity.organization-founded')
}
