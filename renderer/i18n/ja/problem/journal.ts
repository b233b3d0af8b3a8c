import type { journalProblems } from '../../../../preload/problem/journal.ts'

export const journal: Record<keyof typeof journalProblems, string> = {
  'journal.store-unreachable': 'journal.store-unreachable {folder}',
  'journal.store-not-empty': 'journal.store-not-empty {folder}',
  'journal.no-organization': 'journal.no-organization {folder}',
  'journal.signature-invalid': 'journal.signature-invalid {record}',
  'journal.record-malformed': 'journal.record-malformed {record}',
  'journal.chain-gap': 'journal.chain-gap {workstation} {seq}',
  'journal.fork': 'journal.fork {workstation} {seq}',
  'journal.rollback': 'journal.rollback {what} {seen} {found}',
  'journal.expired': 'journal.expired {what} {at}',
  'journal.threshold-not-met': 'journal.threshold-not-met {what} {needed} {found}',
  'journal.blob-missing': 'journal.blob-missing {hash}',
  'journal.blob-altered': 'journal.blob-altered {hash}',
  'journal.envelope-not-for-us': 'journal.envelope-not-for-us ',
  'journal.not-durable': 'journal.not-durable ',
}
