/** What a release leaves behind for others: its evidence. */
export { type Evidence, encodeEvidence, type VerifiedEvidence, verifyEvidence } from './evidence.ts'
export { createReports, type Reports, type ReportsOptions } from './handlers.ts'
export { evidenceOf } from './save-evidence.ts'
