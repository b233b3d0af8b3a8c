import type { KeeperProof } from '../../preload/contract/keepers.ts'
import { fail } from '../../preload/problem.ts'
import type { FileTokens } from '../file-token.ts'
import {
  joinRecoveryShares,
  type RecoveryGroup,
  type RecoveryShare,
  recoveryGroupId,
  type SealingKey,
  type SigningKey,
  signingKeyFromSeed,
} from '../vault/vault.ts'
import { readKeeperFile } from './keeper-file.ts'
import {
  fromRootSheet,
  fromShareWords,
  rootWordCount,
  type ShareOnPaper,
  shareWordCount,
} from './root-sheet.ts'

/** What keepers have brought: of each either part of a sheet, or both. */
export interface KeeperProofs {
  /** Null where only the other part was given. */
  readonly rootKeys: readonly (SigningKey | null)[]
  readonly shares: readonly (ShareOnPaper | null)[]
}

/**
 * Reads sheets and files. That they belong to this organization is for the callers below. Fails, each
 * with the place of the sheet, with `identity.root-sheet-wrong`, `identity.share-words-wrong`,
 * `identity.keeper-file-unreadable` or `identity.keeper-passphrase-wrong`.
 */
export async function readProofs(
  proofs: readonly KeeperProof[],
  fileTokens: FileTokens,
): Promise<KeeperProofs> {
  const rootKeys: (SigningKey | null)[] = []
  const shares: (ShareOnPaper | null)[] = []
  for (const [at, proof] of proofs.entries()) {
    const { seed, share } =
      proof.kind === 'words'
        ? fromWords(proof.words, at + 1)
        : await fromFile({ ...proof, path: fileTokens.pathOf(proof.file) }, at + 1)
    rootKeys.push(seed && signingKeyFromSeed(seed))
    shares.push(share)
    seed?.fill(0)
  }
  return { rootKeys, shares }
}

/**
 * The keys of a root among what was brought, each once. Fails with `identity.root-sheet-wrong` for one
 * of another root, and with `identity.sheets-missing` below the threshold.
 */
export function requireKeepers(
  { rootKeys: brought }: KeeperProofs,
  root: { readonly rootKeys: readonly string[]; readonly rootThreshold: number },
): SigningKey[] {
  const keys = new Map<string, SigningKey>()
  for (const [at, key] of brought.entries()) {
    if (key === null || !root.rootKeys.includes(key.publicKey))
      return fail('identity.root-sheet-wrong', { position: at + 1 })
    keys.set(key.publicKey, key)
  }
  if (keys.size < root.rootThreshold)
    fail('identity.sheets-missing', { needed: root.rootThreshold, found: keys.size })
  return [...keys.values()]
}

/** Whether enough keys of this root were brought, whatever else was. */
export function hasKeepers(
  { rootKeys: brought }: KeeperProofs,
  root: { readonly rootKeys: readonly string[]; readonly rootThreshold: number },
): boolean {
  const known = brought.flatMap((key) => key?.publicKey ?? [])
  return new Set(known.filter((key) => root.rootKeys.includes(key))).size >= root.rootThreshold
}

/** Fails with `identity.sheet-part-missing` for a sheet of which the last 25 words were not typed. */
export function sharesOf({ shares }: KeeperProofs, group: RecoveryGroup): RecoveryShare[] {
  const { threshold } = group
  return shares.map((share, at) => ({
    group: recoveryGroupId(group.publicKey),
    threshold,
    ...(share ?? fail('identity.sheet-part-missing', { position: at + 1 })),
  }))
}

/** Fails as sharesOf and joinRecoveryShares do. */
export function joinShares(proofs: KeeperProofs, group: RecoveryGroup): Promise<SealingKey> {
  return joinRecoveryShares(group, sharesOf(proofs, group))
}

interface Parts {
  readonly seed: Uint8Array | null
  readonly share: ShareOnPaper | null
}

function fromWords(words: readonly string[], position: number): Parts {
  const hasShare = words.length >= shareWordCount
  const hasSeed = words.length !== shareWordCount
  const seed = hasSeed ? fromRootSheet(hasShare ? words.slice(0, rootWordCount) : words) : null
  if (hasSeed && seed === null) return fail('identity.root-sheet-wrong', { position })
  const share = hasShare ? fromShareWords(hasSeed ? words.slice(rootWordCount) : words) : null
  if (hasShare && share === null) return fail('identity.share-words-wrong', { position })
  return { seed, share }
}

async function fromFile(
  { path, passphrase }: { readonly path: string; readonly passphrase: string },
  position: number,
): Promise<Parts> {
  const reading = await readKeeperFile(path, passphrase)
  switch (reading.kind) {
    case 'opened':
      return reading.secret
    case 'wrong-passphrase':
      return fail('identity.keeper-passphrase-wrong', { position })
    case 'unreadable':
      return fail('identity.keeper-file-unreadable', { position })
    default:
      return reading satisfies never
  }
}
