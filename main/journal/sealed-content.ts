import * as v from 'valibot'
import { fail, ProblemError } from '../../preload/problem.ts'
import type { Random } from '../ports.ts'
import { openSealed, type SealingKey, seal } from '../vault/vault.ts'
import type { SignedDocument, Trust } from './directory.ts'
import {
  type DirectoryBody,
  DirectoryNames,
  type PolicyBody,
  PolicyDetail,
  type RootBody,
} from './document.ts'
import { payloadDepthMax, payloadSizeBytesMax } from './dsse.ts'
import { parseStrictJson, StrictJsonError } from './strict-json.ts'

/** The parts of a directory and a policy that only active members can read. */

interface Place {
  readonly org: string
  readonly n: number
}

interface SealTo {
  readonly readers: readonly string[]
  readonly random: Random
}

/**
 * Public sealing keys of who may read what belongs to this directory: its active members, and the
 * recovery group, for the day when none of them can be had any more.
 */
export function readersOf(
  directory: Pick<DirectoryBody, 'members'>,
  root: Pick<RootBody, 'recovery'>,
): readonly string[] {
  const members = directory.members.filter((each) => each.status === 'active')
  const recovery = root.recovery === undefined ? [] : [root.recovery.sealKey]
  return [...members.map((each) => each.sealKey), ...recovery]
}

export function sealNames(names: DirectoryNames, place: Place, to: SealTo): string {
  return sealJson(v.parse(DirectoryNames, names), contextOf('directory', place), to)
}

export function sealDetail(detail: PolicyDetail, place: Place, to: SealTo): string {
  return sealJson(v.parse(PolicyDetail, detail), contextOf('policy', place), to)
}

/** Fails with `journal.envelope-not-for-us` or `journal.record-malformed`. */
export function openNames(
  { body }: SignedDocument<DirectoryBody>,
  reader: SealingKey,
): DirectoryNames {
  return v.parse(DirectoryNames, openJson(body.sealed, contextOf('directory', body), reader))
}

/** Of the newest directory. Fails as openNames does. */
export function directoryNames(trust: Trust, reader: SealingKey): DirectoryNames {
  const { directory } = trust
  if (directory === null) return fail('journal.chain-gap', { workstation: 'directory', seq: 1 })
  return openNames(directory, reader)
}

/** Fails with `journal.envelope-not-for-us` or `journal.record-malformed`. */
export function openDetail({ body }: SignedDocument<PolicyBody>, reader: SealingKey): PolicyDetail {
  return v.parse(PolicyDetail, openJson(body.sealed, contextOf('policy', body), reader))
}

/** Whether a failure says that somebody else is meant. */
export function isNotForUs(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.code === 'journal.envelope-not-for-us'
}

function contextOf(type: 'directory' | 'policy', { org, n }: Place): string {
  return `sekisho ${type} ${org} ${n}`
}

function sealJson(value: unknown, context: string, { readers, random }: SealTo): string {
  const plaintext = Buffer.from(JSON.stringify(value))
  return Buffer.from(seal({ readers, context, plaintext, random })).toString('base64')
}

function openJson(sealed: string, context: string, key: SealingKey): unknown {
  const plaintext = openSealed({ key, context, sealed: Buffer.from(sealed, 'base64') })
  try {
    return parseStrictJson(plaintext, {
      sizeBytesMax: payloadSizeBytesMax.policy,
      depthMax: payloadDepthMax,
    })
  } catch (error) {
    if (error instanceof StrictJsonError) fail('journal.record-malformed', { record: context })
    throw error
  }
}
