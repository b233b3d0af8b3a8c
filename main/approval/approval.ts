/**
 * What was signed is what is sent: filing, review, decision, and the gate. verifyApproval and
 * verifyRelease are pure and run in the engine's process too.
 */
export { type Concern, concernOf } from './concern.ts'
export { directPlace, directProblem } from './direct-rule.ts'
export { isSamePerson, mayUse, ownRightProblem, type Roster } from './eligibility.ts'
export { type FileTable, pieceBytes, verifyFilePiece } from './file-table.ts'
export { type FrozenFile, type FrozenRow, linesOfPieces, parseRow } from './frozen-row.ts'
export {
  type Approval,
  type ApprovalHandlers,
  type ApprovalOptions,
  createApproval,
} from './handlers.ts'
export type { Manifest } from './manifest.ts'
export { materialOf, openForRelease, openRouteSecrets, requireApprover } from './material.ts'
export { leafHash } from './merkle-tree.ts'
export { type OpenedRelease, openManifest, recipientsOf, requestOf } from './open-request.ts'
export { requireReach } from './own-reach.ts'
export { previousRelease } from './previous-release.ts'
export type { ReleaseSecrets } from './route-key.ts'
export { routePlaceText, routeTlsText } from './route-place.ts'
export { recordsOfRun } from './run-records.ts'
export { openPart } from './sealed-content.ts'
export { certificateFacts, certificateText } from './sender-certificate.ts'
export { currentOf } from './standing.ts'
export { foldSuspended } from './suspension.ts'
export type { FileAccess, ReleaseContent, ReleaseParts } from './verify-content.ts'
export {
  type ApprovalMaterial,
  createReleaseVerifier,
  isVerifiedRelease,
  manifestOf,
  type ReleaseFiles,
  type ReleaseVerifier,
  type VerifiedApproval,
  type VerifiedRelease,
  verifyApproval,
  verifyRelease,
} from './verify-release.ts'
export { type RunVerification, verifyRun } from './verify-run.ts'
