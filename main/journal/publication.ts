import { createHash } from 'node:crypto'
import * as v from 'valibot'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import { openSealed, type SealingKey, type SigningKey, seal } from '../vault/vault.ts'
import { type DocumentType, extendChain, signDocument, type Trust } from './directory.ts'
import { acceptDocument, syncDocuments } from './document-sync.ts'
import { type JournalState, withStore } from './journal-state.ts'
import { pushOutbox } from './outbox.ts'
import {
  type DirectoryBody,
  type DirectoryMember,
  DirectoryNames,
  type DirectoryWorkstation,
  type PolicyBody,
  PolicyDetail,
  type PolicyRules,
  type RootBody,
} from './record.ts'

const dayMs = 24 * 60 * 60 * 1000
/** How long a version stays good: what a store that withholds can freeze at most. */
export const lifetimeMs: Readonly<Record<DocumentType, number>> = {
  root: 3650 * dayMs,
  directory: 90 * dayMs,
  policy: 90 * dayMs,
}
const attemptsMax = 5
