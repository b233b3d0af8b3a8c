import type { KeeperProof, KeeperRule } from '../../preload/contract/keepers.ts'
import { fail } from '../../preload/problem.ts'
import { endCeremony, makeCeremony, requireProven, sheetsOf } from './ceremony.ts'
import type { IdentityContext, Session } from './identity-context.ts'
import { readProofs, requireKeepers } from './keeper-proof.ts'

/** New keys for other keepers, in memory alone. */
export async function beginRotation(
  context: IdentityContext,
  { journal }: Session,
  rule: KeeperRule,
) {
  const { current, ports } = context
  const { organizationName } = journal.trust().root.body
  const { random } = ports
  if (current.rotation) endCeremony(current.rotation)
  const language = context.language()
  current.rotation = await makeCeremony({ organizationName, rule, language, random })
  return { sheets: sheetsOf(current.rotation), organizationName }
}

/**
 * The next root, for the new keepers: signed by enough of the former ones and by every new key, so
 * that each is known to be good. The former sheets open nothing from there on but what was sealed
 * before. Fails as requireProven, readProofs and requireKeepers do.
 */
export async function completeRotation(
  context: IdentityContext,
  session: Session,
  proofs: readonly KeeperProof[],
): Promise<void> {
  const { current, fileTokens, vault, ports } = context
  const { journal, member, signing } = session
  const ceremony = current.rotation ?? fail('identity.nothing-begun', {})
  requireProven(ceremony)
  const { rootKeys, rule, recovery } = ceremony
  const former = requireKeepers(await readProofs(proofs, fileTokens), journal.trust().root.body)
  await journal.publishRoot(
    (content) => ({
      ...content,
      rootKeys: rootKeys.map((each) => each.publicKey),
      rootThreshold: rule.threshold,
      recovery,
    }),
    [...former, ...rootKeys],
  )
  endCeremony(ceremony)
  current.rotation = null
  vault.setRecovery({ publicKey: recovery.sealKey, threshold: recovery.threshold })
  ports.log.write('warning', 'identity.root-rotated')
  // Sealed to the new group besides the members.
  await journal.publishDirectory((same) => same, { member, signing })
}
