export type { KdfCost } from './argon2.ts'
export type { BackupProof, Companions } from './backup.ts'
export { describeBackup } from './backup.ts'
export { readJsonIfThere, writeDurably } from './durable-file.ts'
export type { BlobOptions, DecryptBlobOptions, OpenOptions, SealOptions } from './envelope.ts'
export { decryptBlob, encryptBlob, openSealed, seal, sealedBlobBytes } from './envelope.ts'
export { fingerprintWords, wordsOf } from './fingerprint-words.ts'
export { calibrateKdf, kdfFloor } from './kdf-cost.ts'
export type {
  MemberKeys,
  MemberSecrets,
  NewMember,
  NewVault,
  Vault,
  VaultMember,
  VaultOptions,
} from './local-vault.ts'
export { createVault } from './local-vault.ts'
export { openWithPassphrase, PassphraseBox, sealWithPassphrase } from './passphrase-box.ts'
export type { NewRecoveryGroup, RecoveryGroup, RecoveryShare } from './recovery-envelope.ts'
export {
  joinRecoveryShares,
  makeRecoveryGroup,
  openWithRecoveryShares,
  recoveryGroupId,
  sealToRecovery,
} from './recovery-envelope.ts'
export type { SealingKey } from './sealing-key.ts'
export { makeSealingKey, sealingKeyFromSecret } from './sealing-key.ts'
export { runSelfTest } from './self-test.ts'
export type { SigningKey } from './signing-key.ts'
export { makeSigningKey, signingKeyFromSeed, verifySignature } from './signing-key.ts'
export type { CapabilityMigrations } from './vault-files.ts'
export type { NewWorkstation, Workstation } from './workstation.ts'
export { makeWorkstation } from './workstation.ts'
