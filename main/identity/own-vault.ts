import type { BackupView, Finding } from '../../preload/contract/identity.ts'
import { fail } from '../../preload/problem.ts'
import { describeBackup } from '../vault/vault.ts'
import type { IdentityContext, Session } from './identity-context.ts'
import { closeUnused } from './identity-context.ts'
import { endSession, withCountedPassword } from './login.ts'
import { assertGoodPassword } from './password.ts'
import { makeRecoveryCodes } from './recovery-code.ts'
import { recordRecoveryHashes } from './recovery-renewal.ts'
import { recoveryHashesOf, setRecoveryHashes } from './second-factor-table.ts'
import { recordVaultAct } from './vault-act.ts'

/** The signed-in member's password, wrapped anew. The old one counts as an attempt; the code was checked. */
export async function changeOwnPassword(
  context: IdentityContext,
  session: Session,
  o: { readonly password: string; readonly newPassword: string },
): Promise<void> {
  const { vault, ports } = context
  const organizationName = session.journal.trust().root.body.organizationName
  await assertGoodPassword(o.newPassword, { names: [organizationName, session.name] })
  if (o.newPassword.normalize('NFKC') === o.password.normalize('NFKC'))
    fail('identity.password-unchanged', {})
  const beforeWriting = () => recordVaultAct(session, 'password-changed')
  await withCountedPassword(context, session.member, () =>
    vault.changePassword({ member: session.member, ...o, beforeWriting }),
  )
  ports.log.write('info', 'identity.password-changed')
}

/**
 * Ten new codes; the former ones, used or not, are void from here on, and on the member's other PCs
 * as soon as they hear of it.
 */
export async function renewRecoveryCodes(
  context: IdentityContext,
  session: Session,
): Promise<string[]> {
  const { random, log } = context.ports
  const codes = makeRecoveryCodes(random)
  const hashes = recoveryHashesOf(session.member, codes)
  await recordRecoveryHashes(session, hashes, random)
  setRecoveryHashes(session.db, session.member, hashes)
  log.write('info', 'identity.recovery-codes-renewed')
  return codes
}

/** Asks for a place and writes the backup there; null when the person cancelled. */
export async function backUpTo(
  context: IdentityContext,
  session: Session,
): Promise<{ path: string } | null> {
  const { vault, ports } = context
  const day = new Date(ports.clock.now()).toISOString().slice(0, 10)
  const name = `sekisho-${day}.sekisho-backup`
  const path = await ports.fileDialog.chooseSaveTarget('backup', name)
  if (path === null) return null
  await recordVaultAct(session, 'backed-up')
  await vault.backUp(path)
  ports.log.write('info', 'vault.backed-up')
  return { path }
}

export async function checkVault({ vault, ports }: IdentityContext): Promise<Finding[]> {
  const findings = await vault.checkIntegrity()
  if (findings.length > 0)
    ports.log.write('error', 'vault.integrity', { findings: findings.length })
  return findings.map(({ file, what }) => ({ file, what }))
}

/** What the person chose, as it says of itself: nothing of it is verified before a password is. */
export async function chooseBackup(context: IdentityContext): Promise<BackupView | null> {
  const path = await context.ports.fileDialog.chooseFile('backup')
  if (path === null) return null
  return { file: context.fileTokens.issue(path), path, ...describeBackup(path) }
}

/**
 * For the day when the keystore has lost this PC's secret: what is here is kept, whole, and the PC can
 * be set up anew. Fails with `identity.keystore-works` while a password could still open it.
 */
export async function setVaultAside(context: IdentityContext): Promise<{ folder: string }> {
  const { vault, ports, current } = context
  if (!(await vault.isKeystoreLost())) return fail('identity.keystore-works', {})
  endSession(context)
  closeUnused(context)
  if (current.leaseCount > 1) fail('vault.in-use', {})
  vault.close()
  const folder = await vault.keepAside()
  ports.log.write('warning', 'vault.set-aside')
  context.changed()
  return { folder }
}

/** Puts the backup in the place of what is here; whoever was signed in is not any more. */
export async function restoreBackup(
  context: IdentityContext,
  o: { readonly file: string; readonly member: string; readonly password: string },
): Promise<void> {
  const { vault, ports, current } = context
  const source = context.fileTokens.pathOf(o.file)
  endSession(context)
  closeUnused(context)
  if (current.leaseCount > 1) fail('vault.in-use', {})
  vault.close()
  const { member, password } = o
  await withCountedPassword(context, member, () =>
    vault.restore({ source, proof: { kind: 'password', member, password } }),
  )
  ports.log.write('warning', 'vault.restored')
  context.changed()
}
