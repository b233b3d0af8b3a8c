import type { HandOverBegun } from '../../preload/contract/workstations.ts'
import { fail } from '../../preload/problem.ts'
import { openJournal, pinOrganization, readOrganization, type Trust } from '../journal/journal.ts'
import type { MemberKeys, NewWorkstation, RecoveryGroup, SealingKey } from '../vault/vault.ts'
import {
  fingerprintWords,
  makeSealingKey,
  makeWorkstation,
  sealingKeyFromSecret,
  signingKeyFromSeed,
} from '../vault/vault.ts'
import { administratorSealKeysOf, enrol } from './enrolment.ts'
import { handOverWordCount } from './hand-over.ts'
import {
  encodeAsked,
  type Handed,
  makeTransferCode,
  openHanded,
  placeOfAsked,
  placeOfHanded,
  readAsked,
} from './hand-over-format.ts'
import type { IdentityContext } from './identity-context.ts'
import { keepDatabase, recoveryOf, settingNames } from './identity-context.ts'
import { requireOrganization, requireStorePlace } from './machine-limit.ts'
import { mayAdmitItself } from './new-identity.ts'
import { assertGoodPassword } from './password.ts'
import { requireOwnKind } from './sample-marker.ts'
import { insertCopiedFactor } from './second-factor-table.ts'
import { atFirst } from './store-place.ts'
import { totp } from './totp.ts'
import { writeFacts } from './workstation-facts.ts'

/** A new PC that waits for its member's keys: all in memory, so that leaving it leaves nothing. */
export interface PendingWorkstation {
  readonly storeFolder: string
  readonly organizationName: string
  readonly fingerprint: string
  readonly recovery: RecoveryGroup | null
  readonly workstation: NewWorkstation
  readonly transfer: SealingKey
  /** Hash of the request that both screens show as words. */
  readonly asked: string
  readonly password: string
  received: Handed | null
  /** Wrong codes that may still be typed before everything begins anew. */
  codesLeft: number
}

/**
 * On the new PC: leaves a request for the keys in the store. Fails with
 * `identity.organization-exists`, those of a new password, and `journal.no-organization`.
 */
export async function beginHandOver(
  context: IdentityContext,
  input: { readonly storeFolder: string; readonly password: string },
): Promise<HandOverBegun> {
  const { vault, ports, current, fileTokens } = context
  if (vault.state() !== 'absent') fail('identity.organization-exists', {})
  const storeFolder = fileTokens.pathOf(input.storeFolder)
  requireStorePlace(ports.machinePolicy, storeFolder)
  const store = context.openStore(storeFolder)
  const { name, fingerprint, trust } = await atFirst(() => readOrganization(store))
  requireOrganization(ports.machinePolicy, fingerprint)
  requireOwnKind(ports, trust)
  await assertGoodPassword(input.password, { names: [name] })
  const workstation = makeWorkstation(ports.workstationName, ports.random)
  const transfer = makeSealingKey(ports.random)
  const bytes = encodeAsked({
    type: 'hand-over',
    v: 1,
    org: fingerprint,
    workstation: workstation.id,
    signKey: workstation.signing.publicKey,
    sealKey: workstation.sealing.publicKey,
    transferKey: transfer.publicKey,
  })
  const { hash: asked } = readAsked(bytes, fingerprint) ?? fail('identity.hand-over-damaged', {})
  const code = makeTransferCode(ports.random)
  if (!(await store.claim(placeOfAsked(fingerprint, code), bytes)))
    fail('identity.hand-over-damaged', {})
  const { password } = input
  current.arriving = {
    ...{ storeFolder, organizationName: name, fingerprint, workstation, transfer },
    ...{ asked, password, received: null, codesLeft: 10, recovery: recoveryOf(trust) },
  }
  return {
    code,
    organizationName: name,
    organizationWords: fingerprintWords(fingerprint, context.language()),
    words: fingerprintWords(asked, context.language(), handOverWordCount),
  }
}

/**
 * Looks whether the old PC has answered: the member's name, or null as long as it has not. Fails with
 * `identity.hand-over-damaged` when what came is not the keys of an active member.
 */
export async function receiveHandOver(context: IdentityContext): Promise<string | null> {
  const pending = context.current.arriving ?? fail('identity.nothing-begun', {})
  if (pending.received) return pending.received.name
  const { asked, transfer, fingerprint, storeFolder } = pending
  const store = context.openStore(storeFolder)
  const sealed = await store.readClaim(placeOfHanded(asked))
  if (!sealed) return null
  const handed = openHanded(sealed, { key: transfer, org: fingerprint, hash: asked })
  requireMember((await readOrganization(store)).trust, pending, handed)
  pending.received = handed
  return handed.name
}

/**
 * The code of the member's own authenticator proves that the keys are theirs and not somebody else's;
 * then the PC is set up, and asks the administrators to be listed. Fails with `identity.wrong-code`,
 * `code-spent`, `nothing-begun`.
 */
export async function completeHandOver(context: IdentityContext, code: string): Promise<void> {
  const { vault, ports, current } = context
  const pending = current.arriving
  const handed = pending?.received
  if (!pending || !handed || pending.codesLeft <= 0) return fail('identity.nothing-begun', {})
  const lastCounter = confirmFactor(pending, handed, { code, nowMs: ports.clock.now() })
  const secrets = {
    signingSeed: Buffer.from(handed.signingSeed, 'hex'),
    sealingSecret: Buffer.from(handed.sealingSecret, 'hex'),
  }
  const keys = keysOf(handed)
  const { member: id, name } = handed
  try {
    await vault.create({
      member: { id, name, password: pending.password, secrets },
      workstation: pending.workstation,
      ...(pending.recovery && { recovery: pending.recovery }),
      async prepare({ db, setSetting }) {
        insertCopiedFactor(db, { handed, key: keys.sealing, lastCounter }, ports.random)
        setSetting(settingNames.fingerprint, pending.fingerprint)
        setSetting(settingNames.storeFolder, pending.storeFolder)
        await keepDatabase(context, pending.storeFolder, setSetting)
        const { fingerprint, workstation, storeFolder } = pending
        const store = context.openStore(storeFolder)
        await pinOrganization({ db, store, fingerprint })
        const { clock, random } = ports
        const reader = keys.sealing
        const journal = openJournal({
          ...{ db, store, fingerprint, workstation, reader },
          clock,
          random,
        })
        requireMember(journal.trust(), pending, handed)
        const isAdmitted = mayAdmitItself(journal, keys)
        const enrolment = isAdmitted
          ? null
          : await enrol(
              { journal, workstation, random },
              { member: id, name, keys, readers: administratorSealKeysOf(journal) },
            )
        writeFacts(ports.dataFolder, {
          v: 1,
          organization: { name: pending.organizationName, fingerprint },
          workstation: { id: workstation.id, name: workstation.name },
          storeFolder,
          members: [
            {
              id,
              admitted: isAdmitted,
              enrolment,
              enrolledAt: new Date(clock.now()).toISOString(),
            },
          ],
        })
      },
    })
  } finally {
    vault.close()
    for (const secret of Object.values(secrets)) secret.fill(0)
  }
  current.arriving = null
  ports.log.write('info', 'identity.second-workstation')
  context.changed()
}

function confirmFactor(
  pending: PendingWorkstation,
  { factor }: Handed,
  { code, nowMs }: { readonly code: string; readonly nowMs: number },
): number {
  const secret = Buffer.from(factor.secret, 'base64')
  const { lastCounter } = factor
  const verdict = totp.verify({ secret, answer: code, challenge: nowMs, lastCounter })
  secret.fill(0)
  if (verdict.kind === 'accepted') return verdict.counter
  if (verdict.kind === 'spent') return fail('identity.code-spent', {})
  pending.codesLeft -= 1
  return fail('identity.wrong-code', { attemptsLeft: pending.codesLeft })
}

function keysOf(handed: Handed): MemberKeys {
  return {
    signing: signingKeyFromSeed(Buffer.from(handed.signingSeed, 'hex')),
    sealing: sealingKeyFromSecret(Buffer.from(handed.sealingSecret, 'hex')),
  }
}

/** The keys are those that the directory gives to an active member of the compared organization. */
function requireMember(trust: Trust, { fingerprint }: PendingWorkstation, handed: Handed): void {
  const member = trust.member(handed.member)
  const { signing, sealing } = keysOf(handed)
  const isTheirs =
    trust.fingerprint === fingerprint &&
    member?.status === 'active' &&
    member.signKey === signing.publicKey &&
    member.sealKey === sealing.publicKey
  if (!isTheirs) fail('identity.hand-over-damaged', {})
}
