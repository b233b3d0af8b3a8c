import type { KeeperProof } from '../../preload/contract/keepers.ts'
import { fail } from '../../preload/problem.ts'
import type { Journal } from '../journal/journal.ts'
import type { SealingKey } from '../vault/vault.ts'
import { fingerprintWords, sealingKeyFromSecret } from '../vault/vault.ts'
import type { IdentityContext } from './identity-context.ts'
import { closeUnused } from './identity-context.ts'
import { hasKeepers, joinShares, type KeeperProofs, readProofs, sharesOf } from './keeper-proof.ts'
import { noFailures } from './lockout.ts'
import { endSession, startSession } from './login.ts'
import { openMemberJournal } from './member-journal.ts'
import { applyFor, leaveFormerIdentity, noteApplication } from './new-identity.ts'
import { withNewKeys } from './new-keys.ts'
import type { NewPerson } from './new-person.ts'
import { confirmCode, makePerson, toSecretsShown } from './new-person.ts'
import { assertGoodPassword } from './password.ts'
import { replaceSecondFactor } from './second-factor-table.ts'
import { noteLater, writeNoted } from './vault-act.ts'
import { readFacts } from './workstation-facts.ts'

/** A member of this PC who is getting back in: all in memory, until the new code is confirmed. */
export interface PendingRecovery {
  readonly person: NewPerson
  readonly proofs: KeeperProofs
}

export function sheetsNeeded({ vault }: IdentityContext): { threshold: number } | null {
  const group = vault.state() === 'absent' ? null : vault.recoveryGroup()
  return group && { threshold: group.threshold }
}

/** Fails with `vault.no-recovery-group`, `vault.recovery-shares-*`, or as readProofs does. */
export async function beginRecovery(
  context: IdentityContext,
  input: {
    readonly member: string
    readonly proofs: readonly KeeperProof[]
    readonly password: string
  },
) {
  const { vault, ports, current, fileTokens } = context
  const facts = readFacts(ports.dataFolder) ?? fail('vault.damaged', { file: 'workstation.json' })
  const known =
    vault.members().find((each) => each.id === input.member) ?? fail('identity.no-such-member', {})
  const group = vault.recoveryGroup() ?? fail('vault.no-recovery-group', {})
  const proofs = await readProofs(input.proofs, fileTokens)
  await joinShares(proofs, group)
  const { name, fingerprint } = facts.organization
  await assertGoodPassword(input.password, { names: [name, known.name] })
  const person = { ...makePerson(known.name, input.password, ports.random), id: known.id }
  current.recovery = { person, proofs }
  return {
    ...toSecretsShown(person, name),
    organizationName: name,
    words: fingerprintWords(fingerprint, context.language()),
  }
}

/**
 * The vault opens with the shares, and the member has a slot with the new password and new keys.
 * Whatever was sealed to them stays readable; what they sign counts once a directory names the new
 * key. Resolves with the application that an administrator compares, or with null when the sheets
 * themselves have made the member the administrator again.
 */
export async function completeRecovery(
  context: IdentityContext,
  { code }: { readonly code: string },
): Promise<{ words: string[] | null }> {
  const { vault, ports, current, attempts } = context
  const pending = current.recovery ?? fail('identity.nothing-begun', {})
  const lastStep = confirmCode(pending.person, code, ports.clock.now())
  endSession(context)
  closeUnused(context)
  const group = vault.recoveryGroup() ?? fail('vault.no-recovery-group', {})
  const { sealingSecretOf } = await vault.openWithRecovery(sharesOf(pending.proofs, group))
  const person = withSealing(pending.person, sealingSecretOf(pending.person.id))
  const { id } = person
  leaveFormerIdentity(context)
  const journal = openMemberJournal(context, person.keys)
  await journal.sync()
  if (journal.trust().member(id)?.status !== 'active') fail('identity.suspended', {})
  const { signing, sealing } = person.keys
  noteLater(context, {
    kind: 'recovery',
    body: {
      member: id,
      signKey: signing.publicKey,
      sealKey: sealing.publicKey,
      group: group.publicKey,
    },
  })
  await writeNoted(context, { member: null, journal })
  // Nobody can tell a PC that was set back from another: only sheets of the root vouch for it.
  const isKnown = journal.trust().workstation(vault.workstation().id) !== null
  const isAdministrator = await makeAdministrator(context, { ...pending, person, journal })
  if (!isKnown && !isAdministrator) fail('identity.recovery-after-restore', {})
  replaceSecondFactor(vault.db(), { person, lastStep }, ports.random)
  await vault.recoverMember(person)
  attempts.store(id, noFailures)
  current.recovery = null
  ports.log.write('warning', 'identity.recovered')
  if (isAdministrator) {
    const opened = {
      member: id,
      keys: person.keys,
      journal: openMemberJournal(context, person.keys),
    }
    await writeNoted(context, { member: { member: id, signing }, journal: opened.journal })
    startSession(context, opened)
    return { words: null }
  }
  const enrolment = await applyFor(context, { member: id, keys: person.keys, journal })
  noteApplication(context, id, { enrolment, signKey: signing.publicKey })
  context.changed()
  return { words: fingerprintWords(enrolment, context.language()) }
}

/** The same person with the key to receive that they had; a new one only where none was kept. */
function withSealing(person: NewPerson, sealingSecret: Uint8Array | null): NewPerson {
  if (sealingSecret === null) return person
  return {
    ...person,
    secrets: { ...person.secrets, sealingSecret },
    keys: { ...person.keys, sealing: sealingKeyFromSecret(sealingSecret) },
  }
}

/**
 * Where the sheets carry the root's own signatures and one administrator moves the organization, a
 * locked-out administrator needs nobody else: the next root names the new key, and the new key signs
 * the directory. False: another administrator decides.
 */
async function makeAdministrator(
  context: IdentityContext,
  o: PendingRecovery & { readonly journal: Journal },
): Promise<boolean> {
  const { person, proofs, journal } = o
  const { body: root } = journal.trust().root
  const former = journal.trust().member(person.id)
  const isOne = former !== null && root.administratorKeys.includes(former.signKey)
  if (!isOne || root.administratorThreshold > 1 || !hasKeepers(proofs, root)) return false
  const { vault } = context
  const { signing, sealing } = person.keys
  // The names in the directory are sealed to its members and to the group.
  const reader: SealingKey =
    former.sealKey === sealing.publicKey
      ? sealing
      : await joinShares(proofs, vault.recoveryGroup() ?? fail('vault.no-recovery-group', {}))
  const writing = openMemberJournal(context, { signing, sealing: reader })
  const rootKeys = proofs.rootKeys.flatMap((key) =>
    key !== null && root.rootKeys.includes(key.publicKey) ? [key] : [],
  )
  const administratorKeys = root.administratorKeys.map((key) =>
    key === former.signKey ? signing.publicKey : key,
  )
  await writing.publishRoot((content) => ({ ...content, administratorKeys }), rootKeys)
  const { id, name, signing: pcSigning, sealing: pcSealing } = vault.workstation()
  const workstation = { id, name, signKey: pcSigning.publicKey, sealKey: pcSealing.publicKey }
  const keys = { signKey: signing.publicKey, sealKey: sealing.publicKey, workstation }
  await writing.publishDirectory(
    (before) => withNewKeys(before, { member: person.id, ...keys, isAdministrator: true }),
    { member: person.id, signing },
  )
  return true
}
